#include "web/server/desk/standing_changes.h"

#include <gtest/gtest.h>

namespace shipwitness::web {
namespace {

using claims::ClaimState;

constexpr Timestamp kNow = from_us(1'760'000'000'000'000);
constexpr Timestamp kPromise = from_us(1'760'000'003'600'000'000);

Standing standing_in(ClaimState state) {
    Standing standing;
    standing.state = state;
    standing.next_answer_by = kNow;
    if (state == ClaimState::asking_buyer) {
        standing.waiting_buyer_since = kNow;
        standing.next_answer_by.reset();
    }
    if (state == ClaimState::closed) {
        standing.closed = kNow;
        standing.next_answer_by.reset();
    }
    return standing;
}

TEST(AfterMessage, TakesUpANewClaimAndPromisesTheNextAnswer) {
    const auto after = after_message(standing_in(ClaimState::received), ReplyStage::acknowledge, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::investigating);
    EXPECT_EQ(after->next_answer_by, kPromise);
}

TEST(AfterMessage, AQuestionWaitsForTheBuyerAndPromisesNothing) {
    const auto after = after_message(standing_in(ClaimState::investigating), ReplyStage::question, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::asking_buyer);
    EXPECT_EQ(after->waiting_buyer_since, kNow);
    EXPECT_FALSE(after->next_answer_by);
}

TEST(AfterMessage, ASecondQuestionDoesNotRestartTheWait) {
    const auto after =
        after_message(standing_in(ClaimState::asking_buyer), ReplyStage::question, kNow + Microseconds{9}, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->waiting_buyer_since, kNow);
}

TEST(AfterMessage, WhileItIsTheBuyersTurnNothingIsPromised) {
    const auto after = after_message(standing_in(ClaimState::asking_buyer), ReplyStage::answer, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::asking_buyer);
    EXPECT_FALSE(after->next_answer_by);
}

TEST(AfterMessage, IsRefusedOnAClosedClaim) {
    const auto after = after_message(standing_in(ClaimState::closed), ReplyStage::answer, kNow, kPromise);
    ASSERT_FALSE(after);
    EXPECT_EQ(after.error().code, "claim_closed");
    EXPECT_EQ(after.error().kind, ErrorKind::conflict);
}

TEST(AfterWaiting, ForTheCarrierOurClockRunsOn) {
    const auto after = after_waiting(standing_in(ClaimState::investigating), WaitFor::carrier, false, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::waiting_carrier);
    EXPECT_EQ(after->next_answer_by, kNow);
}

TEST(AfterWaiting, ForBothItIsTheBuyerWhoStopsTheClock) {
    const auto after = after_waiting(standing_in(ClaimState::asking_buyer), WaitFor::carrier, false, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::asking_buyer);
    EXPECT_TRUE(after->waiting_carrier_since);
    EXPECT_TRUE(after->waiting_buyer_since);
}

TEST(AfterWaiting, ForNobodyEndsBothWaitsAndPromisesAnAnswer) {
    auto waiting = standing_in(ClaimState::asking_buyer);
    waiting.waiting_carrier_since = kNow;
    const auto after = after_waiting(waiting, WaitFor::nobody, false, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::investigating);
    EXPECT_FALSE(after->waiting_buyer_since);
    EXPECT_FALSE(after->waiting_carrier_since);
    EXPECT_EQ(after->next_answer_by, kPromise);
}

TEST(AfterWaiting, ForNobodyWhenAllIsDecidedGoesBackToDecided) {
    const auto after = after_waiting(standing_in(ClaimState::asking_buyer), WaitFor::nobody, true, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::decided);
}

TEST(AfterWaiting, ForNobodyWhenNobodyIsWaitedForChangesNothing) {
    const auto after = after_waiting(standing_in(ClaimState::received), WaitFor::nobody, false, kNow, kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::received);
    EXPECT_EQ(after->next_answer_by, kNow);
}

TEST(AfterDecision, OnlyTheLastLineMakesTheClaimDecided) {
    EXPECT_EQ(after_decision(standing_in(ClaimState::received), false, kPromise)->state, ClaimState::investigating);
    EXPECT_EQ(after_decision(standing_in(ClaimState::investigating), true, kPromise)->state, ClaimState::decided);
}

TEST(AfterDecision, TheLastLineEndsTheWaitForTheBuyer) {
    const auto after = after_decision(standing_in(ClaimState::asking_buyer), true, kPromise);
    ASSERT_TRUE(after);
    EXPECT_FALSE(after->waiting_buyer_since);
    EXPECT_EQ(after->next_answer_by, kPromise);
}

TEST(AfterDecision, MayBeReplacedUntilTheClaimIsClosed) {
    EXPECT_TRUE(after_decision(standing_in(ClaimState::decided), true, kPromise));
    EXPECT_EQ(after_decision(standing_in(ClaimState::closed), true, kPromise).error().code, "claim_closed");
}

TEST(AfterClosingWords, AreRefusedWhileALineHasNoDecision) {
    EXPECT_EQ(after_closing_words(standing_in(ClaimState::investigating), false).error().code, "lines_undecided");
}

TEST(AfterClosingWords, LeaveTheClaimDecidedUntilTheLetterIsAccepted) {
    const auto after = after_closing_words(standing_in(ClaimState::waiting_carrier), true);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::decided);
    EXPECT_FALSE(after->closed);
}

TEST(AfterReopening, TheClaimIsWorkedOnAgainAndAnAnswerIsPromised) {
    const auto after = after_reopening(standing_in(ClaimState::closed), kPromise);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->state, ClaimState::investigating);
    EXPECT_EQ(after->next_answer_by, kPromise);
    EXPECT_FALSE(after->closed);
    EXPECT_FALSE(after_reopening(standing_in(ClaimState::decided), kPromise));
}

}  // namespace
}  // namespace shipwitness::web
