#include "media/decode_times.h"

#include <gtest/gtest.h>

namespace shipwitness::media {
namespace {

using namespace std::chrono_literals;

struct Timed {
    Microseconds pts;
    Microseconds dts;
};

std::vector<Timed> times_of(int depth, const std::vector<Microseconds>& presentation) {
    DecodeTimes times(depth);
    std::vector<Timed> out;
    for (Microseconds pts : presentation) {
        const Microseconds dts = times.next(pts);
        out.push_back({pts, dts});
    }
    return out;
}

void expect_playable(const std::vector<Timed>& times) {
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_LE(times[i].dts, times[i].pts) << i;
        if (i > 0) {
            EXPECT_GT(times[i].dts, times[i - 1].dts) << i;
        }
    }
}

TEST(DecodeTimes, ArePresentationTimesWithoutBPictures) {
    for (const auto& time : times_of(0, {0ms, 40ms, 80ms, 121ms, 160ms})) {
        EXPECT_EQ(time.dts, time.pts);
    }
}

TEST(DecodeTimes, GrowThroughBPictures) {
    const std::vector<Microseconds> presentation{0ms, 120ms, 40ms, 80ms, 240ms, 160ms, 200ms, 360ms, 280ms, 320ms};
    const auto times = times_of(1, presentation);
    expect_playable(times);
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_EQ(times[i].pts, presentation[i]) << "pictures keep their own time";
    }
    EXPECT_EQ(times[4].dts, 120ms);
}

TEST(DecodeTimes, LearnADepthThatWasNotTold) {
    const auto times = times_of(0, {0ms, 80ms, 40ms, 160ms, 120ms, 240ms, 200ms, 320ms, 280ms});
    expect_playable(times);
    EXPECT_EQ(times[4].pts, 120ms);
    EXPECT_EQ(times[8].pts, 280ms);
}

TEST(DecodeTimes, PassJumpsOnAsTheyAre) {
    for (const int depth : {0, 2}) {
        const auto times = times_of(depth, {0ms, 40ms, 80ms, 300s, 300s + 40ms, 280s, 280s + 40ms});
        EXPECT_GT(times[3].dts, 299s) << depth;
        EXPECT_LT(times[5].dts, 281s) << depth;
        EXPECT_EQ(times[6].pts, 280s + 40ms) << depth;
    }
}

}  // namespace
}  // namespace shipwitness::media
