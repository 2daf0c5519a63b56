#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "web/server/desk/actions.h"

namespace shipwitness::web {

/// A letter that turns the buyer down, in whole or in part, and has not gone out.
struct ProposedRefusal {
    ReplyStage stage = ReplyStage::refusal;  ///< what its writer called it
    std::string words;
    std::optional<Timestamp> promised;  ///< the next answer that it promises; none: the company's own term
};
/// Of an event `refusal_proposed`.
[[nodiscard]] ProposedRefusal proposed_refusal(const Event& event);

/// The event of the refusal that waits for a second person, if one does. Pure.
[[nodiscard]] std::optional<Event> waiting_refusal(const Claim& claim, const std::vector<Event>& events);

/// Keeps an agent's letter until a second person has looked at it (second_look.h). Fails with `claim_closed`,
/// `refusal_waits`.
[[nodiscard]] Result<void> propose_refusal(const App& app, storage::Connection& connection, const Claim& claim,
                                           const Staff& staff, const ReplyInput& input);

}  // namespace shipwitness::web
