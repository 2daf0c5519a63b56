#include "rules/feel/free_names.h"

#include "rules/feel/library.h"

namespace shipwitness::rules::feel {
namespace {

class Collector {
  public:
    std::set<std::string> found;

    void visit(const Node& node) {
        switch (node.kind) {
            case NodeKind::name:
                if (!bound_.contains(node.name) && library(node.name).empty()) {
                    found.insert(node.name);
                }
                return;
            case NodeKind::filter:
                visit(*node.children[0]);
                return;
            case NodeKind::iteration:
            case NodeKind::some:
            case NodeKind::every:
            case NodeKind::context:
                visit_in_turn(node);
                return;
            case NodeKind::function: {
                const auto outer = bound_;
                bound_.insert(node.names.begin(), node.names.end());
                visit(*node.children[0]);
                bound_ = outer;
                return;
            }
            default:
                for (const NodePtr& child : node.children) {
                    visit(*child);
                }
        }
    }

  private:
    /// Each variable or entry is known to those after it.
    void visit_in_turn(const Node& node) {
        const auto outer = bound_;
        bound_.insert("partial");
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            visit(*node.children[i]);
            if (i < node.names.size()) {
                bound_.insert(node.names[i]);
            }
        }
        bound_ = outer;
    }

    std::multiset<std::string> bound_;
};

}  // namespace

std::set<std::string> free_names(const Node& expression) {
    Collector collector;
    collector.visit(expression);
    return std::move(collector.found);
}

}  // namespace shipwitness::rules::feel
