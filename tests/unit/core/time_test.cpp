#include "core/time.h"

#include <gtest/gtest.h>

namespace shipwitness {
namespace {

constexpr Timestamp kMoment = from_us(1'795'336'616'060'000);  // 2026-11-22T08:36:56.06Z

TEST(Rfc3339, WritesUtcWithSixDigits) {
    EXPECT_EQ(to_rfc3339(kMoment), "2026-11-22T08:36:56.060000Z");
}

TEST(Rfc3339, ReadsWhatItWrites) {
    EXPECT_EQ(parse_rfc3339(to_rfc3339(kMoment)), kMoment);
}

TEST(Rfc3339, ReadsOffsetsAndFractionsOfAnyLength) {
    EXPECT_EQ(parse_rfc3339("2026-11-22T11:36:56.06+03:00"), kMoment);
    EXPECT_EQ(parse_rfc3339("2026-11-22T03:06:56.060000999-05:30"), kMoment);
    EXPECT_EQ(parse_rfc3339("2026-11-22t08:36:56.06z"), kMoment);
}

TEST(Rfc3339, TakesALeapSecondAsTheNextMinute) {
    EXPECT_EQ(parse_rfc3339("2016-12-31T23:59:60Z"), parse_rfc3339("2017-01-01T00:00:00Z"));
}

TEST(Rfc3339, RefusesWhatIsNoTime) {
    for (const char* text : {"", "2026-11-22", "2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T08:36:56",
                             "2026-11-22T08:36:56.Z", "2026-11-22T08:36:56Z ", "1969-12-31T23:59:59Z",
                             "2026-11-22T08:36:56+0300", "2026-13-01T00:00:00Z"}) {
        EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
    }
}

TEST(Interval, IsHalfOpen) {
    const Interval interval{from_us(10), from_us(20)};
    EXPECT_TRUE(interval.contains(from_us(10)));
    EXPECT_FALSE(interval.contains(from_us(20)));
    EXPECT_FALSE(interval.overlaps({from_us(20), from_us(30)}));
    EXPECT_TRUE(interval.overlaps({from_us(19), from_us(30)}));
}

}  // namespace
}  // namespace shipwitness
