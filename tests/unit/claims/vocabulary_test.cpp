#include "claims/vocabulary.h"

#include <gtest/gtest.h>

namespace shipwitness::claims {
namespace {

TEST(Vocabulary, EveryWordIsReadAsItIsWritten) {
    for (const LineKind kind : kLineKinds) {
        EXPECT_EQ(parse_line_kind(to_text(kind)), kind);
    }
    for (const Party party : kParties) {
        EXPECT_EQ(parse_party(to_text(party)), party);
    }
    for (const ClaimState state : kClaimStates) {
        EXPECT_EQ(parse_claim_state(to_text(state)), state);
    }
    for (const FactSource source : kFactSources) {
        EXPECT_EQ(parse_fact_source(to_text(source)), source);
    }
}

TEST(Vocabulary, OtherWordsAreNone) {
    EXPECT_EQ(parse_party("shared"), std::nullopt);
    EXPECT_EQ(parse_party(""), std::nullopt);
    EXPECT_EQ(parse_line_kind("Delay"), std::nullopt);
    EXPECT_EQ(parse_claim_state("open"), std::nullopt);
}

TEST(Vocabulary, TwoPartiesAreSharedAndNoOthers) {
    for (const Party party : kParties) {
        EXPECT_EQ(is_shared(party), to_text(party).starts_with("shared ")) << to_text(party);
    }
}

}  // namespace
}  // namespace shipwitness::claims
