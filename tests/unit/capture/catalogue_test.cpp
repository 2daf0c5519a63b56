#include "capture/catalogue/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capture/catalogue/fragment_index.h"
#include "capture/schema/migrations.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::capture {
namespace {

using namespace std::chrono_literals;

const CameraId kCamera{"bench-1-top"};
constexpr Timestamp kStart = from_us(1'795'336'616'000'000);

class CatalogueTest : public ::testing::Test {
  protected:
    CatalogueTest() { database_.migrate(schema::migrations()); }

    Segment open(Timestamp start, const std::string& file, std::int64_t sequence = 1) {
        if (run_ == 0) {
            run_ = catalogue_.begin_run({kCamera, start, media::Codec::h265, 1920, 1080});
        }
        return catalogue_.open_segment({kCamera, run_, sequence, file, start, start + 7s});
    }
    static Segment grown(Segment segment, Microseconds length) {
        segment.wall_duration = length;
        segment.media_duration = length - 1ms;
        segment.size_bytes = 1000;
        segment.fragments = {{700, 300, true, 0us}};
        return segment;
    }
    static Segment finished(Segment segment, Microseconds length) {
        segment = grown(std::move(segment), length);
        segment.state = SegmentState::closed;
        segment.sha256 = std::string(64, 'a');
        segment.end_reason = EndReason::full;
        return segment;
    }

    test::TemporaryFolder folder_;
    storage::Database database_{folder_ / "capture.db"};
    Catalogue catalogue_{database_, folder_ / "footage"};
    std::int64_t run_ = 0;
};

TEST_F(CatalogueTest, ShowsAnOpenSegmentAsFarAsItIsWritten) {
    const Segment segment = open(kStart, "a.mp4");
    EXPECT_TRUE(catalogue_.segments(kCamera, {kStart, kStart + 60s}).empty()) << "there is no footage in it yet";
    catalogue_.grow(grown(segment, 3s));
    const auto found = catalogue_.segments(kCamera, {kStart + 2s, kStart + 60s});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].interval(), (Interval{kStart, kStart + 3s}));
    EXPECT_EQ(found[0].size_bytes, 1000U);
    EXPECT_EQ(found[0].file, folder_ / "footage/a.mp4");
    EXPECT_EQ(found[0].codec, media::Codec::h265);
    EXPECT_EQ(catalogue_.recorded_through(kCamera), kStart + 3s);
}

TEST_F(CatalogueTest, KeepsAllOfAClosedSegment) {
    const Segment closed = finished(open(kStart, "a.mp4"), 60s);
    catalogue_.close_segment(closed);
    const auto found = catalogue_.segment(closed.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->state, SegmentState::closed);
    EXPECT_EQ(found->wall_duration, 60s);
    EXPECT_EQ(found->media_duration, 60s - 1ms);
    EXPECT_EQ(found->sha256, std::string(64, 'a'));
    EXPECT_EQ(found->end_reason, EndReason::full);
    EXPECT_EQ(found->camera_time, kStart + 7s);
    EXPECT_EQ(found->fragments, closed.fragments);
    EXPECT_EQ(catalogue_.recorded_through(kCamera), kStart + 60s);
    EXPECT_TRUE(catalogue_.unfinished().empty());
    EXPECT_EQ(catalogue_.known_files(), std::unordered_set<std::string>{"a.mp4"});
}

TEST_F(CatalogueTest, FindsSegmentsByTimeAlone) {
    catalogue_.close_segment(finished(open(kStart, "a.mp4", 1), 60s));
    catalogue_.close_segment(finished(open(kStart + 60s, "b.mp4", 2), 60s));
    EXPECT_EQ(catalogue_.segments(kCamera, {kStart + 60s, kStart + 61s}).size(), 1U);
    EXPECT_EQ(catalogue_.segments(kCamera, {kStart + 59s, kStart + 61s}).size(), 2U);
    EXPECT_TRUE(catalogue_.segments(kCamera, {kStart + 120s, kStart + 130s}).empty());
    EXPECT_TRUE(catalogue_.segments(CameraId("other"), {kStart, kStart + 61s}).empty());
}

TEST_F(CatalogueTest, AGapLastsFromTheEndOfFootageToTheNextSegment) {
    catalogue_.close_segment(finished(open(kStart, "a.mp4", 1), 60s), GapReason::camera_silent);
    const auto open_gaps = catalogue_.gaps(kCamera, {kStart, kStart + 100s});
    ASSERT_EQ(open_gaps.size(), 1U);
    EXPECT_TRUE(open_gaps[0].open);
    Segment second = open(kStart + 70s, "b.mp4", 2);
    catalogue_.grow(grown(second, 1s));
    const auto gaps = catalogue_.gaps(kCamera, {kStart, kStart + 100s});
    ASSERT_EQ(gaps.size(), 1U) << "what comes after the open segment is on its way";
    EXPECT_EQ(gaps[0], (Gap{kCamera, {kStart + 60s, kStart + 70s}, GapReason::camera_silent, false}));
    EXPECT_FALSE(catalogue_.open_gap_of(kCamera));
}

TEST_F(CatalogueTest, ALateRowDoesNotOpenASecondGap) {
    const Segment late = finished(open(kStart, "a.mp4"), 60s);  // the database refused its row at first
    catalogue_.open_gap(kCamera, kStart + 61s, GapReason::disk_full);
    catalogue_.close_segment(late, GapReason::disk_full);
    EXPECT_EQ(catalogue_.open_gap_of(kCamera)->interval.from, kStart + 61s);
    EXPECT_EQ(catalogue_.segment(late.id)->state, SegmentState::closed);
}

TEST_F(CatalogueTest, AGapEndsWhereTheSettledStartIs) {
    catalogue_.close_segment(finished(open(kStart, "a.mp4", 1), 60s), GapReason::camera_silent);
    Segment second = open(kStart + 70s, "b.mp4", 2);
    second.start -= 1s;
    catalogue_.close_segment(finished(second, 60s));
    const auto gaps = catalogue_.gaps(kCamera, {kStart, kStart + 100s});
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].interval, (Interval{kStart + 60s, kStart + 69s}));
}

TEST_F(CatalogueTest, AnotherReasonBeginsAnotherGap) {
    catalogue_.open_gap(kCamera, kStart, GapReason::service_down);
    catalogue_.open_gap(kCamera, kStart + 5s, GapReason::camera_unreachable);
    catalogue_.open_gap(kCamera, kStart + 8s, GapReason::camera_unreachable);
    catalogue_.close_gap(kCamera, kStart + 9s);
    EXPECT_EQ(catalogue_.gaps(kCamera, {kStart, kStart + 9s}),
              (std::vector<Gap>{{kCamera, {kStart, kStart + 5s}, GapReason::service_down, false},
                                {kCamera, {kStart + 5s, kStart + 9s}, GapReason::camera_unreachable, false}}));
}

TEST_F(CatalogueTest, ForgetsASegmentThatNeverGotFootage) {
    const Segment segment = open(kStart, "a.mp4");
    catalogue_.forget_segment(segment.id);
    EXPECT_FALSE(catalogue_.segment(segment.id));
    EXPECT_FALSE(catalogue_.recorded_through(kCamera));
}

TEST_F(CatalogueTest, TellsWhatAnEarlierProcessLeftOpen) {
    const Segment segment = open(kStart, "a.mp4");
    EXPECT_TRUE(catalogue_.unfinished().empty()) << "it is being written by this process";
    Catalogue next(database_, folder_ / "footage");
    ASSERT_EQ(next.unfinished().size(), 1U);
    EXPECT_EQ(next.unfinished()[0].file, folder_ / "footage/a.mp4");
}

TEST_F(CatalogueTest, AdoptsAFileIntoItsRunOrANewOne) {
    Segment found = finished(open(kStart, "a.mp4"), 60s);
    catalogue_.close_segment(found);
    found.file = folder_ / "footage/b.mp4";
    found.start = kStart + 60s;
    catalogue_.adopt(found);  // the place in the run is taken
    found.file = folder_ / "footage/c.mp4";
    found.run = 77;
    found.sequence = 5;
    found.start = kStart + 120s;
    catalogue_.adopt(found);
    const auto all = catalogue_.segments(kCamera, {kStart, kStart + 180s});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_NE(all[1].run, all[0].run);
    EXPECT_EQ(all[1].sequence, 1);
    EXPECT_EQ(all[2].run, 77);
    EXPECT_EQ(all[2].sequence, 5);
}

TEST(FragmentIndex, SurvivesTheDatabase) {
    const std::vector<Fragment> fragments{{0, 4'000'000'000U, true, 0us}, {1ULL << 40U, 17, false, 3'600s}};
    EXPECT_EQ(unpack(pack(fragments)), fragments);
    EXPECT_THROW((void)unpack(storage::Blob(23)), storage::StorageError);
}

TEST(Words, AreTheSameBothWays) {
    for (const char* word : {"camera_unreachable", "camera_silent", "service_down", "disk_full", "queue_overflow",
                             "clock_step", "stream_changed", "damaged"}) {
        ASSERT_TRUE(gap_reason_from(word)) << word;
        EXPECT_EQ(to_word(*gap_reason_from(word)), word);
    }
    EXPECT_FALSE(gap_reason_from("bored"));
    EXPECT_EQ(end_reason_from("recovered"), EndReason::recovered);
    EXPECT_FALSE(end_reason_from(""));
}

}  // namespace
}  // namespace shipwitness::capture
