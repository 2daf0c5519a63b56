#include "claims/deadline/stated_time.h"

#include <gtest/gtest.h>

namespace shipwitness::claims::deadline {
namespace {

TEST(StatedTime, IsReadInTheFormsThatPeopleUse) {
    for (const char* good :
         {"2025-03-03", "2025-03-03T14:30", "2025-03-03 14:30", "2025-03-03T14:30:05", "2025-03-03T24:00",
          "2025-03-03T14:30:05.123456789", "2025-03-03T14:30Z", "2025-03-03T14:30:00-05:30"}) {
        EXPECT_TRUE(parse_stated_time(good).has_value()) << good;
    }
    for (const char* bad : {"", "2025-3-3", "2025-02-29", "1899-12-31", "2200-01-01", "2025-03-03T", "2025-03-03T14",
                            "2025-03-03T24:00:01", "2025-03-03T14:60", "2025-03-03T14:30:60", "2025-03-03T14:30:05.",
                            "2025-03-03T14:30+3", "2025-03-03Z", "2025-03-03T14:30 MSK", "03.03.2025"}) {
        EXPECT_FALSE(parse_stated_time(bad).has_value()) << bad;
    }
}

TEST(StatedTime, At24IsTheNextDaysFirstInstant) {
    const auto berlin = Zone::find("Europe/Berlin").value();
    const auto end = parse_stated_time("2025-03-29T24:00")->by_clocks(berlin);
    ASSERT_TRUE(end.has_value());
    EXPECT_EQ(end->earliest, parse_rfc3339("2025-03-29T23:00:00Z"));
    EXPECT_EQ(end->latest, end->earliest);
}

TEST(StatedTime, IsWrittenAsClocksShowIt) {
    const auto moscow = Zone::find("Europe/Moscow").value();
    EXPECT_EQ(to_text(shown(moscow, parse_rfc3339("2025-03-03T11:30:05.25Z").value())), "2025-03-03 14:30:05.250000");
    EXPECT_EQ(to_text(parse_stated_time("2025-03-03T14:30-05:30").value()), "2025-03-03 14:30-05:30");
}

}  // namespace
}  // namespace shipwitness::claims::deadline
