#!/usr/bin/env bash
# Starts Entente with demonstration partners, people and deals on http://localhost:8080.
#   ./run.sh              builds what has changed, keeps the demonstration where you left it
#   ./run.sh --fresh      begins the demonstration anew
#   ENTENTE_PORT=9000 ./run.sh
set -euo pipefail
cd "$(dirname "$0")"
. cmake/say.sh
port=${ENTENTE_PORT:-8080}
data=entente-data
cmake/install.sh
cmake/fetch.sh
[ "${1:-}" != --fresh ] || rm -rf "$data"
mkdir -p "$data"

# The first build takes some minutes; afterwards ninja sees at once that there is nothing to do.
build() { # build PRESET TARGET WHAT
    [ -e "build/$1/build.ninja" ] || quietly cmake --preset "$1"
    if ninja -C "build/$1" -n "$2" | grep -q 'no work to do'; then return; fi
    step "$3"
    cmake --build --preset "$1" --target "$2"
}
build release entente-server "The server"
if [ ! -e build/wasm/site/index.html ] || [ -n "$(find core ui web assets cmake CMakeLists.txt \
    CMakePresets.json -newer build/wasm/site/index.html -type f -print -quit)" ]; then
    build_started=$SECONDS
    step "The portal as WebAssembly"
    [ -e build/wasm/build.ninja ] || quietly cmake --preset wasm
    cmake --build --preset wasm
    say "built in $(elapsed $build_started)"
fi

say "ready to start after $(elapsed $entente_started); stop with Ctrl+C"
export ENTENTE_PORT=$port ENTENTE_SITE=$PWD/build/wasm/site ENTENTE_DATABASE=$PWD/$data/demo.db
exec build/release/server-stub/entente-server demo
