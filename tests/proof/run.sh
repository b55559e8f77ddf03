#!/usr/bin/env bash
# The long campaigns. Each writes tests/proof/<name>.txt or .md: when, which commit, what was run,
# what came. Usage: ./test.sh proof [transitions] [year] [money] [coverage] [mutation] [survivors]
#                                   [sim] [speed] [server] [sync] [frames] [fuzz]
# ENTENTE_PROOF_SECONDS=600 is for each fuzzer and the simulation, ENTENTE_PROOF_BUG_SEEDS=100
# for each mistake that is planted in it; ENTENTE_PROOF_FAULTS=340 are planted in core/domain, but
# none in headers that more than ENTENTE_PROOF_BROADEST=1000 sources include.
# ENTENTE_PROOF_YEARS=500 are lived through. ENTENTE_PROOF_COVERAGE="core_domain_tests" runs these
# programs and no others.
set -uo pipefail
cd "$(dirname "$0")/../.."
. cmake/say.sh
seconds=${ENTENTE_PROOF_SECONDS:-600}
bug_seeds=${ENTENTE_PROOF_BUG_SEEDS:-100}
years=${ENTENTE_PROOF_YEARS:-500}
failed=0

head_of() { # head_of "what was run"
    say "date     $(date -u +%Y-%m-%d)"
    local changes=''
    [ -z "$(git status --porcelain)" ] || changes=' and changes'
    say "commit   $(git rev-parse --short HEAD)$changes"
    say "machine  $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
    say "system   $(. /etc/os-release && say "$PRETTY_NAME"), $(uname -sr)"
    say "compiler $(c++ --version | head -n 1)"
    say "run      $1"
    say ""
}

campaign() { # campaign NAME "what is run" COMMAND...
    local name=$1 what=$2 started=$SECONDS
    shift 2
    step "$name: $what"
    { head_of "$what"; "$@" 2>&1; } | tee "build/proof-$name.txt"
    local result=${PIPESTATUS[0]}
    cp "build/proof-$name.txt" "tests/proof/$name.txt"
    printf '\ntook %s\n' "$(elapsed "$started")" >>"tests/proof/$name.txt"
    [ "$result" -eq 0 ] || failed=$((failed + 1))
}

run_fuzz() { ENTENTE_FUZZ_SECONDS=$seconds ./test.sh fuzz | grep -E '^(ok|FAILED)  |passed,'; }

run_sim() { # Its program alone: the others take long to build.
    [ -e build/release/build.ninja ] || quietly cmake --preset release
    quietly cmake --build --preset release --target sim_campaign &&
        build/release/tests/sim_campaign "$seconds" 1 2000 "$bug_seeds"
}

run_speed() { # The rules over 100,000 deals, as the server runs them and as the browser does.
    local name
    [ -e build/wasm/build.ninja ] || quietly cmake --preset wasm
    [ -e build/release/build.ninja ] || quietly cmake --preset release
    quietly cmake --build --preset release --target bench_domain bench_measures bench_demo ||
        return 1
    quietly cmake --build --preset wasm --target bench_domain bench_measures || return 1
    for name in domain measures; do
        say "-- $name, natively"
        "build/release/tests/bench/$name/bench_$name" || return 1
        say "-- $name, as WebAssembly in node"
        .deps/bin/node "build/wasm/tests/bench/$name/bench_$name.cjs" || return 1
    done
    say "-- demonstrations of every size, natively"
    build/release/tests/bench/domain/bench_demo
}

# Each of these compares within one run, in turn, and writes tests/proof/<name>.md by itself.
measure() { # measure NAME: what it needs is built
    step "$1: tests/bench/$1/run.mjs"
    ENTENTE_PATIENCE_MS=${ENTENTE_PATIENCE_MS:-300000} \
        .deps/bin/node "tests/bench/$1/run.mjs" 2>&1 | tee "build/proof-$1.txt"
    [ "${PIPESTATUS[0]}" -eq 0 ] || failed=$((failed + 1))
}

built_for_browser() { # built_for_browser TARGET...: the site, beside the server that serves it
    [ -e build/wasm/build.ninja ] || quietly cmake --preset wasm
    [ -e build/release/build.ninja ] || quietly cmake --preset release
    quietly cmake --build --preset wasm --target "$@" &&
        quietly cmake --build --preset release --target entente-server
}

unbuilt() {
    say "FAILED  $1: what it measures could not be built"
    failed=$((failed + 1))
}

run_server() {
    [ -e build/release/build.ninja ] || quietly cmake --preset release
    quietly cmake --build --preset release --target entente-server bench_server && measure server
}

run_frames() { built_for_browser site && measure frames; }

run_sync() { built_for_browser site sync_bench_site && measure sync; }

run_coverage() { # Everything that ctest runs, or the programs of ENTENTE_PROOF_COVERAGE.
    local programs=() program
    read -ra programs <<<"${ENTENTE_PROOF_COVERAGE:-}"
    [ -e build/coverage/build.ninja ] || quietly cmake --preset coverage
    find build/coverage -name '*.gcda' -delete # What an earlier run reached counts no more.
    if [ ${#programs[@]} -gt 0 ]; then
        quietly cmake --build --preset coverage --target "${programs[@]}" || return 1
        for program in "${programs[@]}"; do
            say "$program: $("build/coverage/tests/$program" | tail -n 2 | head -n 1)"
        done
    else
        quietly cmake --build --preset coverage && quietly ctest --preset coverage || return 1
    fi
    /usr/bin/python3 cmake/coverage.py build/coverage
}

built_for_faults() { # Without sanitizers: a fault is to be noticed by a test.
    [ -e build/mutation/build.ninja ] || quietly cmake --preset mutation
    quietly cmake --build --preset mutation --target core_domain_tests core_service_tests
}

run_mutation() {
    built_for_faults &&
        /usr/bin/python3 tests/mutation/mutation.py build/mutation "${ENTENTE_PROOF_FAULTS:-340}"
}

run_survivors() { # With the tests that came since.
    built_for_faults &&
        /usr/bin/python3 tests/mutation/mutation.py build/mutation --again tests/proof/mutation.txt
}

run_year() {
    built_for_faults &&
        ENTENTE_SEEDS=$years build/mutation/tests/core_domain_tests "year: *" &&
        /usr/bin/python3 tests/mutation/year.py build/mutation
}

run_money() {
    built_for_faults && ENTENTE_FIGURES=1 build/mutation/tests/core_domain_tests "sums: *" &&
        /usr/bin/python3 tests/tidy/tidy.py
}

run_transitions() {
    built_for_faults &&
        /usr/bin/python3 tests/core/domain/review/print_transitions.py \
            build/mutation/tests/core_domain_tests --write &&
        cat core/domain/review/TRANSITIONS.md
}

all_campaigns=(transitions year money coverage mutation speed sim server sync frames fuzz)
campaigns=("$@")
[ ${#campaigns[@]} -gt 0 ] || campaigns=("${all_campaigns[@]}")
for name in "${campaigns[@]}"; do
    case $name in
    fuzz) campaign fuzz "each fuzzer for $seconds s" run_fuzz ;;
    sim) campaign sim "the simulation for $seconds s, then every planted mistake" run_sim ;;
    server | sync | frames) "run_$name" || unbuilt "$name" ;;
    mutation) campaign mutation "faults in core/domain that tests notice" run_mutation ;;
    survivors) campaign survivors "what survived in mutation.txt, planted again" run_survivors ;;
    speed) campaign speed "the rules over 100,000 deals" run_speed ;;
    coverage) campaign coverage "lines and branches that the tests reach" run_coverage ;;
    transitions) campaign transitions "the machine of a deal's review" run_transitions ;;
    year) campaign year "$years years of deals, then planted mistakes" run_year ;;
    money) campaign money "sums over 100,000 deals; no floating point" run_money ;;
    *) fail "there is no campaign $name" "one of: ${all_campaigns[*]}" ;;
    esac
done
say ""
say "$((${#campaigns[@]} - failed)) passed, $failed failed"
[ $failed -eq 0 ]
