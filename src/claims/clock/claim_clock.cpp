#include "claims/clock/claim_clock.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>

namespace shipwitness::claims {

namespace {

/// Whether the event can follow on one at `last` (none: the claim is not created yet) within the calendar's span.
Result<void> fits(const ClockEvent& event, const std::optional<Timestamp>& last, const Interval& span) {
    const bool creates = event.type == ClockEventType::created;
    if (creates && last) {
        return fail(ErrorKind::invalid, "created_twice", "the claim was created already");
    }
    if (!creates && !last) {
        return fail(ErrorKind::invalid, "not_created", "comes before the claim was created");
    }
    if (last && event.at < *last) {
        return fail(ErrorKind::invalid, "out_of_order", "is older than an event before it");
    }
    if (event.at < span.from || event.at >= span.to) {
        return fail(ErrorKind::invalid, "outside_calendar",
                    "the calendar reaches from " + to_rfc3339(span.from) + " to " + to_rfc3339(span.to));
    }
    return {};
}

}  // namespace

Result<void> ClaimClock::apply(const ClockEvent& event) {
    if (auto fitting = fits(event, created_ ? std::optional(last_) : std::nullopt, calendar_->span()); !fitting) {
        return fitting;
    }
    // The message with which an agent opens a claim is no answer to it.
    const bool replies = event.type == ClockEventType::agent_public_reply && event.by == Author::person;
    const bool opening = replies && may_be_opened_by_agent_ && event.at == readings_.created;
    may_be_opened_by_agent_ = may_be_opened_by_agent_ && event.type != ClockEventType::buyer_message;
    last_ = event.at;
    switch (event.type) {
        case ClockEventType::created:
            create(event);
            break;
        case ClockEventType::buyer_message:
            buyer_writes(event.at);
            break;
        case ClockEventType::agent_public_reply:
            if (replies) {
                automatic_letter_at_.reset();
            }
            if (replies && !opening) {
                answer(event.at);
            }
            break;
        case ClockEventType::automatic_reply:
            automatic_letter_at_ = event.at;
            break;
        case ClockEventType::waiting_buyer_start:
            start_waiting(event.at);
            break;
        case ClockEventType::waiting_buyer_stop:
            stop_waiting(event.at);
            break;
        case ClockEventType::closed:
            close(event);
            break;
        case ClockEventType::reopened:
            reopen(event.at);
            break;
        case ClockEventType::internal_note:
        case ClockEventType::waiting_carrier_start:
        case ClockEventType::waiting_carrier_stop:
            break;  // none of them answers the buyer, and only waiting for the buyer pauses
    }
    return {};
}

void ClaimClock::create(const ClockEvent& event) {
    created_ = true;
    may_be_opened_by_agent_ = true;
    readings_.created = event.at;
    readings_.unanswered_since = event.at;
    readings_.open_since = event.at;
    open_start_ = {event.at, {}};
}

void ClaimClock::buyer_writes(Timestamp at) {
    stop_waiting(at);
    reopen(at);
    // Before the first answer `unanswered_since` is the claim itself: what the buyer adds starts no clock of its own.
    if (!readings_.unanswered_since) {
        readings_.unanswered_since = at;
        response_start_ = start(at);
    }
}

void ClaimClock::answer(Timestamp at) {
    if (!readings_.unanswered_since) {
        return;
    }
    if (!readings_.first_response) {
        readings_.first_response = {readings_.created, at, spent_unpaused(readings_.created, at)};
    } else {
        readings_.next_responses.push_back({response_start_.at, at, spent_since(response_start_, at)});
    }
    readings_.unanswered_since.reset();
}

void ClaimClock::start_waiting(Timestamp at) {
    if (!readings_.waiting_since) {
        readings_.waiting_since = at;
    }
}

void ClaimClock::stop_waiting(Timestamp at) {
    if (!readings_.waiting_since) {
        return;
    }
    const Waited until_now = waited_until(at);
    readings_.waits.push_back({*readings_.waiting_since, at});
    readings_.waiting_since.reset();
    waited_ = until_now;
}

void ClaimClock::close(const ClockEvent& event) {
    const bool letter_is_automatic = automatic_letter_at_ == event.at;
    const bool by_person = event.by == Author::person && !letter_is_automatic;
    // An automatic letter cannot close a claim that no person answered.
    if (!readings_.open_since || (!by_person && !readings_.first_response)) {
        return;
    }
    stop_waiting(event.at);
    if (by_person) {
        answer(event.at);
    }
    const Spent spent = spent_since(open_start_, event.at);
    if (!readings_.resolution_first) {
        readings_.resolution_first = {readings_.created, event.at, spent};
    }
    total_.spent.business += spent.business;
    total_.spent.wall += spent.wall;
    total_.spent.paused_wall += spent.paused_wall;
    ++total_.periods;
    readings_.resolution_total = total_;
    readings_.open_periods.push_back({*readings_.open_since, event.at});
    readings_.open_since.reset();
    closed_at_ = event.at;
}

void ClaimClock::reopen(Timestamp at) {
    if (readings_.open_since) {
        return;
    }
    readings_.resolution_total.reset();
    readings_.open_since = at;
    open_start_ = start(at);
    total_.closed_between_wall += at - closed_at_;
    total_.closed_between_business += calendar_->elapsed(closed_at_, at);
}

ClaimClock::Waited ClaimClock::waited_until(Timestamp at) const {
    Waited waited = waited_;
    if (readings_.waiting_since) {
        waited.wall += at - *readings_.waiting_since;
        waited.business += calendar_->elapsed(*readings_.waiting_since, at);
    }
    return waited;
}

Spent ClaimClock::spent_since(const Start& start, Timestamp to) const {
    const Waited waited = waited_until(to);
    return {calendar_->elapsed(start.at, to) - (waited.business - start.waited.business), to - start.at,
            waited.wall - start.waited.wall};
}

Spent ClaimClock::spent_unpaused(Timestamp from, Timestamp to) const {
    return {calendar_->elapsed(from, to), to - from, Microseconds{0}};
}

Spent ClaimClock::running_response(Timestamp to) const {
    return readings_.first_response ? spent_since(response_start_, to) : spent_unpaused(readings_.created, to);
}

Spent ClaimClock::running_resolution(Timestamp to) const {
    Spent spent = spent_since(open_start_, to);
    spent.business += total_.spent.business;
    spent.wall += total_.spent.wall;
    spent.paused_wall += total_.spent.paused_wall;
    return spent;
}

namespace {

/// Which events count, as places in `events`, by time. What was recorded at the instant of the creation, but before it,
/// opened the claim; it is not looked at.
tl::expected<std::vector<std::size_t>, RebuildFailure> counted(std::span<const ClockEvent> events) {
    std::vector<std::size_t> order;
    order.reserve(events.size());
    std::unordered_map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const ClockEvent& event = events[i];
        const auto [first, is_new] =
            event.id.empty() ? std::pair(seen.end(), true) : seen.emplace(std::string_view(event.id), i);
        if (is_new) {
            order.push_back(i);
        } else if (const ClockEvent& before = events[first->second];
                   before.at != event.at || before.type != event.type || before.by != event.by) {
            return tl::unexpected(RebuildFailure{{ErrorKind::invalid, "event_changed",
                                                  "has the id of an earlier event, \"" + event.id +
                                                      "\", but differs from it; events are added, never changed"},
                                                 i});
        }
    }
    if (!std::ranges::is_sorted(order, {}, [&](std::size_t i) { return events[i].at; })) {
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return events[i].at; });
    }
    return order;
}

}  // namespace

tl::expected<ClaimClock, RebuildFailure> rebuild(const Calendar& calendar, std::span<const ClockEvent> events) {
    const auto order = counted(events);
    if (!order) {
        return tl::unexpected(order.error());
    }
    const auto creation = std::ranges::find(events, ClockEventType::created, &ClockEvent::type);
    if (creation == events.end()) {
        return tl::unexpected(RebuildFailure{
            {ErrorKind::invalid, "not_created", "none of the events is \"created\", with which a claim begins"}, {}});
    }
    ClaimClock clock(calendar);
    for (const std::size_t index : *order) {
        const ClockEvent& event = events[index];
        if (!clock.created() && event.type != ClockEventType::created && event.at == creation->at) {
            continue;
        }
        if (auto applied = clock.apply(event); !applied) {
            return tl::unexpected(RebuildFailure{applied.error(), index});
        }
    }
    return clock;
}

}  // namespace shipwitness::claims
