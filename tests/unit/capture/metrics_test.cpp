#include "capture/app/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

using testing::HasSubstr;

MetricsSnapshot snapshot() {
    MetricsSnapshot snapshot{from_us(1'760'000'100'000'000)};
    snapshot.cameras.push_back({CameraId("top"), true, {}, Microseconds{1'500'000}, 1});
    snapshot.cameras.back().counters.bytes_written = 12345;
    snapshot.sessions = {{"open", 1}, {"ended", 7}};
    snapshot.outbox.counts = {3, 1, from_us(1'760'000'000'000'000)};
    return snapshot;
}

TEST(Metrics, TellWhatAnOperatorWatches) {
    const std::string text = metrics_text(snapshot());
    EXPECT_THAT(text, HasSubstr("shipwitness_camera_recording{camera=\"top\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("shipwitness_camera_written_bytes_total{camera=\"top\"} 12345\n"));
    EXPECT_THAT(text, HasSubstr("shipwitness_camera_missing_seconds{camera=\"top\"} 1.5\n"));
    EXPECT_THAT(text, HasSubstr("shipwitness_sessions{state=\"ended\"} 7\n"));
    EXPECT_THAT(text, HasSubstr("shipwitness_outbox_events 3\n"));
    EXPECT_THAT(text, HasSubstr("shipwitness_outbox_oldest_seconds 100\n"));
    EXPECT_THAT(text, HasSubstr("shipwitness_outbox_refused_events 1\n"));
}

TEST(Metrics, EveryMetricHasATypeAndAMeaning) {
    const std::string text = metrics_text(snapshot());
    std::size_t samples = 0;
    std::string described;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        const std::string line = text.substr(begin, end - begin);
        begin = end + 1;
        if (line.starts_with("# TYPE ")) {
            described = line.substr(7, line.find(' ', 7) - 7);
        } else if (!line.starts_with('#')) {
            EXPECT_EQ(line.substr(0, line.find_first_of("{ ")), described) << line;
            ++samples;
        }
    }
    EXPECT_GT(samples, 15U);
}

}  // namespace
}  // namespace shipwitness::capture
