#include "claims/proposal.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/files.h"

namespace shipwitness::claims {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

rules::Model cause_table() {
    auto model = load_cause_table(rules::test::source_file("config/rules/cause.dmn"), "cause.dmn");
    EXPECT_TRUE(model.has_value());
    return *model;
}

FactEntry entry(std::string_view fact, const char* value, FactSource source, int minute) {
    FactEntry made;
    made.fact = fact;
    made.state = FactState::known;
    made.value = value;
    made.source = source;
    made.at = Timestamp{std::chrono::minutes{minute}};
    return made;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Proposal, NamesPartyRowReasonAndNextQuestion) {
    LineFacts facts;
    facts.add(entry(fact::kKind, "visible", FactSource::buyer, 0));
    facts.add(entry(fact::kVideo, "ok", FactSource::agent, 1));
    facts.add(entry(fact::kNoted, "clean", FactSource::buyer, 2));
    const auto proposal = propose(cause_table(), facts.for_rules(), rules::Language::english);
    ASSERT_TRUE(proposal.has_value());
    EXPECT_EQ(proposal->outcome, rules::Outcome::decided);
    EXPECT_EQ(proposal->party, Party::buyer);
    EXPECT_EQ(proposal->row, 10);
    EXPECT_THAT(proposal->reason, HasSubstr("accepted without a note"));
    EXPECT_EQ(proposal->next_question, "Is there a photo taken before the driver left?");
    EXPECT_FALSE(proposal->asks_for.has_value());
}

TEST(Proposal, AsksForTheFactThatSplitsBest) {
    LineFacts facts;
    facts.add(entry(fact::kKind, "visible", FactSource::buyer, 0));
    facts.add(entry(fact::kVideo, "none", FactSource::system, 1));
    const auto proposal = propose(cause_table(), facts.for_rules(), rules::Language::russian);
    ASSERT_TRUE(proposal.has_value());
    EXPECT_EQ(proposal->outcome, rules::Outcome::open);
    EXPECT_FALSE(proposal->party.has_value());
    EXPECT_EQ(proposal->asks_for, "noted");
    EXPECT_THAT(proposal->next_question, HasSubstr("отметка"));
    EXPECT_THAT(proposal->rows, ElementsAre(9, 10));
}

TEST(Proposal, AnInquiryHasThePartyAskAndTheRowsQuestion) {
    LineFacts facts;
    facts.add(entry(fact::kKind, "content", FactSource::buyer, 0));
    facts.add(entry(fact::kVideo, "none", FactSource::system, 1));
    facts.add(entry(fact::kSeal, "broken", FactSource::buyer, 2));
    facts.add(entry(fact::kNoted, "clean", FactSource::buyer, 3));
    const auto proposal = propose(cause_table(), facts.for_rules(), rules::Language::english);
    ASSERT_TRUE(proposal.has_value());
    EXPECT_EQ(proposal->outcome, rules::Outcome::inquiry);
    EXPECT_EQ(proposal->party, Party::ask);
    EXPECT_EQ(proposal->next_question, "Are there weights or photos?");
}

TEST(Proposal, AFactThatTheTableDoesNotKnowIsRefusedByName) {
    rules::Facts facts;
    facts.known.emplace("weight", "heavier");
    const auto proposal = propose(cause_table(), facts, rules::Language::english);
    ASSERT_FALSE(proposal.has_value());
    EXPECT_EQ(proposal.error().fields.front().field, "weight");
}

TEST(Proposal, EveryRowNamesAPartyAndNoOtherRowDoes) {
    const rules::Model cause = cause_table();
    EXPECT_EQ(party_of_row(cause, 7), Party::supplier_and_carrier);
    EXPECT_EQ(party_of_row(cause, 27), Party::supplier);
    EXPECT_THROW((void)party_of_row(cause, 0), std::out_of_range);
    EXPECT_THROW((void)party_of_row(cause, 28), std::out_of_range);
}

TEST(CauseTableLoading, RefusesAPartyThatClaimsDoNotKnow) {
    auto xml = rules::test::source_file("config/rules/cause.dmn");
    xml = replaced(xml, "\"shared carrier+buyer\", \"ask\"", "\"shared carrier+buyer\", \"ask\", \"weather\"");
    xml = replaced(xml, "<outputEntry><text>\"supplier\"", "<outputEntry><text>\"weather\"");
    const auto model = load_cause_table(xml, "cause.dmn");
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().front().row, 1);
    EXPECT_THAT(model.error().front().reason, HasSubstr("no party `weather`"));
}

TEST(CauseTableLoading, RefusesATableWithAGap) {
    auto xml = rules::test::source_file("config/rules/cause.dmn");
    const auto begin = xml.find("<rule id=\"row_10\">");
    xml.erase(begin, xml.find("</rule>", begin) + 7 - begin);
    const auto model = load_cause_table(xml, "cause.dmn");
    ASSERT_FALSE(model.has_value());
    // The examples that the row made true fail too.
    const auto gaps = std::ranges::count_if(model.error(), [](const auto& problem) {
        return to_text(problem).find("No row applies when kind is visible") != std::string::npos;
    });
    EXPECT_EQ(gaps, 144);
}

TEST(CauseTableLoading, RefusesAnotherTable) {
    const auto xml =
        replaced(rules::test::source_file("config/rules/cause.dmn"), "<decision id=\"decision_cause\" name=\"cause\">",
                 "<decision id=\"decision_cause\" name=\"remedy\">");
    const auto model = load_cause_table(xml, "cause.dmn");
    ASSERT_FALSE(model.has_value());
    EXPECT_THAT(model.error().front().reason, HasSubstr("no decision `cause`"));
}

}  // namespace
}  // namespace shipwitness::claims
