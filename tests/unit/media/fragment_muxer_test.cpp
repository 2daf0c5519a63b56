#include "media/fragment_muxer.h"

#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>

#include "core/file_descriptor.h"
#include "media/media_error.h"
#include "media/mp4/scan.h"
#include "media/opener.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

namespace shipwitness::media {
namespace {

using namespace std::chrono_literals;

struct Case {
    std::string name;
    test::TestVideo film;
    std::string container;
};

void PrintTo(const Case& value, std::ostream* out) {
    *out << value.name;
}

class Muxing : public ::testing::TestWithParam<Case> {};

/// Reads a film as a camera and writes it in fragments of five pictures.
std::vector<Packet> remux(const std::filesystem::path& film, const std::filesystem::path& to) {
    const test::ManualClock clock;
    const LibavOpener opener(clock);
    Interrupt interrupt;
    interrupt.set_deadline(std::chrono::steady_clock::now() + 30s);
    auto camera = opener.open("file:" + film.string(), interrupt);
    if (!camera) {
        throw std::runtime_error(camera.error().detail);
    }
    std::ofstream out(to, std::ios::binary);
    const auto put = [&](std::span<const std::byte> bytes) {
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    };
    FragmentMuxer muxer((*camera)->format());
    put(muxer.header());
    std::vector<Packet> all;
    for (auto packet = (*camera)->read(); packet; packet = (*camera)->read()) {
        packet->pts -= all.empty() ? packet->dts : all.front().dts;
        packet->dts -= all.empty() ? packet->dts : all.front().dts;
        packet->duration = 40ms;
        all.push_back(*packet);
    }
    for (std::size_t i = 0; i < all.size(); i += 5) {
        put(muxer.fragment(std::span(all).subspan(i, std::min<std::size_t>(5, all.size() - i))));
    }
    return all;
}

TEST_P(Muxing, LosesNoPictureAndNoTime) {
    const test::TemporaryFolder folder;
    const auto film = folder / ("film." + GetParam().container);
    test::make_test_video(GetParam().film, film);
    const auto packets = remux(film, folder / "out.mp4");
    ASSERT_EQ(packets.size(), 13U);

    const auto decoded = test::decode_video(folder / "out.mp4");
    EXPECT_EQ(decoded.errors, "");
    EXPECT_EQ(decoded.pictures, 13);

    const FileDescriptor fd{::open((folder / "out.mp4").c_str(), O_RDONLY | O_CLOEXEC)};
    const auto scan = mp4::scan_fragments(fd.get());
    ASSERT_TRUE(scan) << scan.error().detail;
    EXPECT_EQ(scan->torn, "");
    EXPECT_TRUE(scan->damages.empty());
    EXPECT_EQ(scan->init.timescale, static_cast<std::uint32_t>(kTicksPerSecond));
    ASSERT_EQ(scan->fragments.size(), 3U);
    std::size_t i = 0;
    for (const auto& fragment : scan->fragments) {
        for (const auto& sample : fragment.samples) {
            EXPECT_EQ(sample.decode_time, static_cast<std::uint64_t>(packets[i].dts.count() * 9 / 100)) << i;
            EXPECT_EQ(sample.presentation_time(), packets[i].pts.count() * 9 / 100) << i;
            EXPECT_EQ(sample.duration, 3600U) << i;
            EXPECT_EQ(sample.key, packets[i].key) << i;
            ++i;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Films, Muxing,
    ::testing::Values(Case{"H264Mp4", {.seconds = 0.52, .pictures_per_gop = 5}, "mp4"},
                      Case{"H264AnnexB", {.seconds = 0.52, .pictures_per_gop = 5}, "ts"},
                      Case{"H264BPictures", {.seconds = 0.52, .pictures_per_gop = 13, .b_frames = 2}, "mp4"},
                      Case{"H265Mp4", {.encoder = "libx265", .seconds = 0.52, .pictures_per_gop = 5}, "mp4"},
                      Case{"H265AnnexB", {.encoder = "libx265", .seconds = 0.52, .pictures_per_gop = 5}, "ts"}),
    [](const auto& named) { return named.param.name; });

std::vector<std::byte> bytes_of(std::initializer_list<int> values) {
    std::vector<std::byte> bytes;
    for (const int value : values) {
        bytes.push_back(static_cast<std::byte>(value));
    }
    return bytes;
}

/// What stands in 'mdat' of a fragment of this one picture.
std::vector<std::byte> written(Codec codec, const std::vector<std::byte>& picture) {
    FragmentMuxer muxer({codec, 320, 180, bytes_of({0, 0, 0, 1, 0x67, 1})});
    Packet packet;
    packet.duration = 40ms;
    packet.bytes = picture;
    const auto fragment = muxer.fragment(std::span(&packet, 1));
    constexpr std::size_t kHeader = 108;
    return {fragment.begin() + kHeader, fragment.end()};
}

TEST(Muxer, KeepsParameterSetsOfH265InTheHeaderOnly) {
    const auto picture = bytes_of({0, 0, 0, 1, 0x42, 1, 6, 0, 0, 1, 0x4e, 1, 5, 0, 0, 0, 1, 0x26, 1, 8});
    EXPECT_EQ(written(Codec::h265, picture), bytes_of({0, 0, 0, 3, 0x4e, 1, 5, 0, 0, 0, 3, 0x26, 1, 8}));
}

TEST(Muxer, KeepsEveryUnitOfH264AsTheCameraSentIt) {
    const auto picture = bytes_of({0, 0, 0, 1, 0x09, 0x10, 0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x65, 8});
    EXPECT_EQ(written(Codec::h264, picture),
              bytes_of({0, 0, 0, 2, 0x09, 0x10, 0, 0, 0, 2, 0x67, 1, 0, 0, 0, 2, 0x65, 8}));
}

TEST(Muxer, RefusesAPictureWithoutAnyBytesOfOne) {
    EXPECT_THROW((void)written(Codec::h265, bytes_of({0, 0, 0, 1, 0x42, 1, 6})), MediaError);
}

TEST(Muxer, WritesEqualBytesForEqualInput) {
    const test::TemporaryFolder folder;
    test::make_test_video({.seconds = 0.2}, folder / "film.mp4");
    (void)remux(folder / "film.mp4", folder / "a.mp4");
    (void)remux(folder / "film.mp4", folder / "b.mp4");
    EXPECT_EQ(test::read_whole(folder / "a.mp4"), test::read_whole(folder / "b.mp4"));
}

}  // namespace
}  // namespace shipwitness::media
