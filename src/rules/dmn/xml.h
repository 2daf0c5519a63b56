#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "rules/problem.h"

namespace shipwitness::rules::dmn {

/// Elements of DMN's own namespaces, of whatever version and with whatever prefix the editor wrote; all other elements
/// (diagrams, an editor's extensions) are not seen.
class Xml {
  public:
    /// Fails with one problem: no XML, a DOCTYPE, not UTF-8, no DMN, a version that is not supported.
    [[nodiscard]] static bool parse(std::string_view bytes, Xml& into, std::string& reason);

    [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }
    [[nodiscard]] int line_of(pugi::xml_node node) const;

  private:
    pugi::xml_document document_;
    std::string bytes_;
    std::vector<std::ptrdiff_t> line_ends_;
};

/// Elements nested deeper than any file that people or editors write: walks over them are recursive.
[[nodiscard]] bool is_too_deep(pugi::xml_node root);

/// The name without its prefix.
[[nodiscard]] std::string_view local_name(pugi::xml_node node);
/// An element of DMN with this local name; any when `name` is empty.
[[nodiscard]] bool is_dmn(pugi::xml_node node, std::string_view name = {});
[[nodiscard]] pugi::xml_node child(pugi::xml_node parent, std::string_view name);
[[nodiscard]] std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name = {});
/// The text of the child `text`, as it stands.
[[nodiscard]] std::string text_of(pugi::xml_node parent);
[[nodiscard]] std::string attribute(pugi::xml_node node, const char* name);
/// The namespace of the element itself; empty when it has none.
[[nodiscard]] std::string_view namespace_of(pugi::xml_node node);

}  // namespace shipwitness::rules::dmn
