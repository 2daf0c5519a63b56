#include "claims/deadline/term.h"

#include <algorithm>

namespace shipwitness::claims::deadline {
namespace {

template <class Words>
auto parse(const Words& words, std::string_view text) -> std::optional<typename Words::value_type> {
    const auto found = std::find_if(words.begin(), words.end(), [&](auto word) { return to_text(word) == text; });
    return found == words.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string_view to_text(Unit unit) {
    switch (unit) {
        case Unit::moment:
            return "moment";
        case Unit::same_day:
            return "same_day";
        case Unit::calendar_days:
            return "calendar_days";
        case Unit::days_without_sundays_and_holidays:
            return "days_without_sundays_and_holidays";
        case Unit::working_days:
            return "working_days";
        case Unit::hours:
            return "hours";
        case Unit::months:
            return "months";
        case Unit::reasonable_time:
            return "reasonable_time";
        case Unit::by_contract:
            return "by_contract";
        case Unit::no_term:
            return "no_term";
    }
    return "";
}

std::optional<Unit> parse_unit(std::string_view text) {
    return parse(kUnits, text);
}

bool is_counted(Unit unit) {
    return unit == Unit::calendar_days || unit == Unit::days_without_sundays_and_holidays ||
           unit == Unit::working_days || unit == Unit::hours || unit == Unit::months;
}

bool is_tied_to_event(Unit unit) {
    return is_counted(unit) || unit == Unit::moment || unit == Unit::same_day || unit == Unit::reasonable_time;
}

std::string_view to_text(Event event) {
    switch (event) {
        case Event::delivered:
            return "delivered";
        case Event::opened:
            return "opened";
        case Event::discovered:
            return "discovered";
    }
    return "";
}

std::optional<Event> parse_event(std::string_view text) {
    return parse(kEvents, text);
}

}  // namespace shipwitness::claims::deadline
