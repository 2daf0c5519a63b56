#include "rules/dmn/reading.h"

namespace shipwitness::rules::dmn {
namespace {

/// Elements whose `name` attribute may stand in an expression.
constexpr std::string_view kNamed[] = {"inputData",       "decision",       "businessKnowledgeModel", "variable",
                                       "formalParameter", "parameter",      "itemComponent",          "column",
                                       "output",          "itemDefinition", "decisionService",        "import"};

}  // namespace

void Reader::collect_names() {
    struct Walker : pugi::xml_tree_walker {
        feel::KnownNames* known = nullptr;
        bool for_each(pugi::xml_node& node) override {
            const std::string_view element = local_name(node);
            for (const std::string_view each : kNamed) {
                if (each == element && is_dmn(node) && !looks_like_a_path(node)) {
                    known->add(attribute(node, "name"));
                }
            }
            return true;
        }

        /// A parameter `Person.Name` is a name inside of its own function only; elsewhere it is a path.
        static bool looks_like_a_path(pugi::xml_node node) {
            return local_name(node).ends_with("arameter") && attribute(node, "name").find('.') != std::string::npos;
        }
    } walker;
    walker.known = &definitions_.known;
    xml_.root().traverse(walker);
    for (const pugi::xml_node item : children(xml_.root(), "itemDefinition")) {
        items_.emplace(attribute(item, "name"), item);
    }
}

}  // namespace shipwitness::rules::dmn
