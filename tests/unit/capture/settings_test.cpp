#include "capture/app/settings.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace shipwitness::capture {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kSound = R"(site: warehouse-1
data: data
web:
  url: http://127.0.0.1:8480/
  site_token: site-token-0000001
  web_token: web-token-00000001
sessions:
  idle: 10m
cameras:
  - id: top
    url: rtsp://127.0.0.1:8554/top
  - id: side
    url: file:/films/side.mp4?loop=1
stations:
  - id: bench-1
    name: Bench 1
    key: key-of-bench-1-0001
    cameras: [top, side]
)";

class CaptureSettings : public testing::Test {
  protected:
    Result<Settings> load(const std::string& text) {
        std::ofstream(folder_ / "capture.yaml") << text;
        return load_settings(folder_ / "capture.yaml");
    }
    /// The sound file with one thing put in place of another.
    Result<Settings> load_with(const std::string& what, const std::string& instead) {
        std::string text = kSound;
        text.replace(text.find(what), what.size(), instead);
        return load(text);
    }
    std::string fault_with(const std::string& what, const std::string& instead) {
        const auto settings = load_with(what, instead);
        return settings ? "no fault" : settings.error().detail;
    }

    test::TemporaryFolder folder_;
};

TEST_F(CaptureSettings, AreReadWithTheirDefaults) {
    const auto settings = load(kSound);
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->site, "warehouse-1");
    EXPECT_EQ(settings->data, folder_ / "data");
    EXPECT_EQ(settings->listener.address, "127.0.0.1");
    EXPECT_EQ(settings->listener.port, 8481);
    EXPECT_EQ(settings->web.url, "http://127.0.0.1:8480");
    EXPECT_EQ(settings->sessions.idle, minutes{10});
    EXPECT_EQ(settings->sessions.debounce, milliseconds{1500});
    EXPECT_EQ(settings->sessions.pre_roll, seconds{5});
    EXPECT_EQ(settings->recording.segment_length, seconds{60});
    ASSERT_EQ(settings->recording.cameras.size(), 2U);
    EXPECT_EQ(settings->recording.cameras[1].address, "file:/films/side.mp4?loop=1");
    ASSERT_EQ(settings->stations.size(), 1U);
    EXPECT_EQ(settings->stations[0].name, "Bench 1");
    EXPECT_EQ(settings->stations[0].cameras.size(), 2U);
}

TEST_F(CaptureSettings, UnknownKeyIsNamedWithFileLineAndTheNearestKey) {
    EXPECT_THAT(fault_with("  idle: 10m", "  idel: 10m"),
                AllOf(HasSubstr("capture.yaml:8"), HasSubstr("idel"), HasSubstr("idle")));
}

TEST_F(CaptureSettings, WrongUnitIsNamedWithTheRightOnes) {
    EXPECT_THAT(fault_with("idle: 10m", "idle: 10"),
                AllOf(HasSubstr("capture.yaml:8"), HasSubstr("sessions.idle"), HasSubstr("10m, 72h")));
}

struct FaultRow {
    const char* name;
    const char* what;
    const char* instead;
    const char* told;
};

class FaultySettings : public CaptureSettings, public testing::WithParamInterface<FaultRow> {};

TEST_P(FaultySettings, AreRefusedWithTheReason) {
    EXPECT_THAT(fault_with(GetParam().what, GetParam().instead), HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(
    Table, FaultySettings,
    testing::Values(
        FaultRow{"site_is_no_id", "warehouse-1", "Warehouse 1", "is no id"},
        FaultRow{"site_is_missing", "site: warehouse-1\n", "", "site"},
        FaultRow{"short_secret", "web-token-00000001", "secret", "at least 16 characters"},
        FaultRow{"web_is_no_address", "http://127.0.0.1:8480/", "127.0.0.1:8480", "must begin with http://"},
        FaultRow{"idle_is_too_short", "idle: 10m", "idle: 10ms", "must be between"},
        FaultRow{"camera_of_station_is_unknown", "[top, side]", "[top, sdie]", "there is no camera sdie"},
        FaultRow{"camera_of_station_twice", "[top, side]", "[top, top]", "twice"},
        FaultRow{"station_without_camera", "[top, side]", "[]", "at least one camera"},
        FaultRow{"camera_twice", "id: side", "id: top", "already"},
        FaultRow{"camera_address_of_unknown_kind", "file:/films/side.mp4?loop=1", "gopher:/side", "cameras[1].url"},
        FaultRow{"key_is_web_s_token", "key-of-bench-1-0001", "web-token-00000001", "used elsewhere"},
        FaultRow{"secret_from_an_environment_that_is_not_set", "web-token-00000001", "${SHIPWITNESS_TEST_NOT_SET}",
                 "SHIPWITNESS_TEST_NOT_SET"}),
    [](const auto& row) { return row.param.name; });

TEST_F(CaptureSettings, EveryFaultIsToldAtOnce) {
    const auto settings = load("site: 'A B'\nweb:\n  url: nowhere\ncolour: red\n");
    ASSERT_FALSE(settings);
    for (const char* const told : {"site", "web.url", "web.site_token", "colour", "cameras", "stations", "data"}) {
        EXPECT_THAT(settings.error().detail, HasSubstr(told));
    }
}

TEST(ShippedCaptureSettings, AreSoundAndSayTheDefaults) {
    for (const char* const name : {"SHIPWITNESS_SITE_TOKEN", "SHIPWITNESS_WEB_TOKEN", "SHIPWITNESS_BENCH_1_KEY"}) {
        ::setenv(name, (std::string("secret-for-a-test-") + name).c_str(), 1);
    }
    const auto settings = load_settings(std::string(SHIPWITNESS_SOURCE_DIR) + "/config/capture.yaml");
    ASSERT_TRUE(settings) << settings.error().detail;
    const SessionRules rules;
    EXPECT_EQ(settings->sessions.idle, rules.idle);
    EXPECT_EQ(settings->sessions.debounce, rules.debounce);
    EXPECT_EQ(settings->sessions.pre_roll, rules.pre_roll);
    EXPECT_EQ(settings->sessions.post_roll, rules.post_roll);
    const RecorderConfig recording;
    EXPECT_EQ(settings->recording.segment_length, recording.segment_length);
    EXPECT_EQ(settings->recording.fragment_length, recording.fragment_length);
    EXPECT_EQ(settings->recording.sync_interval, recording.sync_interval);
    EXPECT_EQ(settings->recording.queue_bytes, recording.queue_bytes);
    EXPECT_EQ(settings->recording.free_space_floor_bytes, recording.free_space_floor_bytes);
}

}  // namespace
}  // namespace shipwitness::capture
