# What is made from packages, once for all builds, in build/assets/fonts/: the text fonts, each as
# the first screen needs it and in full, and the icons of ui/kit/icons.h.

set(ENTENTE_ASSETS "${PROJECT_SOURCE_DIR}/build/assets")
set(inter_dir /usr/share/fonts/opentype/inter)
set(lucide_dir "${PROJECT_SOURCE_DIR}/node_modules/lucide-static")
set(icons "${PROJECT_SOURCE_DIR}/ui/kit/icons.h")

# Debian's own python has fontTools; one installed beside it may not.
find_program(ENTENTE_PYTHON python3 HINTS /usr/bin NO_CMAKE_PATH NO_CMAKE_ENVIRONMENT_PATH
  NO_SYSTEM_ENVIRONMENT_PATH NO_CMAKE_FIND_ROOT_PATH REQUIRED)

# A file whose content did not change stays as it is, so a stamp says that they were made.
set(made "${PROJECT_BINARY_DIR}/fonts.made")
add_custom_command(
  OUTPUT "${made}"
  COMMAND "${ENTENTE_PYTHON}" "${PROJECT_SOURCE_DIR}/cmake/fonts.py"
    "${inter_dir}" "${lucide_dir}" "${icons}" "${ENTENTE_ASSETS}/fonts"
  COMMAND "${CMAKE_COMMAND}" -E touch "${made}"
  DEPENDS "${PROJECT_SOURCE_DIR}/cmake/fonts.py" "${icons}"
  COMMENT "Making the fonts"
  VERBATIM)
add_custom_target(entente_assets DEPENDS "${made}")
