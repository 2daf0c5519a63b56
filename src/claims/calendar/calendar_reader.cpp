#include "claims/calendar/calendar_reader.h"

#include <algorithm>
#include <set>

#include "claims/calendar/hours_reader.h"
#include "claims/calendar/production.h"

namespace shipwitness::claims {
namespace {

using config::Faults;
using config::MapReader;
using config::Tree;

/// The dates that a calendar names itself; a date has one entry.
class OwnDays {
  public:
    explicit OwnDays(Faults& faults) : faults_(faults) {}

    void add(const std::string& text, int line, const std::string& path, const DayEntry& entry) {
        const auto date = read_date(text, line, path, faults_);
        if (date && !days_.emplace(*date, entry).second) {
            faults_.add(line, path, text + " has an entry already; a date has one: a holiday or special hours, once");
        }
    }
    [[nodiscard]] const std::map<LocalDate, DayEntry>& days() const { return days_; }

  private:
    Faults& faults_;
    std::map<LocalDate, DayEntry> days_;
};

void read_days(MapReader& in, OwnDays& days) {
    for (const Tree* item : in.texts("holidays")) {
        days.add(item->text, item->line, in.path("holidays"), {DayReason::holiday});
    }
    const Tree* special = in.find("special_days");
    if (special == nullptr) {
        return;
    }
    if (special->kind != Tree::Kind::map) {
        in.fault("special_days", "must be a map of dates to their hours; [] is a day off");
        return;
    }
    for (const Tree::Member& member : special->members) {
        const std::string path = in.path("special_days") + "." + member.key;
        const DayHours hours = read_hours(member.value, path, in.faults());
        const DayReason reason = hours.empty() ? DayReason::day_off : DayReason::special_hours;
        days.add(member.key, member.line, path, {reason, hours});
    }
}

WeeklyHours read_week(MapReader& in) {
    const Tree* weekly = in.find("weekly");
    return weekly == nullptr ? WeeklyHours{} : read_weekly(*weekly, in.path("weekly"), in.faults());
}

void read_versions(MapReader& in, CalendarPlan& plan) {
    const Tree* versions = in.find("versions");
    if (versions == nullptr) {
        return;
    }
    if (versions->kind != Tree::Kind::list) {
        in.fault("versions", "must be a list of weeks, each with the date from which it holds");
        return;
    }
    for (std::size_t i = 0; i < versions->items.size(); ++i) {
        const Tree& item = versions->items[i];
        MapReader version(item, in.path("versions") + "[" + std::to_string(i) + "]", in.faults());
        const auto from = read_date(version.required_text("from"), item.line, version.path("from"), in.faults());
        if (version.require("weekly") != nullptr && from) {
            plan.versions.push_back({*from, read_week(version)});
        }
        version.refuse_unknown_keys();
    }
    std::ranges::sort(plan.versions, {}, &HoursVersion::from);
    const auto twice = std::ranges::adjacent_find(plan.versions, {}, &HoursVersion::from);
    if (twice != plan.versions.end()) {
        in.fault("versions", "two weeks hold from " + to_text(twice->from));
    }
}

std::map<LocalDate, DayEntry> read_production_days(MapReader& in, const LoadTree& load) {
    const auto name = in.text("production");
    if (!name) {
        return {};
    }
    const auto tree = load(*name);
    if (!tree) {
        in.fault("production", tree.error().detail);
        return {};
    }
    Faults faults(*name);
    const auto years = read_production(*tree, faults);
    if (const auto read = faults.result(); !read) {
        in.fault("production", read.error().detail);
        return {};
    }
    return day_entries(years);
}

}  // namespace

Result<Tree> load_nothing(const std::string& name) {
    return fail(ErrorKind::invalid, "no_other_file", "no other file can be named here, so " + name + " is not read");
}

CalendarPlan read_calendar_plan(const Tree& tree, const std::string& path, const LoadTree& load, Faults& faults) {
    MapReader in(tree, path, faults);
    CalendarPlan plan;
    plan.name = in.text("name").value_or("");
    plan.zone = in.required_text("zone");
    plan.versions.push_back({LocalDate::min(), read_week(in)});
    read_versions(in, plan);
    OwnDays days(faults);
    read_days(in, days);
    plan.days = days.days();
    plan.days.merge(read_production_days(in, load));  // what the calendar says itself stays
    in.refuse_unknown_keys();
    return plan;
}

Result<Calendar> read_calendar(const Tree& tree, const std::string& path, const LoadTree& load, Faults& faults) {
    CalendarPlan plan = read_calendar_plan(tree, path, load, faults);
    if (auto read = faults.result(); !read) {
        return tl::unexpected(read.error());
    }
    auto calendar = Calendar::make(std::move(plan));
    if (!calendar) {
        MapReader in(tree, path, faults);
        in.fault(calendar.error().code == "unknown_zone" ? "zone" : "weekly", calendar.error().detail);
        return tl::unexpected(faults.result().error());
    }
    return calendar;
}

}  // namespace shipwitness::claims
