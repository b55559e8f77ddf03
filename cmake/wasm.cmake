# The site of the browser: what web/site.json lists, minified, named by content, compressed.

if(CMAKE_CXX_COMPILER_VERSION AND NOT EMSCRIPTEN_VERSION)
  set(EMSCRIPTEN_VERSION "${CMAKE_CXX_COMPILER_VERSION}")
endif()

# entente_site(entente_portal): the folder site/ of the build, made after that program.
function(entente_site program)
  add_custom_target(site ALL
    COMMAND "${ENTENTE_DEPS}/bin/node" "${PROJECT_SOURCE_DIR}/cmake/bundle.mjs"
      "${PROJECT_SOURCE_DIR}/web/site.json" "${PROJECT_BINARY_DIR}"
    DEPENDS ${program} entente_assets entente_public_suffixes
    COMMENT "Putting the site together"
    VERBATIM USES_TERMINAL)
endfunction()
