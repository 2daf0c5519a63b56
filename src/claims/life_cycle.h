#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "claims/vocabulary.h"
#include "core/result.h"

namespace shipwitness::claims {

/// What moves a claim from one state to another. Everything else that happens to a claim (a note, a fact, a picture)
/// leaves its state alone.
enum class Step {
    take_up,           ///< an agent begins to work on it
    ask_buyer,         ///< a question went to the buyer
    wait_for_carrier,  ///< a question went to the carrier
    stop_waiting,      ///< the wait is over without a buyer's message
    buyer_writes,      ///< a message of the buyer; ends the wait for the buyer, reopens a closed claim
    decide,            ///< the last open line got its decision
    withdraw,          ///< a decision was taken back
    close,             ///< the closing letter was accepted for delivery
    reopen,            ///< the buyer says it is not solved, the closing letter came back, or an agent looks again
};
inline constexpr std::array kSteps{Step::take_up,      Step::ask_buyer,    Step::wait_for_carrier,
                                   Step::stop_waiting, Step::buyer_writes, Step::decide,
                                   Step::withdraw,     Step::close,        Step::reopen};
[[nodiscard]] std::string_view to_text(Step step);

/// What is true of the claim at the moment of the step.
struct Circumstances {
    bool every_line_decided = false;
    bool closing_letter_accepted = false;  ///< an outbound closing message was accepted for delivery
    bool answered_by_person = false;       ///< a public answer by a person; the closing letter by one counts
};

/// The state after the step. Fails (kind conflict) with code
/// - `step_not_allowed`: not from this state;
/// - `lines_undecided`: a line has no decision yet (decide, close);
/// - `closing_letter_missing`: the buyer has not been told (close);
/// - `no_answer_by_person`: only automatic letters went out (close).
/// A reopened claim is the same claim, with the same number.
[[nodiscard]] Result<ClaimState> after(ClaimState from, Step step, const Circumstances& circumstances);

/// The steps that are possible from the state if their circumstances are met, in the order of kSteps.
[[nodiscard]] std::vector<Step> possible_steps(ClaimState from);

/// Our clock to the buyer stands still only while we wait for the buyer.
[[nodiscard]] bool pauses_clock(ClaimState state);

}  // namespace shipwitness::claims
