#include "claims/calendar/hours_reader.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "core/scan.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono;
using config::Faults;
using config::Tree;

constexpr std::size_t kMaxHoursOfDay = 24;
constexpr seconds kDay = hours{24};

/// "HH:MM" or "HH:MM:SS", up to "24:00".
std::optional<seconds> parse_time_of_day(std::string_view text) {
    const auto hour = take_digits(text, 2);
    const auto minute = take(text, ':') ? take_digits(text, 2) : std::nullopt;
    const auto second = take(text, ':') ? take_digits(text, 2) : 0;
    if (!hour || !minute || !second || !text.empty() || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    const seconds time = hours{*hour} + minutes{*minute} + seconds{*second};
    return time <= kDay ? std::optional(time) : std::nullopt;
}

std::optional<seconds> read_time(const Tree& tree, const std::string& path, Faults& faults) {
    const auto time = tree.kind == Tree::Kind::scalar ? parse_time_of_day(tree.text) : std::nullopt;
    if (!time) {
        faults.add(tree.line, path,
                   "\"" + tree.text + "\" is no time of day; write it like \"09:00\", up to \"24:00\"");
    }
    return time;
}

std::optional<HoursOfDay> read_interval(const Tree& tree, const std::string& path, Faults& faults) {
    if (tree.kind != Tree::Kind::list || tree.items.size() != 2) {
        faults.add(tree.line, path, "must be a pair of times like [\"09:00\", \"13:00\"]");
        return std::nullopt;
    }
    const auto from = read_time(tree.items[0], path, faults);
    const auto to = read_time(tree.items[1], path, faults);
    if (!from || !to) {
        return std::nullopt;
    }
    if (*from == *to) {
        faults.add(tree.line, path, "is empty; a whole day is [\"00:00\", \"24:00\"], a day off is []");
        return std::nullopt;
    }
    if (*from > *to) {
        faults.add(tree.line, path,
                   fmt::format("ends before it begins; hours that cross midnight are written in two days: [\"{}\", "
                               "\"24:00\"] and{} the next day [\"00:00\", \"{}\"]",
                               tree.items[0].text, to->count() == 0 ? ", where work goes on," : "",
                               to->count() == 0 ? "…" : tree.items[1].text));
        return std::nullopt;
    }
    return HoursOfDay{*from, *to};
}

/// In order; neighbours that touch become one. Those that overlap are a fault: one of them is mistyped.
DayHours in_order(DayHours read, const Tree& tree, const std::string& path, Faults& faults) {
    std::ranges::sort(read);
    DayHours hours;
    for (const HoursOfDay& each : read) {
        if (!hours.empty() && each.from < hours.back().to) {
            faults.add(tree.line, path, "two of its intervals overlap");
            return {};
        }
        if (!hours.empty() && each.from == hours.back().to) {
            hours.back().to = each.to;
        } else {
            hours.push_back(each);
        }
    }
    return hours;
}

}  // namespace

std::optional<LocalDate> read_date(const std::string& text, int line, const std::string& path, Faults& faults) {
    const auto date = parse_date(text);
    if (!date) {
        faults.add(line, path, "\"" + text + "\" is no date; write it like 2025-11-04");
    }
    return date;
}

DayHours read_hours(const Tree& tree, const std::string& path, Faults& faults) {
    if (tree.kind != Tree::Kind::list) {
        faults.add(tree.line, path, "must be a list of pairs of times; [] is a day off");
        return {};
    }
    if (tree.items.size() > kMaxHoursOfDay) {
        faults.add(tree.line, path, "has more than 24 intervals");
        return {};
    }
    DayHours hours;
    for (std::size_t i = 0; i < tree.items.size(); ++i) {
        if (const auto read = read_interval(tree.items[i], fmt::format("{}[{}]", path, i), faults)) {
            hours.push_back(*read);
        }
    }
    return in_order(std::move(hours), tree, path, faults);
}

WeeklyHours read_weekly(const Tree& tree, const std::string& path, Faults& faults) {
    WeeklyHours weekly;
    config::MapReader in(tree, path, faults);
    for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
        if (const Tree* day = in.find(kWeekdays.at(i))) {
            weekly.at(i) = read_hours(*day, in.path(kWeekdays.at(i)), faults);
        }
    }
    in.refuse_unknown_keys();
    return weekly;
}

}  // namespace shipwitness::claims
