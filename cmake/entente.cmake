# How every target of ours is compiled, in one place.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Debug CACHE STRING "How to build" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

# Flags that every object of a build must share, ours or not.
add_library(entente_common INTERFACE)
if(EMSCRIPTEN)
  # What every browser with WebGL 2 knows, and one program optimized as a whole: it is fetched
  # before the first screen.
  target_compile_options(entente_common INTERFACE
    -flto -fno-math-errno -mbulk-memory -mnontrapping-fptoint -msign-ext
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti>)
endif()
if(ENTENTE_SANITIZE)
  # Left out: vptr needs RTTI, which core has not. A finding ends the program, so no test misses it.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_compile_options(entente_common INTERFACE ${sanitizers})
  target_link_options(entente_common INTERFACE ${sanitizers})
endif()
if(ENTENTE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "ENTENTE_FUZZ needs clang: use `cmake --preset fuzz`")
  endif()
  set(sanitizers -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(entente_common INTERFACE ${sanitizers})
  target_link_options(entente_common INTERFACE -fsanitize=address,undefined)
endif()
if(ENTENTE_COVERAGE)
  target_compile_options(entente_common INTERFACE --coverage)
  target_link_options(entente_common INTERFACE --coverage)
endif()

add_library(entente_warnings INTERFACE)
target_compile_options(entente_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wconversion -Wsign-conversion -Wshadow -Wcast-align
  -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough
  -Wswitch-enum -Wno-overlength-strings  # Tables that the build makes are long literals.
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wno-error=null-dereference
    -Wno-error=maybe-uninitialized -Wno-missing-field-initializers>
  $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers>)

# A folder joins the build as soon as it has a list of sources.
function(entente_add_folder folder)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}/CMakeLists.txt")
    add_subdirectory("${PROJECT_SOURCE_DIR}/${folder}" "${PROJECT_BINARY_DIR}/${folder}")
  endif()
endfunction()

function(entente_configure target)
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE entente_warnings)
  target_link_libraries(${target} PUBLIC entente_common)
endfunction()

# entente_library(entente_base SOURCES money.cpp LINK other PRIVATE_LINK entente_json)
# LINK is part of the library's own headers, PRIVATE_LINK only of its sources. A list without
# sources makes a header-only target, so that a folder may begin with headers.
# Without RTTI unless WITH_RTTI is said (server-stub, whose libraries need it).
function(entente_library name)
  cmake_parse_arguments(ARG "WITH_RTTI" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  if(NOT ARG_SOURCES)
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} INTERFACE entente_common ${ARG_LINK} ${ARG_PRIVATE_LINK})
    return()
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  entente_configure(${name})
  target_link_libraries(${name} PUBLIC ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
  if(NOT ARG_WITH_RTTI)
    # Exceptions stay on natively: the check handler of the tests and of the server throws through
    # core. That core itself never throws is checked by tests/tidy.
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
    if(ENTENTE_FAST_CORE)  # Under tests that are run hundreds of times.
      target_compile_options(${name} PRIVATE -O1)
    endif()
    if(ENTENTE_COVERAGE)  # A way out of every call is no branch of ours.
      target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
    endif()
  endif()
endfunction()

# entente_program(entente-server SOURCES main.cpp LINK entente_server_lib)
function(entente_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  entente_configure(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
endfunction()

# entente_bench(bench_domain SOURCES bench_domain.cpp LINK entente_domain)
# Finds the program's numbers at ENTENTE_PROGRAM. As WebAssembly a file for node with them in it,
# made only when it is asked for.
function(entente_bench name)
  entente_program(${name} ${ARGN})
  set(numbers "${PROJECT_SOURCE_DIR}/assets/program.json")
  if(NOT EMSCRIPTEN)
    target_compile_definitions(${name} PRIVATE ENTENTE_PROGRAM="${numbers}")
    return()
  endif()
  # Not a module: the package says that .js is.
  set_target_properties(${name} PROPERTIES SUFFIX ".cjs" EXCLUDE_FROM_ALL ON)
  target_compile_definitions(${name} PRIVATE ENTENTE_PROGRAM="/program.json")
  # The clock of node; memory may grow to what 100,000 deals take.
  target_link_options(${name} PRIVATE -sALLOW_MEMORY_GROWTH=1 -sENVIRONMENT=node
    -sWASM_ASYNC_COMPILATION=0  # Read from the file: node's fetch knows no paths.
    "--embed-file=${numbers}@/program.json")
  # The bench's own code is not what is measured.
  target_compile_options(${name} PRIVATE -O2)
endfunction()

# entente_test(core_base_tests SOURCES core/base/money_test.cpp LINK entente_base)
# One program; each of its test cases is a test of ctest. Without sources: nothing yet.
function(entente_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_SOURCES)
    return()
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  entente_configure(${name})
  # The cases themselves are run once: optimizing them costs a third of their compile time.
  set(cases ${ARG_SOURCES})
  list(FILTER cases INCLUDE REGEX "_test\\.cpp$")
  set_source_files_properties(${cases} PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Debug>:-O0>")
  target_link_libraries(${name} PRIVATE ${ARG_LINK} entente_test_main)
  target_compile_definitions(${name} PRIVATE
    ENTENTE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ENTENTE_BUILD_DIR="${PROJECT_BINARY_DIR}"
    ENTENTE_FONT_DIR="${ENTENTE_ASSETS}/fonts")
  add_dependencies(${name} entente_assets)
  catch_discover_tests(${name} DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS ${name})
endfunction()

# entente_fuzzer(fuzz_segment SOURCES fuzz/segment_fuzz.cpp LINK entente_sync)
# In a fuzzing build: a libFuzzer program. In any other: the same function run once over the seeds
# in tests/fuzz/corpus/<name>, as an ordinary test.
function(entente_fuzzer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  entente_configure(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
  set_property(GLOBAL APPEND PROPERTY ENTENTE_FUZZERS ${name})
  if(ENTENTE_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/support/replay_main.cpp")
    add_test(NAME "${name}: seeds replay" COMMAND ${name}
      "${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name}")
  endif()
endfunction()

# The target of all fuzzers, once the folders have named them.
function(entente_finish)
  get_property(fuzzers GLOBAL PROPERTY ENTENTE_FUZZERS)
  add_custom_target(fuzzers DEPENDS ${fuzzers})
endfunction()
