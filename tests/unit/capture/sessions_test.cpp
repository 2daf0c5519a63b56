#include "capture/sessions/sessions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capture/outbox/outbox_queries.h"
#include "capture/sessions/retelling.h"
#include "http/json.h"
#include "tests/support/full_disk.h"
#include "tests/unit/capture/site.h"

namespace shipwitness::capture {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Sessions, RunningSessionIsOnDiskWhenTheScanIsAnswered) {
    Site site;
    site.tell_order("A");
    EXPECT_EQ(site.scan("A").outcome, Outcome::started);
    const SessionId id = site.view().session->id;
    EXPECT_EQ(site.session(id), *site.view().session);
    EXPECT_THAT(site.told(), ElementsAre("session_started A"));
}

TEST(Sessions, TheSameScanIdGivesTheSameAnswerAndDoesNothing) {
    Site site;
    site.tell_order("A");
    const ScanRequest request{"A", "reading-1"};
    const Answer first = site.sessions().scan(StationId("bench-1"), request).value();
    site.clock.advance(minutes{5});
    EXPECT_EQ(site.sessions().scan(StationId("bench-1"), request).value(), first);
    EXPECT_EQ(site.view().session->order, OrderNumber("A"));
    EXPECT_THAT(site.told(), ElementsAre("session_started A"));
}

TEST(Sessions, ScanIdOfAnotherReadingIsRefused) {
    Site site;
    ASSERT_TRUE(site.sessions().scan(StationId("bench-1"), {"A", "reading-1"}));
    const auto other_code = site.sessions().scan(StationId("bench-1"), {"B", "reading-1"});
    ASSERT_FALSE(other_code);
    EXPECT_EQ(other_code.error().code, "scan_id_reused");
    EXPECT_FALSE(site.sessions().scan(StationId("bench-2"), {"A", "reading-1"}));
    EXPECT_EQ(site.view().session->order, OrderNumber("A"));
}

TEST(Sessions, UnknownStationIsNotFound) {
    Site site;
    EXPECT_EQ(site.sessions().scan(StationId("bench-9"), {"A", {}}).error().code, "station_unknown");
    EXPECT_EQ(site.sessions().view(StationId("bench-9")).error().code, "station_unknown");
}

TEST(Sessions, ScanThatCannotBeStoredDoesNothing) {
    Site site;
    ASSERT_EQ(site.scan("A").outcome, Outcome::started);
    const StationView before = site.view();
    site.clock.advance(seconds{10});
    test::fill_when_inserting_into(site.database(), "scans");
    EXPECT_THROW(static_cast<void>(site.sessions().scan(StationId("bench-1"), {"END", {}})), storage::StorageError);
    EXPECT_EQ(site.view().session, before.session);
    EXPECT_THAT(site.told(), ElementsAre("session_started A"));
}

TEST(Sessions, ThoseOfALostDayAreToldAgainAsTheyAreNow) {
    Site site;
    site.scan("A");
    site.scan("B");  // A ends
    site.clock.advance(std::chrono::hours{30});
    site.sessions().tick();  // B has ended by idle time
    const Timestamp since = site.clock.now();
    site.clock.advance(minutes{5});
    site.scan("C");
    site.clock.advance(minutes{1});
    site.scan("D");  // C ends
    site.scan("CANCEL");
    site.clock.advance(minutes{1});
    site.scan("E", "bench-2");
    const auto before = site.events();

    EXPECT_EQ(tell_again(site.database(), since, site.clock), 3U);
    auto again = site.events();
    again.erase(again.begin(), again.begin() + static_cast<std::ptrdiff_t>(before.size()));
    ASSERT_EQ(again.size(), 3U);
    EXPECT_GT(again.front().sequence, before.back().sequence);
    const auto told = site.told();
    EXPECT_THAT(std::vector(told.end() - 3, told.end()),
                ElementsAre("session_updated C", "session_cancelled D", "session_updated E"));
    EXPECT_EQ(http::Json::parse(again.front().body)["end_reason"], "next_order");
    EXPECT_EQ(tell_again(site.database(), since - std::chrono::hours{48}, site.clock), 5U);
}

// What a night's footage showed is told in the morning, when capture was off in between.
TEST(Sessions, ThoseThatEndedShortlyBeforeAreToldAgainToo) {
    Site site;
    site.scan("A");
    site.scan("END");
    site.clock.advance(std::chrono::hours{8});
    EXPECT_EQ(tell_again(site.database(), site.clock.now(), site.clock), 1U);
}

TEST(Sessions, RefusedOnesAreToldAgainAtOnceAndNoOthers) {
    Site site;
    site.scan("A");
    site.scan("B", "bench-2");
    site.scan("END");
    const auto events = site.events();
    site.database().write([&](storage::Connection& connection) {
        mark_refused(connection, events[0].sequence, "status 422", site.clock.now());
        mark_refused(connection, events[2].sequence, "status 422", site.clock.now());
        remove_events_through(connection, events[1].sequence);
    });
    EXPECT_EQ(tell_again(site.database(), std::nullopt, site.clock), 1U);
    EXPECT_THAT(site.told(), ElementsAre("session_updated A"));
    EXPECT_EQ(tell_again(site.database(), std::nullopt, site.clock), 0U);
}

TEST(Sessions, HundredsAreToldAgainInTheirOrder) {
    Site site;
    for (int i = 0; i < 250; ++i) {
        site.scan("order-" + std::to_string(i));
        site.clock.advance(seconds{10});
    }
    const auto before = site.events().size();
    EXPECT_EQ(tell_again(site.database(), site.clock.now() - std::chrono::hours{2}, site.clock), 250U);
    const auto told = site.told();
    ASSERT_EQ(told.size(), before + 250);
    EXPECT_EQ(told[before], "session_updated order-0");
    EXPECT_EQ(told.back(), "session_updated order-249");
}

TEST(Sessions, KnownOrdersAreToldFromUnknownOnes) {
    Site site;
    site.tell_order("A");
    site.tell_order("C", OrderStatus::cancelled);
    EXPECT_EQ(site.scan("A").message, MessageCode::started);
    EXPECT_EQ(site.scan("X").message, MessageCode::unknown_order);
    EXPECT_EQ(site.scan("C").message, MessageCode::order_cancelled);
    EXPECT_TRUE(site.view().session->known_order);
}

TEST(Sessions, OrderPackedBeforeIsRemembered) {
    Site site;
    site.tell_order("A");
    site.scan("A");
    site.clock.advance(minutes{1});
    site.scan("END");
    EXPECT_EQ(site.scan("A", "bench-2").message, MessageCode::order_packed_before);
}

TEST(Sessions, CancelledSessionDoesNotCountAsPacked) {
    Site site;
    site.tell_order("A");
    site.scan("A");
    site.scan("CANCEL");
    EXPECT_EQ(site.scan("A", "bench-2").message, MessageCode::started);
    EXPECT_THAT(site.told(), ElementsAre("session_started A", "session_cancelled A", "session_started A"));
}

TEST(Sessions, OneOrderAtTwoStationsIsMarkedAtBoth) {
    Site site;
    site.tell_order("A");
    site.scan("A", "bench-1");
    EXPECT_EQ(site.scan("A", "bench-2").message, MessageCode::order_at_other_station);
    EXPECT_TRUE(site.view("bench-1").session->has(Mark::at_two_stations));
    EXPECT_TRUE(site.session(site.view("bench-1").session->id).has(Mark::at_two_stations));
    EXPECT_TRUE(site.view("bench-2").session->has(Mark::at_two_stations));
}

TEST(Sessions, SessionGoesOnAfterARestart) {
    Site site;
    site.tell_order("A");
    site.scan("A");
    const SessionId id = site.view().session->id;
    site.clock.advance(minutes{2});
    site.restart();
    ASSERT_TRUE(site.view().session.has_value());
    EXPECT_EQ(site.view().session->id, id);
    EXPECT_THAT(site.view().session->distinct_marks(), ElementsAre(Mark::service_restarted));
    EXPECT_EQ(site.scan("A").outcome, Outcome::ended);
    EXPECT_THAT(site.told(), ElementsAre("session_started A", "session_updated A", "session_ended A"));
}

TEST(Sessions, SessionHasEndedByIdleTimeDuringALongPause) {
    Site site;
    site.scan("A");
    const SessionId id = site.view().session->id;
    const Timestamp start = site.clock.now();
    site.clock.advance(minutes{120});
    site.restart();
    EXPECT_EQ(site.view().session, std::nullopt);
    EXPECT_EQ(site.session(id).ended_at, start + minutes{15});
    EXPECT_EQ(site.session(id).end_reason, SessionEnd::idle);
}

TEST(Sessions, RepetitionIsKnownAcrossARestart) {
    Site site;
    site.scan("A");
    site.restart();
    site.clock.advance(seconds{1});
    EXPECT_EQ(site.scan("A").outcome, Outcome::duplicate);
}

TEST(Sessions, StartCodeIsKnownAcrossARestart) {
    Site site;
    const Timestamp start = site.clock.now();
    site.scan("START");
    site.restart();
    site.clock.advance(seconds{30});
    site.scan("A");
    EXPECT_EQ(site.view().session->started_at, start);
}

// A clock that was an hour slow and was put right ended every running session.
TEST(Sessions, AClockSetForwardEndsNoSession) {
    Site site;
    site.scan("A");
    const SessionId id = site.view().session->id;
    site.clock.advance(minutes{1});
    site.clock.step(minutes{60});
    site.sessions().tick();
    ASSERT_TRUE(site.view().session.has_value());
    const Timestamp then = site.clock.now();
    site.clock.advance(minutes{14});
    site.sessions().tick();
    EXPECT_FALSE(site.view().session.has_value());
    EXPECT_EQ(site.session(id).end_reason, SessionEnd::idle);
    EXPECT_EQ(site.session(id).ended_at, then + minutes{14});
}

TEST(Sessions, RemembersAClockSetBackAcrossARestart) {
    Site site;
    site.scan("A");
    const Session begun = *site.view().session;
    site.clock.advance(minutes{1});
    site.clock.step(-minutes{60});
    site.sessions().tick();
    site.restart();
    site.clock.advance(minutes{1});
    site.scan("END");
    const Session ended = site.session(begun.id);
    EXPECT_EQ(ended.set_back, minutes{60});
    EXPECT_EQ(ended.ended_at, begun.started_at + minutes{2});
}

TEST(Sessions, IdleSessionEndsByItself) {
    Site site;
    site.scan("A");
    site.clock.advance(minutes{14});
    site.sessions().tick();
    EXPECT_TRUE(site.view().session.has_value());
    site.clock.advance(minutes{1});
    site.sessions().tick();
    EXPECT_EQ(site.view().session, std::nullopt);
    EXPECT_THAT(site.told(), ElementsAre("session_started A", "session_ended A"));
}

TEST(Sessions, SessionOfAStationThatIsGoneEndsToo) {
    Site site;
    site.database().write([&](storage::Connection& connection) {
        Session session;
        session.id = SessionId("session-of-a-former-bench");
        session.station = StationId("bench-0");
        session.order = OrderNumber("A");
        session.started_at = session.last_activity_at = site.clock.now();
        save_session(connection, session);
    });
    site.restart();
    site.clock.advance(minutes{15});
    site.sessions().tick();
    EXPECT_EQ(site.session(SessionId("session-of-a-former-bench")).end_reason, SessionEnd::idle);
}

TEST(Sessions, CameraLostDuringASessionIsMarkedAndTold) {
    Site site;
    site.scan("A");
    site.cameras[CameraId("side")] = {false, GapReason::camera_unreachable, site.clock.now()};
    site.sessions().camera_changed(CameraId("side"), site.cameras[CameraId("side")]);
    site.sessions().tick();
    EXPECT_TRUE(site.view().session->has(Mark::camera_down));
    EXPECT_FALSE(site.view().recording());
    EXPECT_THAT(site.told(), ElementsAre("session_started A", "session_updated A"));
}

TEST(Sessions, CameraLostElsewhereConcernsNobodyHere) {
    Site site;
    site.tell_order("A");
    site.scan("A");
    site.sessions().camera_changed(CameraId("far"), {false, GapReason::camera_silent, site.clock.now()});
    site.sessions().tick();
    EXPECT_THAT(site.view().session->marks, IsEmpty());
}

TEST(Sessions, LastAnswerIsShownUntilTheNextScan) {
    Site site;
    site.tell_order("A");
    site.scan("A");
    site.clock.advance(seconds{1});
    site.scan("A");  // a repetition: what the packer has to know is still the first answer
    site.restart();
    ASSERT_TRUE(site.view().last.has_value());
    EXPECT_EQ(site.view().last->answer.outcome, Outcome::started);
    EXPECT_EQ(site.view().last->answer.order, OrderNumber("A"));
}

TEST(Sessions, EveryChangeWakesTheStationPages) {
    Site site;
    site.scan("A");
    EXPECT_EQ(site.changes, 1);
    site.sessions().camera_changed(CameraId("top"), {true, std::nullopt, site.clock.now()});
    EXPECT_EQ(site.changes, 2);
}

TEST(Sessions, LongGarbageIsKeptCutBetweenCharacters) {
    Site site;
    std::string garbage = "x";
    for (int i = 0; i < 150; ++i) {
        garbage += "\xD0\x97";
    }
    EXPECT_EQ(site.scan(garbage).outcome, Outcome::refused);
    EXPECT_NO_THROW(static_cast<void>(http::Json(site.view().last->code).dump()));
}

TEST(Sessions, EventsHoldTheWholeSession) {
    Site site;
    site.tell_order("A");
    site.scan("A");
    site.clock.advance(minutes{3});
    site.scan("END");
    const auto session = http::Json::parse(site.events().back().body);
    EXPECT_EQ(session["order"], "A");
    EXPECT_EQ(session["station"], "bench-1");
    EXPECT_EQ(session["known_order"], true);
    EXPECT_EQ(session["end_reason"], "end_code");
    EXPECT_EQ(session["complete"], false);
    EXPECT_EQ(session["cameras"].size(), 2U);
    EXPECT_EQ(session["cameras"][0]["camera"], "top");
    EXPECT_EQ(session["started_at"], to_rfc3339(site.clock.now() - minutes{3}));
    EXPECT_EQ(session["cameras"][0]["to"], to_rfc3339(site.clock.now() + seconds{5}));
}

TEST(OutboxSequence, GrowsEvenWhenTheClockIsSetBack) {
    Site site;
    site.scan("A");
    site.clock.step(-minutes{60});
    site.scan("B");
    const auto events = site.events();
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(events[0].sequence, to_us(from_us(1'760'000'000'000'000)));
    EXPECT_EQ(events[1].sequence, events[0].sequence + 1);
    EXPECT_EQ(events[2].sequence, events[1].sequence + 1);
}

TEST(OutboxSequence, IsNotGivenTwiceAfterDelivery) {
    Site site;
    site.scan("A");
    const auto first = site.events().front().sequence;
    site.database().write([&](storage::Connection& connection) { remove_events_through(connection, first); });
    site.scan("END");
    EXPECT_GT(site.events().front().sequence, first);
}

TEST(RefusedEvents, AreToldAnewAsOneWholeSession) {
    Site site;
    site.scan("A");
    site.clock.advance(minutes{1});
    site.scan("END");
    const auto events = site.events();
    site.database().write([&](storage::Connection& connection) {
        for (const OutboxEvent& event : events) {
            mark_refused(connection, event.sequence, "status 422", site.clock.now());
        }
    });
    EXPECT_THAT(site.told(), IsEmpty());
    site.sessions().tell_refused_anew(site.clock.now() - seconds{1});
    EXPECT_THAT(site.told(), IsEmpty()) << "not before its time";
    site.sessions().tell_refused_anew(site.clock.now());
    EXPECT_THAT(site.told(), ElementsAre("session_updated A"));
    EXPECT_GT(site.events().front().sequence, events.back().sequence);
    EXPECT_EQ(http::Json::parse(site.events().front().body)["end_reason"], "end_code");
}

}  // namespace
}  // namespace shipwitness::capture
