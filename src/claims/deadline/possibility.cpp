#include "claims/deadline/possibility.h"

#include <algorithm>
#include <utility>

namespace shipwitness::claims::deadline {
namespace {

constexpr Microseconds kTick{1};

/// The ends of what is known of a point in time; none is "as far as one likes".
struct Span {
    std::optional<End> from;
    std::optional<End> to;
};

using Known = std::optional<StatedTime>;

Result<Span> span_of(const Known& at, const Zone& clock, const Zone& place, std::string_view field) {
    if (!at) {
        return Span{};
    }
    if (!at->time) {
        // Some time of that day. Midnight at its start belongs to the day before, whose 24:00 it is.
        return Span{End{at->day, clock.start_of(at->day) + kTick}, End{at->day, clock.end_of(at->day)}};
    }
    if (at->offset) {
        const Timestamp instant = at->by_offset();
        const End end{place.date_at(instant), instant};
        return Span{end, end};
    }
    const auto instants = at->by_clocks(clock);
    if (!instants) {
        return invalid_field(std::string(field), "no_such_time",
                             to_text(*at) + " did not exist in " + clock.name() + ": clocks were set forward over it");
    }
    return Span{End{at->day, instants->earliest}, End{at->day, instants->latest}};
}

/// The case's times as spans; the notice's by the clocks where it was sent.
struct Times {
    Span delivered;
    Span opened;
    Span discovered;
    Span notified;
    Span received;
};

bool certainly_before(const Span& a, const Span& b) {
    return a.to && b.from && a.to->instant < b.from->instant;
}

/// What is opened or discovered has been delivered before; what is known of one bounds the others.
void bound_by_order(const Case& given, Times& times) {
    const auto earlier = [](std::optional<End> a, const std::optional<End>& b) {
        return !a || (b && b->instant < a->instant) ? b : a;
    };
    if (!given.opened) {
        times.opened.from = times.delivered.from;
    }
    if (!given.discovered) {
        times.discovered.from = times.delivered.from;
    }
    if (!given.delivered) {
        times.delivered.to = earlier(times.opened.to, times.discovered.to);
    }
}

Result<Times> times_of(const Case& given, const Zone& place) {
    const Zone& sender = given.notified_zone ? *given.notified_zone : place;
    Times times;
    const auto take = [&](const Known& at, const Zone& clock, std::string_view field, Span& into) -> Result<void> {
        auto span = span_of(at, clock, place, field);
        if (!span) {
            return tl::unexpected(span.error());
        }
        into = *span;
        return {};
    };
    for (auto result :
         {take(given.delivered, place, "delivered", times.delivered), take(given.opened, place, "opened", times.opened),
          take(given.discovered, place, "discovered", times.discovered),
          take(given.notified, sender, "notified", times.notified),
          take(given.received, place, "received", times.received)}) {
        if (!result) {
            return tl::unexpected(result.error());
        }
    }
    return times;
}

const Span& span_for(Event event, const Times& times) {
    return event == Event::opened ? times.opened : event == Event::discovered ? times.discovered : times.delivered;
}

const Known& told(Event event, const Case& given) {
    return event == Event::opened ? given.opened : event == Event::discovered ? given.discovered : given.delivered;
}

bool counts_days(Unit unit) {
    return is_counted(unit) && unit != Unit::hours;
}

/// The end of a limit that runs from a point.
End end_from(const End& point, const Limit& limit, const Term& term, const Case& given, const Zone& place) {
    switch (limit.unit) {
        case Unit::moment:
        case Unit::reasonable_time:
            return point;
        case Unit::same_day:
            return {point.day, place.end_of(point.day)};
        case Unit::hours: {
            const Timestamp instant = point.instant + std::chrono::hours{limit.length};
            return {place.date_at(instant), instant};
        }
        default: {
            const LocalDate last = count(limit, term.end_on_day_off, point.day, given.calendar).last;
            return {last, place.end_of(last)};
        }
    }
}

/// Where the place is not known, its clocks may have been changed within the hours, by an hour at most.
void widen_for_clock_changes(CountedLimit& limit, const Zone& place) {
    constexpr std::chrono::hours kChange{1};
    const auto shift = [&](std::optional<End>& end, std::chrono::hours by) {
        if (end) {
            end = End{place.date_at(end->instant + by), end->instant + by};
        }
    };
    shift(limit.earliest, -kChange);
    shift(limit.latest, kChange);
}

CountedLimit counted(const Limit& limit, const Term& term, const Case& given, const Times& times, const Zone& place) {
    CountedLimit result{limit, {}, {}, {}, {}};
    if (!is_tied_to_event(limit.unit)) {
        return result;
    }
    const Span& span = span_for(limit.from, times);
    result.event = told(limit.from, given);
    if (span.from) {
        result.earliest = end_from(*span.from, limit, term, given, place);
    }
    if (span.to && limit.unit != Unit::reasonable_time) {
        result.latest = end_from(*span.to, limit, term, given, place);
    }
    if (limit.unit == Unit::hours && !given.zone) {
        widen_for_clock_changes(result, place);
    }
    if (counts_days(limit.unit) && span.from && span.to && span.from->day == span.to->day) {
        result.count = count(limit, term.end_on_day_off, span.from->day, given.calendar);
    }
    return result;
}

/// Both limits bind: the earlier end counts.
void combine(Possibility& into) {
    into.earliest = into.limits.front().earliest;
    into.latest = into.limits.front().latest;
    for (std::size_t i = 1; i < into.limits.size(); ++i) {
        const CountedLimit& other = into.limits[i];
        if (into.earliest && (!other.earliest || other.earliest->instant < into.earliest->instant)) {
            into.earliest = other.earliest;
        }
        if (!into.latest || (other.latest && other.latest->instant < into.latest->instant)) {
            into.latest = other.latest;
        }
    }
}

/// When the notice did what it must. What was sent later was received later, and what was received was sent before.
/// A note at the very moment of handover is received as it is made, unless another time of receipt is known.
Result<Span> notice_of(const Case& given, const Times& times, const Term& term) {
    const bool handed_over = term.limit.unit == Unit::moment && !given.received;
    if (term.met_by == MetBy::sending || handed_over) {
        return given.notified ? times.notified : Span{{}, times.received.to};
    }
    if (!given.received) {
        return Span{times.notified.from, {}};
    }
    if (certainly_before(times.received, times.notified)) {
        return invalid_field("received", "contradiction",
                             "the notice cannot be received before it was sent (received is the notice's receipt; "
                             "the goods' is delivered)");
    }
    return times.received;
}

Verdict verdict_of(const Possibility& possible, const Span& notice) {
    if (possible.term.limit.unit == Unit::no_term) {
        return Verdict::in_time;
    }
    if (notice.to && possible.earliest && notice.to->instant <= possible.earliest->instant) {
        return Verdict::in_time;
    }
    if (notice.from && possible.latest && notice.from->instant > possible.latest->instant) {
        return Verdict::late;
    }
    return Verdict::unknown;
}

bool counts_from(const Term& term, Event event) {
    return term.limit.from == event || (term.outer && term.outer->from == event);
}

Result<void> check_order(const Term& term, const Times& times) {
    for (const Event event : {Event::opened, Event::discovered}) {
        if (counts_from(term, event) && certainly_before(span_for(event, times), times.delivered)) {
            return invalid_field(
                std::string(to_text(event)), "contradiction",
                "lies before the delivery; what has not come cannot be " + std::string(to_text(event)));
        }
    }
    return {};
}

/// Without `delivered`, a `received` before the sending can only be that of the goods: no notice is received before it
/// was sent.
Case with_goods_receipt(const Case& given, const Term& term, const Times& times) {
    Case meant = given;
    if (term.met_by == MetBy::sending && !given.delivered && given.notified &&
        certainly_before(times.received, times.notified)) {
        meant.delivered = std::exchange(meant.received, std::nullopt);
    }
    return meant;
}

}  // namespace

bool leaves_room_for_contract(const Term& term) {
    return term.limit.unit == Unit::by_contract || term.limit.unit == Unit::reasonable_time;
}

Result<Possibility> possibility(const Case& given, const Row& row, const Zone& place) {
    Possibility result{row.number, row.term, place.name(), {}, {}, {}, Verdict::unknown, false};
    if (given.terms.contract && leaves_room_for_contract(row.term)) {
        const ContractTerm& contract = *given.terms.contract;
        result.term = {contract.limit,
                       {},
                       contract.end_on_day_off.value_or(row.term.end_on_day_off),
                       contract.met_by.value_or(row.term.met_by),
                       row.term.late_means};
    }
    auto times = times_of(given, place);
    if (!times) {
        return tl::unexpected(times.error());
    }
    const Case meant = with_goods_receipt(given, result.term, *times);
    if (meant.delivered != given.delivered) {
        times->delivered = std::exchange(times->received, Span{});
    }
    if (auto order = check_order(result.term, *times); !order) {
        return tl::unexpected(order.error());
    }
    result.told_before_discovery = counts_from(result.term, Event::discovered) &&
                                   certainly_before(times->notified, span_for(Event::discovered, *times));
    bound_by_order(meant, *times);
    result.limits.push_back(counted(result.term.limit, result.term, meant, *times, place));
    if (result.term.outer) {
        result.limits.push_back(counted(*result.term.outer, result.term, meant, *times, place));
    }
    combine(result);
    const auto notice = notice_of(meant, *times, result.term);
    if (!notice) {
        return tl::unexpected(notice.error());
    }
    result.verdict = verdict_of(result, *notice);
    return result;
}

}  // namespace shipwitness::claims::deadline
