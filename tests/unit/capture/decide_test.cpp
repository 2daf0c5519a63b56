#include "capture/sessions/decide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

const Timestamp kStart = from_us(1'760'000'000'000'000);
const SessionRules kRules{};
const std::vector<StationCamera> kCamerasUp{{CameraId("top"), true}, {CameraId("side"), true}};
const std::vector<StationCamera> kSideDown{{CameraId("top"), true}, {CameraId("side"), false}};
const OrderFacts kKnown{.known = true};

Scan scan_of(const std::string& code, Timestamp at) {
    return {StationId("bench-1"), code, at, SessionId("session-of-" + code + "-" + std::to_string(to_us(at))),
            at - kStart};
}

// A station at which `order` has been packed since kStart.
StationMemory packing(const std::string& order) {
    return decide({}, scan_of(order, kStart), kKnown, kCamerasUp, kRules).next;
}

StationMemory ready() {
    return decide({}, scan_of("START", kStart), {}, kCamerasUp, kRules).next;
}

// What is told to web, in words: "session_ended A same_code".
std::vector<std::string> told(const Decision& decision) {
    std::vector<std::string> words;
    for (const Change& change : decision.changes) {
        std::string word = std::string(to_text(change.type)) + " " + change.session.order.text();
        if (change.session.end_reason) {
            word += " " + std::string(to_text(*change.session.end_reason));
        }
        words.push_back(word);
    }
    return words;
}

std::string open_order(const StationMemory& memory) {
    return memory.session ? memory.session->order.text() : "";
}

struct Row {
    const char* name;
    StationMemory before;
    std::string code;
    Microseconds after_start;
    OrderFacts facts;
    std::vector<StationCamera> cameras;
    Outcome outcome;
    Sound sound;
    MessageCode message;
    std::vector<std::string> told;
    std::string open_after;
};

class ScanDecision : public testing::TestWithParam<Row> {};

TEST_P(ScanDecision, DoesWhatTheTableSays) {
    const Row& row = GetParam();
    const Decision decision =
        decide(row.before, scan_of(row.code, kStart + row.after_start), row.facts, row.cameras, kRules);
    EXPECT_EQ(decision.answer.outcome, row.outcome);
    EXPECT_EQ(decision.answer.sound, row.sound);
    EXPECT_EQ(decision.answer.message, row.message);
    EXPECT_EQ(told(decision), row.told);
    EXPECT_EQ(open_order(decision.next), row.open_after);
}

using Words = std::vector<std::string>;
const StationMemory kNothing{};

INSTANTIATE_TEST_SUITE_P(
    Table, ScanDecision,
    testing::Values(Row{"order_starts", kNothing, "A", seconds{10}, kKnown, kCamerasUp, Outcome::started, Sound::yes,
                        MessageCode::started, Words{"session_started A"}, "A"},
                    Row{"same_order_ends", packing("A"), "A", seconds{10}, kKnown, kCamerasUp, Outcome::ended,
                        Sound::yes, MessageCode::ended, Words{"session_ended A same_code"}, ""},
                    Row{"end_ends",
                        packing("A"),
                        "SW:END",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::ended,
                        Sound::yes,
                        MessageCode::ended,
                        Words{"session_ended A end_code"},
                        ""},
                    Row{"next_order_ends_and_starts", packing("A"), "B", seconds{10}, kKnown, kCamerasUp,
                        Outcome::switched, Sound::yes, MessageCode::switched,
                        Words{"session_ended A next_order", "session_started B"}, "B"},
                    Row{"cancel_cancels",
                        packing("A"),
                        "CANCEL",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::cancelled,
                        Sound::yes,
                        MessageCode::cancelled,
                        Words{"session_cancelled A cancelled"},
                        ""},
                    Row{"note_marks",
                        packing("A"),
                        "NOTE",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::noted,
                        Sound::yes,
                        MessageCode::noted,
                        Words{"session_updated A"},
                        "A"},
                    Row{"start_while_running_changes_nothing",
                        packing("A"),
                        "START",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::already_running,
                        Sound::warning,
                        MessageCode::already_running,
                        Words{"session_updated A"},
                        "A"},
                    Row{"start_makes_ready",
                        kNothing,
                        "START",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::ready,
                        Sound::yes,
                        MessageCode::ready,
                        Words{},
                        ""},
                    Row{"end_of_nothing",
                        kNothing,
                        "END",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::nothing_running,
                        Sound::no,
                        MessageCode::nothing_running,
                        Words{},
                        ""},
                    Row{"cancel_of_nothing",
                        kNothing,
                        "CANCEL",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::nothing_running,
                        Sound::no,
                        MessageCode::nothing_running,
                        Words{},
                        ""},
                    Row{"note_of_nothing",
                        kNothing,
                        "NOTE",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::nothing_running,
                        Sound::no,
                        MessageCode::nothing_running,
                        Words{},
                        ""},
                    Row{"repetition_within_window_is_ignored", packing("A"), "A", Microseconds{1'499'999}, kKnown,
                        kCamerasUp, Outcome::duplicate, Sound::yes, MessageCode::duplicate, Words{}, "A"},
                    Row{"repetition_after_window_ends", packing("A"), "A", Microseconds{1'500'000}, kKnown, kCamerasUp,
                        Outcome::ended, Sound::yes, MessageCode::ended, Words{"session_ended A same_code"}, ""},
                    Row{"other_order_within_window_is_meant", packing("A"), "B", seconds{1}, kKnown, kCamerasUp,
                        Outcome::switched, Sound::yes, MessageCode::switched,
                        Words{"session_ended A next_order", "session_started B"}, "B"},
                    Row{"unknown_order_is_accepted_and_marked",
                        kNothing,
                        "X",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::started,
                        Sound::warning,
                        MessageCode::unknown_order,
                        Words{"session_started X"},
                        "X"},
                    Row{"cancelled_order_is_warned",
                        kNothing,
                        "A",
                        seconds{10},
                        {.known = true, .cancelled = true},
                        kCamerasUp,
                        Outcome::started,
                        Sound::warning,
                        MessageCode::order_cancelled,
                        Words{"session_started A"},
                        "A"},
                    Row{"order_packed_before_is_warned",
                        kNothing,
                        "A",
                        seconds{10},
                        {.known = true, .packed_before = true},
                        kCamerasUp,
                        Outcome::started,
                        Sound::warning,
                        MessageCode::order_packed_before,
                        Words{"session_started A"},
                        "A"},
                    Row{"camera_down_is_the_loudest_warning",
                        kNothing,
                        "A",
                        seconds{10},
                        {.known = true, .cancelled = true, .packed_before = true},
                        kSideDown,
                        Outcome::started,
                        Sound::warning,
                        MessageCode::camera_not_recording,
                        Words{"session_started A"},
                        "A"},
                    Row{"warning_of_the_next_order_wins_over_switched",
                        packing("A"),
                        "X",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::switched,
                        Sound::warning,
                        MessageCode::unknown_order,
                        Words{"session_ended A next_order", "session_started X"},
                        "X"},
                    Row{"empty_code_is_refused",
                        packing("A"),
                        "",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::refused,
                        Sound::no,
                        MessageCode::code_empty,
                        Words{},
                        "A"},
                    Row{"long_code_is_refused",
                        kNothing,
                        std::string(65, '1'),
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::refused,
                        Sound::no,
                        MessageCode::code_too_long,
                        Words{},
                        ""},
                    Row{"unknown_control_code_is_refused",
                        packing("A"),
                        "SW:PAUSE",
                        seconds{10},
                        {},
                        kCamerasUp,
                        Outcome::refused,
                        Sound::no,
                        MessageCode::control_code_unknown,
                        Words{},
                        "A"},
                    Row{"after_idle_time_the_same_order_starts_anew", packing("A"), "A", minutes{16}, kKnown,
                        kCamerasUp, Outcome::started, Sound::yes, MessageCode::started,
                        Words{"session_ended A idle", "session_started A"}, "A"},
                    Row{"after_idle_time_there_is_nothing_to_end",
                        packing("A"),
                        "END",
                        minutes{16},
                        {},
                        kCamerasUp,
                        Outcome::nothing_running,
                        Sound::no,
                        MessageCode::nothing_running,
                        Words{"session_ended A idle"},
                        ""}),
    [](const auto& row) { return row.param.name; });

TEST(ScanDecision, FilmsFromPreRollToPostRoll) {
    const StationMemory memory = packing("A");
    EXPECT_EQ(memory.session->cameras.at(0).from, kStart - seconds{5});
    EXPECT_EQ(memory.session->cameras.at(0).to, std::nullopt);

    const Decision end = decide(memory, scan_of("END", kStart + seconds{60}), {}, kCamerasUp, kRules);
    const Session& session = end.changes.at(0).session;
    EXPECT_EQ(session.ended_at, kStart + seconds{60});
    for (const SessionCamera& camera : session.cameras) {
        EXPECT_EQ(camera.to, kStart + seconds{65}) << camera.camera.text();
    }
}

TEST(ScanDecision, AnswersNameTheOrders) {
    const Decision decision = decide(packing("A"), scan_of("B", kStart + seconds{9}), kKnown, kCamerasUp, kRules);
    EXPECT_EQ(decision.answer.order, OrderNumber("B"));
    EXPECT_EQ(decision.answer.previous_order, OrderNumber("A"));
}

TEST(ScanDecision, StartCodeBeginsTheNextOrdersSession) {
    const Decision decision = decide(ready(), scan_of("A", kStart + seconds{40}), kKnown, kCamerasUp, kRules);
    EXPECT_EQ(decision.next.session->started_at, kStart);
    EXPECT_EQ(decision.next.session->last_activity_at, kStart + seconds{40});
    EXPECT_EQ(decision.next.ready_since, std::nullopt);
}

TEST(ScanDecision, StartCodeIsForgottenAfterIdleTime) {
    const Decision decision = decide(ready(), scan_of("A", kStart + minutes{15}), kKnown, kCamerasUp, kRules);
    EXPECT_EQ(decision.next.session->started_at, kStart + minutes{15});
}

TEST(ScanDecision, EndTakesStartBack) {
    const StationMemory memory = decide(ready(), scan_of("END", kStart + seconds{5}), {}, kCamerasUp, kRules).next;
    const Decision decision = decide(memory, scan_of("A", kStart + seconds{40}), kKnown, kCamerasUp, kRules);
    EXPECT_EQ(decision.next.session->started_at, kStart + seconds{40});
}

TEST(ScanDecision, NoteKeepsEveryMoment) {
    StationMemory memory = packing("A");
    memory = decide(memory, scan_of("NOTE", kStart + seconds{5}), {}, kCamerasUp, kRules).next;
    memory = decide(memory, scan_of("NOTE", kStart + seconds{9}), {}, kCamerasUp, kRules).next;
    EXPECT_THAT(memory.session->marks, ElementsAre(SessionMark{Mark::noted, kStart + seconds{5}},
                                                   SessionMark{Mark::noted, kStart + seconds{9}}));
    EXPECT_THAT(memory.session->distinct_marks(), ElementsAre(Mark::noted));
}

TEST(ScanDecision, LabelLyingInTheScannersViewDoesNotEndTheSession) {
    StationMemory memory = packing("A");
    for (int i = 1; i <= 100; ++i) {
        const Decision decision =
            decide(memory, scan_of("A", kStart + std::chrono::milliseconds{1000 * i}), kKnown, kCamerasUp, kRules);
        ASSERT_EQ(decision.answer.outcome, Outcome::duplicate);
        memory = decision.next;
    }
    EXPECT_EQ(open_order(memory), "A");
}

TEST(ScanDecision, RepetitionOfABadCodeSoundsBadToo) {
    const StationMemory memory = decide({}, scan_of("SW:X", kStart), {}, kCamerasUp, kRules).next;
    const Decision decision = decide(memory, scan_of("SW:X", kStart + seconds{1}), {}, kCamerasUp, kRules);
    EXPECT_EQ(decision.answer.outcome, Outcome::duplicate);
    EXPECT_EQ(decision.answer.sound, Sound::no);
}

TEST(ScanDecision, OtherSpellingOfAControlCodeIsARepetition) {
    const StationMemory memory = decide(packing("A"), scan_of("END", kStart + seconds{9}), {}, kCamerasUp, kRules).next;
    const Decision decision = decide(memory, scan_of("sw:end", kStart + seconds{10}), {}, kCamerasUp, kRules);
    EXPECT_EQ(decision.answer.outcome, Outcome::duplicate);
}

TEST(ScanDecision, OneOrderAtTwoStationsIsMarkedAtBoth) {
    const Session elsewhere = *packing("A").session;
    const OrderFacts facts{.known = true, .elsewhere = {elsewhere}};
    const Decision decision = decide({}, scan_of("A", kStart + seconds{30}), facts, kCamerasUp, kRules);
    EXPECT_EQ(decision.answer.message, MessageCode::order_at_other_station);
    EXPECT_EQ(decision.answer.sound, Sound::warning);
    ASSERT_THAT(told(decision), ElementsAre("session_started A", "session_updated A"));
    EXPECT_TRUE(decision.changes.at(0).session.has(Mark::at_two_stations));
    EXPECT_EQ(decision.changes.at(1).session.id, elsewhere.id);
    EXPECT_TRUE(decision.changes.at(1).session.has(Mark::at_two_stations));
}

TEST(ScanDecision, SessionStartedWithACameraDownIsMarked) {
    const Decision decision = decide({}, scan_of("A", kStart), kKnown, kSideDown, kRules);
    EXPECT_TRUE(decision.next.session->has(Mark::camera_down));
    EXPECT_FALSE(decision.next.session->complete);
}

TEST(ScanDecision, TimesStayOrderedWhenTheClockIsSetBack) {
    const Decision end = decide(packing("A"), scan_of("END", kStart - minutes{60}), {}, kCamerasUp, kRules);
    const Session& session = end.changes.at(0).session;
    EXPECT_EQ(session.ended_at, session.started_at);
    EXPECT_LT(session.cameras.at(0).from, session.cameras.at(0).to);
}

TEST(IdleDecision, EndsWhenTheTimeRanOutNotWhenItWasNoticed) {
    const Session session = *packing("A").session;
    const Microseconds almost = minutes{15} - Microseconds{1};
    EXPECT_EQ(decide_idle(session, kStart + almost, almost, kRules), std::nullopt);
    const auto change = decide_idle(session, kStart + minutes{600}, minutes{600}, kRules);
    ASSERT_TRUE(change.has_value());
    EXPECT_EQ(change->type, EventType::session_ended);
    EXPECT_EQ(change->session.end_reason, SessionEnd::idle);
    EXPECT_EQ(change->session.ended_at, kStart + minutes{15});
}

TEST(IdleDecision, NoteKeepsTheSessionAlive) {
    const Session session =
        *decide(packing("A"), scan_of("NOTE", kStart + minutes{10}), {}, kCamerasUp, kRules).next.session;
    EXPECT_EQ(decide_idle(session, kStart + minutes{20}, minutes{10}, kRules), std::nullopt);
}

TEST(IdleDecision, AClockSetForwardIsNoIdleTime) {
    const Session session = *packing("A").session;
    EXPECT_EQ(decide_idle(session, kStart + minutes{62}, minutes{2}, kRules), std::nullopt);
    const auto change = decide_idle(session, kStart + minutes{76}, minutes{16}, kRules);
    ASSERT_TRUE(change.has_value());
    EXPECT_EQ(change->session.ended_at, kStart + minutes{75}) << "by the clock that the footage has since the step";
}

TEST(ScanDecision, ASessionsTimesRunOnWhenTheClockIsSetBack) {
    StationMemory memory = packing("A");
    memory.session->set_back = minutes{60};
    Scan scan = scan_of("B", kStart - minutes{58});
    scan.idle = minutes{2};
    const Decision next = decide(memory, scan, kKnown, kCamerasUp, kRules);
    EXPECT_EQ(next.changes.at(0).session.ended_at, kStart + minutes{2});
    EXPECT_EQ(next.changes.at(1).session.started_at, kStart - minutes{58})
        << "the next one begins by the clock as it is";
    EXPECT_EQ(next.changes.at(1).session.set_back, Microseconds::zero());
}

TEST(CameraDecision, CameraLostDuringASessionIsMarkedOnce) {
    const auto change = decide_camera_down(*packing("A").session, kStart + seconds{20});
    ASSERT_TRUE(change.has_value());
    EXPECT_THAT(change->session.marks, ElementsAre(SessionMark{Mark::camera_down, kStart + seconds{20}}));
    EXPECT_EQ(decide_camera_down(change->session, kStart + seconds{30}), std::nullopt);
}

TEST(RestartDecision, SessionGoesOnMarked) {
    const Change change = decide_restart(*packing("A").session, kStart + minutes{2}, kRules);
    EXPECT_EQ(change.type, EventType::session_updated);
    EXPECT_EQ(change.session.ended_at, std::nullopt);
    EXPECT_TRUE(change.session.has(Mark::service_restarted));
}

TEST(RestartDecision, SessionEndsByIdleTimeThatPassedMeanwhile) {
    const Change change = decide_restart(*packing("A").session, kStart + minutes{30}, kRules);
    EXPECT_EQ(change.type, EventType::session_ended);
    EXPECT_EQ(change.session.ended_at, kStart + minutes{15});
    EXPECT_TRUE(change.session.has(Mark::service_restarted));
}

}  // namespace
}  // namespace shipwitness::capture
