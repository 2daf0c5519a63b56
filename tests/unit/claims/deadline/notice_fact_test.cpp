// What the desk is told of a claim's notice when neither the zone nor the holidays of the place are on record.
#include "claims/deadline/notice_fact.h"

#include <gtest/gtest.h>

#include "claims/deadline/shipped_table.h"

namespace shipwitness::claims::deadline {
namespace {

using std::chrono::hours;

constexpr Timestamp kDelivered{hours{482'000} + hours{12}};  // a Thursday, 2024-12-26T20:00Z

SystemFinding told_after(const char* regime, LineKind kind, hours after) {
    return notice_by_term(shipped_table(), {regime, kind, kDelivered, kDelivered + after});
}

TEST(NoticeByTerm, IsInTimeWithinTheTermInEveryZone) {
    const SystemFinding in_time{"in_time", "within_term"};
    EXPECT_EQ(told_after("cmr", LineKind::hidden, hours{6 * 24}), in_time);
    EXPECT_EQ(told_after("cmr", LineKind::delay, hours{20 * 24}), in_time);
    EXPECT_EQ(told_after("montreal", LineKind::content, hours{13 * 24}), in_time);
    EXPECT_EQ(told_after("us_road", LineKind::hidden, hours{4 * 24}), in_time);
}

TEST(NoticeByTerm, IsLateOnlyWhereNoHolidayCouldHaveHelped) {
    const SystemFinding late{"late", "after_term"};
    EXPECT_EQ(told_after("cmr", LineKind::delay, hours{23 * 24}), late);
    EXPECT_EQ(told_after("montreal", LineKind::hidden, hours{16 * 24}), late);
    EXPECT_EQ(told_after("cisg", LineKind::hidden, hours{735 * 24}), late);
    const SystemFinding check{std::nullopt, "term_to_be_checked"};
    EXPECT_EQ(told_after("cmr", LineKind::hidden, hours{30 * 24}), check);
    EXPECT_EQ(told_after("us_road", LineKind::hidden, hours{30 * 24}), check);
    EXPECT_EQ(told_after("ru_road", LineKind::delay, hours{48}), check) << "the hour of delivery may not be on record";
}

TEST(NoticeByTerm, IsOpenAtTheEdgeOfATerm) {
    const SystemFinding check{std::nullopt, "term_to_be_checked"};
    EXPECT_EQ(told_after("cmr", LineKind::delay, hours{21 * 24 + 10}), check);
    EXPECT_EQ(told_after("ru_forwarding", LineKind::hidden, hours{24}), check) << "the forwarder's receipt counts";
    EXPECT_EQ(told_after("carrier_terms", LineKind::hidden, hours{24}), check);
    EXPECT_EQ(told_after("cmr", LineKind::visible, hours{1}), check) << "the waybill tells";
    EXPECT_EQ(told_after("lex_mercatoria", LineKind::hidden, hours{1}), check);
}

TEST(NoticeByTerm, IsInTimeWhereThereIsNoTerm) {
    EXPECT_EQ(told_after("ru_road", LineKind::hidden, hours{2'000}), (SystemFinding{"in_time", "no_term"}));
    EXPECT_EQ(told_after("ru_supply", LineKind::delay, hours{2'000}), (SystemFinding{"in_time", "no_term"}));
    EXPECT_EQ(told_after("cmr", LineKind::lost, hours{2'000}), (SystemFinding{"in_time", "no_term"}));
}

}  // namespace
}  // namespace shipwitness::claims::deadline
