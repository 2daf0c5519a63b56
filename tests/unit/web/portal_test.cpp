#include <gmock/gmock.h>

#include "tests/unit/web/test_app.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/claims/filing.h"

namespace shipwitness::web {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Portal : public ::testing::Test {
  protected:
    void SetUp() override {
        app_.have_order();
        buyer_ = app_.sign_in_buyer();
    }
    http::Response file(const http::Json& claim, const std::string& key = "key-00001") {
        return app_.post("/api/v1/portal/claims", claim, buyer_, key);
    }
    std::string filed() { return json_of(file(some_claim()))["number"]; }
    std::string path_of(const std::string& number) { return "/api/v1/portal/claims/" + number; }
    http::Json shown(const std::string& number) { return json_of(app_.get(path_of(number), buyer_)); }
    std::vector<std::string> kinds(const http::Json& claim) {
        std::vector<std::string> list;
        for (const auto& event : claim["history"]) {
            list.push_back(event["kind"]);
        }
        return list;
    }
    /// As the desk does: a colleague answers; or the claim is closed by a letter.
    void answered(const std::string& number, EventKind kind, claims::ClaimState state) {
        app_.database().write([&](storage::Connection& connection) {
            auto standing = find_standing(connection, ClaimId(number)).value();
            standing.state = state;
            standing.next_answer_by = std::nullopt;
            if (state == claims::ClaimState::closed) {
                standing.closed = app_.clock().now();
            }
            connection.execute(
                "insert or ignore into people (id, email, email_folded, name, role, language, "
                "password_hash, created_at_us) values ('p', 'p@p.pp', 'p@p.pp', 'Пётр', 'agent', "
                "'ru', '', 1)");
            append_event(connection, ClaimId(number), app_.clock().now(), kind, Author::of(PersonId("p"), "Пётр"),
                         Visibility::shared, {{"stage", "answer"}, {"words", "Пришлём завтра"}}, standing);
            append_event(connection, ClaimId(number), app_.clock().now(), EventKind::note_added,
                         Author::of(PersonId("p"), "Пётр"), Visibility::internal, {{"words", "между нами"}}, standing);
        });
    }

    TestApp app_;
    TestBrowser buyer_;
};

TEST_F(Portal, ShowsTheBuyersOwnOrder) {
    const auto order = json_of(app_.get("/api/v1/portal/order", buyer_));
    EXPECT_EQ(order["number"], "SO-1");
    EXPECT_EQ(order["lines"].size(), 2U);
    EXPECT_EQ(order["footage"], "none");
    EXPECT_EQ(order["company"]["name"], "Поставщик");
}

TEST_F(Portal, TellsAnybodyWhoseItIs) {
    const auto response = app_.get("/api/v1/portal/company");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(json_of(response), json_of(app_.get("/api/v1/portal/order", buyer_))["company"]);
}

TEST_F(Portal, FilesAClaimAndSendsACopyWithTheBuyersWords) {
    const auto response = file(some_claim());
    ASSERT_EQ(response.status, 201);
    const auto claim = json_of(response);
    EXPECT_THAT(claim["number"].get<std::string>(), ::testing::MatchesRegex("C-[0-9A-Z]{4}-[0-9A-Z]{4}"));
    EXPECT_EQ(claim["state"], "received");
    EXPECT_EQ(claim["next_answer_by"], to_rfc3339(app_.clock().now() + std::chrono::hours{4}));
    EXPECT_EQ(claim["lines"][0]["name"], "Чайник");
    EXPECT_EQ(claim["acceptance"]["seal"], "intact");
    EXPECT_THAT(kinds(claim), ElementsAre("claim_opened"));

    app_.run_jobs();
    const auto& letter = app_.sender().sent.back();
    EXPECT_EQ(letter.to, "olga@example.com");
    EXPECT_THAT(letter.subject, HasSubstr(claim["number"].get<std::string>()));
    EXPECT_THAT(letter.text, HasSubstr("Не хватает одного чайника"));
    EXPECT_THAT(letter.text, HasSubstr("недостача, 1 из 3 шт"));
    EXPECT_EQ(letter.author, mail::Author::system);
}

TEST_F(Portal, FilesAClaimOnceHoweverOftenItIsSent) {
    const auto first = file(some_claim());
    app_.clock().advance(std::chrono::seconds{30});
    EXPECT_EQ(json_of(file(some_claim())), json_of(first));
    EXPECT_EQ(json_of(app_.get("/api/v1/portal/order", buyer_))["claims"].size(), 1U);
    auto other = some_claim();
    other["wish"]["kind"] = "refund";
    EXPECT_EQ(code_of(file(other)), "idempotency_key_reused");
    EXPECT_EQ(file(other, "key-00002").status, 201) << "an order may have several claims";
    EXPECT_EQ(code_of(file(some_claim(), "")), "idempotency_key_missing");
}

TEST_F(Portal, KeepsNoAnswerForAClaimThatWasRefused) {
    auto wrong = some_claim();
    wrong["lines"][0]["quantity"] = 4;
    EXPECT_EQ(file(wrong, "key-00009").status, 422);
    EXPECT_EQ(file(some_claim(), "key-00009").status, 201);
}

TEST_F(Portal, TellsAllFaultsOfAClaimAtOnce) {
    const http::Json wrong{
        {"lines",
         {{{"line", 7}, {"kind", "content"}, {"words", "x"}},
          {{"line", 1}, {"kind", "rotten"}, {"quantity", 4}, {"words", ""}},
          {{"line", 1}, {"kind", "delay"}, {"content_kind", "shortage"}, {"words", std::string(4'001, 'x')}},
          {{"line", 2}, {"kind", "lost"}, {"words", "x"}, {"pictures", {"nope"}}}}},
        {"wish", {{"kind", "other"}}},
        {"acceptance", {{"seal", "melted"}, {"noticed_at", "2099-01-01T00:00:00Z"}}},
        {"mood", "bad"}};
    const auto response = file(wrong);
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(
        faults_of(response),
        ElementsAre("lines[0].line: line_unknown", "lines[1].quantity: quantity_over_ordered",
                    "lines[1].kind: unknown_value", "lines[1].words: required", "lines[2].line: line_twice",
                    "lines[2].content_kind: unknown_value", "lines[2].words: too_long",
                    "lines[3].pictures[0]: picture_unknown", "wish.words: required",
                    "acceptance.noticed_at: time_in_future", "acceptance.seal: unknown_value", "mood: unknown_member"));
    EXPECT_EQ(json_of(app_.get("/api/v1/portal/order", buyer_))["claims"].size(), 0U);
}

TEST_F(Portal, TakesIDoNotKnowForAnAnswer) {
    auto claim = some_claim();
    claim["lines"][0].erase("quantity");
    claim["lines"][0].erase("content_kind");
    claim["wish"]["kind"] = "unknown";
    claim["acceptance"] = {{"seal", "unknown"}, {"noted", "unknown"}, {"noticed_at", nullptr}};
    EXPECT_EQ(file(claim).status, 201);
    claim.erase("acceptance");
    EXPECT_EQ(file(claim, "key-00002").status, 201);
}

TEST_F(Portal, HidesWhatBelongsToOthers) {
    const std::string number = filed();
    app_.have_order("SO-2", "eve@example.com");
    const auto eve = app_.sign_in_buyer("SO-2", "eve@example.com");
    for (const auto& response :
         {app_.get(path_of(number), eve), app_.post(path_of(number) + "/messages", {{"words", "x"}}, eve, "key-12345"),
          app_.post(path_of(number) + "/not-solved", http::Json::object(), eve),
          app_.post(path_of(number) + "/escalation", http::Json::object(), eve),
          app_.get(path_of("C-0000-0000"), eve)}) {
        EXPECT_EQ(response.status, 404);
        EXPECT_EQ(code_of(response), "claim_unknown");
    }
    EXPECT_THAT(kinds(shown(number)), ElementsAre("claim_opened"));
}

TEST_F(Portal, ShowsTheSharedHistoryAndNothingInternal) {
    const std::string number = filed();
    answered(number, EventKind::answer_sent, claims::ClaimState::investigating);
    const auto response = app_.get(path_of(number), buyer_);
    EXPECT_THAT(std::get<std::string>(response.body), Not(HasSubstr("между нами")));
    const auto claim = json_of(response);
    EXPECT_THAT(kinds(claim), ElementsAre("claim_opened", "answer_sent"));
    EXPECT_EQ(claim["history"][1]["author_name"], "Пётр");
    EXPECT_EQ(claim["history"][1]["stage"], "answer");
}

TEST_F(Portal, ReopensAClosedClaimWithAMessage) {
    const std::string number = filed();
    answered(number, EventKind::closing_written, claims::ClaimState::closed);
    const auto response = app_.post(path_of(number) + "/messages", {{"words", "Пришёл не тот"}}, buyer_, "key-00005");
    ASSERT_EQ(response.status, 201);
    const auto claim = json_of(response);
    EXPECT_EQ(claim["state"], "investigating");
    EXPECT_EQ(claim["next_answer_by"], to_rfc3339(app_.clock().now() + std::chrono::hours{24}));
    EXPECT_THAT(kinds(claim), ElementsAre("claim_opened", "closing_written", "buyer_message", "claim_reopened"));
    app_.run_jobs();
    EXPECT_THAT(app_.last_letter(), HasSubstr("Пришёл не тот"));
}

TEST_F(Portal, NeverPromisesALaterAnswerBecauseTheBuyerWrote) {
    const Timestamp now = app_.clock().now();
    const auto day = std::chrono::hours{24};
    EXPECT_EQ(promise_after_message(std::nullopt, now, day), now + day);
    EXPECT_EQ(promise_after_message(now + std::chrono::hours{3}, now, day), now + std::chrono::hours{3});
    EXPECT_EQ(promise_after_message(now - std::chrono::hours{3}, now, day), now - std::chrono::hours{3});
    EXPECT_EQ(promise_after_message(now + 2 * day, now, day), now + day);
}

TEST_F(Portal, TakesNotSolvedOnlyAfterAnAnswer) {
    const std::string number = filed();
    EXPECT_FALSE(shown(number)["may"]["not_solved"].get<bool>());
    EXPECT_EQ(code_of(app_.post(path_of(number) + "/not-solved", http::Json::object(), buyer_)), "claim_not_answered");
    answered(number, EventKind::closing_written, claims::ClaimState::closed);
    EXPECT_TRUE(shown(number)["may"]["not_solved"].get<bool>());
    const auto response = app_.post(path_of(number) + "/not-solved", {{"words", "Чайника всё нет"}}, buyer_);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(json_of(response)["state"], "investigating");
}

TEST_F(Portal, EscalatesOnce) {
    const std::string number = filed();
    const auto first = app_.post(path_of(number) + "/escalation", {{"words", "Третий раз прошу"}}, buyer_);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(json_of(first)["may"]["escalate"], false);
    app_.clock().advance(std::chrono::minutes{5});
    const auto second = app_.post(path_of(number) + "/escalation", http::Json::object(), buyer_);
    EXPECT_EQ(json_of(second), json_of(first));
}

TEST_F(Portal, AddsEventsAndNeverChangesThem) {
    const std::string number = filed();
    EXPECT_THROW(app_.database().write([](storage::Connection& connection) {
        connection.execute("update claim_events set data = '{}'");
    }),
                 storage::StorageError);
    EXPECT_THROW(
        app_.database().write([](storage::Connection& connection) { connection.execute("delete from claim_events"); }),
        storage::StorageError);
    EXPECT_THAT(kinds(shown(number)), ElementsAre("claim_opened"));
}

TEST_F(Portal, RefusesBodiesThatAreNoJson) {
    const auto refused = [&](const std::string& body, const std::string& type) {
        return code_of(app_.ask({.method = http::Method::post,
                                 .path = "/api/v1/portal/claims",
                                 .body = body,
                                 .type = type,
                                 .headers = {{"Idempotency-Key", "key-00001"}},
                                 .browser = buyer_}));
    };
    EXPECT_EQ(refused("{", "application/json"), "bad_json");
    EXPECT_EQ(refused("[]", "application/json"), "bad_json");
    EXPECT_EQ(refused("{}", "text/plain"), "not_json");
    EXPECT_EQ(refused("{\"lines\":\"\xff\"}", "application/json"), "bad_json");
}

}  // namespace
}  // namespace shipwitness::web
