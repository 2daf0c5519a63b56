#include "capture/clips/clips.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capture/schema/migrations.h"
#include "tests/support/footage_builder.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::capture {
namespace {

using namespace std::chrono_literals;
using media::clip::Gap;
using testing::IsEmpty;

constexpr Timestamp kStart = from_us(1'795'336'616'000'000);
const CameraId kTop{"bench-1-top"};
const CameraId kSide{"bench-1-side"};
const OrderNumber kOrder{"SO-10417"};
const test::TestVideo kTwoSeconds{.seconds = 2, .size = "64x48"};

class ClipsTest : public testing::Test {
  protected:
    ClipsTest() { database_.migrate(schema::migrations()); }

    static ClipRequest request(Microseconds from, Microseconds to, std::vector<CameraId> cameras = {kTop}) {
        return {kOrder, {kStart + from, kStart + to}, std::move(cameras), std::nullopt};
    }

    test::TemporaryFolder folder_;
    test::ManualClock clock_{kStart + 1h};
    storage::Database database_{folder_ / "capture.db"};
    Catalogue catalogue_{database_, folder_ / "footage"};
    test::FootageBuilder top_{catalogue_, kTop};
    test::FootageBuilder side_{catalogue_, kSide};
    Clips clips_{{{kTop, kSide}, 4h}, database_, catalogue_, clock_};
};

TEST_F(ClipsTest, TellsWhatIsInAClipAndFindsItAgain) {
    top_.record(kStart, kTwoSeconds);
    top_.record(kStart + 2s, kTwoSeconds);
    const auto clip = clips_.make(request(500ms, 3s));
    ASSERT_TRUE(clip) << clip.error().detail;
    EXPECT_EQ(clip->order, kOrder);
    EXPECT_EQ(clip->interval, (Interval{kStart + 500ms, kStart + 3s}));
    ASSERT_EQ(clip->files.size(), 1U);
    EXPECT_EQ(clip->files[0].camera, kTop);
    EXPECT_EQ(clip->files[0].footage, (Interval{kStart, kStart + 3s}));
    EXPECT_EQ(clip->files[0].width, 64);
    ASSERT_EQ(clip->gaps.size(), 1U);
    EXPECT_THAT(clip->gaps[0].gaps, IsEmpty());

    const auto found = clips_.find(clip->id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->files[0].etag, clip->files[0].etag);
    EXPECT_EQ(found->files[0].size_bytes, clip->files[0].size_bytes);
    const auto content = clips_.content(clip->id, kTop);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->etag, clip->files[0].etag);
    EXPECT_EQ(http::size_of(content->pieces), clip->files[0].size_bytes);
}

TEST_F(ClipsTest, ShowsAPictureOfEachFile) {
    top_.record(kStart, {.seconds = 4, .size = "1920x1080"});
    side_.record(kStart, {.encoder = "libx265", .seconds = 2, .size = "64x48"});
    const auto clip = clips_.make(request(0s, 4s, {kTop, kSide}));
    ASSERT_TRUE(clip) << clip.error().detail;
    for (const auto& camera : {kTop, kSide}) {
        const auto picture = clips_.poster(clip->id, camera);
        ASSERT_TRUE(picture) << picture.error().detail;
        const auto file = folder_ / (camera.text() + ".jpg");
        test::write_whole(file, *picture);
        const auto size =
            test::run_command("ffprobe -loglevel error -show_entries stream=width,height -of csv=p=0 " + file.string());
        EXPECT_EQ(size, camera == kTop ? "960,540\n" : "64,48\n") << "wide pictures are made smaller";
    }
    EXPECT_EQ(clips_.poster(ClipId("none"), kTop).error().code, "clip_unknown");
}

TEST_F(ClipsTest, APictureThatIsNotThereAnyMoreIsNone) {
    top_.record(kStart, kTwoSeconds);
    const auto clip = clips_.make(request(0s, 1s));
    ASSERT_TRUE(clip);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "footage")) {
        if (entry.is_regular_file()) {
            std::filesystem::resize_file(entry.path(), 0);
        }
    }
    EXPECT_EQ(clips_.poster(clip->id, kTop).error().code, "no_picture");
}

TEST_F(ClipsTest, ClipsAreThereAfterARestart) {
    top_.record(kStart, kTwoSeconds);
    const auto clip = clips_.make(request(0s, 1s));
    ASSERT_TRUE(clip);
    storage::Database again(folder_ / "capture.db");
    const Catalogue catalogue(again, folder_ / "footage");
    const Clips clips({{kTop}, 4h}, again, catalogue, clock_);
    const auto content = clips.content(clip->id, kTop);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->etag, clip->files[0].etag);
}

TEST_F(ClipsTest, TellsOfEveryCameraWhatIsMissing) {
    top_.record(kStart, kTwoSeconds);
    catalogue_.open_gap(kSide, kStart - 10s, GapReason::camera_unreachable);
    const auto clip = clips_.make(request(0s, 2s, {kTop, kSide}));
    ASSERT_TRUE(clip);
    EXPECT_EQ(clip->files.size(), 1U);
    ASSERT_EQ(clip->gaps.size(), 2U);
    EXPECT_THAT(clip->gaps[0].gaps, IsEmpty());
    EXPECT_THAT(clip->gaps[1].gaps, testing::ElementsAre(Gap{{kStart, kStart + 2s}, "camera_unreachable"}));
    EXPECT_EQ(clips_.content(clip->id, kSide).error().code, "clip_unknown");
}

TEST_F(ClipsTest, StoresNothingWhereNothingWasRecorded) {
    catalogue_.open_gap(kTop, kStart - 10s, GapReason::disk_full);
    const auto clip = clips_.make(request(0s, 2s));
    ASSERT_TRUE(clip);
    EXPECT_THAT(clip->files, IsEmpty());
    EXPECT_THAT(clip->gaps[0].gaps, testing::ElementsAre(Gap{{kStart, kStart + 2s}, "disk_full"}));
    EXPECT_EQ(clips_.find(clip->id).error().code, "clip_unknown");
}

TEST_F(ClipsTest, TellsADamagedSegmentAsAGap) {
    top_.record(kStart, kTwoSeconds);
    const Segment second = top_.record(kStart + 2s, kTwoSeconds);
    std::filesystem::remove(second.file);
    const auto clip = clips_.make(request(0s, 4s));
    ASSERT_TRUE(clip);
    EXPECT_EQ(clip->files.size(), 1U);
    EXPECT_THAT(clip->gaps[0].gaps, testing::ElementsAre(Gap{{kStart + 2s, kStart + 4s}, "damaged"}));
}

TEST_F(ClipsTest, SaysThatFootageIsGoneWhichWasThere) {
    const Segment segment = top_.record(kStart, kTwoSeconds);
    const auto clip = clips_.make(request(0s, 2s));
    ASSERT_TRUE(clip);
    std::filesystem::remove(segment.file);
    const auto content = clips_.content(clip->id, kTop);
    ASSERT_FALSE(content);
    EXPECT_EQ(content.error().kind, ErrorKind::gone);
    EXPECT_EQ(content.error().code, "footage_gone");
}

TEST_F(ClipsTest, StaysTheSameWhileItsLastSegmentGrows) {
    top_.record(kStart, kTwoSeconds);
    Segment open = top_.open(kStart + 2s, {.seconds = 3, .size = "64x48"});
    const Segment whole = open;
    ASSERT_GE(open.fragments.size(), 3U);
    // So far only the first of its seconds is written.
    open.size_bytes = open.fragments[1].offset;
    open.wall_duration = open.media_duration = 1s;
    catalogue_.grow(open);
    const auto clip = clips_.make(request(1s, 5s));
    ASSERT_TRUE(clip);
    EXPECT_EQ(clip->files[0].footage.to, kStart + 3s);
    EXPECT_THAT(clip->gaps[0].gaps, IsEmpty());

    Segment closed = whole;
    closed.wall_duration = 3s + 1ms;
    closed.start += 2ms;
    top_.close(closed);
    top_.record(kStart + 5s, kTwoSeconds);
    const auto content = clips_.content(clip->id, kTop);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->etag, clip->files[0].etag);
    const auto now = clips_.make(request(1s, 5s));
    ASSERT_TRUE(now);
    EXPECT_EQ(now->files[0].footage.to, kStart + 5s);
    EXPECT_NE(now->files[0].etag, clip->files[0].etag);
}

TEST_F(ClipsTest, StaysTheSameWhenItsNextSegmentHasJustBegun) {
    const Segment first = top_.record(kStart, kTwoSeconds);
    // Opened, and not a fragment written yet.
    Segment second = top_.open(kStart + 2s, kTwoSeconds);
    Segment empty = second;
    empty.wall_duration = empty.media_duration = 0s;
    empty.size_bytes = 0;
    catalogue_.grow(empty);
    const auto clip = clips_.make(request(0s, 10s));
    ASSERT_TRUE(clip);
    EXPECT_EQ(clip->files[0].footage.to, first.interval().to);
    EXPECT_THAT(clip->gaps[0].gaps, IsEmpty());
    catalogue_.grow(second);
    EXPECT_EQ(clips_.find(clip->id)->files[0].etag, clip->files[0].etag);
    EXPECT_THAT(clips_.find(clip->id)->gaps[0].gaps, IsEmpty());
}

TEST_F(ClipsTest, OrdersRunsAsTheyWereRecordedWhenTheClockWasSetBack) {
    top_.record(kStart + 1s, kTwoSeconds);
    top_.next_run();
    top_.record(kStart, kTwoSeconds);
    const auto clip = clips_.make(request(0s, 3s));
    ASSERT_TRUE(clip);
    // The footage of the first run comes first, though its clock said later.
    EXPECT_EQ(clip->files[0].footage.from, kStart + 1s);
}

// The clip of a session left out what was filmed after the host's clock had been set back.
TEST_F(ClipsTest, HoldsTheWholeSessionWhenTheClockWasSetBack) {
    const auto film = [&](Microseconds at) { top_.record(kStart + at, kTwoSeconds); };
    film(8s - 1h);  // another order, filmed an hour before
    top_.next_run();
    film(0s);
    film(2s);
    top_.next_run();
    film(4s - 1h);
    film(6s - 1h);
    film(8s - 1h);
    catalogue_.add_gap({kTop, {kStart + 4s - 1h, kStart + 4s}, GapReason::clock_step});
    const SessionId session("0123456789abcdef");
    database_.write([&](storage::Connection& connection) {
        connection.execute(
            "insert into sessions (id, station, order_number, known_order, state, started_us, last_activity_us, "
            "set_back_us) values ($1, 'bench-1', 'SO-10417', 1, 'open', $2, $3, $4)",
            session, kStart, kStart, Microseconds(1h).count());
    });
    const auto clip = clips_.make({kOrder, {kStart + 1s, kStart + 9s}, {{kTop}}, session});
    ASSERT_TRUE(clip) << clip.error().detail;
    ASSERT_EQ(clip->files.size(), 1U);
    EXPECT_EQ(clip->files[0].footage, (Interval{kStart + 1s, kStart + 9s}));
    EXPECT_THAT(clip->gaps[0].gaps, testing::ElementsAre(Gap{{kStart + 1s, kStart + 4s}, "clock_step"}));
    const auto content = clips_.content(clip->id, kTop);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->etag, clip->files[0].etag);
    EXPECT_TRUE(clips_.poster(clip->id, kTop));
}

TEST_F(ClipsTest, TakesTheSessionsCameras) {
    top_.record(kStart, kTwoSeconds);
    side_.record(kStart, kTwoSeconds);
    database_.write([](storage::Connection& connection) {
        connection.execute(
            "insert into sessions (id, station, order_number, known_order, state, started_us, last_activity_us) "
            "values ('0123456789abcdef', 'bench-1', 'SO-10417', 1, 'open', $1, $2)",
            kStart, kStart);
        connection.execute(
            "insert into session_cameras (session, position, camera, from_us) values ('0123456789abcdef', 0, $1, $2)",
            kSide, kStart);
    });
    ClipRequest wanted{kOrder, {kStart, kStart + 1s}, std::nullopt, SessionId("0123456789abcdef")};
    const auto clip = clips_.make(wanted);
    ASSERT_TRUE(clip) << clip.error().detail;
    ASSERT_EQ(clip->files.size(), 1U);
    EXPECT_EQ(clip->files[0].camera, kSide);
    wanted.session = SessionId("no such");
    EXPECT_EQ(clips_.make(wanted).error().code, "session_unknown");
    wanted.session = std::nullopt;
    EXPECT_EQ(clips_.make(wanted)->files.size(), 2U);
}

TEST_F(ClipsTest, RefusesWhatCannotBe) {
    EXPECT_EQ(clips_.make(request(1s, 1s)).error().fields.at(0).code, "not_after_from");
    EXPECT_EQ(clips_.make(request(2s, 1s)).error().fields.at(0).field, "to");
    EXPECT_EQ(clips_.make(request(0s, 4h + 1us)).error().fields.at(0).code, "too_long");
    const auto unknown = clips_.make(request(0s, 1s, {kTop, CameraId("nobody")}));
    EXPECT_EQ(unknown.error().code, "camera_unknown");
    EXPECT_EQ(unknown.error().kind, ErrorKind::not_found);
    EXPECT_EQ(clips_.find(ClipId("nothing")).error().code, "clip_unknown");
    EXPECT_EQ(clips_.content(ClipId("nothing"), kTop).error().code, "clip_unknown");
}

TEST_F(ClipsTest, KnowsACameraThatIsNotConfiguredAnyMore) {
    top_.record(kStart, kTwoSeconds);
    Clips clips({{kSide}, 4h}, database_, catalogue_, clock_);
    EXPECT_TRUE(clips.make(request(0s, 1s)));
}

}  // namespace
}  // namespace shipwitness::capture
