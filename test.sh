#!/usr/bin/env bash
# Everything that CI runs. Safe to repeat; quick when nothing changed.
#   ./test.sh                 the steps that main passes today
#   ./test.sh all             those and the ones that are still being brought up
#   ./test.sh tidy dev        these steps only: format tidy dev release wasm web journeys fuzz lint
#   ./test.sh proof           the long campaigns, which write tests/proof/
set -uo pipefail
cd "$(dirname "$0")"
. cmake/say.sh

all_steps=(format tidy dev release wasm web journeys fuzz lint)
# A step joins these once it has passed whole on a clean clone (DECISIONS.md).
ci_steps=(format tidy dev wasm web journeys)
fuzz_seconds=${ENTENTE_FUZZ_SECONDS:-30}
logs=build/test-logs
# What was compiled or found clean in one checkout need not be again in another.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
lint_clean=${XDG_CACHE_HOME:-$HOME/.cache}/entente/lint-clean
mkdir -p "$logs"
passed=0
failed=0
summary=()

# --- What each step does. It ends with failure when something in it failed.

step_format() { cmake/format.sh --check; }

step_tidy() {
    /usr/bin/python3 tests/tidy/self_test.py && /usr/bin/python3 tests/tidy/tidy.py
}

configure() { # Once; ninja configures again by itself when a list has changed.
    [ -e "build/$1/build.ninja" ] || cmake --preset "$1"
}

step_dev() {
    configure dev && cmake --build --preset dev -- -k 20 && ctest --preset dev --no-tests=error
}

step_release() { configure release && cmake --build --preset release; }

step_wasm() { configure wasm && cmake --build --preset wasm; }

step_web() {
    local tests=(tests/web/*.test.mjs)
    [ -e "${tests[0]}" ] || { say "tests/web holds no test"; return 1; }
    configure wasm && cmake --build --preset wasm --target demo_site || return 1
    .deps/bin/node --test --test-concurrency=1 --test-reporter=spec "${tests[@]}"
}

step_journeys() { # The portal as people use it, against a real server.
    step_wasm && configure release &&
        cmake --build --preset release --target entente-server || return 1
    .deps/bin/node --test --test-concurrency=1 --test-reporter=spec tests/journeys/*.test.mjs
}

fuzz_one() { # fuzz_one PROGRAM SECONDS: keeps what it finds in build/fuzz-found/<name>
    local program=$1 seconds=$2 name corpus
    name=$(basename "$program")
    corpus=build/fuzz-corpus/$name
    mkdir -p "$corpus" "build/fuzz-found/$name"
    "$program" -max_total_time="$seconds" -rss_limit_mb=4096 -timeout=10 -print_final_stats=1 \
        -artifact_prefix="build/fuzz-found/$name/" "$corpus" "tests/fuzz/corpus/$name" \
        >"$logs/$name.log" 2>&1
    local result=$?
    local runs
    runs=$(awk '/number_of_executed_units/ {print $2}' "$logs/$name.log")
    if [ $result -eq 0 ]; then
        say "ok      $name: ${runs:-?} runs in $seconds s"
    else
        tail -n 40 "$logs/$name.log"
        say "FAILED  $name: see build/fuzz-found/$name"
    fi
    return $result
}

fuzzers() {
    find build/fuzz/tests/fuzz -maxdepth 1 -type f -executable -name 'fuzz_*' 2>/dev/null | sort
}

step_fuzz() {
    configure fuzz && cmake --build --preset fuzz --target fuzzers || return 1
    local found bad=0 program
    mapfile -t found < <(fuzzers)
    [ ${#found[@]} -gt 0 ] || { say "no fuzzer was built"; return 1; }
    export -f fuzz_one say
    export logs
    printf '%s\n' "${found[@]}" |
        xargs -P 2 -I {} bash -c 'fuzz_one "$1" "$2"' _ {} "$fuzz_seconds" || bad=1
    return $bad
}

step_lint() {
    configure lint && cmake --build --preset lint --target entente_assets entente_tables &&
        /usr/bin/python3 cmake/lint.py build/lint "$lint_clean"
}

# --- Running and counting them.

count_in() { # Adds what a test runner counted in a log; 1 when none did.
    local log=$1 result=$2 total bad
    total=$(sed -nE 's/.*tests failed out of ([0-9]+).*/\1/p' "$log" | tail -n 1)
    if [ -n "$total" ]; then
        bad=$(sed -nE 's/.*, ([0-9]+) tests failed out of.*/\1/p' "$log" | tail -n 1)
    elif grep -qE '^(ℹ|#) tests [0-9]+' "$log"; then
        total=$(sed -nE 's/^(ℹ|#) tests ([0-9]+)/\2/p' "$log" | tail -n 1)
        bad=$((total - $(sed -nE 's/^(ℹ|#) pass ([0-9]+)/\2/p' "$log" | tail -n 1)))
    elif grep -qE '^(ok|FAILED)  ' "$log"; then
        total=$(grep -cE '^(ok|FAILED)  ' "$log")
        bad=$(grep -cE '^FAILED  ' "$log")
    else
        total=1
        bad=$((result == 0 ? 0 : 1))
    fi
    [ "$result" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
    passed=$((passed + total - bad))
    failed=$((failed + bad))
}

run_step() {
    local name=$1 started=$SECONDS result
    step "$name"
    "step_$name" 2>&1 | tee "$logs/$name.log"
    result=${PIPESTATUS[0]}
    count_in "$logs/$name.log" "$result"
    local word=ok
    [ "$result" -eq 0 ] || word=FAILED
    summary+=("$(printf '%-8s %-7s %s' "$name" "$word" "$(elapsed "$started")")")
    say "-- $name: $word after $(elapsed "$started")"
}

finish() {
    step "Summary, after $(elapsed "$entente_started")"
    printf '%s\n' "${summary[@]}"
    say ""
    say "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

cmake/install.sh || exit 1
cmake/fetch.sh || exit 1

if [ "${1:-}" = proof ]; then
    shift
    exec tests/proof/run.sh "$@"
fi
steps=("$@")
[ ${#steps[@]} -gt 0 ] || steps=("${ci_steps[@]}")
[ "${steps[*]}" != all ] || steps=("${all_steps[@]}")
for name in "${steps[@]}"; do
    declare -F "step_$name" >/dev/null || fail "there is no step $name" "one of: ${all_steps[*]}"
done
for name in "${steps[@]}"; do run_step "$name"; done
finish
