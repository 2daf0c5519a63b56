#include "claims/calendar/calendar_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/calendar_samples.h"

namespace shipwitness::claims {
namespace {

using test::refusal;
using testing::AllOf;
using testing::HasSubstr;

TEST(CalendarReader, NamesFileLineAndTheNearestKey) {
    EXPECT_THAT(refusal("zone: Europe/Moscow\nweekly:\n  mon: [[\"09:00\", \"18:00\"]]\n  teu: []\n"),
                HasSubstr("calendar.yaml:4: weekly.teu: is not known here; did you mean tue?"));
    EXPECT_THAT(refusal("zone: UTC\nweekly: {monday: []}\n"),
                HasSubstr("weekly.monday: is not known here; did you mean mon?"));
    EXPECT_THAT(refusal("zone: UTC\nweekyl: {}\n"), HasSubstr("calendar.yaml:2: weekyl: is not known here; did you "
                                                              "mean weekly?"));
    EXPECT_THAT(refusal("zone: UTC\nweekly: {понедельник: []}\n"), HasSubstr("weekly.понедельник: is not known here"));
}

TEST(CalendarReader, AnswersEveryFaultAtOnce) {
    EXPECT_THAT(refusal("weekly: {mon: [[\"9:00\", \"18:00\"]]}\nholidays: [2025-02-30]\n"),
                AllOf(HasSubstr("zone: is required"), HasSubstr("\"9:00\" is no time of day; write it like \"09:00\""),
                      HasSubstr("calendar.yaml:2: holidays: \"2025-02-30\" is no date")));
}

TEST(CalendarReader, SaysHowHoursOverMidnightAreWritten) {
    EXPECT_THAT(refusal("zone: UTC\nweekly: {mon: [[\"22:00\", \"06:00\"]]}\n"),
                HasSubstr("hours that cross midnight are written in two days: [\"22:00\", \"24:00\"] and the next day "
                          "[\"00:00\", \"06:00\"]"));
    EXPECT_THAT(refusal("zone: UTC\nweekly: {mon: [[\"22:00\", \"00:00\"]]}\n"), HasSubstr("[\"22:00\", \"24:00\"]"));
}

TEST(CalendarReader, RefusesHoursThatCannotBeMeant) {
    const auto monday = [](const std::string& hours) { return refusal("zone: UTC\nweekly: {mon: " + hours + "}\n"); };
    EXPECT_THAT(monday("[[\"09:00\", \"13:00\"], [\"12:59\", \"18:00\"]]"), HasSubstr("two of its intervals overlap"));
    EXPECT_THAT(monday("[[\"09:00\", \"09:00\"]]"), HasSubstr("is empty; a whole day is [\"00:00\", \"24:00\"]"));
    for (const char* time : {"24:01", "25:00", "12:60", "12:00:60", "1200", "noon", "-1:00", "12.00", "12:00 "}) {
        EXPECT_THAT(monday(std::string("[[\"") + time + "\", \"24:00\"]]"), HasSubstr("is no time of day")) << time;
    }
    EXPECT_THAT(monday("[\"09:00\", \"18:00\"]"), HasSubstr("must be a pair of times"));
    EXPECT_THAT(monday("[[\"09:00\"]]"), HasSubstr("must be a pair of times"));
    EXPECT_THAT(monday("\"09:00-18:00\""), HasSubstr("must be a list of pairs"));
    EXPECT_THAT(monday("{from: 1}"), HasSubstr("must be a list of pairs"));
}

TEST(CalendarReader, ADateHasOneEntry) {
    const std::string week = "zone: UTC\n" + test::kOfficeWeek;
    EXPECT_THAT(refusal(week + "holidays: [2025-11-04, 2025-11-04]\n"), HasSubstr("2025-11-04 has an entry already"));
    EXPECT_THAT(refusal(week + "holidays: [2025-11-04]\nspecial_days: {2025-11-04: [[\"09:00\", \"10:00\"]]}\n"),
                HasSubstr("2025-11-04 has an entry already"));
    EXPECT_THAT(refusal(week + "special_days: {2025-11-04: [], 2025-11-04: []}\n"),
                HasSubstr("2025-11-04 has an entry already"));
}

TEST(CalendarReader, RefusesAKeyThatStandsTwice) {
    EXPECT_THAT(refusal("zone: UTC\nzone: Europe/Moscow\n" + test::kOfficeWeek),
                HasSubstr(":2: zone: stands here twice"));
    EXPECT_THAT(refusal(R"({"zone": "UTC", "weekly": {"mon": [["09:00", "18:00"]],
                         "mon": []}})"),
                HasSubstr("calendar.yaml:2: weekly.mon: stands here twice"));
}

TEST(CalendarReader, RefusesAZoneThatDoesNotExist) {
    EXPECT_THAT(refusal("zone: Europe/Moskow\n" + test::kOfficeWeek), HasSubstr("no time zone \"Europe/Moskow\""));
    EXPECT_THAT(refusal("zone: \"\"\n" + test::kOfficeWeek), HasSubstr("no time zone"));
    EXPECT_THAT(refusal("zone: ../../etc/passwd\n" + test::kOfficeWeek), HasSubstr("no time zone"));
}

TEST(CalendarReader, RefusesTwoWeeksFromOneDate) {
    EXPECT_THAT(refusal("zone: UTC\n" + test::kOfficeWeek +
                        "versions:\n- {from: 2026-01-01, weekly: {mon: [[\"09:00\", \"10:00\"]]}}\n"
                        "- {from: 2026-01-01, weekly: {tue: [[\"09:00\", \"10:00\"]]}}\n"),
                HasSubstr("two weeks hold from 2026-01-01"));
    EXPECT_THAT(refusal("zone: UTC\n" + test::kOfficeWeek + "versions: [{weekly: {mon: []}}]\n"),
                HasSubstr("versions[0].from: is required"));
    EXPECT_THAT(refusal("zone: UTC\n" + test::kOfficeWeek + "versions: [{from: 2026-01-01, holidays: []}]\n"),
                AllOf(HasSubstr("versions[0].weekly: is required"), HasSubstr("versions[0].holidays: is not known")));
}

TEST(CalendarReader, RefusesWhatIsNoCalendar) {
    for (const char* text :
         {"", "[]", "17", "zone: [", "{\"zone\": ", "{\"zone\" \"UTC\"}", "\xff\xfe", "a: &a [*a]"}) {
        EXPECT_NE(refusal(text), "taken") << text;
    }
    EXPECT_THAT(refusal("{\"zone\": \"UTC\",\n \"weekly\": }"), HasSubstr("calendar.yaml:2: is not JSON"));
    EXPECT_THAT(refusal("zone: UTC\nweekly: [\n"), HasSubstr("is not YAML"));
    EXPECT_THAT(refusal(std::string(100, '[') + std::string(100, ']')), HasSubstr("nested too deeply"));
}

}  // namespace
}  // namespace shipwitness::claims
