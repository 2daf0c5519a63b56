// Clips over the real HTTP server: what web's downloads and a browser's player rely on.
#include <filesystem>
#include <iterator>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "capture/clips/clip_routes.h"
#include "capture/schema/migrations.h"
#include "http/client.h"
#include "http/json.h"
#include "http/server.h"
#include "tests/support/footage_builder.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::capture {
namespace {

using namespace std::chrono_literals;
using http::Json;
using http::Method;

constexpr Timestamp kStart = from_us(1'795'336'616'000'000);
const CameraId kTop{"bench-1-top"};

/// While it lives this process can open no more than so many files beyond those that are open.
class FewDescriptors {
  public:
    explicit FewDescriptors(std::size_t more) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const auto open = std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
        rlimit less = before_;
        less.rlim_cur = static_cast<rlim_t>(open) + more;
        ::setrlimit(RLIMIT_NOFILE, &less);
    }
    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    FewDescriptors(const FewDescriptors&) = delete;
    FewDescriptors& operator=(const FewDescriptors&) = delete;

  private:
    rlimit before_{};
};

class ClipHttp : public testing::Test {
  protected:
    ClipHttp() {
        database_.migrate(schema::migrations());
        for (int i = 0; i < 3; ++i) {
            top_.record(kStart + 2s * i, {.seconds = 2, .pictures_per_gop = 10});
        }
        auto routes = std::make_shared<http::Routes>();
        add_clip_routes(*routes, clips_, [](http::Handler handler) { return handler; });
        server_ = std::make_unique<http::Server>(http::ServerConfig{.threads = 4}, routes);
    }

    http::ClientResponse ask(Method method, const std::string& path, const Json& body = nullptr,
                             const std::vector<std::pair<std::string, std::string>>& headers = {}) {
        http::ClientRequest request{.method = method, .url = url(path), .timeout = 60s};
        if (!body.is_null()) {
            request.body = body.dump();
            request.headers.set("Content-Type", "application/json");
        }
        for (const auto& [name, value] : headers) {
            request.headers.set(name, value);
        }
        const auto answer = http::send(request);
        EXPECT_TRUE(answer) << (answer ? "" : answer.error().detail);
        return answer ? *answer : http::ClientResponse{};
    }

    [[nodiscard]] std::string url(const std::string& path) const {
        return fmt::format("http://127.0.0.1:{}{}", server_->port(), path);
    }

    static Json wanted(Timestamp from, Timestamp to) {
        return {{"order", "SO-10417"}, {"from", to_rfc3339(from)}, {"to", to_rfc3339(to)}};
    }

    Json make_clip() {
        const auto answer = ask(Method::post, "/api/v1/clips", wanted(kStart + 500ms, kStart + 5500ms));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return Json::parse(answer.body);
    }

    test::TemporaryFolder folder_;
    test::ManualClock clock_{kStart + 1h};
    storage::Database database_{folder_ / "capture.db"};
    Catalogue catalogue_{database_, folder_ / "footage"};
    test::FootageBuilder top_{catalogue_, kTop};
    Clips clips_{{{kTop}, 4h}, database_, catalogue_, clock_};
    std::unique_ptr<http::Server> server_;
};

TEST_F(ClipHttp, PlaysWhatWasAskedFor) {
    const Json clip = make_clip();
    const Json file = clip["files"][0];
    EXPECT_EQ(ask(Method::get, "/api/v1/clips/" + clip["id"].get<std::string>()).body, clip.dump());
    const auto whole = ask(Method::get, file["url"]);
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.headers.get("Content-Type"), "video/mp4");
    EXPECT_EQ(whole.headers.get("ETag"), file["etag"].get<std::string>());
    EXPECT_EQ(whole.body.size(), file["size_bytes"].get<std::size_t>());
    test::write_whole(folder_ / "clip.mp4", whole.body);
    const auto decoded = test::decode_video(folder_ / "clip.mp4");
    EXPECT_EQ(decoded.errors, "");
    // From 0.5 s to 5.5 s; the picture that is on the screen at 0.5 s began at 0.48 s.
    EXPECT_GE(decoded.pictures, 125);
    EXPECT_LE(decoded.pictures, 126);
}

TEST_F(ClipHttp, AnswersRangesAndConditions) {
    const Json file = make_clip()["files"][0];
    const std::string path = file["url"];
    const std::string etag = file["etag"];
    const std::string whole = ask(Method::get, path).body;
    const auto size = whole.size();
    for (const auto& [from, to] : std::vector<std::pair<std::size_t, std::size_t>>{
             {0, 0}, {5, 4000}, {size / 2, size / 2 + 70'000}, {size - 10, size - 1}}) {
        const auto part = ask(Method::get, path, nullptr, {{"Range", fmt::format("bytes={}-{}", from, to)}});
        EXPECT_EQ(part.status, 206);
        EXPECT_EQ(part.headers.get("Content-Range"), fmt::format("bytes {}-{}/{}", from, std::min(to, size - 1), size));
        EXPECT_EQ(part.body, whole.substr(from, to - from + 1));
    }
    const auto head = ask(Method::head, path);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.headers.get("Content-Length"), std::to_string(size));
    EXPECT_EQ(ask(Method::get, path, nullptr, {{"If-None-Match", etag}}).status, 304);
    EXPECT_EQ(ask(Method::get, path, nullptr, {{"Range", "bytes=1-2"}, {"If-Range", etag}}).body, whole.substr(1, 2));
    EXPECT_EQ(ask(Method::get, path, nullptr, {{"Range", "bytes=1-2"}, {"If-Range", "\"other\""}}).body.size(), size);
    EXPECT_EQ(ask(Method::get, path, nullptr, {{"Range", fmt::format("bytes={}-", size)}}).status, 416);
}

TEST_F(ClipHttp, ContinuesABrokenDownload) {
    const Json file = make_clip()["files"][0];
    const std::string whole = ask(Method::get, file["url"]).body;
    const auto part = folder_ / "part.mp4";
    test::write_whole(part, whole.substr(0, whole.size() / 3));
    const auto etag = http::download({.url = url(file["url"]), .timeout = 60s}, part, file["etag"],
                                     [](std::uint64_t, std::uint64_t) { return true; });
    ASSERT_TRUE(etag) << etag.error().detail;
    EXPECT_EQ(test::read_whole(part), whole);
}

// A clip of four hours is made of 240 segments, and each once took a descriptor for as long as somebody downloaded it:
// five downloads at once and the service could neither record nor answer.
TEST_F(ClipHttp, SendsManyLongClipsWithFewDescriptors) {
    for (int i = 3; i < 60; ++i) {
        top_.record(kStart + 2s * i, {.seconds = 2, .pictures_per_gop = 10});
    }
    const auto made = ask(Method::post, "/api/v1/clips", wanted(kStart, kStart + 2min));
    ASSERT_EQ(made.status, 201) << made.body;
    const Json file = Json::parse(made.body)["files"][0];
    const std::string whole = ask(Method::get, file["url"]).body;
    const FewDescriptors few(50);
    std::vector<std::string> bodies(4);
    {
        std::vector<std::jthread> clients;
        for (std::string& body : bodies) {
            clients.emplace_back([&] { body = ask(Method::get, file["url"]).body; });
        }
    }
    EXPECT_EQ(whole.size(), file["size_bytes"].get<std::size_t>());
    for (const std::string& body : bodies) {
        EXPECT_TRUE(body == whole) << body.size() << " bytes of " << whole.size();
    }
}

TEST_F(ClipHttp, RefusesWhatCannotBe) {
    const auto code = [&](const Json& body, int status) {
        const auto answer = ask(Method::post, "/api/v1/clips", body);
        EXPECT_EQ(answer.status, status) << answer.body;
        return Json::parse(answer.body)["code"].get<std::string>();
    };
    EXPECT_EQ(code({{"order", "SO-1"}}, 422), "invalid_input");
    EXPECT_EQ(code(wanted(kStart + 1s, kStart), 422), "invalid_input");
    EXPECT_EQ(code(wanted(kStart, kStart + 5h), 422), "invalid_input");
    Json foreign = wanted(kStart, kStart + 1s);
    foreign["cameras"] = {"nobody"};
    EXPECT_EQ(code(foreign, 404), "camera_unknown");
    EXPECT_EQ(ask(Method::get, "/api/v1/clips/nothing").status, 404);
    EXPECT_EQ(ask(Method::get, "/api/v1/clips/nothing/bench-1-top.mp4").status, 404);
    const std::string id = make_clip()["id"];
    EXPECT_EQ(ask(Method::get, "/api/v1/clips/" + id + "/bench-1-side.mp4").status, 404);
    EXPECT_EQ(ask(Method::get, "/api/v1/clips/" + id + "/bench-1-top.avi").status, 404);
}

TEST_F(ClipHttp, TellsWhyNothingWasRecorded) {
    catalogue_.open_gap(kTop, kStart + 6s, GapReason::camera_silent);
    const auto answer = ask(Method::post, "/api/v1/clips", wanted(kStart + 10s, kStart + 20s));
    EXPECT_EQ(answer.status, 404);
    const Json body = Json::parse(answer.body);
    EXPECT_EQ(body["code"], "no_footage");
    EXPECT_EQ(body["gaps"][0]["camera"], "bench-1-top");
    EXPECT_EQ(body["gaps"][0]["gaps"][0]["reason"], "camera_silent");
}

}  // namespace
}  // namespace shipwitness::capture
