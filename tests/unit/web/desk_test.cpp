#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/web/packing_samples.h"
#include "tests/unit/web/web_app.h"

namespace shipwitness::web {
namespace {

using namespace std::chrono_literals;
using http::Json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::SizeIs;

class Desk : public testing::Test {
  protected:
    void SetUp() override {
        web_.save("SO-1");
        web_.pack(with_gap(a_packing_session()));
        claim_ = web_.file_claim();
    }
    [[nodiscard]] std::string path(const std::string& rest = "") const {
        return "/api/v1/desk/claims/" + claim_ + rest;
    }
    Answered claim() { return agent_.get(path()); }
    /// With the claim's ETag as it is now.
    Answered post(const std::string& rest, const Json& body) {
        return agent_.post(path(rest), body, {{"If-Match", claim().etag()}});
    }
    Answered set_fact(const std::string& fact, const Json& value) {
        return agent_.put(path("/lines/1/facts/" + fact), {{"value", value}}, {{"If-Match", claim().etag()}});
    }
    Answered decide(const std::string& party, const Json& reason = nullptr) {
        return post("/lines/1/decision", {{"party", party}, {"override_reason", reason}});
    }
    static Json fact_of(const Json& claim, const std::string& name) {
        for (const auto& fact : claim.at("lines").at(0).at("facts")) {
            if (fact.at("name") == name) {
                return fact;
            }
        }
        return nullptr;
    }
    static std::vector<std::string> kinds(const Json& claim) {
        std::vector<std::string> list;
        for (const auto& event : claim.at("history")) {
            list.push_back(event.at("kind"));
        }
        return list;
    }

    WebApp web_;
    Visitor agent_ = web_.agent();
    std::string claim_;
};

TEST_F(Desk, ShowsAClaimWithFactsProposalAndSessions) {
    const auto answer = claim();
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.json.at("state"), "received");
    EXPECT_THAT(answer.json.at("sessions"), SizeIs(1));
    EXPECT_EQ(fact_of(answer.json, "kind").at("value"), "content");
    EXPECT_EQ(fact_of(answer.json, "kind").at("source"), "buyer");
    EXPECT_EQ(fact_of(answer.json, "video").at("value"), "none") << "a gap counts against us";
    EXPECT_EQ(fact_of(answer.json, "video").at("source"), "system");
    EXPECT_EQ(fact_of(answer.json, "video").at("words"), "footage_has_gap");
    const auto proposal = answer.json.at("lines").at(0).at("proposal");
    EXPECT_EQ(proposal.at("outcome"), "open");
    EXPECT_FALSE(proposal.at("question").at("text").get<std::string>().empty());
    EXPECT_GT(proposal.at("rows").size(), 1U);
}

TEST_F(Desk, WordsOfTheRulesComeInThePagesLanguage) {
    const auto question = [&](const std::string& language) {
        http::Request request;
        request.path = path();
        request.headers.set("Accept-Language", language);
        const auto answer = agent_.send(std::move(request));
        return answer.json.at("lines").at(0).at("proposal").at("question").at("text").get<std::string>();
    };
    const auto accounts = claim().json.at("lines").at(0).at("proposal").at("question").at("text");
    EXPECT_EQ(question("en"), accounts) << "the account's language is English";
    EXPECT_NE(question("ru"), accounts);
    EXPECT_EQ(question("de-DE,de;q=0.9"), accounts) << "what a browser lists by itself nobody chose";
}

TEST_F(Desk, AnUnknownClaimIsNotFound) {
    EXPECT_EQ(agent_.get("/api/v1/desk/claims/C-0000-0000").code(), "claim_unknown");
}

TEST_F(Desk, IsClosedToBuyersAndStrangers) {
    EXPECT_EQ(web_.buyer().get(path()).status, 401);
    EXPECT_EQ(web_.post_with_token(path("/notes"), {{"words", "x"}}, "").status, 401);
}

TEST_F(Desk, AgentsFactsLeadToAProposalWithItsRow) {
    set_fact("seal", "intact");
    const auto answer = set_fact("unpack", "supports");
    ASSERT_EQ(answer.status, 200) << answer.text;
    const auto proposal = answer.json.at("lines").at(0).at("proposal");
    EXPECT_EQ(proposal.at("outcome"), "decided");
    EXPECT_EQ(proposal.at("party"), "supplier");
    EXPECT_EQ(proposal.at("rows").at(0).at("row"), 17);
    EXPECT_FALSE(proposal.at("rows").at(0).at("reason").get<std::string>().empty());
    const auto seal = fact_of(answer.json, "seal");
    EXPECT_EQ(seal.at("source"), "agent");
    EXPECT_EQ(seal.at("set_by").at("name"), "Olga");
    EXPECT_EQ(answer.json.at("state"), "investigating");
}

TEST_F(Desk, AFactTakenBackIsUnknownAgain) {
    set_fact("seal", "intact");
    const auto answer = set_fact("seal", nullptr);
    EXPECT_TRUE(fact_of(answer.json, "seal").at("value").is_null());
    EXPECT_EQ(web_.count("select count(*) from claim_facts"), 2) << "both words stay on record";
}

TEST_F(Desk, RefusesFactsThatTheTableDoesNotKnow) {
    EXPECT_EQ(set_fact("weather", "rain").code(), "fact_unknown");
    const auto answer = set_fact("seal", "slightly");
    EXPECT_EQ(answer.code(), "invalid_input");
    EXPECT_EQ(answer.json.at("errors").at(0).at("code"), "unknown_value");
    EXPECT_EQ(agent_.put(path("/lines/7/facts/seal"), {{"value", "intact"}}, {{"If-Match", claim().etag()}}).code(),
              "line_unknown");
    EXPECT_EQ(web_.count("select count(*) from claim_facts"), 0);
}

TEST_F(Desk, UnobtainableFactsAreNotAskedForAnyMore) {
    for (const auto* fact : {"seal", "noted", "weight", "unpack", "notice"}) {
        ASSERT_EQ(set_fact(fact, "unobtainable").status, 200);
    }
    const auto proposal = claim().json.at("lines").at(0).at("proposal");
    EXPECT_EQ(proposal.at("outcome"), "by_hand");
    EXPECT_TRUE(proposal.at("question").is_null());
    EXPECT_THAT(proposal.at("unobtainable"), Contains("seal"));
}

TEST_F(Desk, ADecisionKeepsFactsRowsAndTable) {
    set_fact("seal", "intact");
    set_fact("unpack", "supports");
    const auto answer = decide("supplier");
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.json.at("state"), "decided");
    const auto decision = answer.json.at("lines").at(0).at("decision");
    EXPECT_EQ(decision.at("party"), "supplier");
    EXPECT_EQ(decision.at("shares"), (Json{{"supplier", 100}}));
    EXPECT_EQ(decision.at("proposed_party"), "supplier");
    EXPECT_EQ(decision.at("rows"), Json::array({17}));
    EXPECT_EQ(decision.at("facts").at("seal"), "intact");
    EXPECT_EQ(decision.at("table"), "cause.dmn");
    EXPECT_EQ(decision.at("by").at("name"), "Olga");
    EXPECT_EQ(web_.count("select count(*) from cause_tables where length(xml) > 1000"), 1);
}

TEST_F(Desk, AnOverrideNeedsAReasonAndARefusedDecisionChangesNothing) {
    const auto version = claim().json.at("version");
    EXPECT_EQ(decide("carrier").code(), "override_reason_missing");
    EXPECT_EQ(claim().json.at("version"), version);
    EXPECT_EQ(decide("carrier", "The driver admitted it").status, 200);
}

TEST_F(Desk, AStaleWriterGetsTheClaimAsItIsNow) {
    const auto seen = claim().etag();
    web_.agent("Ivan").post(path("/notes"), {{"words", "called the carrier"}});
    const auto answer = agent_.post(path("/messages"), {{"stage", "answer"}, {"words", "Hello"}}, {{"If-Match", seen}});
    EXPECT_EQ(answer.status, 412);
    EXPECT_EQ(answer.code(), "claim_changed");
    EXPECT_THAT(kinds(answer.json.at("current")), Contains("note_added"));
    EXPECT_EQ(web_.count("select count(*) from letters where kind = 'claim_answer'"), 0);
}

TEST_F(Desk, WhatOnlyTheMachineryAddsMakesNobodyStale) {
    const auto seen = claim().etag();
    web_.run_jobs();  // the letter that confirms the claim goes out, the video is fetched
    ASSERT_NE(claim().etag(), seen);
    EXPECT_EQ(agent_.post(path("/messages"), {{"stage", "answer"}, {"words", "Hello"}}, {{"If-Match", seen}}).status,
              201);
}

TEST_F(Desk, RefusesChangesWithoutIfMatchAndWithANonsenseOne) {
    const Json body{{"stage", "answer"}, {"words", "Hello"}};
    EXPECT_EQ(agent_.post(path("/messages"), body).code(), "if_match_missing");
    for (const auto* etag : {"\"x\"", "7", "\"99999999\"", "*", "W/\"1\""}) {
        EXPECT_EQ(agent_.post(path("/messages"), body, {{"If-Match", etag}}).code(), "claim_changed") << etag;
    }
}

TEST_F(Desk, RefusesAChangeWithoutTheSessionsCsrfToken) {
    agent_.csrf() = "guessed";
    EXPECT_EQ(agent_.post(path("/notes"), {{"words", "x"}}).code(), "csrf_token_wrong");
}

TEST_F(Desk, AnAnswerGoesByLetterAndIntoTheSharedHistory) {
    const auto answer = post("/messages", {{"stage", "answer"}, {"words", "We send two kettles tomorrow."}});
    ASSERT_EQ(answer.status, 201) << answer.text;
    EXPECT_EQ(answer.json.at("state"), "investigating");
    EXPECT_EQ(answer.json.at("next_answer_by"), to_rfc3339(web_.clock.now() + 24h));
    EXPECT_EQ(web_.count("select count(*) from letters where kind = 'claim_answer' and automatic = 0 "
                         "and body like '%We send two kettles tomorrow.%' and body like '%Olga%'"),
              1);
    const auto seen = web_.buyer().get("/api/v1/portal/claims/" + claim_);
    EXPECT_THAT(seen.text, testing::HasSubstr("We send two kettles tomorrow."));
}

TEST_F(Desk, AQuestionWaitsForTheBuyer) {
    const auto answer = post("/messages", {{"stage", "question"}, {"words", "Was the seal intact?"}});
    EXPECT_EQ(answer.json.at("state"), "asking_buyer");
    EXPECT_EQ(answer.json.at("waiting_for"), Json::array({"buyer"}));
    EXPECT_TRUE(answer.json.at("next_answer_by").is_null());
    web_.buyer().post("/api/v1/portal/claims/" + claim_ + "/messages", {{"words", "Yes"}},
                      {{"Idempotency-Key", "answer-1"}});
    EXPECT_EQ(claim().json.at("state"), "investigating");
    EXPECT_THAT(claim().json.at("waiting_for"), SizeIs(0));
}

TEST_F(Desk, APromiseMustLieInTheFuture) {
    const auto late = post("/messages", {{"stage", "answer"}, {"words", "x"}, {"promised_at", "2020-01-01T00:00:00Z"}});
    EXPECT_EQ(late.json.at("errors").at(0).at("field"), "promised_at");
}

TEST_F(Desk, TheSameRequestAgainDoesNothingTwice) {
    const std::map<std::string, std::string> headers{{"If-Match", claim().etag()}, {"Idempotency-Key", "message-1"}};
    const Json body{{"stage", "answer"}, {"words", "Hello"}};
    const auto first = agent_.post(path("/messages"), body, headers);
    const auto second = agent_.post(path("/messages"), body, headers);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.json, first.json);
    EXPECT_EQ(second.etag(), first.etag());
    EXPECT_EQ(web_.count("select count(*) from letters where kind = 'claim_answer'"), 1);
}

TEST_F(Desk, NotesStayInside) {
    EXPECT_EQ(agent_.post(path("/notes"), {{"words", "The driver is new"}}).status, 201);
    EXPECT_THAT(web_.buyer().get("/api/v1/portal/claims/" + claim_).text, testing::Not(testing::HasSubstr("driver")));
}

TEST_F(Desk, CannotCloseWhileALineIsUndecided) {
    EXPECT_EQ(post("/closing", {{"words", "Done"}}).code(), "lines_undecided");
}

TEST_F(Desk, AClaimIsClosedWhenItsClosingLetterWasAccepted) {
    decide("supplier", "We packed ten");
    const auto written = post("/closing", {{"words", "Two kettles are with you. Write if not."}});
    ASSERT_EQ(written.status, 201) << written.text;
    EXPECT_EQ(written.json.at("state"), "decided");
    EXPECT_EQ(post("/closing", {{"words", "Again"}}).code(), "closing_under_way");
    web_.run_jobs();
    EXPECT_EQ(claim().json.at("state"), "closed");
    EXPECT_THAT(kinds(claim().json), IsSupersetOf({"line_decided", "closing_written", "letter_sent", "claim_closed"}));
    EXPECT_EQ(post("/messages", {{"stage", "answer"}, {"words", "x"}}).code(), "claim_closed");
    EXPECT_EQ(set_fact("seal", "intact").code(), "claim_closed");
    EXPECT_EQ(decide("supplier", "x").code(), "claim_closed");
    EXPECT_EQ(post("/waiting", {{"for", "buyer"}}).code(), "claim_closed");
}

TEST_F(Desk, AClosedClaimCanBeTakenUpAgain) {
    EXPECT_EQ(post("/reopening", Json::object()).code(), "claim_not_closed");
    decide("supplier", "We packed ten");
    post("/closing", {{"words", "Done"}});
    web_.run_jobs();
    const auto reopened = post("/reopening", {{"words", "The parcel came back"}});
    ASSERT_EQ(reopened.status, 200) << reopened.text;
    EXPECT_EQ(reopened.json.at("state"), "investigating");
    EXPECT_TRUE(reopened.json.at("closed_at").is_null());
    EXPECT_EQ(post("/closing", {{"words", "Done again"}}).status, 201);
}

TEST_F(Desk, WaitsForTheCarrierAndBack) {
    EXPECT_EQ(post("/waiting", {{"for", "carrier"}}).json.at("state"), "waiting_carrier");
    const auto back = post("/waiting", {{"for", "none"}});
    EXPECT_EQ(back.json.at("state"), "investigating");
    EXPECT_THAT(kinds(back.json), IsSupersetOf({"waiting_started", "waiting_ended"}));
    EXPECT_EQ(post("/waiting", {{"for", "godot"}}).code(), "invalid_input");
}

TEST_F(Desk, AManagersAnswerSettlesAnEscalation) {
    web_.buyer().post("/api/v1/portal/claims/" + claim_ + "/escalation", Json::object());
    ASSERT_FALSE(claim().json.at("escalated_at").is_null());
    post("/messages", {{"stage", "answer"}, {"words", "from an agent"}});
    EXPECT_FALSE(claim().json.at("escalated_at").is_null());
    auto manager = web_.manager();
    manager.post(path("/messages"), {{"stage", "answer"}, {"words", "from me"}}, {{"If-Match", claim().etag()}});
    EXPECT_TRUE(claim().json.at("escalated_at").is_null());
}

class Queue : public testing::Test {
  protected:
    std::vector<std::string> list(const std::map<std::string, std::string>& query) {
        std::vector<std::string> orders;
        const auto answer = agent_.get("/api/v1/desk/claims", query);
        for (const auto& item : answer.json.at("items")) {
            orders.push_back(item.at("order"));
        }
        return orders;
    }
    std::string file(const std::string& order) {
        web_.save(order);
        web_.clock.advance(1min);
        return web_.file_claim(order);
    }
    void post(const std::string& claim, const std::string& rest, const Json& body) {
        const auto path = "/api/v1/desk/claims/" + claim;
        const auto answer = agent_.post(path + rest, body, {{"If-Match", agent_.get(path).etag()}});
        ASSERT_LT(answer.status, 300) << answer.text;
    }

    WebApp web_;
    Visitor agent_ = web_.agent();
};

TEST_F(Queue, ShowsTheNextDueFirstAndTheBuyersTurnLast) {
    const auto first = file("SO-1");
    file("SO-2");
    const auto third = file("SO-3");
    post(first, "/messages", {{"stage", "question"}, {"words", "How many?"}});
    post(third, "/messages",
         {{"stage", "answer"}, {"words", "Soon"}, {"promised_at", to_rfc3339(web_.clock.now() + 1h)}});
    EXPECT_THAT(list({}), ElementsAre("SO-3", "SO-2", "SO-1"));
    EXPECT_THAT(list({{"view", "due"}}), ElementsAre("SO-3", "SO-2"));
    EXPECT_THAT(list({{"view", "waiting"}}), ElementsAre("SO-1"));
}

TEST_F(Queue, GoesPageByPageWithoutLossOrRepetition) {
    std::vector<std::string> expected;
    for (int i = 1; i <= 5; ++i) {
        expected.push_back("SO-" + std::to_string(i));
        file(expected.back());
    }
    for (const auto* view : {"open", "all"}) {
        std::vector<std::string> seen;
        std::map<std::string, std::string> query{{"view", view}, {"limit", "2"}};
        for (int page = 0; page < 3; ++page) {
            const auto answer = agent_.get("/api/v1/desk/claims", query);
            for (const auto& item : answer.json.at("items")) {
                seen.push_back(item.at("order"));
            }
            if (answer.json.at("next_cursor").is_null()) {
                break;
            }
            query["cursor"] = answer.json.at("next_cursor");
        }
        EXPECT_THAT(seen, testing::UnorderedElementsAreArray(expected)) << view;
    }
}

TEST_F(Queue, CountsEveryViewAndFindsByPart) {
    file("SO-1");
    const auto decided = file("SO-20");
    post(decided, "/lines/1/decision", {{"party", "supplier"}, {"override_reason", "plain"}});
    const auto answer = agent_.get("/api/v1/desk/claims");
    EXPECT_EQ(answer.json.at("counts").at("open"), 2);
    EXPECT_EQ(answer.json.at("counts").at("decided"), 1);
    EXPECT_EQ(answer.json.at("counts").at("closed"), 0);
    EXPECT_THAT(list({{"q", "so-20"}}), ElementsAre("SO-20"));
    EXPECT_THAT(list({{"q", "РОМАШК"}, {"view", "all"}}), SizeIs(2));
    EXPECT_THAT(list({{"q", "%"}}), SizeIs(0));
}

TEST_F(Queue, RefusesNonsense) {
    EXPECT_EQ(agent_.get("/api/v1/desk/claims", {{"view", "theirs"}}).code(), "invalid_input");
    EXPECT_EQ(agent_.get("/api/v1/desk/claims", {{"cursor", "x"}}).code(), "cursor_invalid");
}

TEST(DeskOrders, ShowWhatIsKnownAboutAnOrder) {
    WebApp web;
    web.save("SO-1");
    web.pack(a_packing_session());
    const auto claim = web.file_claim();
    const auto answer = web.agent().get("/api/v1/desk/orders/SO-1");
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.json.at("order").at("number"), "SO-1");
    EXPECT_EQ(answer.json.at("claims").at(0).at("number"), claim);
    EXPECT_EQ(answer.json.at("sessions").at(0).at("complete"), true);
    EXPECT_THAT(answer.json.at("video_requests"), SizeIs(1)) << "fetched for the desk when the claim came";
    EXPECT_EQ(web.agent().get("/api/v1/desk/orders/none").code(), "order_unknown");
}

TEST(DeskOrders, OnlyManagersImport) {
    WebApp web;
    EXPECT_EQ(web.agent().post("/api/v1/desk/orders/import").code(), "forbidden");
}

TEST_F(Desk, AClaimIsTakenTakenOverAndGivenBack) {
    auto colleague = web_.agent("Tom");
    const auto taken = post("/assignment", {{"assignee", "me"}});
    ASSERT_EQ(taken.status, 200) << taken.text;
    EXPECT_EQ(taken.json.at("assignee").at("name"), "Olga");
    EXPECT_EQ(taken.json.at("state"), "investigating");
    EXPECT_THAT(kinds(post("/assignment", {{"assignee", "me"}}).json), SizeIs(kinds(taken.json).size()))
        << "what is so already is told nobody";
    const auto mine = [&](Visitor& who) { return who.get("/api/v1/desk/claims", {{"view", "mine"}}).json; };
    EXPECT_THAT(mine(agent_).at("items"), SizeIs(1));
    EXPECT_EQ(mine(agent_).at("items").at(0).at("assignee"), "Olga");
    EXPECT_EQ(mine(agent_).at("counts").at("mine"), 1);
    EXPECT_THAT(mine(colleague).at("items"), SizeIs(0));

    const auto by_colleague = [&](const std::string& assignee) {
        return colleague.post(path("/assignment"), {{"assignee", assignee}}, {{"If-Match", claim().etag()}});
    };
    EXPECT_EQ(by_colleague("nobody").code(), "claim_not_yours");
    EXPECT_EQ(by_colleague("me").json.at("history").back().at("data").at("from"), "Olga");
    const auto back = by_colleague("nobody");
    EXPECT_TRUE(back.json.at("assignee").is_null());
    EXPECT_EQ(kinds(back.json).back(), "claim_given_back");
}

TEST_F(Desk, AManagerGivesBackWhoseverClaim) {
    post("/assignment", {{"assignee", "me"}});
    const auto back =
        web_.manager("Vera").post(path("/assignment"), {{"assignee", "nobody"}}, {{"If-Match", claim().etag()}});
    EXPECT_TRUE(back.json.at("assignee").is_null()) << back.text;
}

class Refusals : public Desk {
  protected:
    Answered propose() {
        return post("/messages", {{"stage", "refusal"}, {"words", "I am sorry. We cannot, but offer a discount."}});
    }
    Answered look(Visitor who, const std::string& verdict, const Json& words = nullptr) {
        return who.post(path("/second-look"), {{"verdict", verdict}, {"words", words}}, {{"If-Match", claim().etag()}});
    }
    std::int64_t answers() { return web_.count("select count(*) from letters where kind = 'claim_answer'"); }
};

TEST_F(Refusals, OfAnAgentWaitForASecondPerson) {
    const auto proposed = propose();
    ASSERT_EQ(proposed.status, 201) << proposed.text;
    EXPECT_EQ(proposed.json.at("pending_refusal").at("by").at("name"), "Olga");
    EXPECT_EQ(answers(), 0) << "nothing has gone out";
    const auto seen = web_.buyer().get("/api/v1/portal/claims/" + claim_);
    EXPECT_THAT(seen.text, testing::Not(testing::HasSubstr("discount"))) << "and the buyer reads nothing of it";
    EXPECT_EQ(propose().code(), "refusal_waits");
    EXPECT_EQ(look(agent_, "confirm").code(), "second_person_needed");
    EXPECT_THAT(agent_.get("/api/v1/desk/claims", {{"view", "refusals"}}).json.at("items"), SizeIs(1));

    const auto sent = look(web_.agent("Tom"), "confirm");
    ASSERT_EQ(sent.status, 200) << sent.text;
    EXPECT_TRUE(sent.json.at("pending_refusal").is_null());
    const auto& answer = sent.json.at("history").back();
    EXPECT_EQ(answer.at("kind"), "answer_sent");
    EXPECT_EQ(answer.at("author_name"), "Olga") << "it goes out in its writer's name";
    EXPECT_EQ(answer.at("data").at("confirmed_by").at("name"), "Tom");
    EXPECT_EQ(answers(), 1);
    EXPECT_EQ(look(web_.agent("Tom"), "confirm").code(), "no_refusal_waits");
}

TEST_F(Refusals, GoBackWithWordsToTheirWriter) {
    propose();
    EXPECT_EQ(look(web_.agent("Tom"), "return").code(), "words_missing");
    const auto back = look(web_.agent("Tom"), "return", "Could we replace the lid only?");
    ASSERT_EQ(back.status, 200) << back.text;
    EXPECT_TRUE(back.json.at("pending_refusal").is_null());
    EXPECT_EQ(back.json.at("history").back().at("data").at("words"), "Could we replace the lid only?");
    EXPECT_EQ(answers(), 0);
    EXPECT_EQ(propose().status, 201) << "a better one may follow";
}

TEST_F(Refusals, AreTakenBackByTheirWriterWithoutWords) {
    propose();
    EXPECT_TRUE(look(agent_, "return").json.at("pending_refusal").is_null());
}

TEST_F(Refusals, OfAManagerGoOutAtOnce) {
    const auto sent = web_.manager("Vera").post(path("/messages"), {{"stage", "refusal"}, {"words", "I am sorry."}},
                                                {{"If-Match", claim().etag()}});
    EXPECT_EQ(sent.status, 201) << sent.text;
    EXPECT_EQ(answers(), 1);
}

TEST_F(Refusals, AreSettledBeforeAClaimIsClosed) {
    decide("supplier", "plain");
    propose();
    EXPECT_EQ(post("/closing", {{"words", "Done."}}).code(), "refusal_waits");
}

TEST_F(Refusals, DoNotMoveThePromiseToTheBuyer) {
    const auto promised = claim().json.at("next_answer_by");
    EXPECT_EQ(propose().json.at("next_answer_by"), promised);
}

/// An agent has decided that the buyer bears the loss, and nobody else has looked at that.
class Rejections : public Refusals {
  protected:
    void SetUp() override {
        Refusals::SetUp();
        decide("buyer", "The film shows two full layers.");
    }
    Answered write(const std::string& stage) {
        return post("/messages", {{"stage", stage}, {"words", "I am sorry. This time we offer a discount."}});
    }
    std::int64_t closings() { return web_.count("select count(*) from letters where kind = 'claim_closed'"); }
};

TEST_F(Rejections, CalledAnAnswerWaitForASecondPersonToo) {
    EXPECT_THAT(claim().json.at("second_look_stages"), ElementsAre("acknowledge", "answer", "refusal", "closing"));
    const auto proposed = write("answer");
    ASSERT_EQ(proposed.status, 201) << proposed.text;
    EXPECT_EQ(proposed.json.at("pending_refusal").at("stage"), "answer");
    EXPECT_EQ(answers(), 0);

    const auto sent = look(web_.agent("Tom"), "confirm");
    ASSERT_EQ(sent.status, 200) << sent.text;
    EXPECT_EQ(sent.json.at("history").back().at("data").at("stage"), "answer") << "as its writer called it";
    EXPECT_EQ(answers(), 1);
}

TEST_F(Rejections, DoNotSlipThroughAsAnAcknowledgementOnceAllIsDecided) {
    EXPECT_TRUE(write("acknowledge").json.at("pending_refusal").is_object());
    EXPECT_EQ(answers(), 0);
}

TEST_F(Rejections, LeaveQuestionsFree) {
    EXPECT_TRUE(write("question").json.at("pending_refusal").is_null());
    EXPECT_EQ(answers(), 1);
}

TEST_F(Rejections, InAClosingLetterWaitAndThenCloseInTheWritersName) {
    const auto proposed = post("/closing", {{"words", "I am sorry; here is a discount. Write to me any time."}});
    ASSERT_EQ(proposed.status, 201) << proposed.text;
    EXPECT_EQ(proposed.json.at("pending_refusal").at("stage"), "closing");
    EXPECT_EQ(closings(), 0);

    const auto sent = look(web_.agent("Tom"), "confirm");
    ASSERT_EQ(sent.status, 200) << sent.text;
    EXPECT_TRUE(sent.json.at("pending_refusal").is_null());
    EXPECT_EQ(sent.json.at("history").back().at("kind"), "closing_written");
    EXPECT_EQ(sent.json.at("history").back().at("author_name"), "Olga");
    EXPECT_EQ(sent.json.at("history").back().at("data").at("confirmed_by").at("name"), "Tom");
    EXPECT_EQ(closings(), 1);
}

TEST_F(Rejections, SeenOnceAreSeen) {
    write("answer");
    look(web_.agent("Tom"), "confirm");
    EXPECT_THAT(claim().json.at("second_look_stages"), ElementsAre("refusal"));
    EXPECT_TRUE(post("/closing", {{"words", "As promised."}}).json.at("pending_refusal").is_null());
    EXPECT_EQ(closings(), 1);
}

TEST_F(Rejections, DecidedAnewAreLookedAtAnew) {
    write("answer");
    look(web_.agent("Tom"), "confirm");
    decide("carrier_buyer", "Half of it, after all.");
    EXPECT_TRUE(write("answer").json.at("pending_refusal").is_object());
}

TEST_F(Rejections, OfAManagerNeedNobodyElse) {
    auto manager = web_.manager("Vera");
    EXPECT_THAT(manager.get(path()).json.at("second_look_stages"), SizeIs(0));
    const auto decided = manager.post(path("/lines/1/decision"), {{"party", "buyer"}, {"override_reason", "seen"}},
                                      {{"If-Match", claim().etag()}});
    ASSERT_EQ(decided.status, 200) << decided.text;
    EXPECT_TRUE(write("answer").json.at("pending_refusal").is_null()) << "the manager has looked at the decision";
}

TEST_F(Refusals, AnswersAboutOurOwnFaultGoOutAtOnce) {
    decide("carrier", "dropped at the hub");
    EXPECT_THAT(claim().json.at("second_look_stages"), ElementsAre("refusal"));
    EXPECT_TRUE(
        post("/messages", {{"stage", "answer"}, {"words", "We refund it."}}).json.at("pending_refusal").is_null());
    EXPECT_EQ(answers(), 1);
}

TEST_F(Desk, ChangesAreToldAsTheyHappen) {
    http::Request request;
    request.path = "/api/v1/desk/changes";
    request.query["claim"] = claim_;
    std::string told;
    int writes = 0;
    agent_.stream(std::move(request), [&](std::string_view text) {
        told += text;
        if (++writes == 1) {
            post("/notes", {{"words", "x"}});
        }
        return writes < 3;
    });
    const auto first = told.find("event: changed");
    EXPECT_NE(first, std::string::npos) << told;
    EXPECT_NE(told.find("event: changed", first + 1), std::string::npos) << "the note is told: " << told;
    EXPECT_THAT(told, testing::EndsWith(":\n\n")) << "and then that there is nothing new";
}

}  // namespace
}  // namespace shipwitness::web
