# Finds Emscripten's own toolchain file: $EMSDK, $EMSCRIPTEN_ROOT, or Debian's package.
foreach(root "$ENV{EMSDK}/upstream/emscripten" "$ENV{EMSCRIPTEN_ROOT}" /usr/share/emscripten)
  set(file "${root}/cmake/Modules/Platform/Emscripten.cmake")
  if(EXISTS "${file}")
    include("${file}")
    return()
  endif()
endforeach()
message(FATAL_ERROR "Emscripten is not installed: run cmake/install.sh, or set EMSDK")
