#!/usr/bin/env bash
# The Closure compiler that Emscripten 3.1.6 was made for (Debian's is from 2013, the newest fails).
exec "$(dirname "$0")/../node_modules/google-closure-compiler-linux/compiler" "$@"
