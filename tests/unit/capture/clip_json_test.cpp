#include "capture/clips/clip_json.h"

#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

using http::Json;

Json body() {
    return {{"order", "SO-1"}, {"from", "2026-11-22T08:36:56Z"}, {"to", "2026-11-22T08:40:00Z"}};
}

TEST(ClipRequestJson, ReadsWhatWebSends) {
    Json object = body();
    object["session"] = "abc";
    object["cameras"] = {"top", "side"};
    const auto request = read_clip_request(object);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->order.text(), "SO-1");
    EXPECT_EQ(request->interval.length(), std::chrono::seconds(184));
    EXPECT_EQ(request->session->text(), "abc");
    EXPECT_EQ(request->cameras->at(1).text(), "side");
}

TEST(ClipRequestJson, TakesNoCamerasAsThoseOfTheSession) {
    Json object = body();
    EXPECT_FALSE(read_clip_request(object)->cameras);
    object["cameras"] = Json::array();
    EXPECT_FALSE(read_clip_request(object)->cameras);
    object["cameras"] = nullptr;
    EXPECT_FALSE(read_clip_request(object)->cameras);
}

TEST(ClipRequestJson, NamesEveryFault) {
    const auto request = read_clip_request({{"from", "yesterday"}, {"cameras", 7}, {"camera", "top"}});
    ASSERT_FALSE(request);
    std::string fields;
    for (const FieldError& fault : request.error().fields) {
        fields += fault.field + " ";
    }
    for (const char* field : {"order", "from", "to", "cameras", "camera "}) {
        EXPECT_NE(fields.find(field), std::string::npos) << field << " in " << fields;
    }
}

TEST(ClipJson, TellsFilesAndGaps) {
    Clip clip{ClipId("c1"), OrderNumber("SO-1"), {from_us(0), from_us(9'000'000)}, {}, {}};
    clip.files.push_back({CameraId("top"), 1234, "\"tag\"", {from_us(1), from_us(2)}, media::Codec::h265, 640, 480});
    clip.gaps.push_back({CameraId("top"), {{{from_us(3), from_us(4)}, "disk_full"}}});
    clip.gaps.push_back({CameraId("side"), {}});
    const Json json = to_json(clip);
    EXPECT_EQ(json["files"][0]["url"], "/api/v1/clips/c1/top.mp4");
    EXPECT_EQ(json["files"][0]["codec"], "h265");
    EXPECT_EQ(json["files"][0]["from"], "1970-01-01T00:00:00.000001Z");
    EXPECT_EQ(json["files"][0]["gaps"][0]["reason"], "disk_full");
    EXPECT_EQ(json["gaps"].size(), 2U);
    EXPECT_TRUE(json["gaps"][1]["gaps"].empty());
}

}  // namespace
}  // namespace shipwitness::capture
