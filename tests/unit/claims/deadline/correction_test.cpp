#include "claims/deadline/correction.h"

#include <gtest/gtest.h>

#include "tests/unit/claims/deadline/support.h"

namespace shipwitness::claims::deadline {
namespace {

constexpr Timestamp kOpened{std::chrono::hours{480'000}};
constexpr Timestamp kLater = kOpened + std::chrono::hours{50};

FixedDeadline fixed(const std::string& delivered) {
    const Case given = test::read(R"({"regime":"CMR","kind":"hidden","zone":"Europe/Berlin","notified":"2025-03-12",
        "delivered":")" + delivered +
                                  R"("})");
    return {given, test::found(given), kOpened};
}

TEST(CorrectedDelivery, RecomputesTheDeadlineWithBothValuesOnRecord) {
    const FixedDeadline before = fixed("2025-03-03");
    Case corrected = before.given;
    corrected.delivered = parse_stated_time("2025-03-04");
    const auto correction = correct(test::shipped_table(), before, corrected, kLater, rules::Language::english);
    ASSERT_TRUE(correction.has_value());
    EXPECT_EQ(test::day_of(correction->before.deadline), "2025-03-11");
    EXPECT_EQ(correction->before.deadline.verdict, Verdict::late);
    EXPECT_EQ(test::day_of(correction->after.deadline), "2025-03-12");
    EXPECT_EQ(correction->after.deadline.verdict, Verdict::in_time);
    EXPECT_TRUE(correction->last_day_changed);
    EXPECT_TRUE(correction->verdict_changed);
    EXPECT_EQ(correction->before.fixed_at, kOpened);
    EXPECT_EQ(correction->after.fixed_at, kLater);
}

TEST(CorrectedDelivery, SaysWhenNothingChanged) {
    const FixedDeadline before = fixed("2025-03-03");
    Case corrected = before.given;
    corrected.delivered = parse_stated_time("2025-03-03T09:00");
    const auto correction = correct(test::shipped_table(), before, corrected, kLater, rules::Language::english);
    ASSERT_TRUE(correction.has_value());
    EXPECT_FALSE(correction->last_day_changed);
    EXPECT_FALSE(correction->verdict_changed);
}

TEST(CorrectedDelivery, IsNotComputedByALaterTable) {
    const auto later = Table::load(rules::test::source_file("config/rules/deadline.dmn"), "deadline.dmn", "v2");
    ASSERT_TRUE(later.has_value());
    const FixedDeadline before = fixed("2025-03-03");
    const auto correction = correct(*later, before, before.given, kLater, rules::Language::english);
    ASSERT_FALSE(correction.has_value());
    EXPECT_EQ(correction.error().code, "other_table");
}

TEST(CorrectedDelivery, ThatContradictsTheCaseIsRefused) {
    const Case given = test::read(R"({"regime":"P-6","kind":"content","zone":"Europe/Moscow","delivered":"2025-03-03",
        "opened":"2025-03-04"})");
    Case corrected = given;
    corrected.delivered = parse_stated_time("2025-03-06");
    const FixedDeadline before{given, test::found(given), kOpened};
    EXPECT_FALSE(correct(test::shipped_table(), before, corrected, kLater, rules::Language::english).has_value());
}

}  // namespace
}  // namespace shipwitness::claims::deadline
