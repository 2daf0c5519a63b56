#include "rules/replay.h"

namespace shipwitness::rules {

Replay replay(const Model& today, const Model& draft, std::string_view decision, const std::vector<PastCase>& cases) {
    Replay result;
    for (const PastCase& each : cases) {
        auto before = evaluate(today, decision, each.facts, Language::english);
        auto after = evaluate(draft, decision, each.facts, Language::english);
        if (!before || !after) {
            result.refused.push_back({each.id, before ? after.error() : before.error()});
        } else if (before->outcome == after->outcome && before->outputs == after->outputs) {
            ++result.same;
        } else {
            result.changed.push_back({each.id, *std::move(before), *std::move(after)});
        }
    }
    return result;
}

}  // namespace shipwitness::rules
