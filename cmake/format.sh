#!/usr/bin/env bash
# Formats every C++ source with clang-format 14; --check only says which are not formatted.
set -euo pipefail
cd "$(dirname "$0")/.."
. cmake/say.sh
mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.h' '*.cpp' |
    while read -r path; do [ ! -e "$path" ] || echo "$path"; done)
[ ${#sources[@]} -gt 0 ] || fail "no C++ source was found" "run this in a checkout"
if [ "${1:-}" != --check ]; then
    clang-format -i "${sources[@]}"
    exit 0
fi
bad=$({ clang-format --dry-run -Werror "${sources[@]}" 2>&1 || true; } |
    sed -nE 's/^([^: ]+):[0-9]+:[0-9]+: (error|warning).*/\1/p' | sort -u)
[ -z "$bad" ] || sed 's/$/ is not formatted/' <<<"$bad"
bad=$(grep -c . <<<"$bad" || true)
say "format: ${#sources[@]} sources, $bad not formatted"
[ "$bad" -eq 0 ] || fail "$bad sources are not formatted" "run cmake/format.sh"
