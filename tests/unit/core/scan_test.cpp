#include "core/scan.h"

#include <gtest/gtest.h>

namespace shipwitness {
namespace {

using std::chrono::microseconds;

TEST(Scan, TakesDigitsOrLeavesTheTextAsItWas) {
    std::string_view text = "0712x";
    EXPECT_EQ(take_digits(text, 2), 7);
    EXPECT_EQ(text, "12x");
    EXPECT_EQ(take_digits(text, 3), std::nullopt);
    EXPECT_EQ(take_digits(text, 4), std::nullopt);
    EXPECT_EQ(text, "12x");
}

TEST(Scan, TakesOnlyDatesOfTheCalendar) {
    std::string_view text = "2024-02-29T10";
    EXPECT_EQ(take_date(text), std::chrono::year{2024} / 2 / 29);
    EXPECT_EQ(text, "T10");
    for (std::string_view bad : {"", "2025-02-29", "2025-13-01", "2025-00-10", "25-01-01", "2025/01/01", "2025-1-1",
                                 "2025-01-+1", "2025-01"}) {
        EXPECT_EQ(take_date(bad), std::nullopt) << bad;
    }
}

TEST(Scan, CutsAFractionAtTheMicrosecond) {
    const auto fraction = [](std::string_view text) { return take_fraction(text); };
    EXPECT_EQ(fraction(""), microseconds{0});
    EXPECT_EQ(fraction(".25Z"), microseconds{250'000});
    EXPECT_EQ(fraction(".123456789"), microseconds{123'456});
    EXPECT_EQ(fraction("."), std::nullopt);
    std::string_view long_one = ".1234567891";
    EXPECT_EQ(take_fraction(long_one), microseconds{123'456});
    EXPECT_EQ(long_one, "1") << "ten digits are no fraction of ours: the reader finds what is left over";
}

}  // namespace
}  // namespace shipwitness
