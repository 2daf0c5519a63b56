#include "claims/clock/claim_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/clock_samples.h"

// All times of these histories are Tuesday 2 September 2025 and later, office hours 9 to 13 and 14 to 18 in Moscow.

namespace shipwitness::claims {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::event;
using test::readings;
using test::refusal_of;
using test::Type;

constexpr Microseconds kNone{0};

TEST(ClaimClock, FirstResponseGoesFromReceiptToThePublicAnswerOfAPerson) {
    const Readings read = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T10:00:05+03:00", Type::automatic_reply),
                                    event("2025-09-02T11:00:00+03:00", Type::internal_note),
                                    event("2025-09-02T15:00:00+03:00", Type::agent_public_reply)});
    EXPECT_EQ(read.first_response, (Reading{at("2025-09-02T07:00:00Z"), at("2025-09-02T12:00:00Z"), {4h, 5h, kNone}}));
    EXPECT_TRUE(read.next_responses.empty());
    EXPECT_FALSE(read.unanswered_since);
    EXPECT_FALSE(read.resolution_first);
    EXPECT_FALSE(read.resolution_total);
}

TEST(ClaimClock, AnUnansweredClaimIsUnansweredSinceItCame) {
    const Readings read = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T12:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T12:00:01+03:00", Type::automatic_reply)});
    EXPECT_FALSE(read.first_response);
    EXPECT_EQ(read.unanswered_since, at("2025-09-02T10:00:00+03:00"));
}

TEST(ClaimClock, ALetterTheSystemSendsByItselfNeverAnswers) {
    const Readings read = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T11:00:00+03:00", Type::agent_public_reply, Author::system)});
    EXPECT_FALSE(read.first_response);
}

TEST(ClaimClock, WhatTheBuyerAddsBeforeTheFirstAnswerStartsNoNextResponse) {
    const Readings read = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T12:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T15:00:00+03:00", Type::agent_public_reply)});
    EXPECT_EQ(read.first_response->spent.business, 4h);
    EXPECT_TRUE(read.next_responses.empty());
}

TEST(ClaimClock, NextResponseGoesFromTheOldestUnansweredMessage) {
    const Readings read = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T10:30:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T11:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T12:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T15:00:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T15:10:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T16:00:00+03:00", Type::buyer_message)});
    ASSERT_EQ(read.next_responses.size(), 1U);
    EXPECT_EQ(read.next_responses[0].from, at("2025-09-02T11:00:00+03:00"));
    EXPECT_EQ(read.next_responses[0].spent, (Spent{3h, 4h, kNone}));
    EXPECT_EQ(read.unanswered_since, at("2025-09-02T16:00:00+03:00"));
}

TEST(ClaimClock, AnAgentWhoOpensAClaimWithAMessageHasNotAnsweredIt) {
    const Readings opened = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                      event("2025-09-02T10:00:00+03:00", Type::agent_public_reply)});
    EXPECT_FALSE(opened.first_response);
    EXPECT_EQ(opened.unanswered_since, at("2025-09-02T10:00:00+03:00"));
    const Readings answered = readings({event("2025-09-02T10:00:00+03:00", Type::agent_public_reply),
                                        event("2025-09-02T10:00:00+03:00", Type::created),
                                        event("2025-09-02T10:00:00+03:00", Type::automatic_reply),
                                        event("2025-09-02T10:00:00+03:00", Type::agent_public_reply),
                                        event("2025-09-02T10:00:00+03:00", Type::agent_public_reply),
                                        event("2025-09-02T11:00:00+03:00", Type::buyer_message),
                                        event("2025-09-02T12:00:00+03:00", Type::agent_public_reply)});
    EXPECT_EQ(answered.first_response->to, at("2025-09-02T12:00:00+03:00"));
    EXPECT_TRUE(answered.next_responses.empty());
}

TEST(ClaimClock, AnAnswerAtTheInstantOfTheBuyersMessageIsAnAnswer) {
    const Readings read = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T10:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T10:00:00+03:00", Type::agent_public_reply)});
    EXPECT_EQ(read.first_response->spent.wall, kNone);
}

TEST(ClaimClock, EventsOfOneInstantCountInTheOrderRecorded) {
    const auto begin = std::vector{event("2025-09-02T10:00:00+03:00", Type::created),
                                   event("2025-09-02T11:00:00+03:00", Type::agent_public_reply)};
    auto asked_first = begin;
    asked_first.push_back(event("2025-09-02T12:00:00+03:00", Type::buyer_message));
    asked_first.push_back(event("2025-09-02T12:00:00+03:00", Type::agent_public_reply));
    EXPECT_EQ(readings(asked_first).next_responses.size(), 1U);
    auto answered_first = begin;
    answered_first.push_back(event("2025-09-02T12:00:00+03:00", Type::agent_public_reply));
    answered_first.push_back(event("2025-09-02T12:00:00+03:00", Type::buyer_message));
    EXPECT_TRUE(readings(answered_first).next_responses.empty());
    EXPECT_EQ(readings(answered_first).unanswered_since, at("2025-09-02T12:00:00+03:00"));
}

TEST(ClaimClock, WaitingForTheBuyerPausesAllButTheFirstResponse) {
    const Readings read = readings({event("2025-09-02T09:00:00+03:00", Type::created),
                                    event("2025-09-02T10:00:00+03:00", Type::waiting_buyer_start),
                                    event("2025-09-02T11:00:00+03:00", Type::waiting_buyer_stop),
                                    event("2025-09-02T12:00:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T15:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T16:00:00+03:00", Type::waiting_buyer_start),
                                    event("2025-09-03T10:00:00+03:00", Type::waiting_buyer_stop),
                                    event("2025-09-03T11:00:00+03:00", Type::agent_public_reply),
                                    event("2025-09-03T12:00:00+03:00", Type::closed)});
    EXPECT_EQ(read.first_response->spent, (Spent{3h, 3h, kNone}));
    EXPECT_EQ(read.next_responses.at(0).spent, (Spent{2h, 20h, 18h}));
    EXPECT_EQ(read.resolution_first->spent, (Spent{8h + 3h - 1h - 3h, 27h, 19h}));
}

TEST(ClaimClock, AWaitThatBeganBeforeTheMessageEndsWithIt) {
    const Readings read = readings({event("2025-09-02T09:00:00+03:00", Type::created),
                                    event("2025-09-02T09:30:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T10:00:00+03:00", Type::waiting_buyer_start),
                                    event("2025-09-02T12:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T13:00:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T17:00:00+03:00", Type::closed)});
    EXPECT_EQ(read.next_responses.at(0).spent, (Spent{1h, 1h, kNone}));
    EXPECT_EQ(read.resolution_first->spent, (Spent{5h, 8h, 2h}));
    EXPECT_EQ(read.waits, (std::vector<Interval>{{at("2025-09-02T07:00:00Z"), at("2025-09-02T09:00:00Z")}}));
}

TEST(ClaimClock, WaitingForTheCarrierPausesNothing) {
    const Readings read = readings({event("2025-09-02T09:00:00+03:00", Type::created),
                                    event("2025-09-02T10:00:00+03:00", Type::waiting_carrier_start),
                                    event("2025-09-02T11:00:00+03:00", Type::waiting_buyer_start),
                                    event("2025-09-02T11:30:00+03:00", Type::waiting_carrier_stop),
                                    event("2025-09-02T12:00:00+03:00", Type::waiting_buyer_stop),
                                    event("2025-09-02T16:00:00+03:00", Type::closed)});
    EXPECT_EQ(read.resolution_first->spent, (Spent{5h, 7h, 1h}));
}

TEST(ClaimClock, AWaitIsCountedOnceHoweverOftenItIsToldAndEndsAtClosing) {
    const Readings read = readings({event("2025-09-02T09:00:00+03:00", Type::created),
                                    event("2025-09-02T10:00:00+03:00", Type::waiting_buyer_start),
                                    event("2025-09-02T11:00:00+03:00", Type::waiting_buyer_start),
                                    event("2025-09-02T12:00:00+03:00", Type::closed),
                                    event("2025-09-02T12:30:00+03:00", Type::waiting_buyer_stop),
                                    event("2025-09-02T14:00:00+03:00", Type::reopened),
                                    event("2025-09-02T15:00:00+03:00", Type::waiting_buyer_stop),
                                    event("2025-09-02T16:00:00+03:00", Type::closed)});
    EXPECT_EQ(read.resolution_first->spent, (Spent{1h, 3h, 2h}));
    EXPECT_EQ(read.resolution_total->spent, (Spent{3h, 5h, 2h}));
}

TEST(ClaimClock, AWaitThatBeginsWhileClosedPausesWhatIsReopened) {
    const Readings read =
        readings({event("2025-09-02T09:00:00+03:00", Type::created), event("2025-09-02T10:00:00+03:00", Type::closed),
                  event("2025-09-02T11:00:00+03:00", Type::waiting_buyer_start),
                  event("2025-09-02T12:00:00+03:00", Type::reopened),
                  event("2025-09-02T12:30:00+03:00", Type::waiting_buyer_stop),
                  event("2025-09-02T13:00:00+03:00", Type::closed)});
    EXPECT_EQ(read.resolution_total->spent, (Spent{1h + 30min, 2h, 30min}));
}

TEST(ClaimClock, TheClosingLetterOfAPersonIsAPublicAnswer) {
    const Readings first = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                     event("2025-09-02T10:00:01+03:00", Type::automatic_reply),
                                     event("2025-09-02T12:00:00+03:00", Type::closed)});
    EXPECT_EQ(first.first_response->to, at("2025-09-02T12:00:00+03:00"));
    EXPECT_FALSE(first.unanswered_since);
    const Readings next = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T11:00:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T12:00:00+03:00", Type::buyer_message),
                                    event("2025-09-02T12:30:00+03:00", Type::closed)});
    EXPECT_EQ(next.next_responses.at(0).spent.business, 30min);
}

TEST(ClaimClock, AnAutomaticLetterCannotCloseAClaimThatNoPersonAnswered) {
    const Readings unanswered = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                          event("2025-09-02T12:00:00+03:00", Type::closed, Author::system)});
    EXPECT_FALSE(unanswered.resolution_first);
    EXPECT_TRUE(unanswered.open_since);
    const Readings answered = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                        event("2025-09-02T11:00:00+03:00", Type::agent_public_reply),
                                        event("2025-09-02T11:30:00+03:00", Type::buyer_message),
                                        event("2025-09-02T12:00:00+03:00", Type::closed, Author::system)});
    EXPECT_EQ(answered.resolution_first->spent.business, 2h);
    EXPECT_EQ(answered.unanswered_since, at("2025-09-02T11:30:00+03:00"));
}

TEST(ClaimClock, AClosingAtTheInstantOfAnAutomaticLetterIsClosedByThatLetter) {
    const Readings unanswered = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                          event("2025-09-02T12:00:00+03:00", Type::automatic_reply),
                                          event("2025-09-02T12:00:00+03:00", Type::closed)});
    EXPECT_FALSE(unanswered.first_response);
    EXPECT_FALSE(unanswered.resolution_first);
    EXPECT_EQ(unanswered.unanswered_since, at("2025-09-02T10:00:00+03:00"));
    const Readings answered = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                        event("2025-09-02T11:00:00+03:00", Type::agent_public_reply),
                                        event("2025-09-02T11:30:00+03:00", Type::buyer_message),
                                        event("2025-09-02T12:00:00+03:00", Type::automatic_reply),
                                        event("2025-09-02T12:00:00+03:00", Type::closed)});
    EXPECT_EQ(answered.resolution_first->spent.business, 2h);
    EXPECT_EQ(answered.unanswered_since, at("2025-09-02T11:30:00+03:00"));
}

TEST(ClaimClock, ALetterOfAPersonClosesThoughAnAutomaticOneWentOutAtThatInstant) {
    const Readings answered = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                        event("2025-09-02T12:00:00+03:00", Type::automatic_reply),
                                        event("2025-09-02T12:00:00+03:00", Type::agent_public_reply),
                                        event("2025-09-02T12:00:00+03:00", Type::closed)});
    EXPECT_EQ(answered.first_response->to, at("2025-09-02T12:00:00+03:00"));
    EXPECT_TRUE(answered.resolution_first);
    const Readings survey_after =
        readings({event("2025-09-02T10:00:00+03:00", Type::created), event("2025-09-02T12:00:00+03:00", Type::closed),
                  event("2025-09-02T12:00:00+03:00", Type::automatic_reply)});
    EXPECT_TRUE(survey_after.resolution_first);
}

TEST(ClaimClock, AMessageAfterClosingReopensAndStartsTheNextResponse) {
    const Readings read = readings(
        {event("2025-09-02T10:00:00+03:00", Type::created), event("2025-09-02T12:00:00+03:00", Type::closed),
         event("2025-09-03T10:00:00+03:00", Type::buyer_message), event("2025-09-03T10:00:00+03:00", Type::reopened),
         event("2025-09-03T11:00:00+03:00", Type::agent_public_reply),
         event("2025-09-03T12:00:00+03:00", Type::closed)});
    EXPECT_EQ(read.next_responses.at(0).from, at("2025-09-03T10:00:00+03:00"));
    EXPECT_EQ(read.resolution_first->spent, (Spent{2h, 2h, kNone}));
    EXPECT_EQ(read.resolution_total, (TotalReading{{4h, 4h, kNone}, 2, 22h, 1h + 4h + 1h}));
}

TEST(ClaimClock, AReopenedClaimHasNoTotalUntilItIsClosedAgain) {
    const Readings read =
        readings({event("2025-09-02T10:00:00+03:00", Type::created), event("2025-09-02T12:00:00+03:00", Type::closed),
                  event("2025-09-02T15:00:00+03:00", Type::reopened)});
    EXPECT_EQ(read.resolution_first->spent.business, 2h);
    EXPECT_FALSE(read.resolution_total);
    EXPECT_FALSE(read.unanswered_since);
}

TEST(ClaimClock, ClosingTwiceAndReopeningWhatIsOpenChangeNothing) {
    const Readings read =
        readings({event("2025-09-02T10:00:00+03:00", Type::created), event("2025-09-02T11:00:00+03:00", Type::reopened),
                  event("2025-09-02T12:00:00+03:00", Type::closed), event("2025-09-02T15:00:00+03:00", Type::closed)});
    EXPECT_EQ(read.resolution_total, (TotalReading{{2h, 2h, kNone}, 1, kNone, kNone}));
}

TEST(ClaimClock, AnEventThatIsDeliveredTwiceCountsOnce) {
    ClockEvent created = event("2025-09-02T10:00:00+03:00", Type::created);
    created.id = "a";
    ClockEvent message = event("2025-09-02T11:00:00+03:00", Type::buyer_message);
    message.id = "b";
    EXPECT_EQ(readings({created, message, created, message}), readings({created, message}));
    ClockEvent changed = message;
    changed.at += 1s;
    EXPECT_EQ(refusal_of({created, message, changed}), "event_changed");
}

TEST(ClaimClock, AnEventThatBecameKnownLateCountsAtItsTime) {
    const auto created = event("2025-09-02T10:00:00+03:00", Type::created);
    const auto message = event("2025-09-02T12:00:00+03:00", Type::buyer_message);
    const auto reply = event("2025-09-02T11:00:00+03:00", Type::agent_public_reply);
    EXPECT_EQ(readings({created, message, reply}), readings({created, reply, message}));
    ClaimClock running(test::moscow_office());
    ASSERT_TRUE(running.apply(created));
    ASSERT_TRUE(running.apply(message));
    EXPECT_EQ(running.apply(reply).error().code, "out_of_order");
}

TEST(ClaimClock, RefusesAHistoryThatDoesNotBeginWithTheClaim) {
    EXPECT_EQ(refusal_of({}), "not_created");
    EXPECT_EQ(refusal_of({event("2025-09-02T10:00:00+03:00", Type::closed)}), "not_created");
    EXPECT_EQ(refusal_of({event("2025-09-02T10:00:00+03:00", Type::created),
                          event("2025-09-02T09:59:59+03:00", Type::buyer_message)}),
              "not_created");
    EXPECT_EQ(refusal_of({event("2025-09-02T10:00:00+03:00", Type::created),
                          event("2025-09-02T11:00:00+03:00", Type::created)}),
              "created_twice");
    EXPECT_EQ(refusal_of({event("2150-09-02T10:00:00+03:00", Type::created)}), "outside_calendar");
}

TEST(ClaimClock, RunningClocksAreReadAtAnyMoment) {
    ClaimClock clock(test::moscow_office());
    ASSERT_TRUE(clock.apply(event("2025-09-02T10:00:00+03:00", Type::created)));
    EXPECT_EQ(clock.running_response(at("2025-09-02T11:00:00+03:00")).business, 1h);
    ASSERT_TRUE(clock.apply(event("2025-09-02T11:00:00+03:00", Type::agent_public_reply)));
    ASSERT_TRUE(clock.apply(event("2025-09-02T12:00:00+03:00", Type::buyer_message)));
    ASSERT_TRUE(clock.apply(event("2025-09-02T12:30:00+03:00", Type::waiting_buyer_start)));
    EXPECT_EQ(clock.running_response(at("2025-09-02T17:00:00+03:00")), (Spent{30min, 5h, 4h + 30min}));
    EXPECT_EQ(clock.running_resolution(at("2025-09-02T17:00:00+03:00")), (Spent{2h + 30min, 7h, 4h + 30min}));
}

}  // namespace
}  // namespace shipwitness::claims
