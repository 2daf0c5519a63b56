#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/result.h"
#include "core/time.h"
#include "web/server/claims/events.h"

namespace shipwitness::web {

/// What a letter to the buyer is (docs/openapi/web.yaml: ReplyStage, LetterStage). A closing letter closes the claim,
/// the others are messages.
enum class ReplyStage { acknowledge, question, answer, refusal, closing };
inline constexpr std::array kReplyStages{ReplyStage::acknowledge, ReplyStage::question, ReplyStage::answer,
                                         ReplyStage::refusal, ReplyStage::closing};
[[nodiscard]] std::string_view to_text(ReplyStage stage);
[[nodiscard]] ReplyStage reply_stage(std::string_view word);  ///< of a word that was checked

enum class WaitFor { buyer, carrier, nobody };

// Where a claim stands after what the desk does. Pure; each fails with conflict `claim_closed` when it is closed.
// `promise` is by when the buyer hears from us next.

/// An agent works on it: it is taken up.
[[nodiscard]] Result<Standing> after_work(Standing standing);

/// A message went out. A question waits for the buyer, and then no answer of ours is due. Any other message promises
/// the next answer, unless it is the buyer's turn anyway.
[[nodiscard]] Result<Standing> after_message(Standing standing, ReplyStage stage, Timestamp now, Timestamp promise);

/// Waits for buyer and carrier may overlap; `nobody` ends both. What ends a wait for the buyer promises an answer.
[[nodiscard]] Result<Standing> after_waiting(Standing standing, WaitFor whom, bool every_line_decided, Timestamp now,
                                             Timestamp promise);

/// A line got its decision. The last one ends the wait for the buyer: what was asked is not needed any more.
[[nodiscard]] Result<Standing> after_decision(Standing standing, bool every_line_decided, Timestamp promise);

/// The closing letter is on its way: all is decided and nobody is waited for. The claim is closed when it was accepted
/// for delivery. Conflict `lines_undecided` when a line has no decision, `refusal_waits` while a refusal waits for a
/// second person.
[[nodiscard]] Result<Standing> after_closing_words(Standing standing, bool every_line_decided);

/// Somebody of ours takes the claim, or nobody has it any more.
[[nodiscard]] Result<Standing> after_assignment(Standing standing, const std::optional<PersonId>& assignee);

/// An agent's letter waits for a second person. Conflict `refusal_waits` when one waits already.
[[nodiscard]] Result<Standing> after_proposed_refusal(Standing standing, Timestamp now);

/// A closed claim is looked at again. Conflict `step_not_allowed` when it is not closed.
[[nodiscard]] Result<Standing> after_reopening(Standing standing, Timestamp promise);

}  // namespace shipwitness::web
