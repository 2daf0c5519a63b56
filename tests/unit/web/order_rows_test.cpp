#include "web/server/orders/order_rows.h"

#include <gtest/gtest.h>

namespace shipwitness::web {
namespace {

constexpr auto kMoscow = std::chrono::minutes{180};

Timestamp at(const char* text) {
    return parse_rfc3339(text).value();
}

TEST(FileTime, TakesDatesAsTheirDaysEndAtTheOffset) {
    EXPECT_EQ(parse_file_time("22.11.2026", kMoscow), at("2026-11-22T20:59:59Z"));
    EXPECT_EQ(parse_file_time("2026-11-22", std::chrono::minutes{0}), at("2026-11-22T23:59:59Z"));
}

TEST(FileTime, TakesTimesAtTheOffsetAndRfc3339AsItStands) {
    EXPECT_EQ(parse_file_time("22.11.2026 11:36", kMoscow), at("2026-11-22T08:36:00Z"));
    EXPECT_EQ(parse_file_time(" 2026-11-22 11:36:05 ", kMoscow), at("2026-11-22T08:36:05Z"));
    EXPECT_EQ(parse_file_time("2026-11-22T11:36:05+05:00", kMoscow), at("2026-11-22T06:36:05Z"));
}

TEST(FileTime, RefusesWhatIsNoTime) {
    for (const char* text : {"", "31.02.2026", "2026-13-01", "22/11/2026", "22.11.26", "tomorrow", "2026-11-22 24:00",
                             "2026-11-22 11:60"}) {
        EXPECT_EQ(parse_file_time(text, kMoscow), std::nullopt) << text;
    }
}

TEST(OrderNumber, IsWhatAStationCanScan) {
    for (const char* good : {"SO-1", "A", "ORDER 12/7", "ENDURANCE", "12345678901234567890"}) {
        EXPECT_TRUE(is_scannable(good)) << good;
    }
    for (const char* bad : {"", " SO-1", "SO-1 ", "заказ", "A\tB", "end", "Cancel", "START", "NOTE", "sw:end",
                            "12345678901234567890123456789012345678901234567890123456789012345"}) {
        EXPECT_FALSE(is_scannable(bad)) << bad;
    }
}

}  // namespace
}  // namespace shipwitness::web
