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

TEST(Scan, ReadsANumberOnlyWhenItIsTheWholeText) {
    EXPECT_EQ(whole_number("18446744073709551615"), 18'446'744'073'709'551'615U);
    EXPECT_EQ(whole_number("1Ff", 16), 0x1ffU);
    for (const char* none : {"", "12 ", " 12", "-1", "+1", "0x1", "1.0", "18446744073709551616"}) {
        EXPECT_EQ(whole_number(none), std::nullopt) << none;
    }
}

}  // namespace
}  // namespace shipwitness
