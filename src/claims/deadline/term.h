#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace shipwitness::claims::deadline {

// The words of the deadline table (config/rules/deadline.dmn), one spelling each.

/// How a limit is counted.
enum class Unit {
    moment,         ///< at the event itself: a note in the papers before the driver leaves
    same_day,       ///< until 24:00 of the event's day
    calendar_days,  ///< the event's day is not counted
    days_without_sundays_and_holidays,
    working_days,     ///< Monday to Friday as the calendar changes it; "business days"
    hours,            ///< elapsed hours, the last instant included
    months,           ///< the same number of a later month, or its last day
    reasonable_time,  ///< the law names no length
    by_contract,      ///< to be filled in by the company
    no_term,
};
inline constexpr std::array kUnits{
    Unit::moment,       Unit::same_day, Unit::calendar_days, Unit::days_without_sundays_and_holidays,
    Unit::working_days, Unit::hours,    Unit::months,        Unit::reasonable_time,
    Unit::by_contract,  Unit::no_term};
[[nodiscard]] std::string_view to_text(Unit unit);
[[nodiscard]] std::optional<Unit> parse_unit(std::string_view text);
/// Has a length.
[[nodiscard]] bool is_counted(Unit unit);
/// Has a start.
[[nodiscard]] bool is_tied_to_event(Unit unit);

/// What a limit runs from.
enum class Event { delivered, opened, discovered };
inline constexpr std::array kEvents{Event::delivered, Event::opened, Event::discovered};
[[nodiscard]] std::string_view to_text(Event event);
[[nodiscard]] std::optional<Event> parse_event(std::string_view text);

struct Limit {
    Unit unit = Unit::no_term;
    Event from = Event::delivered;  ///< of no meaning unless is_tied_to_event(unit)
    int length = 0;                 ///< of no meaning unless is_counted(unit)

    bool operator==(const Limit&) const = default;
};

/// Whether a term whose last day is no working day ends on the next working one (Russian Civil Code, art. 193). It
/// concerns terms in days and months.
enum class EndOnDayOff { stays, moves };
/// What must have happened to the notice by the end.
enum class MetBy { sending, receipt };

/// A term of notice. With two limits both bind: the earlier end counts.
struct Term {
    Limit limit;
    std::optional<Limit> outer;  ///< "and not later than"
    EndOnDayOff end_on_day_off = EndOnDayOff::stays;
    MetBy met_by = MetBy::sending;
    std::string late_means;  ///< snake_case: presumption, barred, burden_of_proof_shifts, …

    bool operator==(const Term&) const = default;
};

}  // namespace shipwitness::claims::deadline
