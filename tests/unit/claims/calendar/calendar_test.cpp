#include "claims/calendar/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/calendar_samples.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::calendar;
using test::moscow_office;
using testing::HasSubstr;

TEST(Calendar, CountsOnlyTheHoursOfTheDay) {
    EXPECT_EQ(moscow_office().elapsed(at("2025-09-02T10:00:00+03:00"), at("2025-09-02T12:30:00+03:00")), 150min);
    EXPECT_EQ(moscow_office().elapsed(at("2025-09-02T08:00:00+03:00"), at("2025-09-02T22:00:00+03:00")), 8h);
    EXPECT_EQ(moscow_office().elapsed(at("2025-09-02T12:59:59.5+03:00"), at("2025-09-02T14:00:00.25+03:00")), 750ms);
}

TEST(Calendar, CountsNothingBackwards) {
    EXPECT_EQ(moscow_office().elapsed(at("2025-09-02T12:00:00Z"), at("2025-09-02T12:00:00Z")), 0s);
    EXPECT_EQ(moscow_office().elapsed(at("2025-09-02T12:00:00Z"), at("2025-09-01T12:00:00Z")), 0s);
}

TEST(Calendar, LeavesOutNightsWeekendsAndHolidays) {
    // Friday 31 October 17:00; Saturday is worked 9 to 17 without a break; Tuesday 4 November is a holiday.
    EXPECT_EQ(moscow_office().elapsed(at("2025-10-31T17:00:00+03:00"), at("2025-11-05T09:30:00+03:00")),
              1h + 8h + 8h + 30min);
}

TEST(Calendar, AnEntryOfADateWinsOverTheWeek) {
    const Calendar short_friday = calendar("zone: UTC\n" + test::kOfficeWeek +
                                           "special_days: {2025-09-05: [[\"10:00\", \"12:00\"]], 2025-09-04: []}");
    EXPECT_EQ(short_friday.elapsed(at("2025-09-04T00:00:00Z"), at("2025-09-06T00:00:00Z")), 2h);
}

TEST(Calendar, TakesHoursOfTheWholeDayAndHoursThatMeetAtMidnight) {
    const Calendar night = calendar(
        "zone: UTC\nweekly: {mon: [[\"22:00\", \"24:00\"]], tue: [[\"00:00\", \"06:00\"]]}");  // Monday's night shift
    EXPECT_EQ(night.elapsed(at("2025-09-01T00:00:00Z"), at("2025-09-08T00:00:00Z")), 8h);
    EXPECT_EQ(night.after(at("2025-09-01T23:00:00Z"), 2h), at("2025-09-02T01:00:00Z"));
}

TEST(Calendar, TakesIntervalsInAnyOrderAndJoinsThoseThatTouch) {
    const Calendar mixed = calendar(
        "zone: UTC\nweekly: {wed: [[\"14:00\", \"18:00:30\"], [\"09:00\", \"12:00\"], [\"12:00\", \"13:00\"]]}");
    EXPECT_EQ(mixed.working({at("2025-09-03T00:00:00Z"), at("2025-09-04T00:00:00Z")}),
              (std::vector<Interval>{{at("2025-09-03T09:00:00Z"), at("2025-09-03T13:00:00Z")},
                                     {at("2025-09-03T14:00:00Z"), at("2025-09-03T18:00:30Z")}}));
}

TEST(Calendar, AWeekHoldsFromItsDateOfEffect) {
    const Calendar changed = calendar(
        "zone: Europe/Moscow\nweekly: {mon: [[\"09:00\", \"18:00\"]]}\nversions:\n"
        "  - {from: 2025-09-15, weekly: {mon: [[\"08:00\", \"12:00\"]]}}\n"
        "  - {from: 2025-09-08, weekly: {mon: [[\"10:00\", \"11:00\"]]}}\n");
    EXPECT_EQ(changed.elapsed(at("2025-09-01T00:00:00+03:00"), at("2025-09-02T00:00:00+03:00")), 9h);
    EXPECT_EQ(changed.elapsed(at("2025-09-08T00:00:00+03:00"), at("2025-09-09T00:00:00+03:00")), 1h);
    EXPECT_EQ(changed.elapsed(at("2025-09-15T00:00:00+03:00"), at("2025-09-16T00:00:00+03:00")), 4h);
    EXPECT_EQ(changed.elapsed(at("2025-09-01T00:00:00+03:00"), at("2025-09-16T00:00:00+03:00")), 14h);
}

TEST(Calendar, HoursSkippedByAClockChangeHaveNoSeconds) {
    // New York, 9 March 2025: clocks go from 02:00 EST to 03:00 EDT.
    const Calendar nights = calendar("zone: America/New_York\nweekly: {sun: [[\"01:00\", \"04:00\"]]}");
    EXPECT_EQ(nights.elapsed(at("2025-03-09T00:00:00-05:00"), at("2025-03-10T00:00:00-04:00")), 2h);
    const Calendar gap = calendar("zone: America/New_York\nweekly: {sun: [[\"02:00\", \"03:00\"]]}");
    EXPECT_EQ(gap.elapsed(at("2025-03-09T00:00:00-05:00"), at("2025-03-10T00:00:00-04:00")), 0h);
    EXPECT_EQ(gap.elapsed(at("2025-03-02T00:00:00-05:00"), at("2025-03-03T00:00:00-05:00")), 1h);
}

TEST(Calendar, HoursRepeatedByAClockChangeWorkTwice) {
    // New York, 2 November 2025: 02:00 EDT is 01:00 EST.
    const Calendar nights = calendar("zone: America/New_York\nweekly: {sun: [[\"01:30\", \"04:00\"]]}");
    EXPECT_EQ(nights.elapsed(at("2025-11-02T00:00:00-04:00"), at("2025-11-03T00:00:00-05:00")), 3h);
    EXPECT_TRUE(nights.works_at(at("2025-11-02T01:45:00-04:00")));
    EXPECT_FALSE(nights.works_at(at("2025-11-02T01:15:00-05:00")));
    EXPECT_TRUE(nights.works_at(at("2025-11-02T01:45:00-05:00")));
}

TEST(Calendar, HalfAnHourOfClockChangeIsHalfAnHour) {
    // Lord Howe Island changes by 30 minutes: 5 October 2025 has 23.5 hours, 6 April 2025 has 24.5.
    const Calendar always = test::round_the_clock("Australia/Lord_Howe");
    EXPECT_EQ(always.elapsed(at("2025-10-05T00:00:00+10:30"), at("2025-10-06T00:00:00+11:00")), 23h + 30min);
    EXPECT_EQ(always.elapsed(at("2025-04-06T00:00:00+11:00"), at("2025-04-07T00:00:00+10:30")), 24h + 30min);
}

TEST(Calendar, FollowsMoscowsOwnHistory) {
    const Calendar office = calendar("zone: Europe/Moscow\n" + test::kOfficeWeek);
    // +03 in winter 2011, +04 from 27 March 2011, +03 for good from 26 October 2014.
    EXPECT_EQ(office.next_working(at("2011-03-25T15:00:00Z")), at("2011-03-28T05:00:00Z"));
    EXPECT_EQ(office.next_working(at("2011-03-18T15:00:00Z")), at("2011-03-21T06:00:00Z"));
    EXPECT_EQ(office.next_working(at("2014-10-24T14:00:00Z")), at("2014-10-27T06:00:00Z"));
    EXPECT_EQ(office.next_working(at("2014-10-17T14:00:00Z")), at("2014-10-20T05:00:00Z"));
    EXPECT_EQ(test::round_the_clock("Europe/Moscow")
                  .elapsed(at("2014-10-26T00:00:00+04:00"), at("2014-10-27T00:00:00+03:00")),
              25h);
}

TEST(Calendar, TheDeadlineIsTheFirstMomentAtWhichTheTimeHasPassed) {
    EXPECT_EQ(moscow_office().after(at("2025-09-02T17:00:00+03:00"), 1h), at("2025-09-02T18:00:00+03:00"));
    EXPECT_EQ(moscow_office().after(at("2025-09-02T17:00:00+03:00"), 90min), at("2025-09-03T09:30:00+03:00"));
    EXPECT_EQ(moscow_office().after(at("2025-09-06T03:00:00+03:00"), 1us), at("2025-09-08T09:00:00.000001+03:00"));
    EXPECT_EQ(moscow_office().after(at("2025-09-06T03:00:00+03:00"), 0h), at("2025-09-06T03:00:00+03:00"));
    EXPECT_EQ(moscow_office().after(at("2025-09-06T03:00:00+03:00"), 24h * 365 * 200), std::nullopt);
}

TEST(Calendar, KnowsTheNextWorkingMoment) {
    EXPECT_EQ(moscow_office().next_working(at("2025-09-02T11:00:00+03:00")), at("2025-09-02T11:00:00+03:00"));
    EXPECT_EQ(moscow_office().next_working(at("2025-09-02T13:00:00+03:00")), at("2025-09-02T14:00:00+03:00"));
    EXPECT_EQ(moscow_office().next_working(at("2025-11-03T18:00:00+03:00")), at("2025-11-05T09:00:00+03:00"));
}

TEST(Calendar, ReachesFrom1970To2099InEveryZone) {
    EXPECT_EQ(Calendar::span(), (Interval{at("1970-01-01T00:00:00Z"), at("2100-01-01T00:00:00Z")}));
    for (const char* zone : {"Europe/Moscow", "America/New_York", "Africa/Casablanca"}) {
        const Calendar always = test::round_the_clock(zone);
        EXPECT_EQ(always.elapsed(always.span().from, always.span().to), always.span().length()) << zone;
    }
    EXPECT_EQ(moscow_office().elapsed(at("2099-12-31T00:00:00Z"), at("2100-01-08T00:00:00Z")),
              moscow_office().elapsed(at("2099-12-31T00:00:00Z"), at("2100-01-01T00:00:00Z")));
    EXPECT_FALSE(moscow_office().next_working(at("2105-01-01T00:00:00Z")));
}

TEST(Calendar, WithoutHoursIsAnError) {
    for (const char* yaml : {"zone: UTC\n", "zone: UTC\nweekly: {}\n", "zone: UTC\nweekly: {mon: []}\n",
                             "zone: UTC\nholidays: [2025-11-04]\nspecial_days: {2025-11-05: []}\n"}) {
        EXPECT_THAT(test::refusal(yaml), HasSubstr("no working hours at all")) << yaml;
    }
    EXPECT_THAT(test::refusal("zone: UTC\n" + test::kOfficeWeek + "versions: [{from: 2026-01-01, weekly: {}}]"),
                HasSubstr("no working hours at all"));
    EXPECT_EQ(test::refusal("zone: UTC\nspecial_days: {2025-11-05: [[\"09:00\", \"18:00\"]]}\n"), "taken");
}

}  // namespace
}  // namespace shipwitness::claims
