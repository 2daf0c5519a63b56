#include "web/server/desk/second_look.h"

#include <algorithm>

namespace shipwitness::web {
namespace {

bool by_manager(const Event& event) {
    return event.data.value("role", "") == to_text(Role::manager);
}

/// Somebody besides an agent alone stands behind what this event told the buyer.
bool is_second_look(const Event& event) {
    if (event.kind != EventKind::answer_sent && event.kind != EventKind::closing_written) {
        return false;
    }
    const auto stage = event.data.value("stage", "");
    const bool tells_outcome = stage != to_text(ReplyStage::acknowledge) && stage != to_text(ReplyStage::question);
    return event.data.contains("confirmed_by") || (by_manager(event) && tells_outcome);
}

/// The line's decision leaves a part of the loss to the buyer, and only its agent has seen that.
bool is_unseen_rejection(const LineCase& line, const std::vector<Event>& events) {
    if (!line.decision || line.decision->shares.buyer == 0) {
        return false;
    }
    const auto decided = std::find_if(events.rbegin(), events.rend(), [&](const Event& event) {
        return event.kind == EventKind::line_decided && event.data.value("line", 0) == line.line.line;
    });
    return decided == events.rend() ||
           (!by_manager(*decided) && std::none_of(events.rbegin(), decided, is_second_look));
}

}  // namespace

bool waits_for_second_person(ReplyStage stage, const LetterSituation& situation) {
    if (situation.writer != Role::agent || stage == ReplyStage::question) {
        return false;
    }
    if (stage == ReplyStage::refusal) {
        return true;
    }
    if (stage == ReplyStage::acknowledge && !situation.found.every_line_decided()) {
        return false;
    }
    return std::ranges::any_of(situation.found.lines,
                               [&](const LineCase& line) { return is_unseen_rejection(line, situation.events); });
}

std::vector<ReplyStage> stages_for_second_person(const LetterSituation& situation) {
    std::vector<ReplyStage> stages;
    for (const auto stage : kReplyStages) {
        if (waits_for_second_person(stage, situation)) {
            stages.push_back(stage);
        }
    }
    return stages;
}

}  // namespace shipwitness::web
