# What is made from packages and from assets/, once for all builds, in build/assets/:
# fonts/*.otf, fonts/icons.ttf, generated/icons.h.

set(ENTENTE_ASSETS "${PROJECT_SOURCE_DIR}/build/assets")
set(inter_dir /usr/share/fonts/opentype/inter)
set(lucide_dir "${PROJECT_SOURCE_DIR}/node_modules/lucide-static")

# Debian's own python has fontTools; one installed beside it may not.
find_program(ENTENTE_PYTHON python3 HINTS /usr/bin NO_CMAKE_PATH NO_CMAKE_ENVIRONMENT_PATH
  NO_SYSTEM_ENVIRONMENT_PATH NO_CMAKE_FIND_ROOT_PATH REQUIRED)

add_custom_command(
  OUTPUT
    "${ENTENTE_ASSETS}/fonts/inter-regular.otf" "${ENTENTE_ASSETS}/fonts/inter-medium.otf"
    "${ENTENTE_ASSETS}/fonts/inter-semibold.otf" "${ENTENTE_ASSETS}/fonts/icons.ttf"
    "${ENTENTE_ASSETS}/generated/icons.h"
  COMMAND "${ENTENTE_PYTHON}" "${PROJECT_SOURCE_DIR}/cmake/fonts.py"
    "${inter_dir}" "${lucide_dir}" "${PROJECT_SOURCE_DIR}/assets/icons.txt" "${ENTENTE_ASSETS}"
  DEPENDS "${PROJECT_SOURCE_DIR}/cmake/fonts.py" "${PROJECT_SOURCE_DIR}/assets/icons.txt"
  COMMENT "Making the fonts"
  VERBATIM)
add_custom_target(entente_assets DEPENDS "${ENTENTE_ASSETS}/generated/icons.h")

# #include "generated/icons.h": entente::icon::house and the measures of the text fonts.
add_library(entente_icons INTERFACE)
target_include_directories(entente_icons INTERFACE "${ENTENTE_ASSETS}")
add_dependencies(entente_icons entente_assets)
