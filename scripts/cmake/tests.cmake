# Tests: one GoogleTest program per folder under tests/unit and tests/integration, found and run by ctest with labels
# `unit`, `integration`, `browser`, `faults`, `lint`.

include(GoogleTest)

add_folder_library(tests/support
  PUBLIC sw_core PRIVATE sw_storage sw_http GTest::gmock fmt::fmt nlohmann_json::nlohmann_json
    Poco::NetSSL Poco::Net opencv_core opencv_imgcodecs)

function(add_test_program kind folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/${kind}/${folder}/*.cpp")
  if(NOT sources)
    return()
  endif()
  set(name "${kind}_${folder}")
  string(REPLACE "/" "_" name "${name}")
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${ARGN} sw_tests_support GTest::gtest_main GTest::gmock rapidcheck rapidcheck_gtest
    nlohmann_json::nlohmann_json fmt::fmt)
  target_compile_definitions(${name} PRIVATE
    SHIPWITNESS_SOURCE_DIR="${CMAKE_SOURCE_DIR}" SHIPWITNESS_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
  # Integration tests measure time against real processes: one at a time.
  if(kind STREQUAL "integration")
    set(properties LABELS integration RUN_SERIAL TRUE TIMEOUT 120)
  else()
    set(properties LABELS unit TIMEOUT 60)
  endif()
  gtest_discover_tests(${name} TEST_PREFIX "${kind}.${folder}." PROPERTIES ${properties} DISCOVERY_TIMEOUT 60)
endfunction()

foreach(folder core config evidence rules media vision mail storage http cli)
  add_test_program(unit ${folder} sw_${folder})
endforeach()
# The slow reference of clocks asks the time zone library itself.
add_test_program(unit claims sw_claims date::date date::date-tz)
add_test_program(unit capture sw_capture)
add_test_program(unit web sw_web_server)
add_test_program(integration capture sw_capture)
add_test_program(integration web sw_web_server)
add_test_program(integration http sw_http)

# Programs that tests start, so that building the tests builds them.
foreach(program shipwitness shipwitness-capture shipwitness-web shipwitness-demo-camera)
  if(TARGET ${program})
    foreach(test integration_capture integration_web)
      if(TARGET ${test})
        add_dependencies(${test} ${program})
      endif()
    endforeach()
  endif()
endforeach()

# Tests of the whole site are Node programs. They use the released programs: what they look at is behaviour, and
# sanitizers have had the same code in the tests above.
find_program(NODE_PROGRAM node)
function(add_site_test label)
  foreach(file ${ARGN})
    get_filename_component(stem "${file}" NAME_WE)
    add_test(NAME ${label}.${stem} COMMAND ${NODE_PROGRAM} --test "${file}")
    set_tests_properties(${label}.${stem} PROPERTIES LABELS ${label} RUN_SERIAL TRUE TIMEOUT 600)
  endforeach()
endfunction()
if(NODE_PROGRAM)
  file(GLOB browser_tests CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/browser/*.test.mjs")
  file(GLOB fault_tests CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/faults/*.test.mjs")
  file(GLOB api_tests CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/integration/*.test.mjs")
  add_site_test(browser ${browser_tests})
  add_site_test(faults ${fault_tests})
  add_site_test(integration ${api_tests})
endif()

# House rules as tests.
foreach(lint includes docs format)
  if(EXISTS "${CMAKE_SOURCE_DIR}/scripts/lint/${lint}")
    add_test(NAME lint.${lint} COMMAND "${CMAKE_SOURCE_DIR}/scripts/lint/${lint}")
    set_tests_properties(lint.${lint} PROPERTIES LABELS lint)
  endif()
endforeach()
