#include "web/server/videos/fetch_plan.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/web/packing_samples.h"

namespace shipwitness::web {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp kLater = kPackingStart + 1h;
const VideoSettings kSettings{.margin_before = 5s, .margin_after = 10s};

TEST(FetchPlan, TakesEverySessionWithItsMargins) {
    auto second = a_packing_session("s-2");
    second.started += 20min;
    *second.ended += 20min;
    const auto plan = plan_fetch({a_packing_session(), second}, kSettings, kLater);
    ASSERT_THAT(plan.clips, SizeIs(2));
    EXPECT_EQ(plan.clips[0].number, 1);
    EXPECT_EQ(plan.clips[1].number, 2);
    EXPECT_EQ(plan.clips[1].session, SessionId("s-2"));
    EXPECT_EQ(plan.clips[0].asked, (Interval{kPackingStart - 5s, kPackingStart + 5min + 10s}));
    EXPECT_FALSE(plan.too_early);
}

TEST(FetchPlan, LeavesOutWhatWasScannedByMistake) {
    EXPECT_THAT(plan_fetch({cancelled(a_packing_session())}, kSettings, kLater).clips, IsEmpty());
}

TEST(FetchPlan, WaitsForTheEndOfPacking) {
    EXPECT_TRUE(
        plan_fetch({a_packing_session(), still_running(a_packing_session("s-2"))}, kSettings, kLater).too_early);
}

TEST(FetchPlan, WaitsUntilCaptureHasLookedAtTheFootageButNotForEver) {
    const auto session = not_yet_looked_at(a_packing_session());
    EXPECT_TRUE(plan_fetch({session}, kSettings, *session.ended + 30s).too_early);
    EXPECT_THAT(plan_fetch({session}, kSettings, *session.ended + 2min).clips, SizeIs(1));
}

TEST(FetchPlan, FetchesFootageWithGapsToo) {
    EXPECT_THAT(plan_fetch({with_gap(a_packing_session())}, kSettings, kLater).clips, SizeIs(1));
}

}  // namespace
}  // namespace shipwitness::web
