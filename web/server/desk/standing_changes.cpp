#include "web/server/desk/standing_changes.h"

#include <stdexcept>

#include "claims/life_cycle.h"

namespace shipwitness::web {
namespace {

using claims::ClaimState;
using claims::Step;

Result<void> must_be_open(const Standing& standing) {
    if (standing.state == ClaimState::closed) {
        return fail(ErrorKind::conflict, "claim_closed", "The claim is closed; reopen it first.");
    }
    return {};
}

tl::unexpected<Error> refusal_waits() {
    return fail(ErrorKind::conflict, "refusal_waits", "A refusal waits for a second person; settle that first.");
}

Result<Standing> step(Standing standing, Step what, const claims::Circumstances& circumstances = {}) {
    const auto state = claims::after(standing.state, what, circumstances);
    if (!state) {
        return tl::unexpected(state.error());
    }
    standing.state = *state;
    return standing;
}

void end_wait_for_buyer(Standing& standing, Timestamp promise) {
    if (standing.waiting_buyer_since) {
        standing.waiting_buyer_since.reset();
        standing.next_answer_by = promise;
    }
}

Result<Standing> wait_for_buyer(const Standing& standing, Timestamp now) {
    if (standing.waiting_buyer_since) {
        return standing;
    }
    auto after = step(standing, Step::ask_buyer);
    if (after) {
        after->waiting_buyer_since = now;
        after->next_answer_by.reset();
    }
    return after;
}

Result<Standing> wait_for_carrier(const Standing& standing, Timestamp now) {
    if (standing.waiting_carrier_since) {
        return standing;
    }
    auto after = step(standing, Step::wait_for_carrier);
    if (after) {
        after->waiting_carrier_since = now;
        if (standing.state == ClaimState::asking_buyer) {
            // Our clock stands still while we wait for the buyer, whoever else is waited for.
            after->state = ClaimState::asking_buyer;
        }
    }
    return after;
}

}  // namespace

std::string_view to_text(ReplyStage stage) {
    switch (stage) {
        case ReplyStage::acknowledge:
            return "acknowledge";
        case ReplyStage::question:
            return "question";
        case ReplyStage::answer:
            return "answer";
        case ReplyStage::refusal:
            return "refusal";
        case ReplyStage::closing:
            return "closing";
    }
    throw std::logic_error("no such stage of a reply");
}

ReplyStage reply_stage(std::string_view word) {
    for (const auto stage : kReplyStages) {
        if (to_text(stage) == word) {
            return stage;
        }
    }
    throw std::logic_error("no such stage of a reply");
}

Result<Standing> after_work(Standing standing) {
    if (auto open = must_be_open(standing); !open) {
        return tl::unexpected(open.error());
    }
    return standing.state == ClaimState::received ? step(standing, Step::take_up) : standing;
}

Result<Standing> after_message(Standing standing, ReplyStage stage, Timestamp now, Timestamp promise) {
    auto after = after_work(std::move(standing));
    if (!after) {
        return after;
    }
    if (stage == ReplyStage::question) {
        return wait_for_buyer(*after, now);
    }
    if (!after->waiting_buyer_since) {
        after->next_answer_by = promise;
    }
    return after;
}

Result<Standing> after_waiting(Standing standing, WaitFor whom, bool every_line_decided, Timestamp now,
                               Timestamp promise) {
    if (auto open = must_be_open(standing); !open) {
        return tl::unexpected(open.error());
    }
    switch (whom) {
        case WaitFor::buyer:
            return wait_for_buyer(standing, now);
        case WaitFor::carrier:
            return wait_for_carrier(standing, now);
        case WaitFor::nobody:
            break;
    }
    if (!standing.waiting_buyer_since && !standing.waiting_carrier_since) {
        return standing;
    }
    end_wait_for_buyer(standing, promise);
    standing.waiting_carrier_since.reset();
    if (standing.state == ClaimState::asking_buyer || standing.state == ClaimState::waiting_carrier) {
        return every_line_decided ? step(standing, Step::decide, {.every_line_decided = true})
                                  : step(standing, Step::stop_waiting);
    }
    return standing;
}

Result<Standing> after_decision(Standing standing, bool every_line_decided, Timestamp promise) {
    auto after = after_work(std::move(standing));
    if (!after || !every_line_decided) {
        return after;
    }
    end_wait_for_buyer(*after, promise);
    return step(*after, Step::decide, {.every_line_decided = true});
}

Result<Standing> after_closing_words(Standing standing, bool every_line_decided) {
    if (auto open = must_be_open(standing); !open) {
        return tl::unexpected(open.error());
    }
    if (standing.refusal_proposed) {
        return refusal_waits();
    }
    auto after = step(std::move(standing), Step::decide, {.every_line_decided = every_line_decided});
    if (after) {
        after->waiting_buyer_since.reset();
        after->waiting_carrier_since.reset();
    }
    return after;
}

Result<Standing> after_assignment(Standing standing, const std::optional<PersonId>& assignee) {
    auto after = after_work(std::move(standing));
    if (after) {
        after->assignee = assignee;
    }
    return after;
}

Result<Standing> after_proposed_refusal(Standing standing, Timestamp now) {
    auto after = after_work(std::move(standing));
    if (after && after->refusal_proposed) {
        return refusal_waits();
    }
    if (after) {
        after->refusal_proposed = now;
    }
    return after;
}

Result<Standing> after_reopening(Standing standing, Timestamp promise) {
    auto after = step(std::move(standing), Step::reopen);
    if (after) {
        after->closed.reset();
        after->next_answer_by = promise;
    }
    return after;
}

}  // namespace shipwitness::web
