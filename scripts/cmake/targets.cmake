# One CMake target per folder: its .cpp files by glob, so that a new file needs no edit here.

# add_folder_library(FOLDER [PUBLIC target...] [PRIVATE target...])
# A static library of all .cpp under FOLDER, named after the folder: src/media -> sw_media, capture/recorder -> sw_capture_recorder.
# Its files are included by their path from the repository's root, without the leading src/.
function(add_folder_library folder)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  folder_target(${folder} name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(${name} INTERFACE ${ARG_PUBLIC} ${ARG_PRIVATE})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/src")
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# The target's name of a folder, in `out`.
function(folder_target folder out)
  string(REGEX REPLACE "^src/" "" short "${folder}")
  string(REPLACE "/" "_" short "${short}")
  set(${out} "sw_${short}" PARENT_SCOPE)
endfunction()

# add_program(NAME FOLDER target...): an executable in bin/ from FOLDER/main.cpp.
function(add_program name folder)
  if(NOT EXISTS "${CMAKE_SOURCE_DIR}/${folder}/main.cpp")
    return()
  endif()
  add_executable(${name} "${CMAKE_SOURCE_DIR}/${folder}/main.cpp")
  target_link_libraries(${name} PRIVATE ${ARGN})
endfunction()

# embed_files(TARGET HEADER NAMESPACE FILE...): the files' bytes in the program, as `std::string_view` by file name.
# Makes generated/HEADER with `shipwitness::NAMESPACE::embedded_files()`, sorted by name.
function(embed_files target header namespace)
  set(out "${CMAKE_BINARY_DIR}/generated/${target}")
  string(REGEX REPLACE "\\.h$" ".cpp" source "${header}")
  add_custom_command(
    OUTPUT "${out}/generated/${header}" "${out}/generated/${source}"
    COMMAND ${CMAKE_COMMAND} "-DOUT=${out}/generated" "-DHEADER=${header}" "-DSOURCE=${source}"
            "-DNAMESPACE=${namespace}" "-DFILES=${ARGN}" -P "${CMAKE_SOURCE_DIR}/scripts/cmake/embed.cmake"
    DEPENDS ${ARGN} "${CMAKE_SOURCE_DIR}/scripts/cmake/embed.cmake"
    VERBATIM)
  target_sources(${target} PRIVATE "${out}/generated/${source}" "${out}/generated/${header}")
  target_include_directories(${target} PRIVATE "${out}")
endfunction()
