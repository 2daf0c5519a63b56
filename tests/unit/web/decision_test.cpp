#include "web/server/responsibility/decision.h"

#include <gtest/gtest.h>

namespace shipwitness::web {
namespace {

using claims::Party;

claims::Proposal proposal_of(std::optional<Party> party) {
    claims::Proposal proposal;
    proposal.outcome = party ? rules::Outcome::decided : rules::Outcome::open;
    proposal.party = party;
    proposal.rows = {9};
    return proposal;
}

TEST(Decide, AsProposedNeedsNoReason) {
    const auto decision = decide({.party = Party::carrier}, proposal_of(Party::carrier));
    ASSERT_TRUE(decision);
    EXPECT_EQ(decision->shares, (Shares{.carrier = 100}));
    EXPECT_EQ(decision->proposed, Party::carrier);
    EXPECT_EQ(decision->rows, std::vector<int>{9});
}

TEST(Decide, OtherwiseThanProposedNeedsAReason) {
    EXPECT_EQ(decide({.party = Party::buyer}, proposal_of(Party::carrier)).error().code, "override_reason_missing");
    EXPECT_TRUE(decide({.party = Party::buyer, .override_reason = "the act says so"}, proposal_of(Party::carrier)));
}

TEST(Decide, WhileTheTableStillAsksNeedsAReason) {
    EXPECT_FALSE(decide({.party = Party::buyer}, proposal_of(std::nullopt)));
    EXPECT_FALSE(decide({.party = Party::buyer}, proposal_of(Party::ask)));
    EXPECT_EQ(decide({.party = Party::buyer, .override_reason = "x"}, proposal_of(Party::ask))->proposed, std::nullopt);
}

TEST(Decide, SharedPartiesGetEqualPartsUnlessToldOtherwise) {
    const auto shared = proposal_of(Party::carrier_and_buyer);
    EXPECT_EQ(decide({.party = Party::carrier_and_buyer}, shared)->shares, (Shares{.carrier = 50, .buyer = 50}));
    EXPECT_EQ(decide({.party = Party::carrier_and_buyer, .shares = Shares{.carrier = 70, .buyer = 30}}, shared)->shares,
              (Shares{.carrier = 70, .buyer = 30}));
}

TEST(Decide, RefusesSharesThatDoNotFit) {
    const auto code = [](Party party, Shares shares) {
        const auto decision = decide({.party = party, .shares = shares}, proposal_of(party));
        return decision ? std::string("taken") : decision.error().code;
    };
    EXPECT_EQ(code(Party::carrier_and_buyer, {.carrier = 70, .buyer = 20}), "shares_wrong");
    EXPECT_EQ(code(Party::carrier_and_buyer, {.supplier = 50, .buyer = 50}), "shares_wrong");
    EXPECT_EQ(code(Party::supplier_and_carrier, {.carrier = 50, .buyer = 50}), "shares_wrong");
    EXPECT_EQ(code(Party::carrier, {.carrier = 50, .buyer = 50}), "shares_wrong");
    EXPECT_EQ(code(Party::carrier, {.carrier = 100}), "taken");
}

TEST(PartyWord, IsReadAsItIsWritten) {
    for (const auto party : claims::kParties) {
        EXPECT_EQ(party_of_api_word(api_word(party)), party);
    }
    EXPECT_FALSE(party_of_api_word("shared supplier+carrier"));
}

}  // namespace
}  // namespace shipwitness::web
