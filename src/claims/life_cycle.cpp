#include "claims/life_cycle.h"

#include <algorithm>
#include <string>

namespace shipwitness::claims {
namespace {

using enum ClaimState;

struct Rule {
    Step step;
    ClaimState from;
    ClaimState to;
};

// Every state change there is. A wait may follow a wait: the agent asks the buyer while the carrier is still silent.
// A decision may be asked about again: asking goes back to work, and the decision stays on record.
constexpr Rule kRules[] = {
    {Step::take_up, received, investigating},
    {Step::ask_buyer, received, asking_buyer},
    {Step::ask_buyer, investigating, asking_buyer},
    {Step::ask_buyer, waiting_carrier, asking_buyer},
    {Step::ask_buyer, decided, asking_buyer},
    {Step::wait_for_carrier, received, waiting_carrier},
    {Step::wait_for_carrier, investigating, waiting_carrier},
    {Step::wait_for_carrier, asking_buyer, waiting_carrier},
    {Step::wait_for_carrier, decided, waiting_carrier},
    {Step::stop_waiting, asking_buyer, investigating},
    {Step::stop_waiting, waiting_carrier, investigating},
    {Step::buyer_writes, received, received},
    {Step::buyer_writes, asking_buyer, investigating},
    {Step::buyer_writes, investigating, investigating},
    {Step::buyer_writes, waiting_carrier, waiting_carrier},
    {Step::buyer_writes, decided, decided},
    {Step::buyer_writes, closed, investigating},
    {Step::decide, received, decided},
    {Step::decide, asking_buyer, decided},
    {Step::decide, investigating, decided},
    {Step::decide, waiting_carrier, decided},
    {Step::decide, decided, decided},
    {Step::withdraw, decided, investigating},
    {Step::close, decided, closed},
    {Step::reopen, closed, investigating},
};

const Rule* find(ClaimState from, Step step) {
    const auto* found = std::find_if(std::begin(kRules), std::end(kRules),
                                     [&](const Rule& rule) { return rule.step == step && rule.from == from; });
    return found == std::end(kRules) ? nullptr : found;
}

Result<void> close_allowed(const Circumstances& circumstances) {
    if (!circumstances.closing_letter_accepted) {
        return fail(ErrorKind::conflict, "closing_letter_missing",
                    "A claim is closed by a letter to the buyer that was accepted for delivery; there is none yet.");
    }
    if (!circumstances.answered_by_person) {
        return fail(ErrorKind::conflict, "no_answer_by_person",
                    "No person has answered the buyer yet; an automatic letter cannot close a claim.");
    }
    return {};
}

}  // namespace

std::string_view to_text(Step step) {
    switch (step) {
        case Step::take_up:
            return "take_up";
        case Step::ask_buyer:
            return "ask_buyer";
        case Step::wait_for_carrier:
            return "wait_for_carrier";
        case Step::stop_waiting:
            return "stop_waiting";
        case Step::buyer_writes:
            return "buyer_writes";
        case Step::decide:
            return "decide";
        case Step::withdraw:
            return "withdraw";
        case Step::close:
            return "close";
        case Step::reopen:
            return "reopen";
    }
    return {};
}

Result<ClaimState> after(ClaimState from, Step step, const Circumstances& circumstances) {
    const Rule* rule = find(from, step);
    if (rule == nullptr) {
        return fail(ErrorKind::conflict, "step_not_allowed",
                    "The step " + std::string(to_text(step)) + " is not possible while the claim is " +
                        std::string(to_text(from)) + ".");
    }
    if ((step == Step::decide || step == Step::close) && !circumstances.every_line_decided) {
        return fail(ErrorKind::conflict, "lines_undecided", "Not every line of the claim has a decision yet.");
    }
    if (step == Step::close) {
        if (auto allowed = close_allowed(circumstances); !allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    return rule->to;
}

std::vector<Step> possible_steps(ClaimState from) {
    std::vector<Step> steps;
    std::copy_if(kSteps.begin(), kSteps.end(), std::back_inserter(steps),
                 [from](Step step) { return find(from, step) != nullptr; });
    return steps;
}

bool pauses_clock(ClaimState state) {
    return state == asking_buyer;
}

}  // namespace shipwitness::claims
