// The shipped cause table against a reference of its own: the table as it was agreed, in plain text, tried row by row.

#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "rules/evaluate.h"
#include "tests/unit/rules/files.h"

namespace shipwitness::rules {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::vector<std::string> kColumns{"kind", "handover", "video", "notice", "seal", "noted", "weight", "unpack"};
const std::map<std::string, std::vector<std::string>> kValues{
    {"kind", {"delay", "lost", "content", "visible", "hidden"}},
    {"handover", {"on_time", "late", "none"}},
    {"video", {"ok", "bad", "none"}},
    {"notice", {"in_time", "late"}},
    {"seal", {"intact", "broken"}},
    {"noted", {"noted", "clean"}},
    {"weight", {"same", "less"}},
    {"unpack", {"supports", "none", "refutes"}}};

using Case = std::map<std::string, std::string>;

struct ReferenceRow {
    std::map<std::string, std::set<std::string>> allowed;  // a column that is missing takes anything
    std::string party;
};

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, by);) {
        parts.push_back(trimmed(part));
    }
    return parts;
}

std::vector<ReferenceRow> reference() {
    std::vector<ReferenceRow> rows;
    std::istringstream in(test::source_file("tests/data/cause_table.txt"));
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) {
            continue;
        }
        const auto cells = split(line, '|');
        ReferenceRow row;
        for (std::size_t i = 0; i < kColumns.size(); ++i) {
            if (cells.at(i + 1) != "-") {
                const auto words = split(cells[i + 1], ',');
                row.allowed[kColumns[i]] = {words.begin(), words.end()};
            }
        }
        row.party = cells.at(9);
        rows.push_back(row);
    }
    return rows;
}

std::vector<int> matching(const std::vector<ReferenceRow>& rows, const Case& one) {
    std::vector<int> found;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bool all = true;
        for (const auto& [column, words] : rows[i].allowed) {
            all = all && words.contains(one.at(column));
        }
        if (all) {
            found.push_back(static_cast<int>(i) + 1);
        }
    }
    return found;
}

/// Every case there is, counted up like the hands of a clock.
std::vector<Case> all_cases() {
    std::vector<Case> cases{{}};
    for (const std::string& column : kColumns) {
        std::vector<Case> longer;
        for (const Case& each : cases) {
            for (const std::string& value : kValues.at(column)) {
                longer.push_back(each);
                longer.back()[column] = value;
            }
        }
        cases = std::move(longer);
    }
    return cases;
}

Facts facts_of(const Case& one) {
    Facts facts;
    for (const auto& [name, value] : one) {
        facts.known.emplace(name, Value(value));
    }
    return facts;
}

Model cause_table() {
    auto model = load(test::source_file("config/rules/cause.dmn"), "cause.dmn");
    EXPECT_TRUE(model.has_value());
    return *model;
}

Evaluation evaluated(const Facts& facts, Language language = Language::english) {
    static const Model kModel = cause_table();
    auto evaluation = evaluate(kModel, "cause", facts, language);
    EXPECT_TRUE(evaluation.has_value()) << (evaluation ? "" : evaluation.error().detail);
    return evaluation.value_or(Evaluation{});
}

std::string without_row(std::string xml, int row) {
    const auto begin = xml.find("<rule id=\"row_" + std::to_string(row) + "\">");
    const auto end = xml.find("</rule>", begin);
    return xml.erase(begin, end + 7 - begin);
}

std::string with_cell(std::string xml, int row, std::size_t column, const std::string& text) {
    auto at = xml.find("<rule id=\"row_" + std::to_string(row) + "\">");
    for (std::size_t i = 0; i <= column; ++i) {
        at = xml.find("<text>", at) + 6;
    }
    return xml.replace(at, xml.find("</text>", at) - at, text);
}

TEST(CauseTable, CoversEveryCaseExactlyOnce) {
    const Report report = check(cause_table(), Language::english);
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.cells, 2'160U);
}

TEST(CauseTable, SaysInEveryCaseWhatWasAgreed) {
    const auto rows = reference();
    ASSERT_THAT(rows, SizeIs(27));
    const Model model = cause_table();
    const auto cases = all_cases();
    ASSERT_THAT(cases, SizeIs(2'160));
    for (const Case& one : cases) {
        const auto expected = matching(rows, one);
        ASSERT_THAT(expected, SizeIs(1));
        const auto found = evaluate(model, "cause", facts_of(one), Language::english);
        ASSERT_TRUE(found.has_value());
        ASSERT_EQ(found->matched, expected);
        const std::string& party = rows[static_cast<std::size_t>(expected.front() - 1)].party;
        ASSERT_EQ(found->text_output("party"), party);
        ASSERT_EQ(found->outcome, party == "ask" ? Outcome::inquiry : Outcome::decided);
    }
}

TEST(CauseTable, WithoutRow10Has144GapsAndTheReferenceAgreesOnEach) {
    const auto model = load(without_row(test::source_file("config/rules/cause.dmn"), 10), "cause.dmn");
    ASSERT_TRUE(model.has_value());
    const Report report = check(*model, Language::english);
    EXPECT_THAT(report.gaps, SizeIs(144));
    EXPECT_EQ(report.gap_cells, 144U);
    EXPECT_THAT(report.overlaps, IsEmpty());
    const auto rows = reference();
    std::set<Case> witnesses;
    for (const Gap& gap : report.gaps) {
        Case one;
        for (const auto& [column, value] : gap.witness) {
            one[column] = to_plain(value);
        }
        EXPECT_EQ(matching(rows, one), std::vector{10});
        witnesses.insert(one);
    }
    EXPECT_THAT(witnesses, SizeIs(144));
}

TEST(CauseTable, WithRow10WidenedOverRow9Has144Overlaps) {
    const auto model = load(with_cell(test::source_file("config/rules/cause.dmn"), 10, 5, "-"), "cause.dmn");
    ASSERT_TRUE(model.has_value());
    const Report report = check(*model, Language::russian);
    EXPECT_THAT(report.gaps, IsEmpty());
    ASSERT_THAT(report.overlaps, SizeIs(144));
    EXPECT_THAT(report.overlaps.front().rows, ElementsAre(9, 10));
    EXPECT_THAT(report.overlaps.front().text, HasSubstr("Подходят сразу строки 9 и 10: kind — visible"));
}

TEST(CauseTable, AsksForTheNoteWhenVisibleDamageHingesOnIt) {
    Facts facts;
    facts.known = {{"kind", "visible"}, {"video", "ok"}};
    const Evaluation evaluation = evaluated(facts, Language::russian);
    EXPECT_EQ(evaluation.outcome, Outcome::open);
    EXPECT_THAT(evaluation.matched, ElementsAre(9, 10));
    EXPECT_THAT(evaluation.outputs, IsEmpty());
    ASSERT_TRUE(evaluation.question.has_value());
    EXPECT_EQ(evaluation.question->fact, "noted");
    EXPECT_THAT(evaluation.question->text, HasSubstr("отметка"));
}

TEST(CauseTable, DecidesWhenUnknownFactsCannotChangeTheParty) {
    Facts facts;
    facts.known = {{"kind", "lost"}, {"handover", "on_time"}};
    const Evaluation evaluation = evaluated(facts);
    EXPECT_EQ(evaluation.outcome, Outcome::decided);
    EXPECT_EQ(evaluation.text_output("party"), "carrier");
    EXPECT_THAT(evaluation.matched, ElementsAre(3));
    EXPECT_THAT(evaluation.unknown, ElementsAre("video", "notice", "seal", "noted", "weight", "unpack"));
    EXPECT_FALSE(evaluation.question.has_value());
}

TEST(CauseTable, LeavesOutFactsThatDoNotMatter) {
    Facts facts;
    facts.known = {{"kind", "hidden"}, {"video", "none"}, {"notice", "in_time"}, {"seal", "intact"}};
    EXPECT_EQ(evaluated(facts).text_output("party"), "supplier");
    facts.known = {{"kind", "content"}, {"video", "none"}, {"seal", "intact"}, {"unpack", "none"}};
    EXPECT_EQ(evaluated(facts).outcome, Outcome::inquiry);
}

TEST(CauseTable, MakesAnInquiryWithTheRowsOwnQuestion) {
    Facts facts;
    facts.known = {{"kind", "content"}, {"video", "ok"}, {"seal", "intact"}, {"unpack", "supports"}};
    const Evaluation evaluation = evaluated(facts);
    EXPECT_EQ(evaluation.outcome, Outcome::inquiry);
    EXPECT_THAT(evaluation.matched, ElementsAre(14));
    ASSERT_TRUE(evaluation.question.has_value());
    EXPECT_EQ(evaluation.question->fact, "");
    EXPECT_EQ(evaluation.question->text, "Do both show the same label and seal, without a break?");
}

TEST(CauseTable, NeverAsksForWhatNobodyCanTell) {
    Facts facts;
    facts.known = {{"kind", "visible"}, {"video", "ok"}};
    facts.unobtainable = {"noted"};
    const Evaluation evaluation = evaluated(facts);
    EXPECT_EQ(evaluation.outcome, Outcome::open);
    EXPECT_FALSE(evaluation.question.has_value());
    EXPECT_THAT(evaluation.unknown, ::testing::Contains("noted"));
}

TEST(CauseTable, PassesOverAnUnobtainableFactForTheNextBest) {
    Facts facts;
    facts.known = {{"kind", "content"}, {"video", "none"}, {"seal", "broken"}};
    facts.unobtainable = {"noted"};
    const Evaluation evaluation = evaluated(facts);
    ASSERT_TRUE(evaluation.question.has_value());
    EXPECT_EQ(evaluation.question->fact, "weight");
}

TEST(CauseTable, EveryRowHasItsReasonInBothLanguages) {
    const Model model = cause_table();
    ASSERT_EQ(model.row_count("cause"), 27);
    for (int row = 1; row <= 27; ++row) {
        EXPECT_NE(model.annotation("cause", row, "reason", Language::english), "") << row;
        EXPECT_NE(model.annotation("cause", row, "reason", Language::russian), "") << row;
        const bool asks = row != 8;  // visible at dispatch: there is nothing left to ask
        EXPECT_EQ(!model.annotation("cause", row, "question", Language::english).empty(), asks) << row;
        EXPECT_EQ(!model.annotation("cause", row, "question", Language::russian).empty(), asks) << row;
    }
}

TEST(CauseTable, EveryFactHasItsQuestionInBothLanguages) {
    const Model model = cause_table();
    const auto facts = model.facts("cause");
    ASSERT_THAT(facts, SizeIs(8));
    for (std::size_t i = 0; i < facts.size(); ++i) {
        EXPECT_EQ(facts[i].name, kColumns[i]);
        EXPECT_THAT(facts[i].allowed, SizeIs(kValues.at(kColumns[i]).size()));
        EXPECT_THAT(model.question_for(facts[i].name, Language::english), HasSubstr("?"));
        EXPECT_NE(model.question_for(facts[i].name, Language::russian),
                  model.question_for(facts[i].name, Language::english));
    }
}

TEST(CauseTable, RefusesFactsThatItDoesNotKnowByNameWithTheNearestOne) {
    Facts facts;
    facts.known = {{"sael", "intact"}, {"kind", "visable"}};
    const auto evaluation = evaluate(cause_table(), "cause", facts, Language::english);
    ASSERT_FALSE(evaluation.has_value());
    ASSERT_THAT(evaluation.error().fields, SizeIs(2));
    EXPECT_EQ(evaluation.error().fields[0].field, "kind");
    EXPECT_EQ(evaluation.error().fields[0].code, "unknown_value");
    EXPECT_THAT(evaluation.error().fields[0].detail, HasSubstr("is \"visible\" meant?"));
    EXPECT_EQ(evaluation.error().fields[1].field, "sael");
    EXPECT_EQ(evaluation.error().fields[1].code, "unknown_fact");
    EXPECT_THAT(evaluation.error().fields[1].detail, HasSubstr("is \"seal\" meant?"));
}

TEST(CauseTable, ForgottenQuotesAreToldWithRowAndColumn) {
    const auto model = load(with_cell(test::source_file("config/rules/cause.dmn"), 17, 2, "none"), "cause.dmn");
    ASSERT_TRUE(model.has_value());
    const Report report = check(*model, Language::english);
    ASSERT_FALSE(report.errors.empty());
    EXPECT_EQ(report.errors.front().row, 17);
    EXPECT_EQ(report.errors.front().column, "video");
    EXPECT_THAT(report.errors.front().reason, HasSubstr("a text stands in quotes: \"none\""));
    EXPECT_FALSE(evaluate(*model, "cause", Facts{}, Language::english).has_value());
}

TEST(CauseTable, AMisspeltValueIsToldWithTheOneThatIsMeant) {
    const auto model = load(with_cell(test::source_file("config/rules/cause.dmn"), 9, 0, "\"visibel\""), "cause.dmn");
    ASSERT_TRUE(model.has_value());
    const Report report = check(*model, Language::english);
    ASSERT_FALSE(report.errors.empty());
    EXPECT_EQ(report.errors.front().row, 9);
    EXPECT_EQ(report.errors.front().column, "kind");
    EXPECT_THAT(report.errors.front().reason, HasSubstr("is \"visible\" meant?"));
}

}  // namespace
}  // namespace shipwitness::rules
