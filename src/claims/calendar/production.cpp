#include "claims/calendar/production.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "claims/calendar/hours_reader.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono;
using config::Faults;
using config::MapReader;
using config::Tree;

constexpr int kHoursOfDay = 8;
constexpr unsigned kSaturday = 5;

int read_number(MapReader& in, std::string_view key) {
    const std::string text = in.required_text(key);
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > 9'999) {
        in.fault(key, "\"" + text + "\" must be a whole number");
    }
    return number;
}

/// Dates of that year, each once.
class YearDates {
  public:
    YearDates(int year, Faults& faults) : year_(year), faults_(faults) {}

    std::optional<LocalDate> read(const std::string& text, int line, const std::string& path) {
        const auto date = read_date(text, line, path, faults_);
        if (date && static_cast<int>(year_month_day{*date}.year()) != year_) {
            faults_.add(line, path, text + " is in another year");
            return std::nullopt;
        }
        return date;
    }

    std::vector<LocalDate> read_list(MapReader& in, std::string_view key) {
        std::vector<LocalDate> dates;
        for (const Tree* item : in.texts(key)) {
            const auto date = read(item->text, item->line, in.path(key));
            if (date && std::ranges::find(dates, *date) != dates.end()) {
                faults_.add(item->line, in.path(key), item->text + " stands here twice");
            } else if (date) {
                dates.push_back(*date);
            }
        }
        return dates;
    }

  private:
    int year_;
    Faults& faults_;
};

std::map<LocalDate, unsigned> read_weekend_days(MapReader& in, std::string_view key, YearDates& dates) {
    std::map<LocalDate, unsigned> days;
    const Tree* tree = in.find(key);
    if (tree == nullptr) {
        return days;
    }
    if (tree->kind != Tree::Kind::map) {
        in.fault(key, "must be a map of dates to the weekday whose hours are worked, like 2025-11-01: mon");
        return days;
    }
    for (const Tree::Member& member : tree->members) {
        const auto date = dates.read(member.key, member.line, in.path(key));
        const auto weekday = std::ranges::find(kWeekdays, member.value.text);
        if (weekday == kWeekdays.end()) {
            in.faults().add(member.line, in.path(key), "\"" + member.value.text + "\" is no weekday: mon to sun");
        } else if (date && !days.emplace(*date, static_cast<unsigned>(weekday - kWeekdays.begin())).second) {
            in.faults().add(member.line, in.path(key), member.key + " stands here twice");
        }
    }
    return days;
}

/// Working days of a week from Monday to Friday.
int count_working_days(const ProductionYear& year) {
    std::set<LocalDate> free(year.public_holidays.begin(), year.public_holidays.end());
    free.insert(year.days_off_moved.begin(), year.days_off_moved.end());
    const LocalDate end{std::chrono::year{year.year + 1} / 1 / 1};
    int count = 0;
    for (LocalDate date{std::chrono::year{year.year} / 1 / 1}; date < end; date += days{1}) {
        const bool weekend = weekday_index(date) >= kSaturday;
        const bool works = weekend ? year.working_weekend_days.contains(date) : !free.contains(date);
        count += works ? 1 : 0;
    }
    return count;
}

void check_days(const ProductionYear& year, MapReader& in) {
    const auto refuse = [&](std::string_view key, LocalDate date, const char* what) {
        in.fault(key, to_text(date) + " " + what);
    };
    for (const LocalDate date : year.days_off_moved) {
        if (weekday_index(date) >= kSaturday || std::ranges::count(year.public_holidays, date) > 0) {
            refuse("days_off_moved", date, "is free anyway");
        }
    }
    for (const auto& [date, weekday] : year.working_weekend_days) {
        if (weekday_index(date) < kSaturday || std::ranges::count(year.public_holidays, date) > 0) {
            refuse("working_weekend_days", date, "is no day of a weekend, or a holiday");
        }
    }
    for (const LocalDate date : year.short_days) {
        const bool weekend = weekday_index(date) >= kSaturday && !year.working_weekend_days.contains(date);
        if (weekend || std::ranges::count(year.public_holidays, date) > 0 ||
            std::ranges::count(year.days_off_moved, date) > 0) {
            refuse("short_days", date, "is not worked");
        }
    }
    const int counted = count_working_days(year);
    const int hours = counted * kHoursOfDay - static_cast<int>(year.short_days.size());
    if (counted != year.working_days) {
        in.fault("working_days", fmt::format("the dates give {} working days; one of them is mistyped", counted));
    } else if (hours != year.working_hours) {
        in.fault("working_hours", fmt::format("the dates give {} hours; one of the short days is mistyped", hours));
    }
}

ProductionYear read_year(const Tree::Member& member, Faults& faults) {
    MapReader in(member.value, "years." + member.key, faults);
    ProductionYear year;
    const auto [end, error] = std::from_chars(member.key.data(), member.key.data() + member.key.size(), year.year);
    if (error != std::errc{} || end != member.key.data() + member.key.size() || year.year < 1970 || year.year > 2099) {
        faults.add(member.line, "years", "\"" + member.key + "\" is no year from 1970 to 2099");
        return year;
    }
    for (const Tree* source : in.texts("sources")) {
        year.sources.push_back(source->text);
    }
    if (year.sources.empty()) {
        in.fault("sources", "is required: the acts that say so, with number and date");
    }
    YearDates dates(year.year, faults);
    year.working_days = read_number(in, "working_days");
    year.working_hours = read_number(in, "working_hours");
    year.public_holidays = dates.read_list(in, "public_holidays");
    year.days_off_moved = dates.read_list(in, "days_off_moved");
    year.working_weekend_days = read_weekend_days(in, "working_weekend_days", dates);
    year.short_days = dates.read_list(in, "short_days");
    in.refuse_unknown_keys();
    if (faults.empty()) {
        check_days(year, in);
    }
    return year;
}

}  // namespace

std::vector<ProductionYear> read_production(const Tree& tree, Faults& faults) {
    MapReader in(tree, "", faults);
    std::vector<ProductionYear> years;
    static_cast<void>(in.text("name"));
    if (const Tree* list = in.require("years")) {
        const MapReader check(*list, "years", faults);
        for (const Tree::Member& member : list->members) {
            years.push_back(read_year(member, faults));
        }
    }
    in.refuse_unknown_keys();
    return years;
}

std::map<LocalDate, DayEntry> day_entries(const std::vector<ProductionYear>& years) {
    std::map<LocalDate, DayEntry> entries;
    for (const ProductionYear& year : years) {
        for (const LocalDate date : year.public_holidays) {
            entries[date].reason = DayReason::holiday;
        }
        for (const LocalDate date : year.days_off_moved) {
            entries[date].reason = DayReason::day_off;
        }
        for (const auto& [date, weekday] : year.working_weekend_days) {
            entries[date].reason = DayReason::working_day;
            entries[date].like_weekday = weekday;
        }
        for (const LocalDate date : year.short_days) {
            DayEntry& entry = entries[date];
            entry.reason = year.working_weekend_days.contains(date) ? DayReason::working_day : DayReason::short_day;
            entry.one_hour_less = true;
        }
    }
    return entries;
}

}  // namespace shipwitness::claims
