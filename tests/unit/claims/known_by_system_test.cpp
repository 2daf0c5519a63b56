#include "claims/known_by_system.h"

#include <vector>

#include <gtest/gtest.h>

namespace shipwitness::claims {
namespace {

constexpr SessionFootage kComplete{false, false, true};
constexpr SessionFootage kWithGap{false, false, false};
constexpr SessionFootage kRunning{false, true, false};
constexpr SessionFootage kCancelled{true, false, true};

SystemFinding video(const std::vector<SessionFootage>& sessions) {
    return video_known(sessions);
}

std::chrono::sys_days day(unsigned number) {
    return std::chrono::sys_days{std::chrono::year{2026} / std::chrono::November / static_cast<int>(number)};
}

TEST(VideoKnownBySystem, NoSessionIsNone) {
    EXPECT_EQ(video({}), (SystemFinding{"none", "no_session"}));
    EXPECT_EQ(video({kCancelled}), (SystemFinding{"none", "no_session"}));
}

TEST(VideoKnownBySystem, AGapCountsAgainstUs) {
    EXPECT_EQ(video({kWithGap}), (SystemFinding{"none", "footage_has_gap"}));
    EXPECT_EQ(video({kComplete, kWithGap}), (SystemFinding{"none", "footage_has_gap"}));
}

TEST(VideoKnownBySystem, CompleteFootageIsForAPersonToJudge) {
    EXPECT_EQ(video({kComplete}), (SystemFinding{std::nullopt, "footage_to_view"}));
    EXPECT_EQ(video({kComplete, kCancelled}), (SystemFinding{std::nullopt, "footage_to_view"}));
}

TEST(VideoKnownBySystem, NothingIsSaidWhilePackingRuns) {
    EXPECT_EQ(video({kRunning}), (SystemFinding{std::nullopt, "still_packing"}));
}

TEST(HandoverKnownBySystem, ComparesWithTheDayToShipBy) {
    DeliveryDays days;
    days.ship_by = day(10);
    days.handed_over = day(10);
    EXPECT_EQ(handover_known(days, HandoverRecords::kept), (SystemFinding{"on_time", "handed_over_in_time"}));
    days.handed_over = day(11);
    EXPECT_EQ(handover_known(days, HandoverRecords::kept), (SystemFinding{"late", "handed_over_late"}));
}

TEST(HandoverKnownBySystem, AfterThePromisedDeliveryItIsLateWhateverTheDayToShipByWas) {
    DeliveryDays days;
    days.promised = day(10);
    days.handed_over = day(11);
    EXPECT_EQ(handover_known(days, HandoverRecords::kept), (SystemFinding{"late", "handed_over_after_promise"}));
    days.handed_over = day(9);
    EXPECT_EQ(handover_known(days, HandoverRecords::kept), (SystemFinding{std::nullopt, "ship_by_unknown"}));
}

TEST(HandoverKnownBySystem, AMissingRecordIsNoneOnlyWhereRecordsAreKept) {
    EXPECT_EQ(handover_known({}, HandoverRecords::kept), (SystemFinding{"none", "no_handover_on_record"}));
    EXPECT_EQ(handover_known({}, HandoverRecords::not_kept), (SystemFinding{std::nullopt, "handover_unknown"}));
}

TEST(HandoverKnownBySystem, WhatWasDeliveredWasHandedOver) {
    DeliveryDays days;
    days.delivered = day(12);
    EXPECT_EQ(handover_known(days, HandoverRecords::kept), (SystemFinding{std::nullopt, "handover_unknown"}));
}

TEST(NoticeKnownBySystem, IsPlainOnlyWhereEveryRegimeAgrees) {
    DeliveryDays days;
    EXPECT_EQ(notice_known(LineKind::lost, days), (SystemFinding{"in_time", "loss_has_no_term"}));
    EXPECT_EQ(notice_known(LineKind::delay, days), (SystemFinding{"in_time", "not_delivered_yet"}));
    EXPECT_EQ(notice_known(LineKind::hidden, days), (SystemFinding{std::nullopt, "term_to_be_checked"}));
    days.delivered = day(10);
    days.notified = day(10);
    EXPECT_EQ(notice_known(LineKind::hidden, days), (SystemFinding{"in_time", "notified_on_day_of_delivery"}));
    days.notified = day(11);
    EXPECT_EQ(notice_known(LineKind::hidden, days), (SystemFinding{std::nullopt, "term_to_be_checked"}));
    EXPECT_EQ(notice_known(LineKind::delay, days), (SystemFinding{std::nullopt, "term_to_be_checked"}));
}

}  // namespace
}  // namespace shipwitness::claims
