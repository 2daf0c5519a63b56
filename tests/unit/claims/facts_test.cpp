#include "claims/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::claims {
namespace {

using ::testing::SizeIs;

FactEntry entry(const char* value, FactSource source, int minute) {
    FactEntry made;
    made.fact = "seal";
    made.state = FactState::known;
    made.value = value;
    made.source = source;
    made.at = Timestamp{std::chrono::minutes{minute}};
    return made;
}

FactEntry taken_back(int minute) {
    FactEntry made = entry("", FactSource::agent, minute);
    made.state = FactState::unknown;
    return made;
}

TEST(LineFacts, NothingStandsBeforeAnybodySpoke) {
    EXPECT_FALSE(LineFacts{}.standing("seal").has_value());
    EXPECT_TRUE(LineFacts{}.for_rules().known.empty());
}

TEST(LineFacts, TheAgentsWordStandsOverALaterOneOfTheSystem) {
    LineFacts facts;
    facts.add(entry("intact", FactSource::agent, 1));
    facts.add(entry("broken", FactSource::system, 2));
    EXPECT_EQ(facts.standing("seal")->value, "intact");
    EXPECT_THAT(facts.history(), SizeIs(2));
}

TEST(LineFacts, TheSystemsWordStandsOverTheBuyers) {
    LineFacts facts;
    facts.add(entry("intact", FactSource::system, 1));
    facts.add(entry("broken", FactSource::buyer, 2));
    EXPECT_EQ(facts.standing("seal")->value, "intact");
}

TEST(LineFacts, AnAgentWhoTakesAWordBackLetsTheBuyersStandAgain) {
    LineFacts facts;
    facts.add(entry("broken", FactSource::buyer, 1));
    facts.add(entry("intact", FactSource::agent, 2));
    facts.add(taken_back(3));
    EXPECT_EQ(facts.standing("seal")->value, "broken");
}

TEST(LineFacts, OfEqualTimesTheEntryAddedLaterStands) {
    LineFacts facts;
    facts.add(entry("broken", FactSource::buyer, 1));
    facts.add(entry("intact", FactSource::buyer, 1));
    EXPECT_EQ(facts.standing("seal")->value, "intact");
}

TEST(LineFacts, EntriesCountByTheirTimeNotByTheOrderOfArrival) {
    LineFacts facts;
    facts.add(entry("broken", FactSource::buyer, 5));
    facts.add(entry("intact", FactSource::buyer, 1));
    EXPECT_EQ(facts.standing("seal")->value, "broken");
}

TEST(LineFacts, AnUnobtainableFactIsNeverAskedFor) {
    LineFacts facts;
    FactEntry gone = entry("", FactSource::agent, 1);
    gone.state = FactState::unobtainable;
    facts.add(gone);
    EXPECT_TRUE(facts.for_rules().unobtainable.contains("seal"));
    EXPECT_TRUE(facts.for_rules().known.empty());
}

}  // namespace
}  // namespace shipwitness::claims
