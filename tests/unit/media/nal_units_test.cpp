#include "media/nal_units.h"

#include <initializer_list>

#include <gtest/gtest.h>

#include "media/access_units.h"

namespace shipwitness::media {
namespace {

using namespace std::chrono_literals;

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> out;
    for (const int value : values) {
        out.push_back(static_cast<std::byte>(value));
    }
    return out;
}

// H.264: 0x67 SPS, 0x68 PPS, 0x06 SEI, 0x65 IDR slice, 0x41 other slice. H.265: 0x40 VPS, 0x42 SPS, 0x44 PPS, 0x26 IDR.

TEST(AccessUnitHead, FindsParametersAndKeySliceOfH264) {
    const auto unit = bytes({0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 1, 0x06, 9, 0, 0, 1, 0x65, 7, 7});
    const AccessUnitHead head = read_head(Codec::h264, unit);
    EXPECT_TRUE(head.picture);
    EXPECT_TRUE(head.key);
    EXPECT_EQ(head.parameters, bytes({0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x68, 3}));
}

TEST(AccessUnitHead, FindsParametersAndKeySliceOfH265) {
    const auto unit =
        bytes({0, 0, 0, 1, 0x40, 1, 5, 0, 0, 0, 1, 0x42, 1, 6, 0, 0, 0, 1, 0x44, 1, 7, 0, 0, 1, 0x26, 1, 8});
    const AccessUnitHead head = read_head(Codec::h265, unit);
    EXPECT_TRUE(head.key);
    EXPECT_EQ(head.parameters, bytes({0, 0, 0, 1, 0x40, 1, 5, 0, 0, 0, 1, 0x42, 1, 6, 0, 0, 0, 1, 0x44, 1, 7}));
}

TEST(AccessUnitHead, TakesRepeatedParametersOnce) {
    // gst-rtsp-server sends them twice with the first key frame: that is no change of format.
    const AccessUnitHead head = read_head(
        Codec::h264, bytes({0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x65}));
    EXPECT_EQ(head.parameters, bytes({0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x68, 2}));
}

TEST(AccessUnitHead, LeavesIncompleteParametersOut) {
    const AccessUnitHead head = read_head(Codec::h264, bytes({0, 0, 1, 0x67, 1, 0, 0, 1, 0x65, 7}));
    EXPECT_TRUE(head.key);
    EXPECT_TRUE(head.parameters.empty());
}

TEST(NalUnitWalk, GivesEachUnitWithoutStartCodesAndZerosBeforeThem) {
    const auto picture = bytes({0, 0, 0, 1, 0x67, 1, 0, 1, 0, 0, 1, 0x68, 3, 0, 0, 0, 0, 1, 0x65, 0, 1, 7});
    NalUnitWalk walk(picture);
    const auto next = [&] {
        const auto unit = walk.next();
        return unit ? std::vector<std::byte>(unit->begin(), unit->end()) : std::vector<std::byte>();
    };
    EXPECT_EQ(next(), bytes({0x67, 1, 0, 1}));
    EXPECT_EQ(next(), bytes({0x68, 3}));
    EXPECT_EQ(next(), bytes({0x65, 0, 1, 7}));
    EXPECT_FALSE(walk.next());
    EXPECT_FALSE(NalUnitWalk(bytes({1, 2, 3, 4, 5})).next()) << "no start code, no unit";
}

TEST(NalUnitWalk, TellsParameterSetsFromPictures) {
    EXPECT_TRUE(is_parameter_set(Codec::h264, bytes({0x67, 1})));
    EXPECT_FALSE(is_parameter_set(Codec::h264, bytes({0x65, 1})));
    EXPECT_TRUE(is_parameter_set(Codec::h265, bytes({0x40, 1})));
    EXPECT_FALSE(is_parameter_set(Codec::h265, bytes({0x26, 1})));
    EXPECT_FALSE(is_parameter_set(Codec::h265, {}));
}

// A camera's first key frame was described by the SDP, whose list may hold messages and another order than the stream:
// the next key frame looked like a change of format, and a new file began.
TEST(ParameterSets, BringNewsOnlyWithBytesThatAreNotKnown) {
    const auto known = bytes({0, 0, 0, 1, 0x40, 1, 5, 0, 0, 0, 1, 0x42, 1, 6, 0, 0, 0, 1, 0x44, 1, 7,  //
                              0, 0, 0, 1, 0x4e, 1, 9});
    EXPECT_FALSE(brings_news(bytes({0, 0, 1, 0x44, 1, 7, 0, 0, 1, 0x40, 1, 5, 0, 0, 1, 0x42, 1, 6}), known));
    EXPECT_FALSE(brings_news(bytes({0, 0, 1, 0x42, 1, 6}), known));
    EXPECT_FALSE(brings_news({}, known));
    EXPECT_TRUE(brings_news(bytes({0, 0, 1, 0x40, 1, 5, 0, 0, 1, 0x42, 1, 8, 0, 0, 1, 0x44, 1, 7}), known));
    EXPECT_TRUE(brings_news(bytes({0, 0, 1, 0x42, 1, 6}), {}));
}

TEST(AccessUnitHead, TellsOtherPicturesFromKeyFrames) {
    const AccessUnitHead head = read_head(Codec::h264, bytes({0, 0, 1, 0x41, 1, 0, 0, 1, 0x65}));
    EXPECT_TRUE(head.picture);
    EXPECT_FALSE(head.key);
}

TEST(AccessUnitHead, SurvivesEveryShortInput) {
    const auto whole = bytes({0, 0, 0, 1, 0x67, 0, 0, 1, 0x68, 0, 0, 0, 0, 1, 0x65, 0, 0, 1});
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto part = std::span(whole).first(size);
        EXPECT_EQ(read_head(Codec::h264, part).key, size >= 15) << size;
        EXPECT_EQ(is_annex_b(part), size >= 4) << size;
    }
}

class Assembling : public ::testing::Test {
  protected:
    std::optional<AccessUnitAssembler::Unit> add(std::chrono::milliseconds pts, const std::vector<std::byte>& piece,
                                                 std::chrono::milliseconds arrived = 0ms) {
        return assembler_.add(
            {pts, std::chrono::steady_clock::time_point{arrived}, std::nullopt, std::span<const std::byte>(piece)});
    }
    AccessUnitAssembler assembler_{Codec::h264};
};

TEST_F(Assembling, PutsPiecesOfOneTimeTogether) {
    EXPECT_FALSE(add(0ms, bytes({0, 0, 0, 1, 0x65, 1}), 5ms));
    EXPECT_FALSE(add(0ms, bytes({2, 3}), 9ms));
    const auto unit = add(40ms, bytes({0, 0, 0, 1, 0x41}), 45ms);
    ASSERT_TRUE(unit);
    EXPECT_EQ(*unit->bytes, bytes({0, 0, 0, 1, 0x65, 1, 2, 3}));
    EXPECT_EQ(unit->pts, 0ms);
    EXPECT_EQ(unit->arrived.time_since_epoch(), 9ms);
    EXPECT_TRUE(unit->head.key);
}

TEST_F(Assembling, KeepsParametersThatComeWithATimeOfTheirOwn) {
    EXPECT_FALSE(add(0ms, bytes({0, 0, 0, 1, 0x67, 1})));
    EXPECT_FALSE(add(1ms, bytes({0, 0, 0, 1, 0x68, 2})));
    EXPECT_FALSE(add(40ms, bytes({0, 0, 0, 1, 0x65, 1})));
    const auto unit = add(80ms, bytes({0, 0, 0, 1, 0x41}));
    ASSERT_TRUE(unit);
    EXPECT_EQ(unit->pts, 40ms);
    EXPECT_FALSE(unit->head.parameters.empty());
}

TEST_F(Assembling, TellsHowMuchItHolds) {
    EXPECT_EQ(assembler_.pending_bytes(), 0U);
    EXPECT_FALSE(add(0ms, bytes({0, 0, 0, 1, 0x65, 1})));
    EXPECT_EQ(assembler_.pending_bytes(), 6U);
}

}  // namespace
}  // namespace shipwitness::media
