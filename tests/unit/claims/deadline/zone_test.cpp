// Days begin and end where clocks say so, also on the nights when clocks are changed.
#include "claims/deadline/zone.h"

#include <gtest/gtest.h>

#include "claims/deadline/wording.h"

namespace shipwitness::claims::deadline {
namespace {

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
        EXPECT_EQ(to_utc_text(zone->end_of(*parse_day(each.day))), each.utc) << each.zone << " " << each.day;
    }
}

TEST(LocalTimes, ComeTwiceOrNeverWhenClocksChange) {
    const auto berlin = Zone::find("Europe/Berlin").value();
    EXPECT_FALSE(berlin.instants(*parse_local_time("2025-03-30T02:30")).has_value());
    const auto twice = berlin.instants(*parse_local_time("2025-10-26T02:30"));
    ASSERT_TRUE(twice.has_value());
    EXPECT_EQ(to_utc_text(twice->earliest), "2025-10-26T00:30:00Z");
    EXPECT_EQ(to_utc_text(twice->latest), "2025-10-26T01:30:00Z");
}

TEST(LocalTimes, AreReadInTheFormsThatPeopleUse) {
    for (const char* good :
         {"2025-03-03", "2025-03-03T14:30", "2025-03-03 14:30", "2025-03-03T14:30:05", "2025-03-03T24:00",
          "2025-03-03T14:30:05.123456789", "2025-03-03T14:30Z", "2025-03-03T14:30:00-05:30"}) {
        EXPECT_TRUE(parse_local_time(good).has_value()) << good;
    }
    for (const char* bad : {"", "2025-3-3", "2025-02-29", "1899-12-31", "2200-01-01", "2025-03-03T", "2025-03-03T14",
                            "2025-03-03T24:00:01", "2025-03-03T14:60", "2025-03-03T14:30:60", "2025-03-03T14:30:05.",
                            "2025-03-03T14:30+3", "2025-03-03Z", "2025-03-03T14:30 MSK", "03.03.2025"}) {
        EXPECT_FALSE(parse_local_time(bad).has_value()) << bad;
    }
}

}  // namespace
}  // namespace shipwitness::claims::deadline
