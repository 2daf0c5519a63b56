#include "capture/recorder/camera_writer.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "capture/recorder/recovery.h"
#include "capture/schema/migrations.h"
#include "evidence/sha256.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"
#include "tests/unit/capture/test_pictures.h"

namespace shipwitness::capture {
namespace {

using namespace std::chrono_literals;

const CameraId kCamera{"bench-1-top"};
constexpr Timestamp kStart = from_us(1'795'336'616'000'000);
constexpr Interval kAlways{Timestamp{}, Timestamp::max()};

/// A camera's writer with a clock, a disk and a stream in the test's hands.
class Writing : public ::testing::Test {
  protected:
    Writing() { database_.migrate(schema::migrations()); }

    RecorderConfig small_config() {
        RecorderConfig config;
        config.segment_length = 10s;
        config.fragment_length = 200ms;
        config.free_space_floor_bytes = 1000;
        config.free_space = [this](const std::filesystem::path&) { return free_bytes_; };
        return config;
    }

    void connect() {
        grouper_.emplace(config_.fragment_length, config_.silence);
        writer_.take(Connected{TestPictures::format()});
    }
    /// The camera films: 25 pictures a second, which arrive so far apart; as they are filmed where nothing is said.
    void film(int pictures, std::chrono::milliseconds apart = 40ms) {
        for (int i = 0; i < pictures; ++i, ++next_) {
            media::Packet packet = TestPictures::picture(next_, clock_.steady_now());
            packet.new_format = std::exchange(new_format_, nullptr);
            if (auto group = grouper_->add(std::move(packet))) {
                writer_.take(std::move(*group));
            }
            clock_.advance(apart);
        }
    }
    /// The connection ends; the next one begins with a key frame again.
    void lose(media::CameraFailure::Kind kind) {
        if (auto group = grouper_->finish()) {
            writer_.take(std::move(*group));
        }
        writer_.take(Lost{{kind, "test"}});
        next_ = 0;
    }
    [[nodiscard]] std::vector<Segment> segments() { return catalogue_.segments(kCamera, kAlways); }
    /// From the first picture on, so that what lies before footage is not in it.
    [[nodiscard]] std::vector<Gap> gaps() { return catalogue_.gaps(kCamera, {kStart, clock_.now()}); }

    test::ManualClock clock_{kStart};
    test::TemporaryFolder folder_;
    storage::Database database_{folder_ / "capture.db"};
    Catalogue catalogue_{database_, folder_ / "footage"};
    std::uint64_t free_bytes_ = 1'000'000;
    const RecorderConfig config_ = small_config();
    CameraStatus status_{kCamera, clock_};
    CameraWriter writer_{kCamera, config_, {0, 1}, catalogue_, clock_, status_};
    std::optional<PictureGrouper> grouper_;
    std::shared_ptr<const media::VideoFormat> new_format_;
    int next_ = 0;
};

TEST_F(Writing, WritesSegmentsThatFollowEachOtherWithoutAHole) {
    connect();
    film(30 * 25);
    lose(media::CameraFailure::Kind::unreachable);
    const auto all = segments();
    ASSERT_GE(all.size(), 3U);
    int pictures = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].state, SegmentState::closed);
        EXPECT_EQ(all[i].run, all[0].run);
        EXPECT_EQ(all[i].sequence, static_cast<std::int64_t>(i + 1));
        EXPECT_EQ(all[i].start, i == 0 ? kStart : all[i - 1].interval().to);
        EXPECT_EQ(all[i].size_bytes, std::filesystem::file_size(all[i].file));
        EXPECT_EQ(all[i].sha256, evidence::to_hex(evidence::sha256_of_file(all[i].file)));
        EXPECT_TRUE(all[i].fragments.front().key);
        const auto decoded = test::decode_video(all[i].file);
        EXPECT_EQ(decoded.errors, "");
        pictures += decoded.pictures;
    }
    EXPECT_EQ(pictures, 30 * 25) << "no picture is lost";
    EXPECT_EQ(all.back().interval().to, kStart + 30s);
    EXPECT_EQ(all.front().end_reason, EndReason::full);
    EXPECT_EQ(all.back().end_reason, EndReason::camera_unreachable);
}

TEST_F(Writing, ShowsTheOpenSegmentUpToItsLastFragment) {
    connect();
    film(26);
    const auto all = segments();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].state, SegmentState::open);
    EXPECT_EQ(all[0].size_bytes, std::filesystem::file_size(all[0].file));
    EXPECT_EQ(all[0].media_duration, 1s);
    EXPECT_EQ(catalogue_.recorded_through(kCamera), kStart + 1s);
    EXPECT_TRUE(gaps().empty());
    EXPECT_TRUE(status_.state().recording);
    const auto decoded = test::decode_video(all[0].file);
    EXPECT_EQ(decoded.errors, "");
    EXPECT_EQ(decoded.pictures, 25);
}

// Behind a slow line a camera throws pictures away, and what comes after them comes at once: no watchdog sees a pause.
TEST_F(Writing, AStretchThatTheCameraLeftOutIsAGap) {
    connect();
    film(50);
    next_ += 500;
    clock_.advance(20s);
    film(50);
    lose(media::CameraFailure::Kind::unreachable);
    const auto all = segments();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].end_reason, EndReason::camera_silent);
    EXPECT_EQ(all[0].interval().to, kStart + 2s);
    EXPECT_EQ(all[1].start, kStart + 22s);
    EXPECT_NE(all[0].run, all[1].run);
    EXPECT_EQ(gaps().front(), (Gap{kCamera, {kStart + 2s, kStart + 22s}, GapReason::camera_silent, false}));
}

TEST_F(Writing, TellsOnceThatPicturesComeLateAndOnceThatTheyCatchUp) {
    std::vector<Microseconds> told;
    status_.set_listener([&](const CameraId&, const CameraState& state) { told.push_back(state.late); });
    connect();
    film(50);
    EXPECT_EQ(status_.state().late, 0us) << "on time";
    film(100, 80ms);
    EXPECT_GT(status_.state().late, 3500ms);
    EXPECT_LT(status_.state().late, 4s);
    EXPECT_TRUE(status_.state().recording);
    film(100, 0ms);
    EXPECT_EQ(status_.state().late, 0us);
    ASSERT_EQ(told.size(), 3U) << "recording, late, on time again";
    EXPECT_GT(told[1], 2s);
    EXPECT_EQ(told[2], 0us);
    EXPECT_EQ(segments().back().interval().to, kStart + 10s - TestPictures::kStep * 5) << "times are those of filming";
    EXPECT_TRUE(gaps().empty());
}

TEST_F(Writing, ACameraThatIsLostIsNotLateAnyMore) {
    connect();
    film(50);
    film(100, 80ms);
    ASSERT_GT(status_.state().late, 0us);
    lose(media::CameraFailure::Kind::unreachable);
    EXPECT_EQ(status_.state().late, 0us);
    EXPECT_EQ(status_.counts().late, 0us);
}

TEST_F(Writing, BeginsWithAKeyFrameThoughTheCameraDoesNot) {
    connect();
    next_ = 3;
    film(30);
    const auto all = segments();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all[0].fragments.front().key);
    EXPECT_EQ(all[0].start, kStart + 7 * TestPictures::kStep) << "what cannot be decoded is no footage";
    EXPECT_EQ(status_.counts().dropped_packets, 7U);
    EXPECT_EQ(test::decode_video(all[0].file).errors, "");
}

TEST_F(Writing, ALostCameraIsAGapUntilItsNextPicture) {
    connect();
    film(50);
    lose(media::CameraFailure::Kind::silent);
    EXPECT_EQ(status_.state().reason, GapReason::camera_silent);
    clock_.advance(10s);
    writer_.take(Lost{{media::CameraFailure::Kind::unreachable, "refused"}});
    EXPECT_EQ(status_.state().reason, GapReason::camera_unreachable);
    clock_.advance(5s);
    connect();
    film(50);
    EXPECT_TRUE(status_.state().recording);
    EXPECT_EQ(gaps(),
              (std::vector<Gap>{{kCamera, {kStart + 2s, kStart + 12s}, GapReason::camera_silent, false},
                                {kCamera, {kStart + 12s, kStart + 17s}, GapReason::camera_unreachable, false}}));
    const auto all = segments();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_NE(all[0].run, all[1].run);
    EXPECT_EQ(all[1].start, kStart + 17s);
}

TEST_F(Writing, AFullDiskPausesAndGoesOn) {
    connect();
    film(50);
    free_bytes_ = 999;
    film(50);
    EXPECT_EQ(status_.state().reason, GapReason::disk_full);
    EXPECT_FALSE(status_.state().recording);
    EXPECT_GT(status_.counts().dropped_packets, 0U);
    free_bytes_ = 5000;
    film(50);
    EXPECT_TRUE(status_.state().recording);
    const auto missing = gaps();
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].reason, GapReason::disk_full);
    EXPECT_LE(missing[0].interval.from, kStart + 2s);
    EXPECT_GE(missing[0].interval.to, kStart + 4s);
    EXPECT_LE(missing[0].interval.to, kStart + 4s + 600ms) << "it goes on at the next key frame";
    EXPECT_EQ(segments().at(0).end_reason, EndReason::disk_full);
}

TEST_F(Writing, TellsDiskFullAlsoAfterTheCameraWasLostMeanwhile) {
    free_bytes_ = 0;
    connect();
    film(20);
    lose(media::CameraFailure::Kind::unreachable);
    EXPECT_EQ(status_.state().reason, GapReason::camera_unreachable);
    connect();
    film(20);
    EXPECT_EQ(status_.state().reason, GapReason::disk_full);
}

TEST_F(Writing, AForwardStepOfTheClockLeavesAGap) {
    connect();
    film(50);
    clock_.step(1h);
    film(50);
    const auto all = segments();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_NE(all[0].run, all[1].run);
    EXPECT_EQ(all[0].end_reason, EndReason::clock_step);
    const auto missing = gaps();
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0], (Gap{kCamera, {all[0].interval().to, all[1].start}, GapReason::clock_step, false}));
    EXPECT_EQ(all[0].media_duration + all[1].media_duration, 4s - TestPictures::kStep * 5) << "no picture is lost";
    EXPECT_EQ(all[1].start - all[0].interval().to, 1h);
}

TEST_F(Writing, AClockSetBackTellsTheStretchThatItShowedTwice) {
    connect();
    film(50);
    clock_.step(-1min);
    film(50);
    const auto all = segments();
    ASSERT_EQ(all.size(), 2U);
    const Timestamp back = all[0].start;  // in order of start: the newer one is first
    const Timestamp before = all[1].interval().to;
    EXPECT_LT(back, kStart);
    const auto twice = catalogue_.gaps(kCamera, {back, before});
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_EQ(twice[0], (Gap{kCamera, {back, before}, GapReason::clock_step, false}));
}

TEST_F(Writing, AChangedFormatBeginsANewFile) {
    connect();
    film(40);
    auto changed = std::make_shared<media::VideoFormat>(TestPictures::format());
    changed->width = 640;
    new_format_ = changed;
    film(40);
    const auto all = segments();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].end_reason, EndReason::stream_changed);
    EXPECT_EQ(all[1].width, 640);
    EXPECT_EQ(gaps(), (std::vector<Gap>{{kCamera, {all[1].start, all[1].start}, GapReason::stream_changed, false}}));
}

TEST_F(Writing, APictureJumpOfTheCameraLosesNothing) {
    connect();
    film(50);
    next_ += 10 * 750;  // five minutes on the camera's own time line
    film(50);
    next_ -= 10 * 50;
    film(51);
    EXPECT_EQ(catalogue_.recorded_through(kCamera), kStart + 6s);
    EXPECT_TRUE(gaps().empty());
    for (const Segment& segment : segments()) {
        EXPECT_EQ(segment.run, segments().at(0).run);
    }
}

TEST_F(Writing, PicturesDroppedByAFullQueueAreAGap) {
    connect();
    film(40);
    next_ += 20;  // what the reader dropped
    clock_.advance(20 * 40ms);
    PictureGroup group;
    for (int i = 0; i < 2; ++i) {
        film(1);
    }
    auto after = grouper_->finish();
    ASSERT_TRUE(after && after->key());
    after->dropped_before = 20;
    writer_.take(std::move(*after));
    const auto missing = gaps();
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].reason, GapReason::queue_overflow);
    EXPECT_EQ(segments().at(0).end_reason, EndReason::queue_overflow);
}

TEST_F(Writing, StoppingTheServiceFinishesTheFileAndOpensAGap) {
    connect();
    film(50);
    writer_.finish();
    EXPECT_EQ(segments().at(0).end_reason, EndReason::stopped);
    const auto gap = catalogue_.open_gap_of(kCamera);
    ASSERT_TRUE(gap);
    EXPECT_EQ(gap->reason, GapReason::service_down);
    EXPECT_EQ(gap->interval.from, segments().at(0).interval().to);
}

TEST_F(Writing, WhatASlowDiskDidNotTakeBeforeTheEndIsAGapOfTheDisks) {
    connect();
    film(50);
    GroupQueue queue(config_.queue_bytes);
    queue.push(*grouper_->finish());
    queue.close(std::chrono::steady_clock::now());
    clock_.advance(5s);
    writer_.run(queue);
    EXPECT_EQ(segments().at(0).end_reason, EndReason::queue_overflow);
    EXPECT_EQ(segments().at(0).interval().to, kStart + 50 * TestPictures::kStep - TestPictures::kStep * 5);
    const auto missing = gaps();
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].reason, GapReason::queue_overflow);
    EXPECT_EQ(missing[0].interval.from, segments().at(0).interval().to);
    const auto gap = catalogue_.open_gap_of(kCamera);
    ASSERT_TRUE(gap);
    EXPECT_EQ(gap->reason, GapReason::service_down) << "from now on nobody records";
}

TEST_F(Writing, SurvivesAFolderThatCannotBeWritten) {
    std::ofstream(folder_ / "footage") << "a file where the folder should be";
    connect();
    film(30);
    EXPECT_FALSE(status_.state().recording);
    EXPECT_EQ(status_.state().reason, GapReason::damaged);
    std::filesystem::remove(folder_ / "footage");
    film(30);
    EXPECT_TRUE(status_.state().recording);
    EXPECT_EQ(segments().size(), 1U);
}

TEST_F(Writing, KilledInTheMiddleIsMendedAtTheNextStart) {
    connect();
    film(61);
    const Segment open = segments().at(0);
    std::ofstream(open.file, std::ios::binary | std::ios::app) << "a torn fragment";
    {
        // Another process starts: nothing of the first one's memory is left.
        Catalogue next(database_, folder_ / "footage");
        const RecoveryReport report = recover(next);
        EXPECT_EQ(report.finished, 1);
        EXPECT_EQ(report.cut_bytes, 15U);
        const auto all = next.segments(kCamera, kAlways);
        ASSERT_EQ(all.size(), 1U);
        EXPECT_EQ(all[0].end_reason, EndReason::recovered);
        EXPECT_EQ(all[0].media_duration, 2400ms);
        EXPECT_EQ(all[0].size_bytes, open.size_bytes);
        EXPECT_EQ(all[0].fragments, open.fragments);
        EXPECT_EQ(all[0].sha256, evidence::to_hex(evidence::sha256_of_file(open.file)));
        EXPECT_EQ(test::decode_video(open.file).pictures, 60);
        EXPECT_EQ(recover(next).finished, 0) << "twice is once";
    }
}

class Recovering : public Writing {};

TEST_F(Recovering, AdoptsFootageWithoutARow) {
    connect();
    film(50);
    writer_.finish();
    const Segment before = segments().at(0);
    storage::Database empty(folder_ / "other.db");
    empty.migrate(schema::migrations());
    Catalogue next(empty, folder_ / "footage");
    EXPECT_EQ(recover(next).adopted, 1);
    const auto all = next.segments(kCamera, kAlways);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].file, before.file);
    EXPECT_EQ(all[0].start, before.start);
    EXPECT_EQ(all[0].media_duration, before.media_duration);
    EXPECT_EQ(all[0].sha256, before.sha256);
    EXPECT_EQ(recover(next).adopted, 0);
}

TEST_F(Recovering, ForgetsWhatNeverBecameFootage) {
    const auto run = catalogue_.begin_run({kCamera, kStart, media::Codec::h264, 160, 120});
    const Segment missing = catalogue_.open_segment({kCamera, run, 1, "cam/missing.mp4", kStart, {}});
    const Segment empty = catalogue_.open_segment({kCamera, run, 2, "cam/empty.mp4", kStart, {}});
    std::filesystem::create_directories(folder_ / "footage/cam");
    std::ofstream(empty.file) << "";
    Catalogue next(database_, folder_ / "footage");
    EXPECT_EQ(recover(next).forgotten, 2);
    EXPECT_FALSE(std::filesystem::exists(empty.file));
    EXPECT_TRUE(next.unfinished().empty());
}

TEST_F(Recovering, LeavesWhatItCannotReadAndTellsIt) {
    const auto run = catalogue_.begin_run({kCamera, kStart, media::Codec::h264, 160, 120});
    const Segment broken = catalogue_.open_segment({kCamera, run, 1, "cam/broken.mp4", kStart, {}});
    std::filesystem::create_directories(folder_ / "footage/cam");
    std::ofstream(broken.file) << std::string(4096, 'x');
    std::ofstream(folder_ / "footage/notes.txt") << "of somebody";
    Catalogue next(database_, folder_ / "footage");
    const RecoveryReport report = recover(next);
    EXPECT_EQ(report.unreadable, 3) << "the open row, and both files without a row";
    EXPECT_TRUE(std::filesystem::exists(broken.file));
    EXPECT_TRUE(std::filesystem::exists(folder_ / "footage/notes.txt"));
    const auto gaps = next.gaps(kCamera, {kStart, kStart});
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].reason, GapReason::damaged);
}

TEST_F(Writing, GivesTheNewestPictureOnceASecond) {
    EXPECT_FALSE(status_.newest_picture());
    const auto format = std::make_shared<const media::VideoFormat>(TestPictures::format());
    status_.set_newest_key_frame(format, TestPictures::picture(0, clock_.steady_now()));
    const auto first = status_.newest_picture();
    ASSERT_TRUE(first);
    clock_.advance(500ms);
    status_.set_newest_key_frame(format, TestPictures::picture(1, clock_.steady_now()));
    EXPECT_EQ(status_.newest_picture(), first) << "too soon for another decode";
    clock_.advance(600ms);
    (void)status_.newest_picture();
    status_.forget_key_frame();
    EXPECT_FALSE(status_.newest_picture()) << "a camera that is gone has no picture";
}

}  // namespace
}  // namespace shipwitness::capture
