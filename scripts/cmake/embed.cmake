# Writes a header and a source that hold files as bytes. Called by embed_files() of targets.cmake.
file(MAKE_DIRECTORY "${OUT}")
file(WRITE "${OUT}/${HEADER}" "#pragma once
#include <span>
#include <string_view>
namespace shipwitness::${NAMESPACE} {
struct EmbeddedFile { std::string_view name; std::string_view bytes; };
/// The embedded files, sorted by name.
std::span<const EmbeddedFile> embedded_files();
}  // namespace shipwitness::${NAMESPACE}
")
set(text "#include \"generated/${HEADER}\"\nnamespace shipwitness::${NAMESPACE} {\nnamespace {\n")
set(rows "")
set(index 0)
list(SORT FILES)
foreach(file IN LISTS FILES)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "((0x..,){32})" "\\1\n" bytes "${bytes}")
  get_filename_component(name "${file}" NAME)
  string(APPEND text "const unsigned char kFile${index}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", {reinterpret_cast<const char*>(kFile${index}), sizeof(kFile${index}) - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND text "const EmbeddedFile kFiles[] = {\n${rows}};\n}  // namespace\n"
  "std::span<const EmbeddedFile> embedded_files() { return kFiles; }\n}  // namespace shipwitness::${NAMESPACE}\n")
file(WRITE "${OUT}/${SOURCE}" "${text}")
