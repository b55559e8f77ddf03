#!/usr/bin/env bash
# Formats C++ with clang-format 14 and JavaScript with prettier; --check only says what is not.
set -euo pipefail
cd "$(dirname "$0")/.."
. cmake/say.sh

ours() { # ours PATTERN...: the files of this tree, whether added yet or not
    git ls-files --cached --others --exclude-standard "$@" |
        while read -r path; do [ ! -e "$path" ] || echo "$path"; done
}
prettier() { .deps/bin/node node_modules/prettier/bin/prettier.cjs "$@"; }

mapfile -t sources < <(ours '*.h' '*.cpp')
mapfile -t scripts < <(ours '*.js' '*.mjs')
[ ${#sources[@]} -gt 0 ] && [ ${#scripts[@]} -gt 0 ] ||
    fail "nothing to format was found" "run this in a checkout"
if [ "${1:-}" != --check ]; then
    clang-format -i "${sources[@]}"
    prettier --log-level=warn --write "${scripts[@]}"
    exit 0
fi
# A file that cannot be read counts as well: both programs name it on its line.
bad=$({
    clang-format --dry-run -Werror "${sources[@]}" 2>&1 |
        sed -nE 's/^([^: ]+):[0-9]+:[0-9]+: (error|warning).*/\1/p'
    prettier --check --log-level=warn "${scripts[@]}" 2>&1 |
        sed -nE 's/^\[(warn|error)\] ([^: ]+\.m?js)(:.*)?$/\2/p'
    true
} | sort -u)
[ -z "$bad" ] || sed 's/$/ is not formatted/' <<<"$bad"
bad=$(grep -c . <<<"$bad" || true)
say "format: ${#sources[@]} sources and ${#scripts[@]} scripts, $bad not formatted"
[ "$bad" -eq 0 ] || fail "$bad files are not formatted" "run cmake/format.sh"
