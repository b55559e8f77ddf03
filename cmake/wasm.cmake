# How the program of the browser is linked. Emscripten 3.1.6 (Debian 12) and later ones differ.

execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -dumpversion
  OUTPUT_VARIABLE ENTENTE_EMSCRIPTEN_VERSION OUTPUT_STRIP_TRAILING_WHITESPACE)
if(ENTENTE_EMSCRIPTEN_VERSION VERSION_LESS 3.1.6)
  message(FATAL_ERROR "Emscripten is ${ENTENTE_EMSCRIPTEN_VERSION}, 3.1.6 or later is needed")
endif()

# entente_wasm(entente SOURCES ... LINK ... JS_LIBRARIES library.js RUNTIME HEAPU8 FS)
# Makes entente.js and entente.wasm in the build folder, and the folder site/ with everything that
# web/site.json lists: minified, named by content, compressed.
function(entente_wasm name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;JS_LIBRARIES;RUNTIME" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  entente_configure(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
  add_dependencies(${name} entente_assets)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")

  list(JOIN ARG_RUNTIME "," runtime)
  set(stack -sSTACK_SIZE=1048576)
  if(ENTENTE_EMSCRIPTEN_VERSION VERSION_LESS 3.1.27)
    set(stack -sTOTAL_STACK=1048576)
  endif()
  target_link_options(${name} PRIVATE
    -Oz --closure=1 ${stack}
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sGL_ENABLE_GET_PROC_ADDRESS=0
    -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=33554432
    -sENVIRONMENT=web -sDYNAMIC_EXECUTION=0 -sASSERTIONS=0 -sDISABLE_EXCEPTION_CATCHING=1
    -sFORCE_FILESYSTEM=1 -lidbfs.js
    "-sEXPORTED_RUNTIME_METHODS=[${runtime}]")
  foreach(library ${ARG_JS_LIBRARIES})
    target_link_options(${name} PRIVATE "--js-library=${library}")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${library}")
  endforeach()

  add_custom_target(site ALL
    COMMAND "${ENTENTE_DEPS}/bin/node" "${PROJECT_SOURCE_DIR}/cmake/bundle.mjs"
      "${PROJECT_SOURCE_DIR}/web/site.json" "${PROJECT_BINARY_DIR}"
    DEPENDS ${name} entente_assets
    COMMENT "Putting the site together"
    VERBATIM USES_TERMINAL)
endfunction()
