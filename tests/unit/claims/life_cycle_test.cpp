#include "claims/life_cycle.h"

#include <set>

#include <gtest/gtest.h>

namespace shipwitness::claims {
namespace {

constexpr Circumstances kAllMet{true, true, true};

std::string error_of(ClaimState from, Step step, const Circumstances& circumstances) {
    const auto result = after(from, step, circumstances);
    return result ? "" : result.error().code;
}

TEST(LifeCycle, GoesFromReceivedToClosed) {
    ClaimState state = ClaimState::received;
    for (const Step step : {Step::take_up, Step::ask_buyer, Step::buyer_writes, Step::wait_for_carrier,
                            Step::stop_waiting, Step::decide, Step::close}) {
        const auto next = after(state, step, kAllMet);
        ASSERT_TRUE(next.has_value()) << to_text(step);
        state = *next;
    }
    EXPECT_EQ(state, ClaimState::closed);
}

TEST(LifeCycle, CannotCloseWithoutAClosingLetter) {
    EXPECT_EQ(error_of(ClaimState::decided, Step::close, {true, false, true}), "closing_letter_missing");
}

TEST(LifeCycle, CannotCloseWhenNoPersonHasAnswered) {
    EXPECT_EQ(error_of(ClaimState::decided, Step::close, {true, true, false}), "no_answer_by_person");
}

TEST(LifeCycle, CannotCloseOrCountAsDecidedWithAnOpenLine) {
    EXPECT_EQ(error_of(ClaimState::decided, Step::close, {false, true, true}), "lines_undecided");
    EXPECT_EQ(error_of(ClaimState::investigating, Step::decide, {false, true, true}), "lines_undecided");
}

TEST(LifeCycle, CannotCloseBeforeTheDecision) {
    for (const ClaimState state : {ClaimState::received, ClaimState::asking_buyer, ClaimState::investigating,
                                   ClaimState::waiting_carrier, ClaimState::closed}) {
        EXPECT_EQ(error_of(state, Step::close, kAllMet), "step_not_allowed") << to_text(state);
    }
}

TEST(LifeCycle, ABuyersMessageReopensAClosedClaim) {
    EXPECT_EQ(after(ClaimState::closed, Step::buyer_writes, {}), ClaimState::investigating);
    EXPECT_EQ(after(ClaimState::closed, Step::reopen, {}), ClaimState::investigating);
}

TEST(LifeCycle, ABuyersMessageEndsOnlyTheWaitForTheBuyer) {
    EXPECT_EQ(after(ClaimState::asking_buyer, Step::buyer_writes, {}), ClaimState::investigating);
    EXPECT_EQ(after(ClaimState::waiting_carrier, Step::buyer_writes, {}), ClaimState::waiting_carrier);
}

TEST(LifeCycle, OnlyWaitingForTheBuyerPausesTheClock) {
    for (const ClaimState state : kClaimStates) {
        EXPECT_EQ(pauses_clock(state), state == ClaimState::asking_buyer) << to_text(state);
    }
}

TEST(LifeCycle, NoStateIsADeadEndAndEveryOneCanBeReached) {
    std::set<ClaimState> reached{ClaimState::received};
    for (std::size_t round = 0; round < kClaimStates.size(); ++round) {
        for (const ClaimState state : std::set<ClaimState>(reached)) {
            for (const Step step : possible_steps(state)) {
                reached.insert(after(state, step, kAllMet).value());
            }
        }
    }
    EXPECT_EQ(reached.size(), kClaimStates.size());
    for (const ClaimState state : kClaimStates) {
        EXPECT_FALSE(possible_steps(state).empty()) << to_text(state);
    }
}

TEST(LifeCycle, ABuyerMayWriteInEveryState) {
    for (const ClaimState state : kClaimStates) {
        EXPECT_TRUE(after(state, Step::buyer_writes, {}).has_value()) << to_text(state);
    }
}

}  // namespace
}  // namespace shipwitness::claims
