#include "rules/dmn/xml.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/text.h"
#include "rules/model.h"

namespace shipwitness::rules::dmn {
namespace {

constexpr std::array<std::string_view, 6> kNamespaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",    // 1.1
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",  // 1.1, as some editors wrote it
    "http://www.omg.org/spec/DMN/20180521/MODEL/",     // 1.2
    "https://www.omg.org/spec/DMN/20191111/MODEL/",    // 1.3
    "https://www.omg.org/spec/DMN/20211108/MODEL/",    // 1.4
    "https://www.omg.org/spec/DMN/20230324/MODEL/"};   // 1.5

constexpr int kMaxDepth = 200;

bool is_dmn_namespace(std::string_view name) {
    return std::find(kNamespaces.begin(), kNamespaces.end(), name) != kNamespaces.end();
}

/// Some versions of one editor declare DMN's namespace with a prefix and then write every element in the model's own,
/// without it. What they meant is plain.
void mend_unused_prefix(pugi::xml_node root) {
    pugi::xml_attribute own = root.attribute("xmlns");
    if (!own || is_dmn_namespace(own.value()) || std::string_view(root.name()) != "definitions") {
        return;
    }
    for (const pugi::xml_attribute each : root.attributes()) {
        if (std::string_view(each.name()).starts_with("xmlns:") && is_dmn_namespace(each.value())) {
            own.set_value(each.value());
            return;
        }
    }
}

std::string where(std::string_view bytes, std::ptrdiff_t offset) {
    const std::string_view before = bytes.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
    return "line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1);
}

}  // namespace

bool is_too_deep(pugi::xml_node root) {
    struct Walker : pugi::xml_tree_walker {
        bool for_each(pugi::xml_node& /*node*/) override { return depth() < kMaxDepth; }
    } walker;
    return !root.traverse(walker);
}

bool Xml::parse(std::string_view bytes, Xml& into, std::string& reason) {
    if (bytes.size() > kMaxFileBytes) {
        reason = "the file has " + std::to_string(bytes.size()) + " bytes; at most " + std::to_string(kMaxFileBytes) +
                 " are read";
        return false;
    }
    if (!is_utf8(bytes)) {
        reason = "the file is not UTF-8; save it as UTF-8";
        return false;
    }
    into.bytes_ = bytes;
    into.line_ends_.clear();
    for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
        into.line_ends_.push_back(static_cast<std::ptrdiff_t>(at));
    }
    // White space inside of an element is kept: a text in quotes may hold nothing but blanks.
    const auto result = into.document_.load_buffer(into.bytes_.data(), into.bytes_.size(),
                                                   pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!result) {
        reason = "this is no XML: " + std::string(result.description()) + " (" + where(bytes, result.offset) + ")";
        return false;
    }
    for (const pugi::xml_node node : into.document_.children()) {
        if (node.type() == pugi::node_doctype) {
            reason = "the file has a DOCTYPE; rules are read without one, as it may define entities";
            return false;
        }
    }
    if (is_too_deep(into.document_)) {
        reason = "the elements are nested more than " + std::to_string(kMaxDepth) + " deep";
        return false;
    }
    const pugi::xml_node root = into.root();
    mend_unused_prefix(root);
    if (local_name(root) == "definitions" && is_dmn(root)) {
        return true;
    }
    reason = local_name(root) == "definitions" && namespace_of(root).starts_with("http://www.omg.org/spec/DMN")
                 ? "this version of DMN is not supported: " + std::string(namespace_of(root)) + "; 1.1 to 1.5 are"
                 : "this is no DMN: the outermost element is `" + std::string(root.name()) + "`, not `definitions`";
    return false;
}

int Xml::line_of(pugi::xml_node node) const {
    const std::ptrdiff_t offset = node.offset_debug();
    if (offset < 0) {
        return 0;
    }
    const auto before = std::lower_bound(line_ends_.begin(), line_ends_.end(), offset);
    return static_cast<int>(before - line_ends_.begin()) + 1;
}

std::string_view local_name(pugi::xml_node node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view namespace_of(pugi::xml_node node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    const std::string declaration =
        colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
    for (pugi::xml_node at = node; at; at = at.parent()) {
        if (const pugi::xml_attribute found = at.attribute(declaration.c_str())) {
            return found.value();
        }
    }
    return {};
}

bool is_dmn(pugi::xml_node node, std::string_view name) {
    if (node.type() != pugi::node_element || (!name.empty() && local_name(node) != name)) {
        return false;
    }
    return is_dmn_namespace(namespace_of(node));
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
    for (const pugi::xml_node each : parent.children()) {
        if (is_dmn(each, name)) {
            return each;
        }
    }
    return {};
}

std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node each : parent.children()) {
        if (is_dmn(each, name)) {
            found.push_back(each);
        }
    }
    return found;
}

std::string text_of(pugi::xml_node parent) {
    // A text may lie in several pieces: CDATA beside plain text.
    std::string text;
    for (const pugi::xml_node piece : child(parent, "text").children()) {
        if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) {
            text += piece.value();
        }
    }
    return text;
}

std::string attribute(pugi::xml_node node, const char* name) {
    return node.attribute(name).value();
}

}  // namespace shipwitness::rules::dmn
