#include "claims/calendar/production.h"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/calendar_samples.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono_literals;
using test::at;
using testing::HasSubstr;

std::string shipped(const std::string& name) {
    std::ifstream in(std::string(SHIPWITNESS_SOURCE_DIR) + "/config/calendars/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Result<config::Tree> load_shipped(const std::string& name) {
    return config::parse_tree(shipped(name), name);
}

const Calendar& desk() {
    static const Calendar kDesk = [] {
        auto read = test::read_calendar_text(shipped("warehouse.yaml"), load_shipped);
        if (!read) {
            throw std::runtime_error(read.error().detail);
        }
        return std::move(*read);
    }();
    return kDesk;
}

Microseconds worked_on(const std::string& date) {
    const Timestamp begin = at(date + "T00:00:00+03:00");
    return desk().elapsed(begin, begin + 24h);
}

std::string refusal(const std::string& yaml) {
    config::Faults faults("production.yaml");
    const auto tree = config::parse_tree(yaml, "production.yaml");
    static_cast<void>(read_production(*tree, faults));
    const auto read = faults.result();
    return read ? "taken" : read.error().detail;
}

TEST(ProductionCalendar, HasTheDaysAndHoursOfEachYearAsPublished) {
    config::Faults faults("ru-production.yaml");
    const auto years = read_production(*load_shipped("ru-production.yaml"), faults);
    ASSERT_TRUE(faults.empty()) << faults.result().error().detail;
    ASSERT_EQ(years.size(), 5U);
    for (const ProductionYear& year : years) {
        EXPECT_FALSE(year.sources.empty()) << year.year;
        EXPECT_EQ(year.public_holidays.size(), 14U) << year.year;
    }
    // Of a desk that works eight hours from Monday to Friday: published hours of a week of 40 hours.
    const auto hours_of = [](const std::string& year, const std::string& next) {
        return desk().elapsed(at(year + "-01-01T00:00:00+03:00"), at(next + "-01-01T00:00:00+03:00"));
    };
    EXPECT_EQ(hours_of("2023", "2024"), 1973h);
    EXPECT_EQ(hours_of("2024", "2025"), 1979h);
    EXPECT_EQ(hours_of("2025", "2026"), 1972h);
    EXPECT_EQ(hours_of("2027", "2028"), 1972h);
    EXPECT_EQ(hours_of("2026", "2027"), 1972h - 4h);  // warehouse.yaml closes on 30 December at 13:00
}

TEST(ProductionCalendar, KnowsMovedWorkingAndShortDays) {
    EXPECT_EQ(worked_on("2024-04-27"), 8h);
    EXPECT_EQ(worked_on("2024-11-02"), 7h);
    EXPECT_EQ(worked_on("2024-12-28"), 8h);
    EXPECT_EQ(worked_on("2025-11-01"), 7h);
    EXPECT_EQ(worked_on("2027-02-20"), 7h);
    EXPECT_EQ(worked_on("2025-11-08"), 0h);
    for (const char* off : {"2023-02-24", "2023-05-08", "2023-11-06", "2024-12-31", "2025-05-08", "2025-12-31",
                            "2026-01-09", "2026-03-09", "2026-05-11", "2026-12-31", "2025-11-04"}) {
        EXPECT_EQ(worked_on(off), 0h) << off;
    }
    EXPECT_EQ(worked_on("2025-03-07"), 7h);
    EXPECT_FALSE(desk().works_at(at("2025-03-07T17:00:00+03:00")));
}

TEST(ProductionCalendar, AnEntryOfTheCalendarItselfWins) {
    EXPECT_EQ(worked_on("2026-12-30"), 4h);
    const auto read = test::read_calendar_text(
        "zone: Europe/Moscow\n" + test::kOfficeWeek +
            "production: ru-production.yaml\nspecial_days: {2025-11-04: [[\"10:00\", \"12:00\"]]}\n",
        load_shipped);
    EXPECT_EQ(read->elapsed(at("2025-11-04T00:00:00+03:00"), at("2025-11-05T00:00:00+03:00")), 2h);
}

TEST(ProductionCalendar, AMistypedDateDoesNotAddUp) {
    std::string yaml = shipped("ru-production.yaml");
    yaml.replace(yaml.find("2025-05-02"), 10, "2025-05-03");
    EXPECT_THAT(refusal(yaml), HasSubstr("2025-05-03 is free anyway"));
    yaml = shipped("ru-production.yaml");
    yaml.replace(yaml.find("2025-05-02, "), 12, "");
    EXPECT_THAT(refusal(yaml), HasSubstr("years.2025.working_days: the dates give 248 working days"));
    yaml = shipped("ru-production.yaml");
    yaml.replace(yaml.find("2025-03-07, "), 12, "");
    EXPECT_THAT(refusal(yaml), HasSubstr("years.2025.working_hours: the dates give 1973 hours"));
}

TEST(ProductionCalendar, RefusesWhatCannotBeMeant) {
    const auto year = [](const std::string& members) {
        return refusal("years: {2025: {sources: [decree], working_days: 247, working_hours: 1972, " + members + "}}");
    };
    EXPECT_THAT(year("public_holidays: [2024-01-01]"), HasSubstr("2024-01-01 is in another year"));
    EXPECT_THAT(year("public_holidays: [2025-01-01, 2025-01-01]"), HasSubstr("stands here twice"));
    EXPECT_THAT(year("working_weekend_days: {2025-11-01: monday}"), HasSubstr("is no weekday"));
    EXPECT_THAT(year("working_weekend_days: [2025-11-01]"), HasSubstr("must be a map of dates"));
    EXPECT_THAT(year("working_weekend_days: {2025-11-05: mon}"), HasSubstr("is no day of a weekend"));
    EXPECT_THAT(year("short_days: [2025-11-02]"), HasSubstr("2025-11-02 is not worked"));
    EXPECT_THAT(year("days_of_moved: []"), HasSubstr("did you mean days_off_moved?"));
    EXPECT_THAT(refusal("years: {25: {}}"), HasSubstr("no year from 1970"));
    EXPECT_THAT(refusal("years: {2025: {working_days: x}}"), HasSubstr("must be a whole number"));
    EXPECT_THAT(refusal("{}"), HasSubstr("years: is required"));
}

TEST(ProductionCalendar, AFaultInItIsToldToTheCalendarThatNamesIt) {
    const auto broken = [](const std::string& name) { return config::parse_tree("years: {2025: {}}", name); };
    const auto read = test::read_calendar_text("zone: UTC\n" + test::kOfficeWeek + "production: broken.yaml\n", broken);
    EXPECT_THAT(read.error().detail, HasSubstr("production: broken.yaml:1: years.2025.sources: is required"));
    EXPECT_THAT(test::refusal("zone: UTC\n" + test::kOfficeWeek + "production: other.yaml\n"),
                HasSubstr("no other file can be named here"));
}

}  // namespace
}  // namespace shipwitness::claims
