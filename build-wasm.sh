#!/usr/bin/env bash
# Builds the portal for the browser into build/wasm/site, compressed and ready to be served.
# Usage: ./build-wasm.sh
set -euo pipefail
cd "$(dirname "$0")"
. cmake/say.sh
cmake/install.sh
cmake/fetch.sh
step "The portal as WebAssembly"
[ -e build/wasm/build.ninja ] || quietly cmake --preset wasm
cmake --build --preset wasm
say "build/wasm/site is ready after $(elapsed $entente_started)"
