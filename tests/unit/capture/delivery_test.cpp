#include "capture/outbox/delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/json.h"

namespace shipwitness::capture {
namespace {

using std::chrono::milliseconds;

Result<http::ClientResponse> answer(int status, const std::string& body) {
    http::ClientResponse response;
    response.status = status;
    response.body = body;
    return response;
}

TEST(DeliveryVerdict, AcceptsWhatWebHolds) {
    const Verdict verdict = judge(answer(200, R"({"accepted_through": 1760000000000007})"));
    ASSERT_TRUE(std::holds_alternative<Accepted>(verdict));
    EXPECT_EQ(std::get<Accepted>(verdict).through, 1'760'000'000'000'007);
}

TEST(DeliveryVerdict, ComesBackLaterWhenWebCannotAnswerNow) {
    for (const int status : {401, 403, 404, 429, 500, 502, 503, 302}) {
        EXPECT_TRUE(std::holds_alternative<Later>(judge(answer(status, "{}")))) << status;
    }
    EXPECT_TRUE(std::holds_alternative<Later>(judge(fail(ErrorKind::unavailable, "unreachable", "refused"))));
}

TEST(DeliveryVerdict, TakesNonsenseForNobody) {
    for (const char* const body :
         {"", "<html>", "[]", "{}", R"({"accepted_through": "7"})", R"({"accepted_through": -1})",
          R"({"accepted_through": 9223372036854775807})", R"({"accepted_through": 1.5})"}) {
        EXPECT_TRUE(std::holds_alternative<Later>(judge(answer(200, body)))) << body;
    }
}

TEST(DeliveryVerdict, KnowsARefusalAndKeepsItsWords) {
    for (const int status : {400, 409, 413, 422}) {
        EXPECT_TRUE(std::holds_alternative<Refused>(judge(answer(status, "")))) << status;
    }
    const Verdict verdict = judge(answer(422, R"({"code":"invalid_input","detail":"events[0].at: is no time"})"));
    EXPECT_EQ(std::get<Refused>(verdict).why, "status 422, invalid_input, events[0].at: is no time");
}

TEST(DeliveryBody, HoldsSiteAndEventsInOrder) {
    const Timestamp at = from_us(1'760'000'000'000'000);
    const auto body = http::Json::parse(
        ingest_body("warehouse-1", {{7, "e7", SessionId("s"), EventType::session_started, at, R"({"id":"s"})"},
                                    {9, "e9", SessionId("s"), EventType::session_ended, at, R"({"id":"s"})"}}));
    EXPECT_EQ(body["site"], "warehouse-1");
    ASSERT_EQ(body["events"].size(), 2U);
    EXPECT_EQ(body["events"][0]["sequence"], 7);
    EXPECT_EQ(body["events"][0]["id"], "e7");
    EXPECT_EQ(body["events"][1]["type"], "session_ended");
    EXPECT_EQ(body["events"][1]["at"], "2025-10-09T08:53:20.000000Z");
    EXPECT_EQ(body["events"][1]["session"]["id"], "s");
}

TEST(Backoff, DoublesUpToTheLongestAndBeginsAgain) {
    Backoff backoff(milliseconds{1000}, milliseconds{5000});
    EXPECT_EQ(backoff.next(), milliseconds{1000});
    EXPECT_EQ(backoff.next(), milliseconds{2000});
    EXPECT_EQ(backoff.next(), milliseconds{4000});
    EXPECT_EQ(backoff.next(), milliseconds{5000});
    EXPECT_EQ(backoff.next(), milliseconds{5000});
    backoff.reset();
    EXPECT_EQ(backoff.next(), milliseconds{1000});
}

}  // namespace
}  // namespace shipwitness::capture
