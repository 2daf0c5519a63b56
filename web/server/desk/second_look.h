#pragma once

#include <vector>

#include "web/server/auth/guard.h"
#include "web/server/desk/claim_case.h"
#include "web/server/desk/standing_changes.h"

namespace shipwitness::web {

/// Who writes to the buyer, and what stands in the claim's history so far.
struct LetterSituation {
    const ClaimCase& found;
    const std::vector<Event>& events;  ///< of the claim, oldest first
    Role writer = Role::agent;
};

/// Whether a letter of this stage goes out only when a second person has seen it (K2). An agent's refusal always does.
/// So does what tells the buyer of a decision that leaves a part of the loss to them, whatever the letter is called:
/// an answer, the closing letter, and an acknowledgement once nothing is open any more. That ends when somebody else
/// has looked: a manager decided or wrote, or a colleague confirmed a letter after the decision. Pure.
[[nodiscard]] bool waits_for_second_person(ReplyStage stage, const LetterSituation& situation);

/// The stages of which that is true, for the page that is about to write one. Pure.
[[nodiscard]] std::vector<ReplyStage> stages_for_second_person(const LetterSituation& situation);

}  // namespace shipwitness::web
