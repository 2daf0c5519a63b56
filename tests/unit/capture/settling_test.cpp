#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/json.h"
#include "tests/unit/capture/site.h"

// When a session has ended and its post-roll is over, its footage is looked at: gaps, complete or not, told to web
// once.

namespace shipwitness::capture {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class Settling : public testing::Test {
  protected:
    Settling() { site_.tell_order("A"); }

    /// Footage of a camera as one closed segment.
    void film(const std::string& camera, Timestamp from, Timestamp to) {
        const std::int64_t run = site_.catalogue().begin_run({CameraId(camera), from, media::Codec::h264, 1920, 1080});
        Segment segment = site_.catalogue().open_segment(
            {CameraId(camera), run, 1, camera + "-" + std::to_string(to_us(from)) + ".mp4", from, std::nullopt});
        segment.wall_duration = segment.media_duration = to - from;
        segment.size_bytes = 1000;
        segment.state = SegmentState::closed;
        segment.sha256 = std::string(64, 'a');
        segment.end_reason = capture::EndReason::full;
        site_.catalogue().close_segment(segment);
        site_.catalogue().end_run(run, to, capture::EndReason::stopped);
    }

    /// A session of order A of one minute; the clock stands at its end.
    SessionId pack() {
        site_.scan("A");
        const SessionId id = site_.view().session->id;
        site_.clock.advance(minutes{1});
        site_.scan("END");
        return id;
    }

    Site site_;
    const Timestamp start_ = site_.clock.now();
    const Timestamp end_ = start_ + minutes{1};
};

TEST_F(Settling, SessionWithAllItsFootageIsComplete) {
    const SessionId id = pack();
    film("top", start_ - seconds{5}, end_ + seconds{5});
    film("side", start_ - seconds{30}, end_ + seconds{30});
    site_.clock.advance(seconds{6});
    site_.sessions().tick();
    EXPECT_TRUE(site_.session(id).settled);
    EXPECT_TRUE(site_.session(id).complete);
    ASSERT_THAT(site_.told(), ElementsAre("session_started A", "session_ended A", "session_updated A"));
    EXPECT_EQ(http::Json::parse(site_.events().back().body)["complete"], true);
}

// After a clock set back by an hour, sessions were settled an hour later, and without what had been filmed since.
TEST_F(Settling, FindsWhatWasFilmedAfterAClockWasSetBack) {
    const seconds half{30};
    const minutes back{60};
    site_.scan("A");
    const SessionId id = site_.view().session->id;
    site_.clock.advance(half);
    site_.clock.step(-back);
    site_.sessions().tick();
    site_.clock.advance(half);
    site_.scan("END");
    for (const char* const camera : {"top", "side"}) {
        film(camera, start_ - seconds{30}, start_ + half);
        film(camera, start_ + half - back, end_ + seconds{10} - back);
        site_.catalogue().add_gap({CameraId(camera), {start_ + half - back, start_ + half}, GapReason::clock_step});
    }
    site_.clock.advance(seconds{6});
    site_.sessions().tick();
    const Session session = site_.session(id);
    EXPECT_TRUE(session.settled);
    EXPECT_EQ(session.ended_at, end_);
    for (const SessionCamera& camera : session.cameras) {
        ASSERT_EQ(camera.gaps.size(), 1U);
        EXPECT_EQ(camera.gaps[0].reason, GapReason::clock_step);
        EXPECT_EQ(camera.gaps[0].interval, (Interval{camera.from, start_ + half}));
    }
}

TEST_F(Settling, IsDoneOnce) {
    pack();
    film("top", start_ - seconds{5}, end_ + seconds{5});
    film("side", start_ - seconds{5}, end_ + seconds{5});
    site_.clock.advance(seconds{6});
    site_.sessions().tick();
    site_.sessions().tick();
    site_.restart();
    site_.sessions().tick();
    EXPECT_EQ(site_.told().size(), 3U);
}

TEST_F(Settling, WaitsForPostRoll) {
    const SessionId id = pack();
    film("top", start_ - seconds{5}, end_ + seconds{5});
    film("side", start_ - seconds{5}, end_ + seconds{5});
    site_.clock.advance(seconds{4});
    site_.sessions().tick();
    EXPECT_FALSE(site_.session(id).settled);
}

TEST_F(Settling, WaitsForFootageThatIsStillOnItsWayToTheDisk) {
    const SessionId id = pack();
    film("top", start_ - seconds{5}, end_ + seconds{5});
    film("side", start_ - seconds{5}, end_ + seconds{4});
    site_.clock.advance(seconds{6});
    site_.sessions().tick();
    EXPECT_FALSE(site_.session(id).settled);
    film("side", end_ + seconds{4}, end_ + seconds{6});
    site_.sessions().tick();
    EXPECT_TRUE(site_.session(id).complete);
}

TEST_F(Settling, GapMakesTheSessionIncompleteAndIsToldWithItsReason) {
    film("top", start_ - seconds{5}, end_ + seconds{5});
    film("side", start_ - seconds{5}, start_ + seconds{20});
    site_.catalogue().open_gap(CameraId("side"), start_ + seconds{20}, GapReason::camera_unreachable);
    site_.catalogue().close_gap(CameraId("side"), start_ + seconds{30});
    film("side", start_ + seconds{30}, end_ + seconds{5});
    const SessionId id = pack();
    site_.clock.advance(seconds{6});
    site_.sessions().tick();
    const Session session = site_.session(id);
    EXPECT_TRUE(session.settled);
    EXPECT_FALSE(session.complete);
    EXPECT_THAT(session.cameras.at(0).gaps, IsEmpty());
    ASSERT_EQ(session.cameras.at(1).gaps.size(), 1U);
    EXPECT_EQ(session.cameras.at(1).gaps[0].interval, (Interval{start_ + seconds{20}, start_ + seconds{30}}));
    EXPECT_EQ(session.cameras.at(1).gaps[0].reason, GapReason::camera_unreachable);
    const auto told = http::Json::parse(site_.events().back().body);
    EXPECT_EQ(told["cameras"][1]["gaps"][0]["reason"], "camera_unreachable");
    EXPECT_EQ(told["complete"], false);
}

TEST_F(Settling, CameraThatStaysAwayDoesNotHoldTheSessionUp) {
    film("top", start_ - seconds{5}, end_ + seconds{5});
    site_.cameras[CameraId("side")] = {false, GapReason::camera_unreachable, start_ - seconds{60}};
    site_.catalogue().open_gap(CameraId("side"), start_ - seconds{60}, GapReason::camera_unreachable);
    const SessionId id = pack();
    site_.clock.advance(seconds{9});
    site_.sessions().tick();
    const Session session = site_.session(id);
    EXPECT_TRUE(session.settled);
    EXPECT_FALSE(session.complete);
    ASSERT_EQ(session.cameras.at(1).gaps.size(), 1U);
    EXPECT_EQ(session.cameras.at(1).gaps[0].interval, (Interval{start_ - seconds{5}, end_ + seconds{5}}));
}

TEST_F(Settling, MarkOnTheTimeLineLosesNothing) {
    film("top", start_ - seconds{5}, end_ + seconds{5});
    film("side", start_ - seconds{5}, end_ + seconds{5});
    const Timestamp changed = start_ + seconds{10};
    site_.catalogue().add_gap({CameraId("side"), {changed, changed}, GapReason::stream_changed});
    const SessionId id = pack();
    site_.clock.advance(seconds{6});
    site_.sessions().tick();
    EXPECT_TRUE(site_.session(id).complete);
    EXPECT_EQ(site_.session(id).cameras.at(1).gaps.size(), 1U);
}

TEST_F(Settling, CancelledSessionIsLookedAtToo) {
    site_.scan("A");
    const SessionId id = site_.view().session->id;
    site_.clock.advance(seconds{30});
    site_.scan("CANCEL");
    film("top", start_ - seconds{5}, end_ + seconds{5});
    film("side", start_ - seconds{5}, end_ + seconds{5});
    site_.clock.advance(seconds{6});
    site_.sessions().tick();
    EXPECT_TRUE(site_.session(id).complete);
    EXPECT_EQ(site_.session(id).end_reason, SessionEnd::cancelled);
}

TEST_F(Settling, IsDoneAfterARestartWhenTheServiceStoppedBefore) {
    const SessionId id = pack();
    site_.clock.advance(minutes{10});
    film("top", start_ - seconds{5}, end_ + seconds{2});
    film("side", start_ - seconds{5}, end_ + seconds{2});
    film("top", site_.clock.now() - seconds{10}, site_.clock.now());
    film("side", site_.clock.now() - seconds{10}, site_.clock.now());
    site_.restart();
    site_.sessions().tick();
    const Session session = site_.session(id);
    EXPECT_TRUE(session.settled);
    EXPECT_FALSE(session.complete);
    ASSERT_EQ(session.cameras.at(0).gaps.size(), 1U);
    EXPECT_EQ(session.cameras.at(0).gaps[0].reason, GapReason::service_down);
}

}  // namespace
}  // namespace shipwitness::capture
