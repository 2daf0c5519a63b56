// Days begin and end where clocks say so, also on the nights when clocks are changed, and in years that nobody listed.
#include "claims/zone/zone.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::claims {
namespace {

using std::chrono::hours;
using testing::HasSubstr;

Timestamp at(std::string_view text) {
    return parse_rfc3339(text).value();
}

LocalTime wall(std::string_view date, hours hour, std::chrono::minutes minute = {}) {
    return parse_date(date).value() + hour + minute;
}

struct EndOfDay {
    std::string zone;
    std::string day;
    std::string utc;
};

TEST(EndOfADay, IsTheNextDaysFirstInstant) {
    const std::vector<EndOfDay> ends{
        {"Europe/Moscow", "2025-03-03", "2025-03-03T21:00:00Z"},
        {"Europe/Moscow", "2014-10-25", "2014-10-25T20:00:00Z"},  // UTC+4, an hour was given back at 2:00 next day
        {"Europe/Moscow", "2014-10-26", "2014-10-26T21:00:00Z"},
        {"America/New_York", "2025-03-09", "2025-03-10T04:00:00Z"},   // 23 hours long
        {"America/New_York", "2025-11-02", "2025-11-03T05:00:00Z"},   // 25 hours long
        {"America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00:00Z"},  // there was no 00:00 on the 4th
        {"America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00Z"},  // 23:00 to 24:00 came twice
        {"America/Havana", "2024-11-02", "2024-11-03T04:00:00Z"},     // 00:00 came twice on the 3rd: the first counts
        {"Australia/Lord_Howe", "2025-04-06", "2025-04-06T13:30:00Z"},
        {"Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"},  // the 30th was left out
    };
    for (const EndOfDay& each : ends) {
        const auto zone = Zone::find(each.zone);
        ASSERT_TRUE(zone.has_value()) << each.zone;
        EXPECT_EQ(zone->end_of(*parse_date(each.day)), at(each.utc)) << each.zone << " " << each.day;
    }
}

TEST(Zone, KnowsTimesThatComeTwiceOrNever) {
    const auto berlin = Zone::find("Europe/Berlin").value();
    EXPECT_FALSE(berlin.instants(wall("2025-03-30", hours{2}, std::chrono::minutes{30})));
    const auto twice = berlin.instants(wall("2025-10-26", hours{2}, std::chrono::minutes{30}));
    ASSERT_TRUE(twice);
    EXPECT_EQ(twice->earliest, at("2025-10-26T00:30:00Z"));
    EXPECT_EQ(twice->latest, at("2025-10-26T01:30:00Z"));
    EXPECT_FALSE(Zone::find("Pacific/Apia")->instants(wall("2011-12-30", hours{12})));
}

TEST(Zone, ChangesClocksByItsRuleInYearsThatTheDataDoNotList) {
    const auto berlin = Zone::find("Europe/Berlin").value();
    EXPECT_EQ(berlin.offset_at(at("2095-07-01T00:00:00Z")), hours{2});
    EXPECT_EQ(berlin.offset_at(at("2095-03-27T00:59:59Z")), hours{1});
    EXPECT_EQ(berlin.offset_at(at("2095-03-27T01:00:00Z")), hours{2});
    EXPECT_EQ(Zone::find("America/New_York")->offset_at(at("2080-07-01T00:00:00Z")), hours{-4});
    EXPECT_EQ(Zone::find("Australia/Lord_Howe")->offset_at(at("2080-01-01T00:00:00Z")), hours{11});
    EXPECT_EQ(Zone::find("Africa/Casablanca")->offset_at(at("2090-01-01T00:00:00Z")), hours{1});
    EXPECT_EQ(berlin.offset_at(at("2500-07-01T00:00:00Z")), hours{1}) << "behind its end: as at its end";
}

TEST(Zone, HasPeriodsWithoutGapsAndWithoutTwoOfOneOffset) {
    for (const char* name : {"Europe/Berlin", "Africa/Casablanca", "UTC", "America/Sao_Paulo", "Asia/Gaza"}) {
        const auto zone = Zone::find(name).value();
        const auto& periods = zone.periods();
        for (std::size_t i = 1; i < periods.size(); ++i) {
            EXPECT_EQ(periods[i - 1].utc.to, periods[i].utc.from) << name << i;
            EXPECT_LT(periods[i].utc.from, periods[i].utc.to) << name << i;
            EXPECT_NE(periods[i - 1].offset, periods[i].offset) << name << i;
        }
    }
}

TEST(Zone, TellsTheNearestNameOfAnUnknownOne) {
    const auto zone = Zone::find("Europe/Moskow");
    ASSERT_FALSE(zone);
    EXPECT_EQ(zone.error().code, "unknown_zone");
    EXPECT_THAT(zone.error().detail, HasSubstr("did you mean Europe/Moscow?"));
    for (const char* name : {"", "MSK+3 or so", "../passwd"}) {
        EXPECT_THAT(Zone::find(name).error().detail, HasSubstr("there is no time zone")) << name;
    }
}

}  // namespace
}  // namespace shipwitness::claims
