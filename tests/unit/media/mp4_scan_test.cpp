#include <algorithm>
#include <random>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include "core/file_descriptor.h"
#include "media/mp4/scan.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

namespace shipwitness::media::mp4 {
namespace {

FileDescriptor open_bytes(const std::string& bytes) {
    FileDescriptor fd(::memfd_create("mp4", MFD_CLOEXEC));
    EXPECT_EQ(::pwrite(fd.get(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    return fd;
}

Result<Scan> scan_bytes(const std::string& bytes) {
    return scan_fragments(open_bytes(bytes).get());
}

std::string video(const test::TestVideo& wanted) {
    const test::TemporaryFolder folder;
    test::make_test_video(wanted, folder / "video.mp4");
    return test::read_whole(folder / "video.mp4");
}

std::size_t samples_of(const Scan& scan) {
    std::size_t count = 0;
    for (const Fragment& fragment : scan.fragments) {
        count += fragment.samples.size();
    }
    return count;
}

TEST(ScanFragments, ReadsWhatFfmpegWrote) {
    const std::string bytes = video({.seconds = 3});
    const auto scan = scan_bytes(bytes);
    ASSERT_TRUE(scan) << scan.error().detail;
    EXPECT_EQ(scan->init.codec, Codec::h264);
    EXPECT_EQ(scan->init.width, 160);
    EXPECT_EQ(scan->init.height, 120);
    EXPECT_EQ(scan->init.sample_entries.size(), 1U);
    EXPECT_EQ(scan->init.sample_entries[0].substr(4, 4), "avc1");
    ASSERT_EQ(scan->fragments.size(), 3U);
    EXPECT_EQ(samples_of(*scan), 75U);
    EXPECT_EQ(scan->torn, "");
    EXPECT_EQ(scan->whole_bytes, bytes.size());
    EXPECT_TRUE(scan->damages.empty());
    std::uint64_t time = 0;
    for (const Fragment& fragment : scan->fragments) {
        EXPECT_EQ(fragment.decode_time, time);
        EXPECT_TRUE(fragment.samples.front().key);
        EXPECT_EQ(std::count_if(fragment.samples.begin(), fragment.samples.end(), [](auto& s) { return s.key; }), 1);
        time += scan->init.timescale;
    }
}

TEST(ScanFragments, ReadsH265) {
    const auto scan = scan_bytes(video({.encoder = "libx265", .seconds = 1}));
    ASSERT_TRUE(scan) << scan.error().detail;
    EXPECT_EQ(scan->init.codec, Codec::h265);
    EXPECT_EQ(samples_of(*scan), 25U);
}

TEST(ScanFragments, ReadsPresentationTimesOfBFrames) {
    const auto scan = scan_bytes(video({.seconds = 1, .b_frames = 2}));
    ASSERT_TRUE(scan) << scan.error().detail;
    std::vector<std::int64_t> shown;
    for (const Sample& sample : scan->fragments.at(0).samples) {
        shown.push_back(sample.presentation_time());
    }
    EXPECT_FALSE(std::is_sorted(shown.begin(), shown.end()));
    std::sort(shown.begin(), shown.end());
    const auto tick = scan->init.timescale / 25;
    for (std::size_t i = 1; i < shown.size(); ++i) {
        EXPECT_EQ(shown[i] - shown[i - 1], tick);
    }
}

TEST(ScanFragments, FindsTheLastWholeFragmentWhereverTheFileIsTorn) {
    const std::string bytes = video({.seconds = 2, .pictures_per_gop = 10});
    const auto whole = scan_bytes(bytes);
    ASSERT_TRUE(whole);
    for (std::size_t cut = whole->init.size_bytes; cut < bytes.size(); cut += 97) {
        const auto torn = scan_bytes(bytes.substr(0, cut));
        ASSERT_TRUE(torn) << cut;
        std::uint64_t expected = whole->init.size_bytes;
        for (const Fragment& fragment : whole->fragments) {
            const std::uint64_t end = fragment.offset + fragment.size_bytes;
            expected = end <= cut ? end : expected;
        }
        // Behind the last fragment only the index ('mfra') can be cut.
        EXPECT_EQ(torn->whole_bytes, expected) << cut;
        EXPECT_EQ(torn->torn.empty(), cut == expected) << cut;
    }
}

TEST(ScanFragments, TakesZerosAndGarbageBehindTheLastFragmentAsTorn) {
    const std::string bytes = video({.seconds = 1});
    for (const std::string& tail : {std::string(5000, '\0'), std::string(3, '\0'), std::string(5000, '\x7f')}) {
        const auto scan = scan_bytes(bytes + tail);
        ASSERT_TRUE(scan);
        EXPECT_EQ(scan->whole_bytes, bytes.size());
        EXPECT_NE(scan->torn, "");
    }
}

TEST(ScanFragments, TellsAFileWithoutAWholeInitPart) {
    const std::string bytes = video({.seconds = 1});
    for (const std::size_t cut : {0U, 5U, 20U, 40U, 300U}) {
        const auto scan = scan_bytes(bytes.substr(0, cut));
        ASSERT_FALSE(scan);
        EXPECT_EQ(scan.error().code, "no_init_part") << cut;
    }
}

TEST(ScanFragments, TellsWhatIsNoFragmentedVideo) {
    EXPECT_EQ(scan_bytes("GIF89a, and then some more bytes").error().code, "not_mp4");
    const test::TemporaryFolder folder;
    test::run_command("ffmpeg -nostdin -loglevel error -f lavfi -i sine=d=1 -c:a aac -movflags empty_moov -y '" +
                      (folder / "sound.mp4").string() + "'");
    EXPECT_EQ(scan_bytes(test::read_whole(folder / "sound.mp4")).error().code, "not_video");
    const FileDescriptor closed;
    EXPECT_EQ(scan_fragments(closed.get()).error().code, "unreadable");
}

TEST(ScanFragments, GoesOnBehindADamagedFragment) {
    std::string bytes = video({.seconds = 3});
    const auto whole = scan_bytes(bytes);
    ASSERT_TRUE(whole);
    // The number of samples in the second fragment's 'trun'.
    const std::size_t trun = bytes.find("trun", whole->fragments[1].offset);
    bytes[trun + 8] = '\x7f';
    const auto scan = scan_bytes(bytes);
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->fragments.size(), 2U);
    ASSERT_EQ(scan->damages.size(), 1U);
    EXPECT_EQ(scan->damages[0].offset, whole->fragments[1].offset);
    EXPECT_EQ(scan->damages[0].size_bytes, whole->fragments[1].size_bytes);
    EXPECT_EQ(scan->whole_bytes, bytes.size());
}

TEST(ScanFragments, LooksNoFurtherThanTold) {
    const std::string bytes = video({.seconds = 3});
    const auto whole = scan_bytes(bytes);
    ASSERT_TRUE(whole);
    const auto scan = scan_fragments(open_bytes(bytes).get(), whole->fragments[1].offset);
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->fragments.size(), 1U);
    EXPECT_EQ(scan->torn, "");
}

// Whatever the bytes are, what is found lies inside the file.
TEST(ScanFragments, SurvivesMutations) {
    const std::string bytes = video({.seconds = 1, .pictures_per_gop = 5, .b_frames = 1, .size = "64x48"});
    std::mt19937 random(20260101);  // NOLINT(cert-msc51-cpp): the same mutations each time
    // Mutations of coded pictures change nothing that is read: strike the boxes, which lie before them.
    std::vector<std::size_t> boxes;
    const auto whole = scan_bytes(bytes);
    ASSERT_TRUE(whole);
    for (std::size_t i = 0; i < whole->init.size_bytes; ++i) {
        boxes.push_back(i);
    }
    for (const Fragment& fragment : whole->fragments) {
        for (std::size_t i = fragment.offset; i < fragment.samples.front().offset; ++i) {
            boxes.push_back(i);
        }
    }
    for (int round = 0; round < 3000; ++round) {
        std::string mutant = bytes;
        const int strikes = 1 + static_cast<int>(random() % 3);
        for (int strike = 0; strike < strikes; ++strike) {
            static constexpr unsigned char kNasty[] = {0x00, 0xff, 0x7f, 0x80, 0x01};
            mutant[boxes[random() % boxes.size()]] =
                static_cast<char>(random() % 2 == 0 ? kNasty[random() % sizeof(kNasty)] : random() & 0xffU);
        }
        if (round % 4 == 0) {
            mutant.resize(random() % mutant.size());
        }
        const auto scan = scan_bytes(mutant);
        if (!scan) {
            EXPECT_FALSE(scan.error().detail.empty());
            continue;
        }
        EXPECT_LE(scan->whole_bytes, mutant.size());
        for (const Fragment& fragment : scan->fragments) {
            for (const Sample& sample : fragment.samples) {
                ASSERT_GT(sample.size_bytes, 0U);
                ASSERT_LE(sample.offset + sample.size_bytes, scan->whole_bytes);
            }
        }
    }
}

}  // namespace
}  // namespace shipwitness::media::mp4
