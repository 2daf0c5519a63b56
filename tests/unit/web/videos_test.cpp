#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/sha256.h"
#include "tests/unit/web/packing_samples.h"
#include "tests/unit/web/web_app.h"

namespace shipwitness::web {
namespace {

using namespace std::chrono_literals;
using http::Json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kRequests = "/api/v1/portal/video-requests";

/// What a site delivers when an order was packed.
Json a_delivery(const std::string& order) {
    const Json event{{"id", "e-1"},
                     {"sequence", 5},
                     {"type", "session_ended"},
                     {"at", "2026-11-22T08:05:00Z"},
                     {"session",
                      {{"id", "s-late"},
                       {"station", "bench-1"},
                       {"order", order},
                       {"known_order", true},
                       {"started_at", "2026-11-22T08:00:00Z"},
                       {"ended_at", "2026-11-22T08:05:00Z"},
                       {"end_reason", "same_code"},
                       {"complete", true},
                       {"marks", Json::array()},
                       {"cameras", Json::array()}}}};
    return {{"site", "north"}, {"events", {event}}};
}

class Videos : public testing::Test {
  protected:
    explicit Videos(VideoApproval approval = VideoApproval::automatic) : web_(approval) {
        web_.save("SO-1");
        web_.clock.step(kPackingStart + 1h - web_.clock.now());
    }
    void SetUp() override { web_.pack(a_packing_session()); }

    /// The buyer asks; the request's id.
    std::string ask() {
        const auto answer = web_.buyer().post(kRequests);
        EXPECT_EQ(answer.status, 201) << answer.text;
        return answer.json.value("id", "");
    }
    Json seen_by_buyer(const std::string& id) { return web_.buyer().get(std::string(kRequests) + "/" + id).json; }
    Answered download(const std::string& id, const std::string& name) {
        return web_.buyer().get("/api/v1/portal/videos/" + id + "/" + name);
    }
    [[nodiscard]] std::filesystem::path folder(const std::string& id) const {
        return web_.data_folder() / "videos" / id;
    }
    static std::string bytes_of(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    WebApp web_;
};

class VideosByLeave : public Videos {
  protected:
    VideosByLeave() : Videos(VideoApproval::desk) {}
};

TEST_F(Videos, OfTheBuyersOwnOrderAreFetchedAndOfferedWithAManifest) {
    const auto id = ask();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "queued");
    web_.run_jobs();
    const auto ready = seen_by_buyer(id);
    EXPECT_EQ(ready.at("state"), "ready");
    EXPECT_EQ(ready.at("progress"), 100);
    ASSERT_THAT(ready.at("files"), SizeIs(2));
    const auto film = ready.at("files").at(0);
    EXPECT_EQ(film.at("name"), "1-bench-1-top.mp4");
    EXPECT_EQ(film.at("sha256"), evidence::to_hex(evidence::sha256("moving pictures")));
    EXPECT_EQ(bytes_of(folder(id) / "1-bench-1-top.mp4"), "moving pictures");
    const auto manifest = Json::parse(bytes_of(folder(id) / "manifest.json"));
    EXPECT_EQ(manifest.at("order"), "SO-1");
    EXPECT_EQ(manifest.at("clips").at(0).at("files").at(0).at("sha256"), film.at("sha256"));
    EXPECT_EQ(manifest.at("clips").at(0).at("asked").at("from"), to_rfc3339(kPackingStart - 5s));
    EXPECT_EQ(manifest.at("tool").at("name"), "shipwitness-web");
    EXPECT_EQ(web_.count("select count(*) from letters where kind = 'video_ready' and recipient = 'buyer@example.com'"),
              1);
}

TEST_F(Videos, ShowAPictureBeforeTheyArePlayedWhichIsNoDownload) {
    const auto id = ask();
    web_.run_jobs();
    const auto film = seen_by_buyer(id).at("files").at(0);
    EXPECT_EQ(film.at("poster_url"), "/api/v1/portal/videos/" + id + "/1-bench-1-top.jpg");
    const auto shown = download(id, "1-bench-1-top.jpg");
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(bytes_of(folder(id) / "1-bench-1-top.jpg"), "a picture");
    EXPECT_EQ(web_.count("select count(*) from video_downloads"), 0);
    EXPECT_EQ(seen_by_buyer(id).at("files").at(1).at("poster_url"), nullptr) << "the manifest has none";
}

TEST_F(Videos, WithoutAPictureAreOfferedAllTheSame) {
    web_.capture.picture.reset();
    const auto id = ask();
    web_.run_jobs();
    const auto ready = seen_by_buyer(id);
    EXPECT_EQ(ready.at("state"), "ready");
    EXPECT_EQ(ready.at("files").at(0).at("poster_url"), nullptr);
    EXPECT_EQ(download(id, "1-bench-1-top.jpg").status, 404);
}

TEST_F(Videos, AskedForAgainAreTheSameRequest) {
    const auto id = ask();
    const auto again = web_.buyer().post(kRequests);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.json.at("id"), id);
    web_.run_jobs();
    EXPECT_EQ(web_.buyer().post(kRequests).json.at("id"), id);
}

TEST_F(Videos, AreAskedForAnewWhenTheOrderWasPackedAgain) {
    const auto id = ask();
    web_.run_jobs();
    auto second = a_packing_session("s-2");
    second.started += 20min;
    *second.ended += 20min;
    web_.pack(second);
    EXPECT_NE(ask(), id);
    web_.run_jobs();
    EXPECT_THAT(web_.capture.clips_made, SizeIs(3)) << "one, then both";
}

TEST_F(Videos, OfAnOrderThatNobodyFilmedCannotBeHad) {
    web_.save("SO-2");
    EXPECT_EQ(web_.buyer("SO-2").post(kRequests).code(), "no_footage");
    web_.pack(cancelled(a_packing_session("s-9", "SO-2")));
    EXPECT_EQ(web_.buyer("SO-2").post(kRequests).code(), "no_footage");
}

TEST_F(Videos, OfAnotherBuyerDoNotExist) {
    const auto id = ask();
    web_.run_jobs();
    web_.save("SO-2");
    auto stranger = web_.buyer("SO-2");
    EXPECT_EQ(stranger.get(std::string(kRequests) + "/" + id).code(), "video_request_unknown");
    EXPECT_EQ(stranger.get("/api/v1/portal/videos/" + id + "/1-bench-1-top.mp4").code(), "video_request_unknown");
    const auto claim = web_.file_claim();
    EXPECT_EQ(stranger.post(kRequests, {{"claim", claim}}).code(), "claim_unknown");
}

TEST_F(Videos, OfTheDeskAreNotTheBuyers) {
    web_.file_claim();
    web_.run_jobs();
    const auto desk = web_.agent().get("/api/v1/desk/video-requests").json.at("items").at(0);
    EXPECT_EQ(desk.at("origin"), "desk");
    EXPECT_EQ(desk.at("state"), "ready");
    EXPECT_EQ(download(desk.at("id"), "1-bench-1-top.mp4").code(), "video_request_unknown");
    EXPECT_EQ(web_.count("select count(*) from letters where kind = 'video_ready'"), 0);
}

TEST_F(Videos, GoOnWhereALineBroke) {
    const auto id = ask();
    web_.capture.breaks_after = 6;
    web_.run_jobs();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "fetching");
    EXPECT_EQ(bytes_of(folder(id) / "1-bench-1-top.mp4.part"), "moving");
    web_.clock.advance(1min);
    web_.run_jobs();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "ready");
    EXPECT_EQ(web_.capture.downloads, 2);
    EXPECT_THAT(web_.capture.clips_made, SizeIs(1)) << "the clip made first is used on";
}

TEST_F(Videos, AreMadeAnewWhenCaptureHasForgottenTheClip) {
    const auto id = ask();
    web_.capture.breaks_after = 6;
    web_.run_jobs();
    web_.capture.clips_forgotten = true;
    web_.clock.advance(1min);
    web_.run_jobs();
    web_.clock.advance(1min);
    web_.run_jobs();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "ready");
    EXPECT_EQ(bytes_of(folder(id) / "1-bench-1-top.mp4"), "moving pictures");
}

TEST_F(Videos, WaitForTheEndOfPackingAsLongAsItTakes) {
    web_.pack(still_running(a_packing_session("s-2")));
    const auto id = ask();
    for (int i = 0; i < 20; ++i) {
        web_.run_jobs();
        web_.clock.advance(1min);
    }
    EXPECT_EQ(seen_by_buyer(id).at("state"), "queued") << "more looks than attempts, and none of them failed";
    web_.pack(a_packing_session("s-2"));
    web_.run_jobs();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "ready");
}

TEST_F(Videos, ThatCannotBeFetchedFailAndTheBuyerIsToldWithoutOurReasons) {
    const auto id = ask();
    web_.capture.unreachable = true;
    for (int i = 0; i < 6; ++i) {
        web_.run_jobs();
        web_.clock.advance(2min);
    }
    const auto failed = seen_by_buyer(id);
    EXPECT_EQ(failed.at("state"), "failed");
    EXPECT_TRUE(failed.at("reason").is_null());
    EXPECT_EQ(web_.count("select count(*) from letters where kind = 'video_failed'"), 1);
    EXPECT_FALSE(std::filesystem::exists(folder(id)));
    web_.capture.unreachable = false;
    EXPECT_NE(ask(), id) << "a new one may be asked for";
}

TEST_F(Videos, WhoseFootageIsGoneFailAtOnce) {
    const auto id = ask();
    web_.capture.footage_gone = true;
    web_.run_jobs();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "failed");
}

TEST_F(Videos, ExpireAndTheirFilesAreDeleted) {
    const auto id = ask();
    web_.run_jobs();
    web_.clock.advance(24h * 7);
    EXPECT_EQ(seen_by_buyer(id).at("state"), "expired") << "even before the job has run";
    EXPECT_EQ(download(id, "1-bench-1-top.mp4").code(), "video_expired");
    web_.run_jobs();
    EXPECT_FALSE(std::filesystem::exists(folder(id)));
    EXPECT_EQ(web_.count("select count(*) from video_requests where state = 'expired' and deleted_us is not null"), 1);
    EXPECT_EQ(web_.buyer().post(kRequests).status, 201) << "and can be asked for again";
}

TEST_F(Videos, OfTheDeskStayWhileTheClaimIsOpen) {
    web_.file_claim();
    web_.run_jobs();
    web_.clock.advance(24h * 7);
    web_.run_jobs();
    EXPECT_EQ(web_.count("select count(*) from video_requests where state = 'ready'"), 1);
}

TEST_F(Videos, DownloadsAreSentWithRangesAndPutOnRecord) {
    const auto claim = web_.file_claim();
    const auto id = web_.buyer().post(kRequests, {{"claim", claim}}).json.at("id").get<std::string>();
    web_.run_jobs();
    const auto answer = download(id, "1-bench-1-top.mp4");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.get("Content-Type"), "video/mp4");
    EXPECT_EQ(answer.etag(), "\"" + evidence::to_hex(evidence::sha256("moving pictures")) + "\"");
    EXPECT_THAT(answer.headers.get("Content-Disposition").value_or(""), HasSubstr("SO-1-1-bench-1-top.mp4"));
    web_.clock.advance(5min);
    download(id, "1-bench-1-top.mp4");
    EXPECT_EQ(web_.count("select requests from video_downloads"), 2) << "a player's ranges are one download";
    web_.clock.advance(11min);
    download(id, "1-bench-1-top.mp4");
    EXPECT_EQ(web_.count("select count(*) from video_downloads where buyer = 'buyer@example.com'"), 2);
    EXPECT_EQ(web_.count("select count(*) from claim_events where kind = 'video_downloaded'"), 2);
    EXPECT_EQ(download(id, "2-bench-1-top.mp4").code(), "video_file_unknown");
    EXPECT_EQ(download(id, "..").code(), "video_file_unknown");
}

TEST_F(Videos, WatchedByStaffDoNotChangeTheClaim) {
    const auto claim = web_.file_claim();
    web_.run_jobs();
    auto agent = web_.agent();
    const auto before = agent.get("/api/v1/desk/claims/" + claim);
    const auto url = before.json.at("video_requests").at(0).at("files").at(0).at("url").get<std::string>();
    EXPECT_EQ(agent.get(url).status, 200);
    EXPECT_EQ(agent.get("/api/v1/desk/claims/" + claim).etag(), before.etag());
    EXPECT_EQ(web_.count("select count(*) from video_downloads where person = 'p-Olga'"), 1);
}

TEST_F(Videos, StandInTheClaimsHistory) {
    const auto claim = web_.file_claim();
    web_.buyer().post(kRequests, {{"claim", claim}});
    web_.run_jobs();
    std::vector<std::string> kinds;
    const auto seen = web_.buyer().get("/api/v1/portal/claims/" + claim);
    for (const auto& event : seen.json.at("history")) {
        kinds.push_back(event.at("kind"));
    }
    EXPECT_THAT(kinds, ElementsAre("claim_opened", "video_requested", "video_approved", "video_ready"));
}

TEST_F(Videos, AreFetchedForAnOpenClaimWhenItsSessionIsHeardOfLate) {
    web_.save("SO-2");
    web_.file_claim("SO-2");
    EXPECT_EQ(web_.count("select count(*) from video_requests"), 0);
    const auto answer = web_.post_with_token("/api/v1/ingest/events", a_delivery("SO-2"), "north-site-token");
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.json.at("accepted_through"), 5);
    web_.run_jobs();
    EXPECT_EQ(web_.count("select count(*) from video_requests where order_number = 'SO-2' and state = 'ready'"), 1);
}

TEST_F(Videos, IngestIsClosedToOthersAndToOtherSites) {
    auto body = a_delivery("SO-1");
    body["site"] = "south";
    EXPECT_EQ(web_.post_with_token("/api/v1/ingest/events", body, "guessed").status, 401);
    EXPECT_EQ(web_.post_with_token("/api/v1/ingest/events", body, "north-site-token").code(), "site_wrong");
    EXPECT_EQ(web_.post_with_token("/api/v1/ingest/events", {{"site", "north"}}, "north-site-token").code(),
              "invalid_input");
    EXPECT_EQ(web_.count("select count(*) from packing_events"), 0);
}

TEST_F(VideosByLeave, WaitForAManager) {
    const auto id = ask();
    web_.run_jobs();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "asked");
    const auto path = "/api/v1/desk/video-requests/" + id + "/approval";
    EXPECT_EQ(web_.agent().post(path, {{"decision", "approve"}}).code(), "forbidden");
    EXPECT_EQ(web_.manager().post(path, {{"decision", "approve"}}).status, 200);
    EXPECT_EQ(web_.manager().post(path, {{"decision", "approve"}}).code(), "video_request_decided");
    web_.run_jobs();
    EXPECT_EQ(seen_by_buyer(id).at("state"), "ready");
}

TEST_F(VideosByLeave, AreDeniedOnlyWithAReasonThatTheBuyerReads) {
    const auto id = ask();
    const auto path = "/api/v1/desk/video-requests/" + id + "/approval";
    EXPECT_EQ(web_.manager().post(path, {{"decision", "deny"}}).code(), "reason_missing");
    EXPECT_EQ(web_.manager().post(path, {{"decision", "deny"}, {"reason", "Another buyer is in it."}}).status, 200);
    EXPECT_EQ(seen_by_buyer(id).at("state"), "denied");
    EXPECT_EQ(seen_by_buyer(id).at("reason"), "Another buyer is in it.");
    EXPECT_EQ(web_.count("select count(*) from letters where kind = 'video_denied' "
                         "and body like '%Another buyer is in it.%'"),
              1);
    EXPECT_EQ(download(id, "manifest.json").code(), "video_not_ready");
}

TEST_F(VideosByLeave, ListByStateAndPage) {
    ask();
    web_.save("SO-2");
    web_.pack(a_packing_session("s-2", "SO-2"));
    web_.clock.advance(1s);
    web_.buyer("SO-2").post(kRequests);
    auto agent = web_.agent();
    const auto first = agent.get("/api/v1/desk/video-requests", {{"state", "asked"}, {"limit", "1"}}).json;
    EXPECT_EQ(first.at("items").at(0).at("order"), "SO-2") << "newest first";
    const auto second = agent
                            .get("/api/v1/desk/video-requests",
                                 {{"state", "asked"}, {"limit", "1"}, {"cursor", first.at("next_cursor")}})
                            .json;
    EXPECT_EQ(second.at("items").at(0).at("order"), "SO-1");
    EXPECT_TRUE(second.at("next_cursor").is_null());
    EXPECT_THAT(agent.get("/api/v1/desk/video-requests", {{"state", "ready"}}).json.at("items"), SizeIs(0));
    EXPECT_EQ(agent.get("/api/v1/desk/video-requests", {{"state", "lost"}}).code(), "invalid_input");
}

}  // namespace
}  // namespace shipwitness::web
