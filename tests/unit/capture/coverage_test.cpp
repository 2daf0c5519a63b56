#include "capture/catalogue/coverage.h"

#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

const CameraId kCamera{"bench-1-top"};

Interval seconds(int from, int to) {
    return {from_us(from * 1'000'000LL), from_us(to * 1'000'000LL)};
}

Gap gap(int from, int to, GapReason reason) {
    return {kCamera, seconds(from, to), reason, false};
}

Gap open_gap(int from, GapReason reason) {
    return {kCamera, {from_us(from * 1'000'000LL), Timestamp::max()}, reason, true};
}

TEST(Coverage, NothingIsMissingWhereSegmentsFollowEachOther) {
    EXPECT_TRUE(missing_of(kCamera, seconds(10, 130), {seconds(0, 60), seconds(60, 120), seconds(120, 180)}, {},
                           Timestamp::max())
                    .empty());
}

TEST(Coverage, ClipsGapsToWhatWasAsked) {
    const auto missing = missing_of(kCamera, seconds(10, 40), {seconds(0, 20), seconds(50, 60)},
                                    {gap(20, 50, GapReason::camera_unreachable)}, Timestamp::max());
    EXPECT_EQ(missing, std::vector<Gap>{gap(20, 40, GapReason::camera_unreachable)});
}

TEST(Coverage, TellsAGapThatStillLasts) {
    const auto missing = missing_of(kCamera, seconds(0, 40), {seconds(0, 20)}, {open_gap(20, GapReason::camera_silent)},
                                    Timestamp::max());
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_TRUE(missing[0].open);
    EXPECT_EQ(missing[0].interval, seconds(20, 40));
}

TEST(Coverage, TimeWithoutFootageAndWithoutARowIsServiceDown) {
    const auto missing = missing_of(kCamera, seconds(0, 100), {seconds(10, 20), seconds(30, 40)}, {}, Timestamp::max());
    EXPECT_EQ(missing, (std::vector<Gap>{gap(0, 10, GapReason::service_down), gap(20, 30, GapReason::service_down),
                                         gap(40, 100, GapReason::service_down)}));
}

TEST(Coverage, WhatIsOnItsWayToTheDiskIsNotMissing) {
    EXPECT_TRUE(missing_of(kCamera, seconds(0, 30), {seconds(0, 29)}, {}, from_us(29'000'000)).empty());
}

TEST(Coverage, KeepsMarksAtBothEnds) {
    const std::vector<Gap> marks{gap(10, 10, GapReason::stream_changed), gap(20, 20, GapReason::clock_step)};
    EXPECT_EQ(missing_of(kCamera, seconds(10, 20), {seconds(0, 30)}, marks, Timestamp::max()), marks);
    EXPECT_TRUE(missing_of(kCamera, seconds(11, 19), {seconds(0, 30)}, marks, Timestamp::max()).empty());
}

TEST(Coverage, OverlappingRunsOfASteppedClockMissNothing) {
    EXPECT_TRUE(missing_of(kCamera, seconds(0, 60), {seconds(0, 40), seconds(30, 60)}, {}, Timestamp::max()).empty());
}

}  // namespace
}  // namespace shipwitness::capture
