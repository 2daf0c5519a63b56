#include "web/server/capture_client/capture_client.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/json.h"
#include "http/server.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::web {
namespace {

using http::Json;
using testing::HasSubstr;

constexpr const char* kClip = R"({"id": "clip-1", "order": "SO 1/7", "from": "2026-11-22T08:00:00.000000Z",
    "to": "2026-11-22T08:05:00.000000Z", "files": [{"camera": "bench-1-top", "url": "/api/v1/clips/clip-1/bench-1-top.mp4",
    "size_bytes": 400000, "etag": "\"e1\"", "from": "2026-11-22T07:59:59.000000Z", "to": "2026-11-22T08:05:00.500000Z",
    "codec": "hevc", "width": 1920, "height": 1080, "gaps": [{"from": "2026-11-22T08:01:00.000000Z",
    "to": "2026-11-22T08:01:02.000000Z", "reason": "camera_silent"}], "new_member": 1}],
    "gaps": [{"camera": "bench-1-side", "gaps": []}]})";

/// Speaks like capture over a real socket, and can be told to misbehave.
class CaptureLike {
  public:
    CaptureLike() {
        auto routes = std::make_shared<http::Routes>();
        routes->add(http::Method::put, "/api/v1/orders/{number}",
                    [this](const http::Request& request) { return put_order(request); });
        routes->add(http::Method::post, "/api/v1/clips", [this](const http::Request& request) {
            return allowed(request) ? http::json_response(201, clip) : refused();
        });
        routes->add(http::Method::get, "/api/v1/clips/{id}/{file}",
                    [this](const http::Request& request) { return file(request); });
        server_ = std::make_unique<http::Server>(http::ServerConfig{}, routes);
    }

    [[nodiscard]] SiteSettings site() const {
        return {"north", "site-token", "http://127.0.0.1:" + std::to_string(server_->port()), "web-token"};
    }

    std::string clip = kClip;
    std::string footage = std::string(400'000, 'v');
    std::string etag = "\"e1\"";
    std::string told;  ///< the last order, with its body
    int status = 200;
    std::atomic<int> ranges{0};

  private:
    static bool allowed(const http::Request& request) { return request.bearer() == "web-token"; }
    static http::Response refused() {
        return http::problem({ErrorKind::unauthenticated, "unauthenticated", "show a token"});
    }
    http::Response put_order(const http::Request& request) {
        if (!allowed(request)) {
            return refused();
        }
        told = request.parameter("number") + " " + request.body;
        if (status != 200) {
            auto problem = http::problem({ErrorKind::invalid, "invalid_input", "number: wrong"});
            problem.status = status;
            return problem;
        }
        return http::json_response(200, "{}");
    }
    http::Response file(const http::Request& request) {
        if (!allowed(request)) {
            return refused();
        }
        ranges += request.headers.get("Range") ? 1 : 0;
        http::Response response;
        response.headers.set("ETag", etag);
        response.headers.set("Content-Type", "video/mp4");
        response.body = footage;
        return response;
    }

    std::unique_ptr<http::Server> server_;
};

class CaptureClientTest : public testing::Test {
  protected:
    OfferedFile offered() {
        return client().make_clip("north", {OrderNumber("SO 1/7"), SessionId("s"), {}}).value().files.at(0);
    }
    CaptureClient client() { return CaptureClient({capture_.site()}); }
    [[nodiscard]] std::string on_disk() const {
        std::ifstream in(file_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    CaptureLike capture_;
    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_ / "film.part";
};

TEST_F(CaptureClientTest, TellsAnOrderWhateverItsNumberLooksLike) {
    ASSERT_TRUE(client().tell_order("north", {OrderNumber("SO 1/7?"), true, 3}));
    EXPECT_THAT(capture_.told, HasSubstr("SO 1/7? "));
    EXPECT_EQ(Json::parse(capture_.told.substr(capture_.told.find('{'))),
              (Json{{"status", "cancelled"}, {"packages", 3}}));
}

TEST_F(CaptureClientTest, ReadsAClipAndOverlooksMembersOfANewerCapture) {
    const auto clip = client().make_clip("north", {OrderNumber("SO-1"), SessionId("s"), {}});
    ASSERT_TRUE(clip) << clip.error().detail;
    EXPECT_EQ(clip->id, ClipId("clip-1"));
    ASSERT_EQ(clip->files.size(), 1U);
    EXPECT_EQ(clip->files[0].codec, "hevc");
    EXPECT_EQ(clip->files[0].size_bytes, 400'000U);
    EXPECT_EQ(clip->files[0].gaps.at(0).reason, "camera_silent");
    EXPECT_EQ(clip->gaps.at(0).camera, CameraId("bench-1-side"));
}

TEST_F(CaptureClientTest, TakesNothingThatIsNoClip) {
    for (const char* answer : {"", "[]", "{}", R"({"id": 7})", "<html>"}) {
        capture_.clip = answer;
        const auto clip = client().make_clip("north", {OrderNumber("SO-1"), SessionId("s"), {}});
        ASSERT_FALSE(clip) << answer;
        EXPECT_EQ(clip.error().kind, ErrorKind::unavailable) << answer;
    }
}

TEST_F(CaptureClientTest, TakesNoCameraNameThatCouldLeadOutOfAFolder) {
    std::string evil = kClip;
    evil.replace(evil.find("bench-1-top"), 11, "../../x");
    capture_.clip = evil;
    EXPECT_FALSE(client().make_clip("north", {OrderNumber("SO-1"), SessionId("s"), {}}));
}

TEST_F(CaptureClientTest, AWrongTokenIsWorthTryingAgainOnceItIsMended) {
    auto site = capture_.site();
    site.capture_token = "guessed";
    CaptureClient stranger({site});
    const auto told = stranger.tell_order("north", {OrderNumber("SO-1"), false, 0});
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(told.error().code, "capture_token_refused");
    EXPECT_THAT(told.error().detail, testing::Not(HasSubstr("guessed"))) << "tokens stand in no log";
}

TEST_F(CaptureClientTest, TellsWhatCanNeverWorkFromWhatMayWorkLater) {
    const auto kind_of = [&](int status) {
        capture_.status = status;
        return client().tell_order("north", {OrderNumber("SO-1"), false, 0}).error().kind;
    };
    EXPECT_EQ(kind_of(422), ErrorKind::invalid);
    EXPECT_EQ(kind_of(404), ErrorKind::not_found);
    EXPECT_EQ(kind_of(410), ErrorKind::gone);
    EXPECT_EQ(kind_of(429), ErrorKind::unavailable);
    EXPECT_EQ(kind_of(503), ErrorKind::unavailable);
}

TEST_F(CaptureClientTest, NobodyThereIsUnavailable) {
    auto site = capture_.site();
    {
        const CaptureLike gone;
        site = gone.site();
    }
    CaptureClient lonely({site});
    EXPECT_EQ(lonely.tell_order("north", {OrderNumber("SO-1"), false, 0}).error().kind, ErrorKind::unavailable);
    EXPECT_EQ(lonely.tell_order("south", {OrderNumber("SO-1"), false, 0}).error().code, "site_not_configured");
}

TEST_F(CaptureClientTest, DownloadsAFileWhole) {
    std::uint64_t had = 0;
    const auto fetched = client().fetch("north", offered(), file_, [&](std::uint64_t bytes, std::uint64_t) {
        had = bytes;
        return true;
    });
    ASSERT_TRUE(fetched) << fetched.error().detail;
    EXPECT_EQ(on_disk(), capture_.footage);
    EXPECT_EQ(had, capture_.footage.size());
}

TEST_F(CaptureClientTest, GoesOnWithADownloadByRange) {
    const auto half =
        client().fetch("north", offered(), file_, [](std::uint64_t had, std::uint64_t) { return had < 100'000; });
    ASSERT_FALSE(half);
    EXPECT_EQ(half.error().kind, ErrorKind::unavailable);
    const auto had = std::filesystem::file_size(file_);
    ASSERT_GT(had, 0U);
    ASSERT_LT(had, capture_.footage.size());
    ASSERT_TRUE(client().fetch("north", offered(), file_, [](std::uint64_t, std::uint64_t) { return true; }));
    EXPECT_EQ(on_disk(), capture_.footage);
    EXPECT_EQ(capture_.ranges, 1);
}

TEST_F(CaptureClientTest, AFileThatHasBecomeAnotherIsNotMixedWithTheFirst) {
    const auto first = offered();
    ASSERT_FALSE(client().fetch("north", first, file_, [](std::uint64_t, std::uint64_t) { return false; }));
    capture_.etag = "\"e2\"";
    capture_.footage = std::string(400'000, 'w');
    const auto fetched = client().fetch("north", first, file_, [](std::uint64_t, std::uint64_t) { return true; });
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().kind, ErrorKind::gone) << "the clip is made anew";
    EXPECT_THAT(on_disk(), testing::Not(HasSubstr("v")));
}

}  // namespace
}  // namespace shipwitness::web
