#include "capture/stations/station_routes.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/json.h"
#include "tests/unit/capture/site.h"

namespace shipwitness::capture {
namespace {

using http::Json;
using http::Request;
using http::Response;

constexpr const char* kKey = "key-of-bench-1-0001";

class StationRoutes : public testing::Test {
  protected:
    StationRoutes() {
        const std::shared_ptr<const StationService> service(
            new StationService{site_.sessions(),
                               access_,
                               changes_,
                               site_.clock,
                               {{StationId("bench-1"), "Bench 1"}},
                               [this](const CameraId&) { return picture_; },
                               [](const CameraId& camera) { return camera.text() == "top"; },
                               [] { return true; }});
        add_station_routes(routes_, service);
    }

    Response get(const std::string& path) {
        Request request;
        request.path = path;
        request.headers.set("Authorization", std::string("Bearer ") + kKey);
        return http::dispatch(routes_, request);
    }
    Response post_scan(const std::string& body) {
        Request request;
        request.method = http::Method::post;
        request.path = "/api/v1/stations/bench-1/scans";
        request.headers.set("Authorization", std::string("Bearer ") + kKey);
        request.headers.set("Content-Type", "application/json");
        request.body = body;
        return http::dispatch(routes_, request);
    }
    static Json json_of(const Response& response) { return Json::parse(std::get<std::string>(response.body)); }

    Site site_;
    const Access access_{{{StationId("bench-1"), kKey, {CameraId("top")}}}, "token-of-web-000001"};
    Changes changes_;
    std::optional<std::string> picture_ = "\xFF\xD8 jpeg";
    http::Routes routes_;
};

TEST_F(StationRoutes, ScanAnswersWithOutcomeAndState) {
    const auto response = post_scan(R"({"code":"A"})");
    EXPECT_EQ(response.status, 200);
    const Json answer = json_of(response);
    EXPECT_EQ(answer["outcome"], "started");
    EXPECT_EQ(answer["sound"], "warning");
    EXPECT_EQ(answer["message"], (Json{{"code", "unknown_order"}, {"order", "A"}}));
    EXPECT_EQ(answer["station"]["session"]["order"], "A");
    EXPECT_EQ(answer["station"]["last"]["outcome"], "started");
}

TEST_F(StationRoutes, GarbageIsRefusedKindlyAndBrokenBodiesNot) {
    EXPECT_EQ(json_of(post_scan(R"({"code":"01\u001d99"})"))["message"]["code"], "code_not_printable");
    EXPECT_EQ(json_of(post_scan(R"({"code":"\r\n"})"))["message"]["code"], "code_empty");
    EXPECT_EQ(post_scan("{").status, 422);
    EXPECT_EQ(post_scan("[]").status, 422);
    EXPECT_EQ(post_scan(R"({"code":["A"]})").status, 422);
}

TEST_F(StationRoutes, EventsTellTheStateAtOnceAndAtEveryChange) {
    const auto response = get("/api/v1/stations/bench-1/events");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.get("Content-Type"), "text/event-stream");
    std::vector<std::string> heard;
    std::jthread packer;
    std::get<http::Streamer>(response.body)([&](std::string_view event) {
        heard.emplace_back(event);
        if (heard.size() == 1) {
            packer = std::jthread([&] {
                site_.scan("A");
                changes_.notify();
            });
            return true;
        }
        return event.find("\"order\":\"A\"") == std::string_view::npos;
    });
    ASSERT_GE(heard.size(), 2U);
    EXPECT_TRUE(heard.front().starts_with("event: state\ndata: {"));
    EXPECT_TRUE(heard.front().ends_with("}\n\n"));
    EXPECT_EQ(Json::parse(heard.front().substr(sizeof("event: state\ndata: ") - 1))["session"], nullptr);
    EXPECT_THAT(heard.back(), testing::HasSubstr("\"order\":\"A\""));
}

TEST_F(StationRoutes, EventsEndWhenTheServiceStops) {
    const auto response = get("/api/v1/stations/bench-1/events");
    int heard = 0;
    std::get<http::Streamer>(response.body)([&](std::string_view) {
        ++heard;
        changes_.stop();
        return true;
    });
    EXPECT_EQ(heard, 1);
}

TEST_F(StationRoutes, PictureComesWithATagAndNotTwice) {
    const auto response = get("/api/v1/cameras/top/picture.jpg");
    EXPECT_EQ(response.status, 200);
    Request again;
    again.path = "/api/v1/cameras/top/picture.jpg";
    again.headers.set("Authorization", std::string("Bearer ") + kKey);
    again.headers.set("If-None-Match", response.headers.get("ETag").value_or(""));
    EXPECT_EQ(http::dispatch(routes_, again).status, 304);
    picture_ = "\xFF\xD8 newer";
    EXPECT_EQ(http::dispatch(routes_, again).status, 200);
    picture_.reset();
    EXPECT_EQ(http::dispatch(routes_, again).status, 503);
}

TEST_F(StationRoutes, OthersGetNothing) {
    Request request;
    request.path = "/api/v1/stations/bench-1";
    EXPECT_EQ(http::dispatch(routes_, request).status, 401);
    EXPECT_EQ(get("/api/v1/stations/bench-2").status, 403);
    EXPECT_EQ(get("/api/v1/cameras/far/picture.jpg").status, 403);
}

}  // namespace
}  // namespace shipwitness::capture
