# Everything that is not ours, as targets. cmake/fetch.sh has put the sources into .deps/.

set(ENTENTE_DEPS "${PROJECT_SOURCE_DIR}/.deps" CACHE PATH "Where cmake/fetch.sh puts dependencies")
set(IMGUI_DIR "${ENTENTE_DEPS}/imgui" CACHE PATH "Dear ImGui 1.92 or later, in source")

if(NOT EXISTS "${IMGUI_DIR}/imgui.h")
  message(FATAL_ERROR "${IMGUI_DIR}/imgui.h is missing: run cmake/fetch.sh first")
endif()

if(NOT EXISTS "${ENTENTE_DEPS}/include/nlohmann/json.hpp")
  message(FATAL_ERROR "${ENTENTE_DEPS}/include/nlohmann is missing: run cmake/fetch.sh first")
endif()

# nlohmann/json stands behind one source file a library. It never throws: wrong types abort, so
# foreign bytes are checked before they are read. Never -I/usr/include, which breaks em++.
add_library(entente_json INTERFACE)
target_include_directories(entente_json SYSTEM INTERFACE "${ENTENTE_DEPS}/include")
target_compile_definitions(entente_json INTERFACE
  JSON_NOEXCEPTION=1 JSON_NO_IO=1 JSON_USE_IMPLICIT_CONVERSIONS=0)

# Dear ImGui: the stock sources, and in the browser the stock WebGL 2 renderer. There, what is never
# run is left out: its tables, and what web/imgui_config.h and cmake/trim_imgui.py name.
set(imgui_sources "${IMGUI_DIR}")
if(EMSCRIPTEN)
  set(imgui_sources "${PROJECT_BINARY_DIR}/imgui")
  add_custom_command(
    OUTPUT "${imgui_sources}/imgui.cpp" "${imgui_sources}/imgui_widgets.cpp"
      "${imgui_sources}/imgui_impl_opengl3.cpp"
    COMMAND "${ENTENTE_PYTHON}" "${PROJECT_SOURCE_DIR}/cmake/trim_imgui.py"
      "${IMGUI_DIR}" "${imgui_sources}"
    DEPENDS "${PROJECT_SOURCE_DIR}/cmake/trim_imgui.py"
      "${IMGUI_DIR}/imgui.cpp" "${IMGUI_DIR}/imgui_widgets.cpp"
      "${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp"
    COMMENT "Trimming Dear ImGui"
    VERBATIM)
endif()
add_library(imgui STATIC
  "${imgui_sources}/imgui.cpp" "${IMGUI_DIR}/imgui_draw.cpp" "${imgui_sources}/imgui_widgets.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${IMGUI_DIR}" "${IMGUI_DIR}/backends")
target_compile_definitions(imgui PUBLIC
  IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_FONT
  IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_USE_WCHAR32
  IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
target_compile_options(imgui PRIVATE -w -fno-rtti)
target_link_libraries(imgui PUBLIC entente_common)
if(ENTENTE_AUDIT)
  target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE)
endif()
if(EMSCRIPTEN)
  target_sources(imgui PRIVATE "${imgui_sources}/imgui_impl_opengl3.cpp")
  target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3
    PRIVATE IMGUI_USER_CONFIG="${PROJECT_SOURCE_DIR}/web/imgui_config.h")
  return()
endif()
target_sources(imgui PRIVATE "${IMGUI_DIR}/imgui_tables.cpp")

find_package(Threads REQUIRED)

# SQLite: the amalgamation, newer than any in Debian 12 (3.7.0 to 3.51.2 can corrupt a WAL).
add_library(sqlite3 STATIC "${ENTENTE_DEPS}/sqlite/sqlite3.c")
target_include_directories(sqlite3 SYSTEM PUBLIC "${ENTENTE_DEPS}/sqlite")
target_compile_definitions(sqlite3 PRIVATE
  SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_DEFAULT_FOREIGN_KEYS=1
  SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_OMIT_DEPRECATED SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_OMIT_SHARED_CACHE SQLITE_USE_ALLOCA SQLITE_ENABLE_DBSTAT_VTAB)
# Optimized in every build and never sanitized: it is not what our tests look for faults in.
target_compile_options(sqlite3 PRIVATE -w -O2)
target_link_libraries(sqlite3 PUBLIC Threads::Threads ${CMAKE_DL_LIBS} m)

# The server's network: Boost's headers (Beast, Asio) and OpenSSL.
find_package(OpenSSL REQUIRED)
find_path(BOOST_INCLUDE_DIR boost/beast.hpp REQUIRED)
add_library(entente_net INTERFACE)
target_include_directories(entente_net SYSTEM INTERFACE "${BOOST_INCLUDE_DIR}")
target_compile_definitions(entente_net INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_ARRAY
  BOOST_ASIO_DISABLE_BOOST_REGEX)
target_link_libraries(entente_net INTERFACE OpenSSL::SSL OpenSSL::Crypto Threads::Threads)

find_path(SODIUM_INCLUDE_DIR sodium.h REQUIRED)
find_library(SODIUM_LIBRARY sodium REQUIRED)
add_library(sodium INTERFACE)
target_include_directories(sodium SYSTEM INTERFACE "${SODIUM_INCLUDE_DIR}")
target_link_libraries(sodium INTERFACE "${SODIUM_LIBRARY}")

# libpq is wanted, not required: without it the server knows SQLite only.
find_path(PQ_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql)
find_library(PQ_LIBRARY pq)
set(ENTENTE_HAS_POSTGRES OFF)
if(ENTENTE_POSTGRES AND PQ_INCLUDE_DIR AND PQ_LIBRARY)
  set(ENTENTE_HAS_POSTGRES ON)
  add_library(pq INTERFACE)
  target_include_directories(pq SYSTEM INTERFACE "${PQ_INCLUDE_DIR}")
  target_link_libraries(pq INTERFACE "${PQ_LIBRARY}")
endif()

# Catch2: one object, without sanitizers, which would make it the slowest file of the build.
# Its folder of small headers comes with it; they match the amalgamated source.
add_library(entente_test_main STATIC EXCLUDE_FROM_ALL
  "${ENTENTE_DEPS}/catch2/extras/catch_amalgamated.cpp"
  "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
target_include_directories(entente_test_main SYSTEM PUBLIC "${ENTENTE_DEPS}/catch2/src")
target_compile_options(entente_test_main PRIVATE -w)
target_include_directories(entente_test_main PRIVATE "${PROJECT_SOURCE_DIR}")
include("${ENTENTE_DEPS}/catch2/extras/Catch.cmake")
