// What is written before a fragment's pictures, read back by the reader that clips and recovery use.
#include <limits>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "media/mp4/fragment.h"
#include "media/mp4/moof_writer.h"

namespace shipwitness::media::mp4 {
namespace {

constexpr std::uint64_t kGiB = std::uint64_t{1} << 30U;
constexpr std::size_t kBoxBytes = 8;

Sample sample_of(std::uint32_t size_bytes, std::int32_t composition_offset = 0, bool key = false) {
    Sample sample;
    sample.size_bytes = size_bytes;
    sample.duration = 3600;
    sample.composition_offset = composition_offset;
    sample.key = key;
    return sample;
}

InitPart video_track() {
    InitPart init;
    init.track_id = 1;
    init.sample_entries.emplace_back();
    return init;
}

/// Writes the header of a fragment that begins at `offset` of its file, and reads it.
Fragment written(const FragmentPlace& place, const std::vector<Sample>& samples, std::uint64_t offset) {
    const std::string header = fragment_header(place, samples);
    EXPECT_EQ(header.size(), fragment_header_bytes(samples)) << "bytes are put behind a header that is not made yet";
    const auto* begin = reinterpret_cast<const std::byte*>(header.data());
    const std::span<const std::byte> payload(begin + kBoxBytes, header.size() - 2 * kBoxBytes);  // of 'moof' alone
    auto fragment = read_moof(payload, offset, {offset + header.size(), offset + header.size() + kGiB}, video_track());
    if (!fragment) {
        throw std::runtime_error(fragment.error().detail);
    }
    return *std::move(fragment);
}

TEST(MoofWriter, KeepsSizesDurationsAndKeyFrames) {
    const auto fragment = written({7, 90'000}, {sample_of(1000, 0, true), sample_of(20), sample_of(1)}, 5000);
    EXPECT_EQ(fragment.decode_time, 90'000U);
    ASSERT_EQ(fragment.samples.size(), 3U);
    EXPECT_TRUE(fragment.samples[0].key);
    EXPECT_FALSE(fragment.samples[1].key);
    EXPECT_EQ(fragment.samples[1].offset, fragment.samples[0].offset + 1000);
    EXPECT_EQ(fragment.samples[2].offset, fragment.samples[1].offset + 20);
    EXPECT_EQ(fragment.samples[2].decode_time, 90'000U + 2 * 3600);
}

TEST(MoofWriter, KeepsTimesOfDaysAndPlacesBehindFourGibibytes) {
    // A camera that never sends a second key frame is one file for ever: 32 bits of ticks are 13 hours.
    constexpr std::uint64_t kMonth = std::uint64_t{31} * 24 * 3600 * 90'000;
    const auto fragment = written({4'000'000'000U, kMonth}, {sample_of(1000, 0, true), sample_of(20)}, 5 * kGiB);
    EXPECT_EQ(fragment.decode_time, kMonth);
    EXPECT_EQ(fragment.samples[1].decode_time, kMonth + 3600);
    EXPECT_GT(fragment.samples[0].offset, 5 * kGiB);
    EXPECT_EQ(fragment.samples[1].offset, fragment.samples[0].offset + 1000);
}

TEST(MoofWriter, KeepsTheOrderInWhichBPicturesAreShown) {
    const auto fragment =
        written({1, 7200}, {sample_of(9, 3600, true), sample_of(5, 10'800), sample_of(3, 0), sample_of(3, -900)}, 0);
    ASSERT_EQ(fragment.samples.size(), 4U);
    EXPECT_EQ(fragment.samples[0].presentation_time(), 10'800);
    EXPECT_EQ(fragment.samples[1].presentation_time(), 21'600);
    EXPECT_EQ(fragment.samples[2].presentation_time(), 14'400);
    EXPECT_EQ(fragment.samples[3].presentation_time(), 17'100) << "earlier than it is decoded: written with a sign";
}

TEST(MoofWriter, RefusesAFragmentThatItsSizeCannotName) {
    const std::vector<Sample> samples(3, sample_of(std::numeric_limits<std::uint32_t>::max() / 2));
    EXPECT_THROW((void)fragment_header({}, samples), std::length_error);
}

}  // namespace
}  // namespace shipwitness::media::mp4
