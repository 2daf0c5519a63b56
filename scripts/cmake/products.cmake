# The product: what each folder knows. The same directions are checked by scripts/lint/includes.

add_folder_library(src/core PUBLIC tl::expected PRIVATE Threads::Threads PkgConfig::sodium)
add_folder_library(src/config PUBLIC sw_core PRIVATE yaml-cpp nlohmann_json::nlohmann_json)
add_folder_library(src/evidence PUBLIC sw_core PRIVATE OpenSSL::Crypto PkgConfig::sodium)
add_folder_library(src/rules PUBLIC sw_core PRIVATE pugixml::pugixml nlohmann_json::nlohmann_json fmt::fmt
  ${BID_LIBRARY})
add_folder_library(src/claims PUBLIC sw_core sw_rules PRIVATE sw_config date::date date::date-tz ${STEMMER_LIBRARY}
  nlohmann_json::nlohmann_json fmt::fmt)
file(GLOB reply_rules CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/config/replies/*.yaml"
  "${CMAKE_SOURCE_DIR}/config/replies/*.reader")
embed_files(sw_claims reply_rules.h claims::replies ${reply_rules})
# Learning is arithmetic, and tests read thousands of letters: without optimisation both would take minutes.
file(GLOB reply_sources CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/src/claims/replies/*.cpp")
set_source_files_properties(${reply_sources} PROPERTIES COMPILE_OPTIONS -O2)
embed_files(sw_claims shipped_rules.h claims::shipped "${CMAKE_SOURCE_DIR}/config/rules/deadline.dmn")
add_folder_library(src/media PUBLIC sw_core PRIVATE PkgConfig::libav)
add_folder_library(src/vision PUBLIC sw_core PRIVATE opencv_core opencv_imgproc opencv_imgcodecs)
add_folder_library(src/mail PUBLIC sw_core PRIVATE Poco::NetSSL Poco::Net)
add_folder_library(src/storage PUBLIC sw_core PRIVATE SQLite::SQLite3 fmt::fmt)
add_folder_library(src/http PUBLIC sw_core nlohmann_json::nlohmann_json PRIVATE Poco::Net fmt::fmt)
add_folder_library(src/cli PUBLIC sw_core
  PRIVATE sw_config sw_rules sw_claims sw_evidence sw_media sw_storage sw_http CLI11::CLI11 nlohmann_json::nlohmann_json fmt::fmt)
target_compile_definitions(sw_cli PRIVATE SHIPWITNESS_VERSION="${PROJECT_VERSION}")

add_folder_library(capture
  PUBLIC sw_core sw_config sw_evidence sw_media sw_storage sw_http
  PRIVATE nlohmann_json::nlohmann_json fmt::fmt)
add_folder_library(web/server
  PUBLIC sw_core sw_config sw_evidence sw_rules sw_claims sw_vision sw_mail sw_storage sw_http
  PRIVATE nlohmann_json::nlohmann_json fmt::fmt)

file(GLOB capture_schema CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/capture/schema/*.sql")
file(GLOB web_schema CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/server/schema/*.sql")
get_target_property(capture_type sw_capture TYPE)
if(capture_type STREQUAL "STATIC_LIBRARY")
  embed_files(sw_capture capture_schema.h capture::schema ${capture_schema})
  embed_files(sw_capture capture_description.h capture::description "${CMAKE_SOURCE_DIR}/docs/openapi/capture.yaml")
endif()
get_target_property(web_type sw_web_server TYPE)
if(web_type STREQUAL "STATIC_LIBRARY")
  embed_files(sw_web_server web_schema.h web::schema ${web_schema})
  embed_files(sw_web_server web_description.h web::description "${CMAKE_SOURCE_DIR}/docs/openapi/web.yaml")
  target_compile_definitions(sw_web_server PRIVATE SHIPWITNESS_VERSION="${PROJECT_VERSION}")
endif()

add_program(shipwitness src/cli sw_cli)
add_program(shipwitness-capture capture sw_capture fmt::fmt)
if(TARGET shipwitness-capture)
  target_compile_definitions(shipwitness-capture PRIVATE SHIPWITNESS_VERSION="${PROJECT_VERSION}")
endif()
add_program(shipwitness-web web/server sw_web_server fmt::fmt)

# The cameras of the demonstration and of the tests: a real RTSP server (gst-rtsp-server), not part of the product.
if(EXISTS "${CMAKE_SOURCE_DIR}/scripts/demo/camera/main.cpp")
  pkg_check_modules(camera REQUIRED IMPORTED_TARGET
    gstreamer-rtsp-server-1.0 gstreamer-app-1.0 gstreamer-rtp-1.0 gio-2.0 cairo)
  file(GLOB camera_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/scripts/demo/camera/*.cpp")
  add_executable(shipwitness-demo-camera ${camera_sources})
  target_include_directories(shipwitness-demo-camera PRIVATE "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/src")
  # Pictures are painted pixel by pixel: without optimisation the cameras would starve what they are there to test.
  target_compile_options(shipwitness-demo-camera PRIVATE -O2)
  target_link_libraries(shipwitness-demo-camera PRIVATE PkgConfig::camera sw_core fmt::fmt)
endif()

# Fuzz and bench: one program per file.
if(SHIPWITNESS_FUZZ)
  file(GLOB fuzzers CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/*.cpp")
  foreach(file IN LISTS fuzzers)
    get_filename_component(name "${file}" NAME_WE)
    add_executable(${name} "${file}")
    # Each with the folder that it feeds and no more: a fuzzer is built in minutes.
    if(name MATCHES "^fuzz_rules_")
      target_link_libraries(${name} PRIVATE sw_rules)
    elseif(name MATCHES "^fuzz_(clip|mp4)_?")
      target_link_libraries(${name} PRIVATE sw_media)
    elseif(name MATCHES "^fuzz_rtp_")
      target_link_libraries(${name} PRIVATE sw_capture)
    else()
      target_link_libraries(${name} PRIVATE sw_claims)
    endif()
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  endforeach()
endif()
# Neither running nor testing the product needs the benchmarks: they are built when asked for.
if(SHIPWITNESS_BENCHMARKS)
  add_custom_target(benchmarks)
  file(GLOB benches CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/bench/*.cpp")
  foreach(file IN LISTS benches)
    get_filename_component(name "${file}" NAME_WE)
    add_executable(${name} EXCLUDE_FROM_ALL "${file}")
    add_dependencies(benchmarks ${name})
    target_link_libraries(${name} PRIVATE sw_rules sw_claims sw_media sw_http sw_evidence sw_capture fmt::fmt)
  endforeach()
endif()
