#!/usr/bin/env bash
# Installs from Debian what building and testing needs and this machine has not.
# Quick when nothing is missing.
# Usage: cmake/install.sh [--list]    (--list prints what is missing and installs nothing)
set -euo pipefail
cd "$(dirname "$0")/.."
. cmake/say.sh

# Wanted as a command: it may come from elsewhere than Debian's package (Node and npm often do).
commands=(
    git:git curl:curl xz:xz-utils make:make g++:g++ clang++:clang clang-tidy:clang-tidy
    clang-format:clang-format cmake:cmake ninja:ninja-build ccache:ccache em++:emscripten
    node:nodejs npm:npm python3:python3 brotli:brotli gzip:gzip chromium:chromium openssl:openssl
    dpkg-source:dpkg-dev
)
# Wanted as a package: headers, libraries, data.
packages=(
    ca-certificates debian-archive-keyring libc6-dev libboost1.81-dev libssl-dev libsodium-dev
    libpq-dev postgresql nlohmann-json3-dev iso-codes publicsuffix fonts-inter python3-fonttools
)

missing=()
for pair in "${commands[@]}"; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
installed=$(dpkg-query -W -f '${Package} ${db:Status-Abbrev}\n' "${packages[@]}" 2>/dev/null |
    awk '$2 ~ /^.i/ {print $1}' || true) # It fails when it misses one; what it lists counts.
for package in "${packages[@]}"; do
    grep -qx -- "$package" <<<"$installed" || missing+=("$package")
done

if [ "${1:-}" = --list ]; then
    [ ${#missing[@]} -eq 0 ] || printf '%s\n' "${missing[@]}"
    exit 0
fi
if [ ${#missing[@]} -eq 0 ]; then
    say "install: nothing is missing"
    exit 0
fi

say "install: ${missing[*]}"
as_root=()
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
        fail "packages are missing and this is neither root nor a machine with sudo" \
            "as root: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
}
say "install: reading the package lists"
quietly apt update || say "install: the lists could not all be read; trying with what is there"
say "install: downloading and unpacking (some minutes on a new machine)"
quietly apt install -y --no-install-recommends "${missing[@]}" ||
    fail "apt-get could not install: ${missing[*]}" "read apt's message above; then run this again"
say "install: done"
