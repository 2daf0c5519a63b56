#include "media/clip/clip.h"

#include <algorithm>
#include <random>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "media/mp4/scan.h"
#include "tests/support/clip_files.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

namespace shipwitness::media::clip {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Timestamp kStart = from_us(1'795'336'616'000'000);  // 2026-11-22T08:36:56Z

struct Picture {
    double time = 0;
    std::string hash;
};

/// What an independent decoder shows of a file, edit list applied.
std::vector<Picture> decoded(const std::filesystem::path& file) {
    const std::string lines = test::run_command(
        fmt::format("ffmpeg -nostdin -loglevel error -xerror -i '{}' -map 0:v -vsync passthrough -enc_time_base -1 "
                    "-f framemd5 - 2>&1",
                    file.string()));
    std::istringstream in(lines);
    std::vector<Picture> pictures;
    double scale = 0;
    for (std::string line; std::getline(in, line);) {
        int numerator = 0;
        int denominator = 0;
        if (std::sscanf(line.c_str(), "#tb 0: %d/%d", &numerator, &denominator) == 2) {
            scale = static_cast<double>(numerator) / denominator;
        }
        long long stream = 0;
        long long dts = 0;
        long long pts = 0;
        if (std::sscanf(line.c_str(), "%lld, %lld, %lld", &stream, &dts, &pts) == 3) {
            pictures.push_back({static_cast<double>(pts) * scale, line.substr(line.rfind(' ') + 1)});
        }
    }
    return pictures;
}

/// Hashes of the coded pictures as they stand in a file, edit list ignored.
std::vector<std::string> coded(const std::filesystem::path& file) {
    std::istringstream in(test::run_command(
        fmt::format("ffprobe -loglevel error -ignore_editlist 1 -select_streams v -show_entries packet=data_hash "
                    "-show_data_hash sha256 -of csv=p=0 '{}' 2>&1",
                    file.string())));
    std::vector<std::string> hashes;
    for (std::string line; std::getline(in, line);) {
        // A change of parameters stands before the hash on its line.
        if (const auto hash = line.find("SHA256:"); hash != std::string::npos) {
            hashes.push_back(line.substr(hash));
        }
    }
    return hashes;
}

std::vector<std::string> hashes_of(const std::vector<Picture>& pictures) {
    std::vector<std::string> hashes;
    for (const Picture& picture : pictures) {
        hashes.push_back(picture.hash);
    }
    return hashes;
}

template <class T>
std::vector<T> part(const std::vector<T>& whole, std::size_t from, std::size_t to) {
    return {whole.begin() + static_cast<std::ptrdiff_t>(from), whole.begin() + static_cast<std::ptrdiff_t>(to)};
}

class ClipOfFiles : public testing::Test {
  protected:
    /// Makes a recording that begins `after` kStart.
    Recording record(const std::string& name, milliseconds after, const test::TestVideo& video) {
        test::make_test_video(video, folder_ / name);
        Recording recording{folder_ / name, kStart + after};
        recording.wall_duration = Microseconds(static_cast<std::int64_t>(video.seconds * 1e6));
        recording.media_duration = recording.wall_duration;
        return recording;
    }

    Clip make(const std::vector<Recording>& recordings, milliseconds from, milliseconds to,
              std::vector<Gap> gaps = {}) {
        auto clip = assemble({{kStart + from, kStart + to}, recordings, std::move(gaps), "order 4711 · bench-1-top"});
        EXPECT_TRUE(clip);
        test::write_clip(*clip, folder_ / "clip.mp4");
        EXPECT_EQ(std::filesystem::file_size(folder_ / "clip.mp4"), clip->size_bytes);
        return *clip;
    }

    [[nodiscard]] std::filesystem::path clip_file() const { return folder_ / "clip.mp4"; }

    test::TemporaryFolder folder_;
};

TEST_F(ClipOfFiles, BeginsAndEndsExactlyAndHasTheRecordedBytes) {
    const Recording recording = record("a.mp4", milliseconds(0), {.seconds = 4});
    const Clip clip = make({recording}, milliseconds(1200), milliseconds(2600));
    // From the key frame at 1 s to the last picture before 2.6 s.
    EXPECT_EQ(coded(clip_file()), part(coded(recording.file), 25, 65));
    EXPECT_EQ(clip.footage, (Interval{kStart + seconds(1), kStart + milliseconds(2600)}));
    EXPECT_EQ(clip.shown, (Interval{kStart + milliseconds(1200), kStart + milliseconds(2600)}));
    EXPECT_EQ(clip.pictures, 40U);
    EXPECT_TRUE(clip.gaps.empty());
    const auto shown = decoded(clip_file());
    EXPECT_EQ(hashes_of(shown), part(hashes_of(decoded(recording.file)), 30, 65));
    EXPECT_NEAR(shown.front().time, 0, 0.001);
    EXPECT_NEAR(shown.back().time, 1.36, 0.001);
}

TEST_F(ClipOfFiles, KeepsPicturesThatAreShownInAnotherOrderThanDecoded) {
    const Recording recording = record("a.mp4", milliseconds(0), {.seconds = 3, .b_frames = 2});
    const auto all = hashes_of(decoded(recording.file));
    const mp4::Scan scan = test::scan_file(recording.file);
    // The file's time zero lies before its first picture: by as much as pictures are reordered.
    const double delay = static_cast<double>(scan.fragments[0].samples[0].presentation_time()) / scan.init.timescale;
    const auto late = milliseconds(static_cast<int>(delay * 1000));
    make({recording}, milliseconds(1200) + late, milliseconds(2200) + late);
    const auto shown = decoded(clip_file());
    EXPECT_EQ(hashes_of(shown), part(all, 30, 55));
    EXPECT_NEAR(shown.front().time, 0, 0.001);
    EXPECT_NEAR(shown.back().time, 0.96, 0.001);
}

TEST_F(ClipOfFiles, JoinsRecordingsOfH265WithoutASeam) {
    const Recording first = record("a.mp4", milliseconds(0), {.encoder = "libx265", .seconds = 2});
    const Recording second =
        record("b.mp4", milliseconds(2000), {.encoder = "libx265", .seconds = 2, .source = "testsrc"});
    const Clip clip = make({first, second}, milliseconds(500), milliseconds(3500));
    EXPECT_EQ(clip.codec, Codec::h265);
    EXPECT_TRUE(clip.gaps.empty());
    auto expected = part(hashes_of(decoded(first.file)), 13, 50);  // the first picture from 0.5 s on is number 13
    const auto more = part(hashes_of(decoded(second.file)), 0, 38);
    expected.insert(expected.end(), more.begin(), more.end());
    const auto shown = decoded(clip_file());
    // The picture of 0.48 s is on the screen at 0.5 s; whether a player shows it is its own decision.
    const auto hashes = hashes_of(shown);
    EXPECT_EQ(part(hashes, hashes.size() - expected.size(), hashes.size()), expected);
    EXPECT_LE(hashes.size(), expected.size() + 1);
    for (std::size_t i = 1; i < shown.size(); ++i) {
        EXPECT_NEAR(shown[i].time - shown[i - 1].time, 0.04, 0.021);
    }
}

TEST_F(ClipOfFiles, KeepsWallTimeOverAGapAndTellsIt) {
    const Recording first = record("a.mp4", milliseconds(0), {.seconds = 2});
    const Recording second = record("b.mp4", milliseconds(5000), {.seconds = 2});
    const Gap gap{{kStart + seconds(2), kStart + seconds(5)}, "camera_unreachable"};
    const Clip clip = make({first, second}, milliseconds(1000), milliseconds(6000), {gap});
    EXPECT_EQ(clip.gaps, std::vector<Gap>{gap});
    const auto shown = decoded(clip_file());
    ASSERT_EQ(shown.size(), 50U);
    EXPECT_NEAR(shown[24].time, 0.96, 0.001);
    EXPECT_NEAR(shown[25].time, 4.0, 0.001);
}

TEST_F(ClipOfFiles, TellsTimeOrderAndGapsAsText) {
    const Recording first = record("a.mp4", milliseconds(0), {.seconds = 2});
    const Recording second = record("b.mp4", milliseconds(4000), {.seconds = 2});
    make({first, second}, milliseconds(500), milliseconds(5000),
         {{{kStart + seconds(2), kStart + seconds(4)}, "camera_silent"}});
    const std::string text = test::run_command(
        fmt::format("ffmpeg -nostdin -loglevel error -i '{}' -map 0:s -f srt - 2>&1 | sed -E 's/<[^>]*>|\\r//g'",
                    clip_file().string()));
    const auto expect = [&](const std::string& words) {
        EXPECT_NE(text.find(words), std::string::npos) << words << text;
    };
    expect("00:00:00,000 --> 00:00:00,500\n2026-11-22 08:36:56 UTC\norder 4711 · bench-1-top\n");
    expect("00:00:00,500 --> 00:00:01,500\n2026-11-22 08:36:57 UTC\norder 4711 · bench-1-top\n");
    expect(
        "00:00:01,500 --> 00:00:02,500\n2026-11-22 08:36:58 UTC\norder 4711 · bench-1-top\n"
        "not recorded / нет записи: camera_silent\n");
    expect("00:00:03,500 --> 00:00:04,500\n2026-11-22 08:37:00 UTC\norder 4711 · bench-1-top\n");
    EXPECT_EQ(text.find("08:37:01"), std::string::npos) << text;
}

TEST_F(ClipOfFiles, ExplainsAHoleThatNobodyElseExplains) {
    const Recording first = record("a.mp4", milliseconds(0), {.seconds = 1});
    const Recording second = record("b.mp4", milliseconds(3000), {.seconds = 1});
    const Clip clip = make({first, second}, milliseconds(-1000), milliseconds(5000));
    EXPECT_EQ(clip.gaps, (std::vector<Gap>{{{kStart - seconds(1), kStart}, "service_down"},
                                           {{kStart + seconds(1), kStart + seconds(3)}, "service_down"},
                                           {{kStart + seconds(4), kStart + seconds(5)}, "service_down"}}));
    EXPECT_EQ(clip.shown, (Interval{kStart, kStart + seconds(4)}));
}

TEST_F(ClipOfFiles, TellsADamagedRecordingAsAGap) {
    const Recording first = record("a.mp4", milliseconds(0), {.seconds = 1});
    const Recording second = record("b.mp4", milliseconds(1000), {.seconds = 1});
    const Recording third = record("c.mp4", milliseconds(2000), {.seconds = 1});
    const std::vector<Gap> expected{{{kStart + seconds(1), kStart + seconds(2)}, "damaged"}};
    test::write_whole(second.file, "garbage");
    EXPECT_EQ(make({first, second, third}, milliseconds(0), milliseconds(3000)).gaps, expected);
    EXPECT_EQ(decoded(clip_file()).size(), 50U);
    std::filesystem::remove(second.file);
    EXPECT_EQ(make({first, second, third}, milliseconds(0), milliseconds(3000)).gaps, expected);
}

TEST_F(ClipOfFiles, LeavesOutADamagedFragmentAndWhatDependsOnIt) {
    // Fragments of half a second, a key frame every two: damage in the second half of the first second.
    const Recording recording =
        record("a.mp4", milliseconds(0), {.seconds = 4, .pictures_per_gop = 50, .more = "-frag_duration 500000"});
    const mp4::Scan scan = test::scan_file(recording.file);
    ASSERT_GE(scan.fragments.size(), 6U);
    std::string bytes = test::read_whole(recording.file);
    bytes[bytes.find("trun", scan.fragments[1].offset) + 8] = '\x7f';
    test::write_whole(recording.file, bytes);
    const Clip clip = make({recording}, milliseconds(0), milliseconds(4000));
    ASSERT_EQ(clip.gaps.size(), 1U);
    EXPECT_EQ(clip.gaps[0].reason, "damaged");
    EXPECT_EQ(clip.gaps[0].interval.to, kStart + seconds(2));
    EXPECT_LE(clip.gaps[0].interval.from, kStart + milliseconds(600));
    const auto shown = decoded(clip_file());
    EXPECT_NEAR(shown.back().time, 3.96, 0.001);
}

TEST_F(ClipOfFiles, TakesAnOpenRecordingUpToItsLastWholeFragment) {
    Recording recording = record("a.mp4", milliseconds(0), {.seconds = 3});
    const mp4::Scan scan = test::scan_file(recording.file);
    std::string bytes = test::read_whole(recording.file);
    test::write_whole(recording.file, bytes.substr(0, scan.fragments[2].offset + 200));
    recording.open = true;
    recording.wall_duration = recording.media_duration = Microseconds{0};
    const Clip clip = make({recording}, milliseconds(500), milliseconds(9000));
    EXPECT_TRUE(clip.gaps.empty());
    EXPECT_EQ(clip.shown.to, kStart + seconds(2));
    EXPECT_NEAR(decoded(clip_file()).back().time, 1.46, 0.021);
}

TEST_F(ClipOfFiles, TellsWhatIsMissingOfAShortenedFile) {
    const Recording recording = record("a.mp4", milliseconds(0), {.seconds = 3});
    const mp4::Scan scan = test::scan_file(recording.file);
    std::filesystem::resize_file(recording.file, scan.fragments[2].offset);
    EXPECT_EQ(make({recording}, milliseconds(0), milliseconds(3000)).gaps,
              (std::vector<Gap>{{{kStart + seconds(2), kStart + seconds(3)}, "damaged"}}));
}

TEST_F(ClipOfFiles, GoesOnWhenTheCameraChangesItsPicture) {
    const Recording first = record("a.mp4", milliseconds(0), {.seconds = 1});
    const Recording second = record("b.mp4", milliseconds(1000), {.seconds = 1, .size = "320x240"});
    make({first, second}, milliseconds(0), milliseconds(2000));
    EXPECT_EQ(decoded(clip_file()).size(), 50U);
    auto expected = coded(first.file);
    const auto more = coded(second.file);
    expected.insert(expected.end(), more.begin(), more.end());
    EXPECT_EQ(coded(clip_file()), expected);
}

TEST_F(ClipOfFiles, TellsFootageInAnotherCodecAsAGap) {
    const Recording first = record("a.mp4", milliseconds(0), {.seconds = 2});
    const Recording second = record("b.mp4", milliseconds(2000), {.encoder = "libx265", .seconds = 1});
    const Clip clip = make({first, second}, milliseconds(0), milliseconds(3000));
    EXPECT_EQ(clip.codec, Codec::h264);
    EXPECT_EQ(clip.gaps, (std::vector<Gap>{{{kStart + seconds(2), kStart + seconds(3)}, "stream_changed"}}));
}

TEST_F(ClipOfFiles, LeavesNothingOutWhenTheClockWasSetBack) {
    // The second recording was made after the first, by a clock that had been set back by a second and a half.
    const Recording first = record("a.mp4", milliseconds(0), {.seconds = 2});
    const Recording second = record("b.mp4", milliseconds(500), {.seconds = 2, .source = "testsrc"});
    const Clip clip = make({first, second}, milliseconds(0), milliseconds(2500));
    EXPECT_EQ(clip.pictures, 100U);
    const auto shown = decoded(clip_file());
    ASSERT_EQ(shown.size(), 100U);
    EXPECT_NEAR(shown.back().time, 3.96, 0.001);
    EXPECT_EQ(clip.shown, (Interval{kStart, kStart + milliseconds(2500)}));
}

TEST_F(ClipOfFiles, StretchesAFastCamerasTimeToTheHostsClock) {
    Recording recording = record("a.mp4", milliseconds(0), {.seconds = 2});
    recording.wall_duration = milliseconds(2002);
    make({recording}, milliseconds(0), milliseconds(2002));
    const auto shown = decoded(clip_file());
    ASSERT_EQ(shown.size(), 50U);
    EXPECT_NEAR(shown.back().time, 1.96 * 1.001, 0.0005);
}

TEST_F(ClipOfFiles, IsEmptyWhereNothingWasRecorded) {
    const Recording recording = record("a.mp4", milliseconds(0), {.seconds = 1});
    const auto clip = assemble({{kStart + seconds(10), kStart + seconds(20)}, {recording}, {}, ""});
    ASSERT_TRUE(clip);
    EXPECT_TRUE(clip->empty());
    EXPECT_EQ(clip->gaps, (std::vector<Gap>{{{kStart + seconds(10), kStart + seconds(20)}, "service_down"}}));
}

TEST(ClipOfNothing, RefusesAnAbsurdlyLongInterval) {
    const auto clip = assemble({{kStart, kStart + std::chrono::hours(11)}, {}, {}, ""});
    ASSERT_FALSE(clip);
    EXPECT_EQ(clip.error().code, "too_long");
}

// Whatever interval is asked for, the clip covers it and begins at most one group of pictures before it.
TEST_F(ClipOfFiles, CoversAnyIntervalAndBeginsAtMostOneGroupBefore) {
    std::vector<Recording> recordings;
    for (int i = 0; i < 3; ++i) {
        recordings.push_back(record(fmt::format("{}.mp4", i), milliseconds(2000 * i),
                                    {.seconds = 2, .pictures_per_gop = 10, .size = "64x48"}));
    }
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same intervals each time
    for (int round = 0; round < 200; ++round) {
        const Microseconds from{static_cast<std::int64_t>(random() % 5'900'000)};
        const Microseconds length{
            static_cast<std::int64_t>(1 + random() % (6'000'000 - static_cast<unsigned>(from.count())))};
        const Interval asked{kStart + from, kStart + from + length};
        const auto clip = assemble({asked, recordings, {}, "x"});
        ASSERT_TRUE(clip);
        ASSERT_FALSE(clip->empty());
        EXPECT_EQ(clip->shown, asked);
        EXPECT_LE(clip->footage.from, asked.from);
        EXPECT_LT(asked.from - clip->footage.from, milliseconds(400) + milliseconds(40));
        EXPECT_GE(clip->footage.to, asked.to);
        EXPECT_LE(clip->footage.to - asked.to, milliseconds(40));
        EXPECT_TRUE(clip->gaps.empty());
    }
}

TEST_F(ClipOfFiles, SurvivesMutatedRecordings) {
    const Recording recording =
        record("a.mp4", milliseconds(0), {.seconds = 1, .pictures_per_gop = 5, .b_frames = 1, .size = "64x48"});
    const std::string bytes = test::read_whole(recording.file);
    std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same mutations each time
    for (int round = 0; round < 200; ++round) {
        std::string mutant = bytes;
        for (int strike = 0; strike < 4; ++strike) {
            mutant[random() % mutant.size()] = static_cast<char>(random() & 0xffU);
        }
        test::write_whole(recording.file, mutant);
        const auto clip = assemble({{kStart, kStart + seconds(2)}, {recording, recording}, {}, "x"});
        ASSERT_TRUE(clip);
        for (const Piece& piece : clip->pieces) {
            if (const auto* stretch = std::get_if<Stretch>(&piece)) {
                EXPECT_LE(stretch->offset + stretch->size_bytes, mutant.size());
            }
        }
    }
}

}  // namespace
}  // namespace shipwitness::media::clip
