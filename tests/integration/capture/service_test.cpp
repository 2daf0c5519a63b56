#include "capture/app/service.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <system_error>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "capture/app/service_routes.h"
#include "capture/app/settings.h"
#include "core/clock.h"
#include "core/file_descriptor.h"
#include "http/json.h"
#include "http/routes.h"
#include "http/server.h"
#include "media/opener.h"
#include "storage/database.h"
#include "tests/integration/capture/capture_process.h"
#include "tests/integration/capture/receiving_web.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

// The real program, with films for cameras and a real HTTP server in web's place.

namespace shipwitness::capture {
namespace {

using http::Json;
using http::Method;
using test::CaptureProcess;
using testing::Contains;
using testing::HasSubstr;

constexpr const char* kKey = "key-of-bench-1-0001";
constexpr const char* kWebToken = "token-of-web-000001";

class CaptureService : public testing::Test {
  protected:
    CaptureService() { write_page(); }

    /// Settings with one station filmed by these cameras, as YAML of {id, url}.
    std::filesystem::path settings(const std::string& cameras, const std::string& ids, const std::string& more = "") {
        const auto file = folder_ / "capture.yaml";
        std::ofstream(file) << "site: warehouse-1\ndata: data\npages: pages\nhttp: {port: " << port_ << "}\n"
                            << "web: {url: '" << web_.url()
                            << "', site_token: site-token-0000001, web_token: " << kWebToken
                            << ", first_retry: 50ms, longest_retry: 500ms, refused_retry: " << refused_retry_ << "}\n"
                            << "sessions: {pre_roll: 500ms, post_roll: 500ms, debounce: 0ms}\n"
                            << "recording: {free_space_floor: 1MB, first_retry: 100ms, longest_retry: 500ms, "
                            << "silence: 60s, connect_timeout: 60s}\n"
                            << "cameras: [" << cameras << "]\n"
                            << "stations: [{id: bench-1, name: Bench 1, key: " << kKey << ", cameras: [" << ids
                            << "]}]\n"
                            << more;
        return file;
    }
    std::filesystem::path settings_with_film() {
        const auto film = folder_ / "film.mp4";
        if (!std::filesystem::exists(film)) {
            test::make_test_video({.seconds = 2, .rate = 10, .pictures_per_gop = 5}, film);
        }
        return settings("{id: top, url: 'file:" + film.string() + "?loop=1'}", "top");
    }
    /// A camera that is not there: enough where footage does not matter.
    std::filesystem::path settings_without_film() {
        return settings("{id: top, url: 'file:" + (folder_ / "nowhere.mp4").string() + "'}", "top");
    }

    std::unique_ptr<CaptureProcess> start(const std::filesystem::path& config) {
        auto process = std::make_unique<CaptureProcess>(std::vector<std::string>{"--config", config.string()});
        process->wait_until_ready();
        return process;
    }

    static Json scan(const CaptureProcess& capture, const Json& body) {
        const auto answer = capture.send(Method::post, "/api/v1/stations/bench-1/scans", kKey, body);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return Json::parse(answer.body);
    }
    static Json state(const CaptureProcess& capture) {
        return Json::parse(capture.get("/api/v1/stations/bench-1", kKey).body);
    }
    static bool eventually(const std::function<bool()>& condition) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (!condition()) {
            if (std::chrono::steady_clock::now() > deadline) {
                return false;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
        return true;
    }
    static bool records(const CaptureProcess& capture) {
        return eventually([&] { return state(capture)["recording"] == true; });
    }
    bool web_has(std::size_t count) {
        return web_.wait_for([&](const auto& events) { return events.size() >= count; });
    }

    void write_page() {
        std::filesystem::create_directories(folder_ / "pages" / "assets");
        std::ofstream(folder_ / "pages" / "index.html") << "<!doctype html><title>station</title>";
    }

    test::TemporaryFolder folder_;
    test::ReceivingWeb web_;
    int port_ = 0;
    std::string refused_retry_ = "10m";
};

TEST_F(CaptureService, ScanBecomesASessionThatWebHearsOfWithItsFootage) {
    const auto capture = start(settings_with_film());
    ASSERT_EQ(capture->send(Method::put, "/api/v1/orders/SO-1", kWebToken, {{"status", "open"}}).status, 200);
    ASSERT_TRUE(records(*capture)) << capture->output();

    const Json started = scan(*capture, {{"code", "SO-1"}, {"scan_id", "reading-1"}});
    EXPECT_EQ(started["outcome"], "started");
    EXPECT_EQ(started["sound"], "yes");
    EXPECT_EQ(started["station"]["session"]["order"], "SO-1");
    const Json ended = scan(*capture, {{"code", "SW:END"}});
    EXPECT_EQ(ended["outcome"], "ended");

    ASSERT_TRUE(web_.wait_for([](const auto& events) {
        return !events.empty() && events.back()["type"] == "session_updated" &&
               !events.back()["session"]["ended_at"].is_null();
    })) << capture->output();
    const auto types = web_.types();
    EXPECT_EQ(types.front(), "session_started");
    EXPECT_EQ(std::count(types.begin(), types.end(), "session_started"), 1);
    EXPECT_EQ(std::count(types.begin(), types.end(), "session_ended"), 1);
    const Json session = web_.events().back()["session"];
    EXPECT_EQ(session["id"], started["station"]["session"]["id"]);
    EXPECT_EQ(session["known_order"], true);
    EXPECT_EQ(session["cameras"][0]["camera"], "top");
    EXPECT_EQ(web_.last_token(), "site-token-0000001");

    // The pre-roll may reach back before the first picture of the film; after it nothing is missing.
    for (const Json& gap : session["cameras"][0]["gaps"]) {
        EXPECT_EQ(gap["from"], session["cameras"][0]["from"]) << gap.dump();
    }

    const auto picture = capture->get("/api/v1/cameras/top/picture.jpg", kKey);
    EXPECT_EQ(picture.status, 200);
    EXPECT_EQ(picture.headers.get("Content-Type"), "image/jpeg");
    EXPECT_TRUE(picture.body.starts_with("\xFF\xD8"));
    EXPECT_THAT(capture->get("/metrics").body, HasSubstr("shipwitness_camera_recording{camera=\"top\"} 1\n"));
}

TEST_F(CaptureService, KilledDuringASessionItGoesOnAndIsToldOnce) {
    const auto config = settings_with_film();
    std::string session;
    {
        const auto capture = start(config);
        ASSERT_TRUE(records(*capture)) << capture->output();
        session = scan(*capture, {{"code", "SO-2"}})["station"]["session"]["id"].get<std::string>();
        ASSERT_TRUE(web_has(1));
        capture->signal(SIGKILL);
        EXPECT_EQ(capture->wait_for_end(), -SIGKILL);
    }
    const auto capture = start(config);
    const Json running = state(*capture)["session"];
    ASSERT_FALSE(running.is_null()) << capture->output();
    EXPECT_EQ(running["id"], session);
    EXPECT_THAT(running["warnings"], Contains("service_restarted"));
    ASSERT_TRUE(records(*capture)) << capture->output();
    scan(*capture, {{"code", "SO-2"}});

    ASSERT_TRUE(web_.wait_for([](const auto& events) {
        return events.back()["type"] == "session_updated" && !events.back()["session"]["ended_at"].is_null();
    })) << capture->output();
    const Json told = web_.events().back()["session"];
    EXPECT_EQ(told["id"], session);
    EXPECT_EQ(told["complete"], false);
    std::vector<std::string> reasons;
    for (const Json& gap : told["cameras"][0]["gaps"]) {
        reasons.push_back(gap["reason"].get<std::string>());
    }
    EXPECT_THAT(reasons, Contains("service_down"));
    const auto types = web_.types();
    EXPECT_EQ(std::count(types.begin(), types.end(), "session_started"), 1);
    EXPECT_EQ(std::count(types.begin(), types.end(), "session_ended"), 1);
}

TEST_F(CaptureService, PacksOnWhileWebIsAwayAndDeliversOnceLater) {
    web_.stop();
    const auto config = settings_without_film();
    {
        const auto capture = start(config);
        EXPECT_EQ(scan(*capture, {{"code", "SO-3"}})["outcome"], "started");
        EXPECT_EQ(scan(*capture, {{"code", "SO-4"}})["outcome"], "switched");
        EXPECT_EQ(state(*capture)["web_reachable"], false);
        capture->signal(SIGTERM);
        EXPECT_EQ(capture->wait_for_end(), 0);
    }
    web_.start();
    const auto capture = start(config);
    ASSERT_TRUE(web_has(4)) << capture->output();
    EXPECT_EQ(web_.repeated(), 0);
    EXPECT_TRUE(eventually([&] { return state(*capture)["web_reachable"] == true; }));
}

// Web was restored from a backup and has forgotten what capture had delivered; SQL by hand was the remedy.
TEST_F(CaptureService, TellsAgainWhatWebHasLostWhileItGoesOnRecording) {
    refused_retry_ = "1s";  // as often it looks for what is new
    const auto config = settings_without_film();
    const auto capture = start(config);
    const std::string since = to_rfc3339(SystemClock().now());
    const Json started = scan(*capture, {{"code", "SO-9"}})["station"]["session"];
    scan(*capture, {{"code", "END"}});
    ASSERT_TRUE(web_.wait_for([](const auto& events) {
        return !events.empty() && events.back()["type"] == "session_updated" &&
               !events.back()["session"]["cameras"][0]["gaps"].empty();
    })) << capture->output();
    const Json last = web_.events().back();

    CaptureProcess command({"--config", config.string(), "--tell-again", since});
    EXPECT_EQ(command.wait_for_end(), 0) << command.output();
    EXPECT_THAT(command.output(), HasSubstr("told to web again: 1;"));
    ASSERT_TRUE(web_.wait_for([&](const auto& events) { return events.back()["sequence"] > last["sequence"]; }))
        << capture->output();
    const Json again = web_.events().back();
    EXPECT_EQ(again["session"]["id"], started["id"]);
    EXPECT_EQ(again["session"], last["session"]) << "the whole session, as it is";
}

TEST_F(CaptureService, TellsAgainWhatWebRefusedWithoutWaiting) {
    const auto config = settings_without_film();
    {
        web_.refuse([](const Json&) {
            return std::optional(http::problem(Error{ErrorKind::invalid, "no_such_order", "Unknown."}));
        });
        const auto capture = start(config);
        scan(*capture, {{"code", "SO-10"}});
        scan(*capture, {{"code", "END"}});
        // Started, ended, settled: the next start has nothing of its own to tell.
        ASSERT_TRUE(eventually([&] {
            const std::string metrics = capture->get("/metrics").body;
            const std::string gauge = "\nshipwitness_outbox_refused_events ";
            const auto at = metrics.find(gauge);
            return at != std::string::npos && std::stoi(metrics.substr(at + gauge.size())) >= 3;
        })) << capture->output();
        capture->signal(SIGTERM);
        EXPECT_EQ(capture->wait_for_end(), 0);
    }
    web_.refuse({});
    CaptureProcess command({"--config", config.string(), "--tell-again", "refused"});
    EXPECT_EQ(command.wait_for_end(), 0) << command.output();
    EXPECT_THAT(command.output(), HasSubstr("told to web again: 1;"));
    const auto capture = start(config);
    ASSERT_TRUE(web_has(1)) << capture->output();
    EXPECT_EQ(web_.events().back()["session"]["order"], "SO-10");
    EXPECT_EQ(web_.events().back()["session"]["end_reason"], "end_code");
}

TEST_F(CaptureService, HasNothingToTellAgainWhereNobodyHasPacked) {
    CaptureProcess capture({"--config", settings_without_film().string(), "--tell-again", "refused"});
    EXPECT_EQ(capture.wait_for_end(), 2);
    EXPECT_THAT(capture.output(), HasSubstr("capture.sqlite"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data")) << "nothing is made";
}

TEST_F(CaptureService, CameraThatIsDownIsSaidLoudlyAndMakesTheSessionIncomplete) {
    const auto capture = start(settings_without_film());
    const Json started = scan(*capture, {{"code", "SO-5"}});
    EXPECT_EQ(started["outcome"], "started");
    EXPECT_EQ(started["sound"], "warning");
    EXPECT_EQ(started["message"]["code"], "camera_not_recording");
    EXPECT_EQ(started["station"]["recording"], false);
    EXPECT_THAT(started["station"]["session"]["warnings"], Contains("camera_down"));
    scan(*capture, {{"code", "END"}});
    ASSERT_TRUE(web_.wait_for([](const auto& events) {
        return !events.empty() && events.back()["type"] == "session_updated" &&
               !events.back()["session"]["cameras"][0]["gaps"].empty();
    })) << capture->output();
    EXPECT_EQ(web_.events().back()["session"]["complete"], false);
}

TEST_F(CaptureService, RepeatedRequestsAndBadOnesChangeNothing) {
    const auto capture = start(settings_without_film());
    const Json first = scan(*capture, {{"code", "SO-6"}, {"scan_id", "r1"}});
    const Json again = scan(*capture, {{"code", "SO-6"}, {"scan_id", "r1"}});
    EXPECT_EQ(again["outcome"], first["outcome"]);
    EXPECT_EQ(again["station"]["session"]["id"], first["station"]["session"]["id"]);

    const std::string scans = "/api/v1/stations/bench-1/scans";
    EXPECT_EQ(scan(*capture, {{"code", "SW:DANCE"}})["outcome"], "refused");
    EXPECT_EQ(capture->send(Method::post, scans, kKey, {{"code", "SO-7"}, {"scan_id", "r1"}}).status, 409);
    EXPECT_EQ(capture->send(Method::post, scans, kKey, {{"cod", "SO-7"}}).status, 422);
    EXPECT_EQ(capture->send(Method::post, scans, kWebToken, {{"code", "SO-7"}}).status, 403);
    EXPECT_EQ(capture->send(Method::post, scans, "nobody", {{"code", "SO-7"}}).status, 401);
    EXPECT_EQ(capture->send(Method::post, "/api/v1/stations/bench-2/scans", kKey, {{"code", "SO-7"}}).status, 403);
    EXPECT_EQ(capture->send(Method::put, "/api/v1/orders/SO-7", kKey, {{"status", "open"}}).status, 403);
    EXPECT_EQ(capture->send(Method::put, "/api/v1/orders/END", kWebToken, {{"status", "open"}}).status, 422);
    EXPECT_EQ(capture->get("/api/v1/stations/bench-1").status, 401);
    EXPECT_EQ(capture->get("/api/v1/cameras/none/picture.jpg", kWebToken).status, 404);
    EXPECT_EQ(capture->get("/api/v1/cameras/top/picture.jpg", kKey).status, 503);
    EXPECT_EQ(state(*capture)["session"]["order"], "SO-6");
}

TEST_F(CaptureService, ServesItsPageItsHealthAndItsDescription) {
    const auto capture = start(settings_without_film());
    const auto page = capture->get("/station/bench-1");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.headers.get("Content-Security-Policy").value_or(""), HasSubstr("default-src 'none'"));
    EXPECT_EQ(page.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_GE(capture->get("/station/assets/%2e%2e/%2e%2e/capture.yaml").status, 400);
    EXPECT_EQ(capture->get("/healthz").body, "ok\n");
    const auto ready = capture->get("/readyz");
    EXPECT_EQ(ready.status, 200);
    EXPECT_EQ(Json::parse(ready.body)["cameras"][0]["id"], "top");
    EXPECT_THAT(capture->get("/openapi.yaml").body, HasSubstr("openapi: 3.1.0"));
}

TEST_F(CaptureService, RoutesAndTheirDescriptionAgree) {
    const auto config = load_settings(settings_without_film());
    ASSERT_TRUE(config) << config.error().detail;
    const SystemClock clock;
    const media::LibavOpener opener(clock);
    const Service service(*config, clock, opener);
    EXPECT_THAT(http::differences(service.routes(), api_description()), testing::IsEmpty());
}

// Whatever the database said was called a full disk.
TEST_F(CaptureService, ADatabaseThatCannotBeUsedIsToldFromAMistakeOfOurs) {
    auto config = load_settings(settings_without_film());
    ASSERT_TRUE(config) << config.error().detail;
    config->recording.first_retry = config->recording.last_retry = std::chrono::hours{1};  // it writes gaps, too
    const SystemClock clock;
    const media::LibavOpener opener(clock);
    const Service service(*config, clock, opener);
    storage::Database other(folder_ / "data" / "capture.sqlite");
    const auto answer_to_a_scan = [&] {
        http::Request request;
        request.method = Method::post;
        request.path = "/api/v1/stations/bench-1/scans";
        request.headers.set("Authorization", std::string("Bearer ") + kKey);
        request.headers.set("Content-Type", "application/json");
        request.body = R"({"code":"SO-8","scan_id":"r8"})";
        return http::dispatch(service.routes(), request);
    };
    const auto code_of = [](const http::Response& response) {
        return Json::parse(std::get<std::string>(response.body)).value("code", "");
    };

    http::Response refused;
    testing::internal::CaptureStderr();
    other.write([&](storage::Connection&) { refused = answer_to_a_scan(); });
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("does another program hold the file"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(code_of(refused), "storage_unavailable");

    const auto rename = [&](const std::string& from, const std::string& to) {
        other.write([&](storage::Connection& each) { each.script("alter table " + from + " rename to " + to); });
    };
    rename("scans", "lost_scans");
    testing::internal::CaptureStderr();
    refused = answer_to_a_scan();
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("no such table: scans"));
    EXPECT_EQ(refused.status, 500);
    EXPECT_EQ(code_of(refused), "internal_error");

    rename("lost_scans", "scans");
    EXPECT_EQ(answer_to_a_scan().status, 200) << "the same reading goes through when the trouble is over";
}

TEST_F(CaptureService, TakenPortIsNamed) {
    http::Server other({}, std::make_shared<http::Routes>());
    port_ = other.port();
    CaptureProcess capture({"--config", settings_without_film().string()});
    EXPECT_EQ(capture.wait_for_end(), 1);
    EXPECT_THAT(capture.output(), HasSubstr("127.0.0.1:" + std::to_string(port_)));
}

TEST_F(CaptureService, SecondProcessOnTheSameDataIsRefused) {
    const auto config = settings_without_film();
    const auto first = start(config);
    CaptureProcess second({"--config", config.string()});
    EXPECT_EQ(second.wait_for_end(), 1);
    EXPECT_THAT(second.output(), HasSubstr("another shipwitness-capture works in"));
    EXPECT_EQ(first->get("/healthz").status, 200);
}

TEST_F(CaptureService, BrokenSettingsAreNamedWithFileLineKeyAndRemedy) {
    const auto config = settings("{id: top, url: 'rtsp://127.0.0.1/top'}", "top", "sesions: {idle: 15}\n");
    CaptureProcess capture({"--check-config", "--config", config.string()});
    EXPECT_EQ(capture.wait_for_end(), 2);
    EXPECT_THAT(capture.output(), HasSubstr("capture.yaml:10: sesions"));
    EXPECT_THAT(capture.output(), HasSubstr("sessions"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data")) << "nothing is touched";
}

TEST_F(CaptureService, SoundSettingsAreConfirmed) {
    CaptureProcess capture({"--check-config", "--config", settings_without_film().string()});
    EXPECT_EQ(capture.wait_for_end(), 0);
    EXPECT_THAT(capture.output(), HasSubstr("is sound: 1 stations, 1 cameras"));
}

/// A station page that listens: what it has heard, over a socket of its own.
class ListeningPage {
  public:
    explicit ListeningPage(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval patience{60, 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
            throw std::system_error(errno, std::generic_category(), "connect");
        }
        const std::string request = std::string("GET /api/v1/stations/bench-1/events HTTP/1.1\r\nHost: capture\r\n") +
                                    "Authorization: Bearer " + kKey + "\r\n\r\n";
        if (::send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size())) {
            throw std::system_error(errno, std::generic_category(), "send");
        }
    }
    /// Reads until it has heard this; false when the stream ends, or falls silent for 60 s, before.
    bool hears(const std::string& text) {
        while (heard_.find(text) == std::string::npos) {
            std::array<char, 4096> buffer{};
            const ssize_t got = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
            if (got <= 0) {
                return false;
            }
            heard_.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return true;
    }
    [[nodiscard]] const std::string& heard() const { return heard_; }

  private:
    FileDescriptor socket_;
    std::string heard_;
};

TEST_F(CaptureService, TellsListeningPagesOfScansAndStopsWhileTheyListen) {
    const auto capture = start(settings_without_film());
    ListeningPage page(capture->port());
    ASSERT_TRUE(page.hears("event: state\ndata: {")) << page.heard();
    EXPECT_THAT(page.heard(), HasSubstr("text/event-stream"));
    scan(*capture, {{"code", "SO-8"}});
    EXPECT_TRUE(page.hears("\"order\":\"SO-8\"")) << page.heard();
    capture->signal(SIGTERM);
    EXPECT_EQ(capture->wait_for_end(), 0);
    EXPECT_FALSE(page.hears("nothing more"));
}

}  // namespace
}  // namespace shipwitness::capture
