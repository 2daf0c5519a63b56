# How every target is compiled: C++20, warnings as errors, sanitizers by preset.

option(SHIPWITNESS_TESTS "Build the tests" ON)
option(SHIPWITNESS_BENCHMARKS "Build the benchmarks" OFF)
option(SHIPWITNESS_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
set(SHIPWITNESS_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# Debug builds are for stack traces, not for stepping through templates: line tables halve objects and link time.
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 raises these two falsely in optimised standard library code (GCC bugs 105562 and 105651).
  add_compile_options(-Wno-maybe-uninitialized -Wno-restrict)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_definitions(_FORTIFY_SOURCE=2)
endif()
add_compile_options(-fstack-protector-strong)
# Only what a program calls is loaded when it starts: OpenCV alone brings some hundred and fifty libraries.
add_link_options(-fuse-ld=lld -Wl,--as-needed)

if(SHIPWITNESS_SANITIZE)
  add_compile_options(-fsanitize=${SHIPWITNESS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SHIPWITNESS_SANITIZE})
endif()
if(SHIPWITNESS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
