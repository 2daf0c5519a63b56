#include "capture/stations/station_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

using http::Json;

const Timestamp kNow = from_us(1'760'000'000'000'000);

StationView packing() {
    StationView view{StationId("bench-1"), {}, {}, {}};
    view.cameras = {{CameraId("top"), {true, std::nullopt, kNow, std::chrono::milliseconds(7400)}},
                    {CameraId("side"), {false, GapReason::camera_silent, kNow}}};
    Session session;
    session.id = SessionId("0123456789abcdef");
    session.station = view.id;
    session.order = OrderNumber("SO-1");
    session.started_at = session.last_activity_at = kNow;
    session.marks = {{Mark::unknown_order, kNow}, {Mark::noted, kNow}, {Mark::camera_down, kNow}};
    view.session = session;
    view.last = StationMemory::Reading{"SO-1",
                                       kNow,
                                       kNow,
                                       {Outcome::switched, Sound::warning, MessageCode::camera_not_recording,
                                        OrderNumber("SO-1"), OrderNumber("SO-0")}};
    return view;
}

TEST(StationJson, TellsAPageAllThatItShows) {
    const Json json = to_json(packing(), {"Bench 1", kNow, false});
    EXPECT_EQ(json, Json::parse(R"({
        "id": "bench-1", "name": "Bench 1", "recording": false, "web_reachable": false,
        "now": "2025-10-09T08:53:20.000000Z",
        "session": {"id": "0123456789abcdef", "order": "SO-1", "started_at": "2025-10-09T08:53:20.000000Z",
                    "known_order": false, "warnings": ["unknown_order", "camera_down"]},
        "cameras": [{"id": "top", "recording": true, "since": "2025-10-09T08:53:20.000000Z", "late_seconds": 7},
                    {"id": "side", "recording": false, "reason": "camera_silent",
                     "since": "2025-10-09T08:53:20.000000Z"}],
        "last": {"code": "SO-1", "at": "2025-10-09T08:53:20.000000Z", "outcome": "switched", "sound": "warning",
                 "message": {"code": "camera_not_recording", "order": "SO-1", "previous_order": "SO-0"}}
    })"));
}

TEST(StationJson, TellsAnIdleStation) {
    const Json json = to_json(StationView{StationId("bench-1"), {}, {}, {}}, {"Bench 1", kNow, true});
    EXPECT_EQ(json["session"], nullptr);
    EXPECT_EQ(json["last"], nullptr);
}

TEST(ScanBody, IsReadWhole) {
    const auto scan = read_scan(Json::parse(R"({"code":"SO-1","scan_id":"r1","source":"api"})"));
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->code, "SO-1");
    EXPECT_EQ(scan->scan_id, "r1");
    EXPECT_EQ(scan->source, ScanSource::api);
}

TEST(ScanBody, KeepsControlCharactersForAKindAnswer) {
    const auto scan = read_scan(Json::parse("{\"code\":\"01\\u001d10\\r\\n\"}"));
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->code,
              "01\x1D"
              "10\r\n");
}

TEST(ScanBody, NamesTheMemberThatIsWrong) {
    for (const char* const body : {R"({})", R"({"code":7})", R"({"code":null})"}) {
        const auto scan = read_scan(Json::parse(body));
        ASSERT_FALSE(scan) << body;
        EXPECT_EQ(scan.error().fields.at(0).field, "code") << body;
    }
    EXPECT_EQ(read_scan({{"code", std::string(5000, 'x')}}).error().fields.at(0).field, "code");
    EXPECT_EQ(read_scan({{"code", "A"}, {"source", "dream"}}).error().fields.at(0).field, "source");
    EXPECT_EQ(read_scan({{"code", "A"}, {"scan_di", "1"}}).error().fields.at(0).field, "scan_di");
}

}  // namespace
}  // namespace shipwitness::capture
