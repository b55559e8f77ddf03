# Sourced by the scripts: one way of telling what goes on, how long it took, and what to do about a
# failure.
entente_started=$SECONDS
say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
fail() { # fail "what went wrong" "what to do about it"
    printf '\nerror: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf '  fix: %s\n' "$2" >&2
    exit 1
}
elapsed() { printf '%dm%02ds' $(((SECONDS - $1) / 60)) $(((SECONDS - $1) % 60)); }
# Runs its arguments quietly; prints what they said only when they fail.
quietly() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}
sha256_of() { sha256sum "$1" | cut -d' ' -f1; }
