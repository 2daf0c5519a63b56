// The recorder's pure decisions.
#include <gtest/gtest.h>

#include "capture/recorder/back_off.h"
#include "capture/recorder/group_queue.h"
#include "capture/recorder/host_clock.h"
#include "capture/recorder/segment_grid.h"
#include "capture/recorder/space_guard.h"
#include "capture/recorder/stream_timeline.h"
#include "capture/recorder/utc_mapping.h"
#include "media/segment_name.h"
#include "tests/support/manual_clock.h"

namespace shipwitness::capture {
namespace {

using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr Timestamp kStart = from_us(1'795'336'616'000'000);

media::Packet packet(Microseconds dts, Microseconds arrived, bool key = false) {
    static const std::vector<std::byte> kBytes(100);
    media::Packet made;
    made.pts = made.dts = dts;
    made.arrived = SteadyTime{arrived};
    made.key = key;
    made.bytes = kBytes;
    return made;
}

TEST(BackOff, DoublesUpToTheLastAndBeginsAgainAfterAGoodConnection) {
    BackOff back_off(1s, 30s);
    for (const auto expected : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
        EXPECT_EQ(back_off.after(0s), expected);
    }
    EXPECT_EQ(back_off.after(29s), 30s) << "a camera that comes and goes is not hammered";
    EXPECT_EQ(back_off.after(31s), 1s);
}

class Timeline : public ::testing::Test {
  protected:
    Microseconds place(Microseconds dts, Microseconds arrived) {
        media::Packet made = packet(dts, arrived);
        made.pts += 80ms;
        timeline_.place(made);
        EXPECT_EQ(made.pts - made.dts, 80ms);
        return made.dts;
    }
    StreamTimeline timeline_;
};

TEST_F(Timeline, BeginsAtZeroAndKeepsTheCamerasPace) {
    EXPECT_EQ(place(5s, 0ms), 0ms);
    EXPECT_EQ(place(5s + 40ms, 71ms), 40ms) << "jitter of arrival does not matter";
    EXPECT_EQ(place(5s + 81ms, 82ms), 81ms);
    EXPECT_EQ(timeline_.jumps(), 0U);
}

TEST_F(Timeline, LosesNothingWhenTheCameraJumps) {
    place(0ms, 0ms);
    place(40ms, 40ms);
    EXPECT_EQ(place(300s, 80ms), 80ms);
    EXPECT_EQ(place(300s + 40ms, 120ms), 120ms);
    EXPECT_EQ(place(280s, 160ms), 160ms);
    EXPECT_EQ(place(280s, 200ms), 200ms) << "a repeated time is a jump too";
    EXPECT_EQ(timeline_.jumps(), 3U);
}

TEST_F(Timeline, BelievesAPauseThatTheHostSawToo) {
    place(0ms, 0ms);
    EXPECT_EQ(place(4s, 4100ms), 4s);
    EXPECT_EQ(timeline_.jumps(), 0U);
}

TEST_F(Timeline, AJumpDuringAPauseTakesTheHostsTime) {
    place(0ms, 0ms);
    EXPECT_EQ(place(900s, 4s), 4s);
}

TEST_F(Timeline, BelievesABurstAfterAStall) {
    place(0ms, 0ms);
    EXPECT_EQ(place(40ms, 3s), 40ms);
    EXPECT_EQ(place(80ms, 3s), 80ms);
    EXPECT_EQ(place(3s, 3001ms), 3s) << "frames were lost on the way, and the rest came late";
}

/// Pictures of a camera at 25 per second whose clock runs `ppm` wrong, with a delay for each.
template <class Delay>
void film(UtcMapping& mapping, int from, int to, double ppm, const Delay& delay_of) {
    for (int i = from; i < to; ++i) {
        const Timestamp filmed = kStart + i * 40ms;
        const Microseconds stream{static_cast<std::int64_t>(i * 40'000.0 * (1 + ppm / 1e6))};
        mapping.observe(stream, filmed + delay_of(i));
    }
}

Microseconds error_at(const UtcMapping& mapping, int i, double ppm) {
    const Microseconds stream{static_cast<std::int64_t>(i * 40'000.0 * (1 + ppm / 1e6))};
    return mapping.utc(stream) - (kStart + i * 40ms);
}

TEST(UtcMapping, TheLeastDelayedPictureWins) {
    UtcMapping mapping;
    film(mapping, 0, 2500, 0, [](int i) { return Microseconds(5ms + i % 7 * 30ms); });
    EXPECT_EQ(error_at(mapping, 2500, 0), 5ms);
}

TEST(UtcMapping, FollowsADriftingCameraForADay) {
    UtcMapping mapping;
    int done = 0;
    for (const int hours : {1, 8, 24}) {
        film(mapping, done, hours * 90'000, -80, [](int i) { return Microseconds(2ms + i % 11 * 9ms); });
        done = hours * 90'000;
        EXPECT_LT(std::chrono::abs(error_at(mapping, done, -80)), 100ms) << hours;
    }
    EXPECT_FALSE(mapping.strayed());
}

TEST(UtcMapping, TakesTheBurstOfAServersMemoryForWhatItIs) {
    UtcMapping mapping;
    // The server sends the last two seconds at once, then goes on live.
    film(mapping, 0, 200, 0, [](int i) { return Microseconds(i < 50 ? (50 - i) * 40ms : 3ms); });
    EXPECT_EQ(error_at(mapping, 0, 0), 3ms);
}

TEST(UtcMapping, NeverJumpsOnceSettled) {
    UtcMapping mapping;
    film(mapping, 0, 1000, 0, [](int) { return Microseconds(50ms); });
    ASSERT_FALSE(mapping.settling());
    Timestamp last = mapping.utc(1000 * 40ms);
    for (int i = 1000; i < 2000; ++i) {
        mapping.observe(i * 40ms, kStart + i * 40ms + 10ms);  // the way has become 40 ms shorter
        const Timestamp now = mapping.utc((i + 1) * 40ms);
        EXPECT_LE(std::chrono::abs(now - last - 40ms), 21us);
        last = now;
    }
    EXPECT_LT(error_at(mapping, 2000, 0), 50ms);
    EXPECT_FALSE(mapping.strayed());
}

TEST(UtcMapping, NoticesAStreamThatLeftItsPace) {
    UtcMapping mapping;
    film(mapping, 0, 1000, 0, [](int) { return Microseconds(5ms); });
    EXPECT_FALSE(mapping.strayed());
    film(mapping, 1000, 3000, 0,
         [](int) { return Microseconds(-600ms); });  // the camera skipped 0.6 s of its time line
    EXPECT_TRUE(mapping.strayed());
}

/// A line that passes half of the stream: each picture comes later by half of the time since the one before.
Microseconds backlog(int i) {
    return std::max(0, i - 250) * 20ms;
}

// A line slower than the stream made a new run whose pictures had times 22 seconds too late: by arrival alone, a camera
// that runs slow and a line that holds pictures back look the same.
TEST(UtcMapping, KeepsItsTimesWhenTheLineIsLateAndTheCamerasClockIsNot) {
    UtcMapping mapping;
    for (int i = 0; i < 10'000; ++i) {
        const Timestamp filmed = kStart + i * 40ms;
        mapping.observe(i * 40ms, filmed + backlog(i), filmed + 5h);  // the camera's clock is wrong, and steady
    }
    EXPECT_TRUE(mapping.delayed());
    EXPECT_FALSE(mapping.strayed());
    EXPECT_EQ(error_at(mapping, 9999, 0), 0us);
}

TEST(UtcMapping, BelievesTheLineWhenTheCamerasClockLeavesTheStreamToo) {
    UtcMapping mapping;
    // The camera counts pictures, and films fewer of them in the dark than it says.
    for (int i = 0; i < 3000; ++i) {
        const Timestamp filmed = kStart + i * 42ms;
        mapping.observe(i * 40ms, filmed + 5ms, filmed);
    }
    EXPECT_FALSE(mapping.delayed());
    EXPECT_TRUE(mapping.strayed());
}

TEST(UtcMapping, DoesWithoutAWitness) {
    UtcMapping mapping;
    film(mapping, 0, 10'000, 0, backlog);
    EXPECT_FALSE(mapping.delayed());
    EXPECT_TRUE(mapping.strayed());
}

TEST(HostClock, NoticesThatTheClockWasSet) {
    test::ManualClock clock;
    HostClock host(clock);
    EXPECT_FALSE(host.sample());
    clock.advance(10s);
    EXPECT_FALSE(host.sample());
    clock.step(400ms);
    EXPECT_FALSE(host.sample()) << "small corrections are slewed";
    clock.step(-10s);
    EXPECT_EQ(host.sample(), -10s);
    EXPECT_FALSE(host.sample()) << "told once";
    EXPECT_EQ(host.utc(clock.steady_now()), clock.now());
}

TEST(Grouper, EndsAGroupAtAKeyFrameAndAtItsLength) {
    PictureGrouper grouper(200ms, 5s);
    std::vector<PictureGroup> groups;
    for (int i = 0; i < 16; ++i) {
        if (auto group = grouper.add(packet(i * 40ms, i * 40ms, i % 8 == 0))) {
            groups.push_back(std::move(*group));
        }
    }
    groups.push_back(*grouper.finish());
    ASSERT_EQ(groups.size(), 4U);
    EXPECT_EQ(groups[0].packets.size(), 5U);
    EXPECT_EQ(groups[1].packets.size(), 3U);
    EXPECT_TRUE(groups[2].key());
    EXPECT_FALSE(groups[3].key());
    for (std::size_t i = 1; i < groups.size(); ++i) {
        EXPECT_EQ(groups[i].begin(), groups[i - 1].end());
    }
    EXPECT_EQ(groups[3].end(), 640ms) << "the last picture lasts as long as the others";
    EXPECT_EQ(groups[0].size_bytes, 500U);
    EXPECT_FALSE(grouper.finish());
}

TEST(Grouper, DoesNotHoldAGroupOfASlowStream) {
    PictureGrouper grouper(500ms, 5s);
    EXPECT_FALSE(grouper.add(packet(0ms, 0ms, true)));
    const auto group = grouper.add(packet(1s, 1s));
    ASSERT_TRUE(group);
    EXPECT_EQ(group->end() - group->begin(), 1s);
}

TEST(Grouper, CarriesTheChangeOfFormat) {
    PictureGrouper grouper(500ms, 5s);
    EXPECT_FALSE(grouper.add(packet(0ms, 0ms, true)));
    media::Packet changed = packet(40ms, 40ms, true);
    changed.new_format = std::make_shared<media::VideoFormat>();
    EXPECT_FALSE(grouper.add(changed)->new_format);
    EXPECT_TRUE(grouper.finish()->new_format);
}

PictureGroup group_of(std::size_t size_bytes, bool key) {
    PictureGroup group;
    group.packets = {packet(0ms, 0ms, key), packet(40ms, 40ms)};
    group.size_bytes = size_bytes;
    return group;
}

TEST(GroupQueue, DropsWholeGroupsOfPicturesWhenItIsFull) {
    using enum GroupQueue::Pushed;
    GroupQueue queue(100);
    EXPECT_EQ(queue.push(group_of(60, true)), taken);
    EXPECT_EQ(queue.push(group_of(60, false)), dropped);
    EXPECT_EQ(queue.push(group_of(10, false)), dropped) << "the rest of that group of pictures cannot be decoded";
    EXPECT_EQ(queue.push(group_of(10, true)), dropped) << "more than half is still in use";
    EXPECT_EQ(std::get<PictureGroup>(*queue.pop()).dropped_before, 0U);
    EXPECT_EQ(queue.push(group_of(10, false)), dropped);
    EXPECT_EQ(queue.push(group_of(10, true)), taken);
    EXPECT_EQ(queue.push(group_of(10, false)), taken);
    EXPECT_EQ(queue.dropped_packets(), 8U);
    EXPECT_EQ(std::get<PictureGroup>(*queue.pop()).dropped_before, 8U);
    EXPECT_EQ(std::get<PictureGroup>(*queue.pop()).dropped_before, 0U);
}

TEST(GroupQueue, TakesAGroupLargerThanItsLimitWhenEmpty) {
    GroupQueue queue(100);
    EXPECT_EQ(queue.push(group_of(1000, true)), GroupQueue::Pushed::taken);
}

TEST(GroupQueue, KeepsTheFormatThatADroppedGroupTold) {
    GroupQueue queue(100);
    queue.push(group_of(60, true));
    PictureGroup changed = group_of(60, true);
    changed.new_format = std::make_shared<media::VideoFormat>();
    EXPECT_EQ(queue.push(std::move(changed)), GroupQueue::Pushed::dropped);
    (void)queue.pop();
    queue.push(group_of(10, true));
    EXPECT_TRUE(std::get<PictureGroup>(*queue.pop()).new_format);
    queue.push(group_of(10, true));
    EXPECT_FALSE(std::get<PictureGroup>(*queue.pop()).new_format) << "told once";
}

TEST(GroupQueue, EndsWhenClosedAndEmpty) {
    GroupQueue queue(100);
    queue.push(Connected{});
    queue.push(Lost{});
    queue.push(group_of(60, true));
    EXPECT_EQ(queue.close(SteadyTime::max()), 1U);
    EXPECT_TRUE(std::holds_alternative<Connected>(*queue.pop()));
    EXPECT_TRUE(std::holds_alternative<Lost>(*queue.pop()));
    EXPECT_TRUE(std::holds_alternative<PictureGroup>(*queue.pop()));
    EXPECT_FALSE(queue.pop());
    EXPECT_EQ(queue.forgotten_packets(), 0U);
}

TEST(GroupQueue, ForgetsWhatWasNotTakenInTime) {
    GroupQueue queue(1000);
    queue.push(group_of(60, true));
    queue.push(group_of(60, true));
    EXPECT_EQ(queue.close(std::chrono::steady_clock::now()), 2U);
    EXPECT_FALSE(queue.pop()) << "nothing more is written after the time that was told";
    EXPECT_EQ(queue.forgotten_packets(), 4U);
}

TEST(SegmentGrid, CutsCamerasAtDifferentMoments) {
    const SegmentGrid first(60s, 0, 3);
    const SegmentGrid second(60s, 1, 3);
    const Timestamp minute = kStart - kStart.time_since_epoch() % 60s;
    EXPECT_EQ(first.cut_after(minute), minute + 60s);
    EXPECT_EQ(second.cut_after(minute), minute + 20s);
    EXPECT_EQ(second.cut_after(minute + 20s), minute + 80s);
    EXPECT_EQ(first.cut_after(minute + 55s), minute + 120s) << "no segment of five seconds";
}

TEST(SpaceGuard, PausesBelowTheFloorAndGoesOnWithSomeRoom) {
    SpaceGuard guard(1600);
    EXPECT_TRUE(guard.may_write(1600));
    EXPECT_FALSE(guard.may_write(1599));
    EXPECT_FALSE(guard.may_write(1650));
    EXPECT_TRUE(guard.may_write(1700));
    guard.refused();
    EXPECT_FALSE(guard.may_write(1650));
}

TEST(SegmentName, TellsCameraTimeRunAndPlace) {
    const media::SegmentName name{CameraId("bench-1-top"), kStart, 17, 3};
    EXPECT_EQ(path_of(name), "bench-1-top/2026-11-22/083656.000000Z-r17-s3.mp4");
    EXPECT_EQ(media::name_from(path_of(name)), name);
}

TEST(SegmentName, KnowsWhatIsNotOurs) {
    for (const char* path :
         {"", "a.mp4", "cam/2026-11-22/083656.000000Z-r17-s3.mp4.tmp", "cam/2026-11-22/083656.000000Z-r0-s3.mp4",
          "cam/2026-11-22/083656Z-r17-s3.mp4", "cam/2026-13-22/083656.000000Z-r17-s3.mp4",
          "../2026-11-22/083656.000000Z-r17-s3.mp4", "a/b/2026-11-22/083656.000000Z-r17-s3.mp4",
          "cam/2026-11-22/083656.000000Z-r99999999999999999999-s3.mp4", "cam/x/short"}) {
        EXPECT_FALSE(media::name_from(path)) << path;
    }
    EXPECT_TRUE(media::is_camera_id(CameraId("Bench_1.top-2")));
    for (const char* id : {"", ".", "..", "a/b", "a b", "камера"}) {
        EXPECT_FALSE(media::is_camera_id(CameraId(id))) << id;
    }
}

}  // namespace
}  // namespace shipwitness::capture
