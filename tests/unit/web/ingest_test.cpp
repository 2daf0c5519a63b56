#include "web/server/ingest/ingest.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/json.h"
#include "tests/unit/web/web_database.h"
#include "web/server/ingest/packing_event.h"
#include "web/server/packing/session_queries.h"

namespace shipwitness::web {
namespace {

using http::Json;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp kNow = from_us(1'760'000'000'000'000);

Json a_session() {
    return Json::parse(R"({"id": "s-1", "station": "bench-1", "order": "SO-1", "known_order": true,
        "started_at": "2026-11-22T08:00:00Z", "ended_at": null, "end_reason": null, "complete": false,
        "marks": ["noted"], "cameras": [{"camera": "top", "from": "2026-11-22T07:59:55Z", "to": null, "gaps": []}]})");
}

Json an_ended_session() {
    auto session = a_session();
    session["ended_at"] = "2026-11-22T08:05:00Z";
    session["end_reason"] = "same_code";
    session["cameras"][0]["to"] = "2026-11-22T08:05:10Z";
    session["cameras"][0]["gaps"] =
        Json::parse(R"([{"from": "2026-11-22T08:01:00Z", "to": "2026-11-22T08:01:20Z", "reason": "camera_silent"}])");
    return session;
}

Json event(std::int64_t sequence, const std::string& type, const Json& session) {
    return {{"id", "e-" + std::to_string(sequence)},
            {"sequence", sequence},
            {"type", type},
            {"at", "2026-11-22T08:05:00Z"},
            {"session", session}};
}

Json delivery(std::vector<Json> events) {
    return {{"site", "north"}, {"events", std::move(events)}};
}

class Ingest : public testing::Test {
  protected:
    Result<std::int64_t> deliver(const std::vector<Json>& events) {
        const auto read = read_delivery(delivery(events));
        if (!read) {
            return tl::unexpected(read.error());
        }
        return database_->try_write([&](storage::Connection& c) { return take_in(c, *read, kNow); });
    }
    std::vector<PackingSession> sessions(const std::string& order = "SO-1") {
        return database_->read([&](storage::Connection& c) { return sessions_of_order(c, OrderNumber(order)); });
    }
    std::int64_t events() {
        return database_->read(
            [](storage::Connection& c) { return c.query_one("select count(*) from packing_events")->integer(0); });
    }

    WebDatabase database_;
};

TEST_F(Ingest, KeepsTheWholeSessionWithItsCamerasAndGaps) {
    EXPECT_EQ(deliver({event(5, "session_ended", an_ended_session())}), 5);
    ASSERT_THAT(sessions(), SizeIs(1));
    const auto session = sessions().front();
    EXPECT_EQ(session.site, "north");
    EXPECT_EQ(session.end_reason, "same_code");
    EXPECT_EQ(session.started, parse_rfc3339("2026-11-22T08:00:00Z"));
    EXPECT_EQ(session.marks, (std::vector<std::string>{"noted"}));
    ASSERT_THAT(session.cameras, SizeIs(1));
    EXPECT_EQ(session.cameras[0].to, parse_rfc3339("2026-11-22T08:05:10Z"));
    ASSERT_THAT(session.cameras[0].gaps, SizeIs(1));
    EXPECT_EQ(session.cameras[0].gaps[0].reason, "camera_silent");
}

TEST_F(Ingest, DeliveredAgainChangesNothing) {
    const std::vector<Json> all{event(5, "session_started", a_session()),
                                event(9, "session_ended", an_ended_session())};
    EXPECT_EQ(deliver(all), 9);
    const auto before = sessions();
    EXPECT_EQ(deliver(all), 9);
    EXPECT_EQ(deliver({all[0]}), 9);
    EXPECT_EQ(sessions(), before);
    EXPECT_EQ(events(), 2);
}

TEST_F(Ingest, ArrivingLateDoesNotTurnBackTheSession) {
    EXPECT_EQ(deliver({event(9, "session_ended", an_ended_session())}), 9);
    EXPECT_EQ(deliver({event(5, "session_started", a_session())}), 9);
    EXPECT_TRUE(sessions().front().ended);
    EXPECT_EQ(events(), 2) << "the late one is kept in the record";
}

TEST_F(Ingest, ReplacesCamerasAndGapsByTheNewestState) {
    deliver({event(5, "session_ended", an_ended_session())});
    auto settled = an_ended_session();
    settled["cameras"][0]["gaps"] = Json::array();
    settled["complete"] = true;
    deliver({event(6, "session_updated", settled)});
    EXPECT_TRUE(sessions().front().complete);
    EXPECT_THAT(sessions().front().cameras[0].gaps, IsEmpty());
}

TEST_F(Ingest, KeepsSessionsOfUnknownOrders) {
    auto session = a_session();
    session["order"] = "не наш заказ";
    EXPECT_TRUE(deliver({event(5, "session_started", session)}));
    EXPECT_THAT(sessions("не наш заказ"), SizeIs(1));
}

TEST_F(Ingest, MarksCancelledSessions) {
    auto session = an_ended_session();
    session["end_reason"] = "cancelled";
    deliver({event(5, "session_cancelled", session)});
    EXPECT_TRUE(sessions().front().cancelled);
    deliver({event(6, "session_updated", session)});
    EXPECT_TRUE(sessions().front().cancelled) << "told by a later update too";
}

TEST_F(Ingest, RefusesAnotherEventUnderAKnownSequenceAndTakesNothing) {
    deliver({event(5, "session_started", a_session())});
    auto other = a_session();
    other["id"] = "s-2";
    auto reused = event(5, "session_started", other);
    reused["id"] = "another";
    const auto refused = deliver({event(4, "session_started", other), reused});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "sequence_reused");
    EXPECT_EQ(events(), 1);
    EXPECT_THAT(sessions(), SizeIs(1));
}

TEST_F(Ingest, NamesEveryFaultByItsPlace) {
    auto bad = event(5, "session_exploded", an_ended_session());
    bad["session"]["cameras"][0]["gaps"][0]["from"] = "yesterday";
    const auto refused = read_delivery(delivery({bad}));
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& fault : refused.error().fields) {
        fields.push_back(fault.field);
    }
    EXPECT_THAT(fields, testing::IsSupersetOf({"events[0].type", "events[0].session.cameras[0].gaps[0].from"}));
}

TEST_F(Ingest, RefusesEventsOutOfOrderWithinADelivery) {
    EXPECT_FALSE(deliver({event(6, "session_started", a_session()), event(5, "session_started", a_session())}));
    EXPECT_EQ(events(), 0);
}

TEST_F(Ingest, RefusesAnEndBeforeTheStart) {
    auto session = an_ended_session();
    session["ended_at"] = "2026-11-22T07:00:00Z";
    EXPECT_FALSE(deliver({event(5, "session_ended", session)}));
}

TEST_F(Ingest, RefusesAnEventWithoutItsSession) {
    auto bare = event(5, "session_ended", a_session());
    bare.erase("session");
    EXPECT_FALSE(deliver({bare}));
}

}  // namespace
}  // namespace shipwitness::web
