#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "claims/calendar/calendar_reader.h"
#include "core/time.h"

namespace shipwitness::claims::test {

/// A moment as people write it: "2025-09-02T10:00:00+03:00".
inline Timestamp at(const std::string& text) {
    const auto time = parse_rfc3339(text);
    if (!time) {
        throw std::runtime_error("no time: " + text);
    }
    return *time;
}

inline Result<Calendar> read_calendar_text(const std::string& yaml, const LoadTree& load = load_nothing) {
    const auto tree = config::parse_tree(yaml, "calendar.yaml");
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    config::Faults faults("calendar.yaml");
    return read_calendar(*tree, "", load, faults);
}

inline Calendar calendar(const std::string& yaml) {
    auto read = read_calendar_text(yaml);
    if (!read) {
        throw std::runtime_error(read.error().detail);
    }
    return std::move(*read);
}

/// Why a calendar is refused.
inline std::string refusal(const std::string& yaml) {
    const auto read = read_calendar_text(yaml);
    return read ? "taken" : read.error().detail;
}

/// Monday to Friday, 9 to 18 with an hour of lunch, as in the issue.
inline const std::string kOfficeWeek = R"(weekly:
  mon: [["09:00", "13:00"], ["14:00", "18:00"]]
  tue: [["09:00", "13:00"], ["14:00", "18:00"]]
  wed: [["09:00", "13:00"], ["14:00", "18:00"]]
  thu: [["09:00", "13:00"], ["14:00", "18:00"]]
  fri: [["09:00", "13:00"], ["14:00", "18:00"]]
)";

inline const Calendar& moscow_office() {
    static const Calendar kCalendar = calendar("zone: Europe/Moscow\n" + kOfficeWeek +
                                               "holidays: [2025-11-04]\n"
                                               "special_days: {2025-11-01: [[\"09:00\", \"17:00\"]]}\n");
    return kCalendar;
}

/// All hours of all days.
inline Calendar round_the_clock(const std::string& zone) {
    std::string yaml = "zone: " + zone + "\nweekly:\n";
    for (const char* day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
        yaml += std::string("  ") + day + ": [[\"00:00\", \"24:00\"]]\n";
    }
    return calendar(yaml);
}

}  // namespace shipwitness::claims::test
