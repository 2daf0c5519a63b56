#include <random>

#include <fcntl.h>
#include <gtest/gtest.h>

#include "media/clip/verify.h"
#include "media/mp4/movie_reader.h"
#include "tests/support/clip_files.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

namespace shipwitness::media::clip {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Timestamp kStart = from_us(1'795'336'616'000'000);

class VerifyClip : public testing::Test {
  protected:
    VerifyClip() {
        test::make_test_video({.seconds = 3, .pictures_per_gop = 10, .b_frames = 2, .size = "64x48"}, recorded());
        recording_ = {recorded(), kStart, seconds(3), seconds(3)};
        const auto clip = assemble({{kStart + milliseconds(500), kStart + seconds(2)}, {recording_}, {}, "SO-1"});
        test::write_clip(clip.value(), file());
    }

    [[nodiscard]] std::filesystem::path recorded() const { return folder_ / "recorded.mp4"; }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "clip.mp4"; }

    [[nodiscard]] Result<Verification> verify_file() const {
        const FileDescriptor fd(::open(file().c_str(), O_RDONLY | O_CLOEXEC));
        return verify(fd.get(), {recording_});
    }
    [[nodiscard]] Result<mp4::MovieVideo> read_file() const {
        const FileDescriptor fd(::open(file().c_str(), O_RDONLY | O_CLOEXEC));
        return mp4::read_movie(fd.get());
    }

    test::TemporaryFolder folder_;
    Recording recording_;
};

TEST_F(VerifyClip, ReadsItsTables) {
    const auto movie = read_file();
    ASSERT_TRUE(movie) << movie.error().detail;
    EXPECT_EQ(movie->width, 64);
    EXPECT_EQ(movie->codec, Codec::h264);
    EXPECT_EQ(movie->created, kStart);
    EXPECT_EQ(movie->edit.duration * 2, movie->movie_timescale * std::uint64_t{3});
    EXPECT_EQ(movie->samples.front().decode_time, 0U);
    EXPECT_TRUE(movie->samples.front().key);
    EXPECT_EQ(movie->samples.back().offset + movie->samples.back().size_bytes, movie->file_bytes);
}

TEST_F(VerifyClip, FindsItAsRecorded) {
    const auto found = verify_file();
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_TRUE(found->as_recorded());
    EXPECT_GT(found->pictures, 37U);
    EXPECT_LE(found->largest_time_error, milliseconds(1));
}

TEST_F(VerifyClip, FindsNoTimeErrorWhereTheClockWasSetBack) {
    Recording later = recording_;
    later.start += seconds(3) - seconds(30);
    Recording last = later;
    last.start += seconds(5);  // two seconds after the end of the one before
    const std::vector<Recording> recordings{recording_, later, last};
    const auto clip = assemble({{kStart - seconds(40), kStart + seconds(4)}, recordings, {}, "SO-1"});
    test::write_clip(clip.value(), file());
    const FileDescriptor fd(::open(file().c_str(), O_RDONLY | O_CLOEXEC));
    const auto found = verify(fd.get(), recordings);
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_EQ(found->pictures, 225U);
    EXPECT_TRUE(found->as_recorded());
    EXPECT_LE(found->largest_time_error, milliseconds(1));
}

TEST_F(VerifyClip, FindsPicturesOfAnotherRecording) {
    test::make_test_video({.seconds = 3, .pictures_per_gop = 10, .size = "64x48", .source = "mandelbrot"}, recorded());
    const auto found = verify_file();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->foreign.size(), found->pictures);
    EXPECT_FALSE(found->as_recorded());
}

TEST_F(VerifyClip, FindsNothingWhereTheRecordingIsGone) {
    std::filesystem::remove(recorded());
    const auto found = verify_file();
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->footage);
    EXPECT_FALSE(found->as_recorded());
}

TEST_F(VerifyClip, TellsWhatIsNoClip) {
    test::write_whole(file(), "GIF89a, which is no clip at all");
    EXPECT_EQ(verify_file().error().code, "not_mp4");
    test::write_whole(file(), "");
    EXPECT_EQ(verify_file().error().code, "not_mp4");
    std::filesystem::copy_file(recorded(), file(), std::filesystem::copy_options::overwrite_existing);
    EXPECT_EQ(verify_file().error().code, "malformed") << "a fragmented file has no sample tables";
}

TEST_F(VerifyClip, ReadsMovieTablesWhateverTheBytes) {
    const std::string bytes = test::read_whole(file());
    const std::size_t header = bytes.find("mdat");
    std::mt19937 random(5);  // NOLINT(cert-msc51-cpp): the same mutations each time
    for (int round = 0; round < 300; ++round) {
        std::string mutant = bytes;
        for (unsigned strike = 0; strike <= random() % 3; ++strike) {
            static constexpr unsigned char kNasty[] = {0x00, 0xff, 0x7f, 0x80, 0x01};
            mutant[random() % header] =
                static_cast<char>(random() % 2 == 0 ? kNasty[random() % sizeof(kNasty)] : random() & 0xffU);
        }
        test::write_whole(file(), mutant);
        const auto movie = read_file();
        if (!movie) {
            EXPECT_FALSE(movie.error().detail.empty());
            continue;
        }
        for (const mp4::Sample& sample : movie->samples) {
            ASSERT_LE(sample.offset + sample.size_bytes, mutant.size());
        }
    }
}

}  // namespace
}  // namespace shipwitness::media::clip
