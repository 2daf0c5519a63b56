#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "rules/evaluate.h"
#include "tests/support/property.h"
#include "tests/unit/rules/dmn_builder.h"

// A witness is a case that a person can try: fed back, the very rows apply that the check spoke of.

namespace shipwitness::rules {
namespace {

using test::a_table;
using testing::HasSubstr;
using testing::IsEmpty;

Model loaded(const std::string& xml) {
    auto model = load(xml, "m.dmn");
    if (!model) {
        throw std::logic_error(to_text(model.error().front()));
    }
    return *std::move(model);
}

/// The rows that apply to the witness; throws when it is refused or says too little.
std::vector<int> rows_that_apply(const Model& model, const std::string& decision, const Witness& witness) {
    Facts facts;
    for (const auto& [name, value] : witness) {
        facts.known.emplace(name, value);
    }
    const auto evaluation = evaluate(model, decision, facts, Language::english);
    if (!evaluation) {
        std::string why = evaluation.error().detail;
        for (const auto& field : evaluation.error().fields) {
            why += " " + field.field + ": " + field.detail;
        }
        throw std::logic_error(why);
    }
    if (!evaluation->unknown.empty()) {
        throw std::logic_error("unknown: " + evaluation->unknown.front());
    }
    return evaluation->matched;
}

void expect_true_witnesses(const Model& model) {
    const Report report = check(model, Language::english);
    for (const Gap& gap : report.gaps) {
        EXPECT_THAT(rows_that_apply(model, gap.decision, gap.witness), IsEmpty()) << gap.text;
    }
    for (const Overlap& overlap : report.overlaps) {
        EXPECT_THAT(rows_that_apply(model, overlap.decision, overlap.witness), testing::IsSupersetOf(overlap.rows))
            << overlap.text;
    }
}

/// A file with item definitions, and with labels on columns that are not the names of the facts.
std::string with_types() {
    const auto item = [](const std::string& name, const std::string& inside, const std::string& attributes = "") {
        return "<itemDefinition name=\"" + name + "\"" + attributes + ">" + inside + "</itemDefinition>";
    };
    const auto allowed = [](const std::string& tests) {
        return "<allowedValues><text>" + tests + "</text></allowedValues>";
    };
    const std::string types = item("tAge", "<typeRef>number</typeRef>" + allowed("[18..65]")) +
                              item("tColour", "<typeRef>string</typeRef>" + allowed("\"red\", \"green\"")) +
                              item("tTags", "<typeRef>tColour</typeRef>", " isCollection=\"true\"") +
                              item("tPerson",
                                   "<itemComponent name=\"age\"><typeRef>tAge</typeRef></itemComponent>"
                                   "<itemComponent name=\"born\"><typeRef>date</typeRef></itemComponent>");
    std::string data;
    std::string needs;
    std::string columns;
    std::string any;
    for (const auto& [name, type] :
         std::vector<std::pair<std::string, std::string>>{{"amount", "number"},
                                                          {"first name", "string"},
                                                          {"paid", "boolean"},
                                                          {"day", "date"},
                                                          {"hour", "time"},
                                                          {"moment", "date and time"},
                                                          {"length", "days and time duration"},
                                                          {"age in months", "years and months duration"},
                                                          {"age", "tAge"},
                                                          {"colour", "tColour"},
                                                          {"tags", "tTags"},
                                                          {"person", "tPerson"},
                                                          {"anything", "Any"}}) {
        const std::string id = "i" + std::to_string(data.size());
        data += "<inputData id=\"" + id + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type +
                "\"/></inputData>";
        needs += "<informationRequirement><requiredInput href=\"#" + id + "\"/></informationRequirement>";
        columns += "<input label=\"The " + name + "\"><inputExpression typeRef=\"" + type + "\"><text>" + name +
                   "</text></inputExpression></input>";
        any += "<inputEntry><text>" + std::string(name == "amount" ? "&lt; 10" : "-") + "</text></inputEntry>";
    }
    const std::string rule = "<rule>" + any + "<outputEntry><text>1</text></outputEntry></rule>";
    return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"n\">" + types +
           data + "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>" + needs +
           "<decisionTable hitPolicy=\"UNIQUE\">" + columns + "<output/>" + rule + rule +
           "</decisionTable></decision></definitions>";
}

// A column that no row restricts was null in the witness, and the case could not be evaluated.
TEST(Witness, HasALegalValueOfEveryTypeInColumnsWithoutConditions) {
    const Model model = loaded(with_types());
    const Report report = check(model, Language::english);
    ASSERT_THAT(report.errors, IsEmpty()) << to_text(report.errors.front());
    ASSERT_FALSE(report.gaps.empty());
    ASSERT_FALSE(report.overlaps.empty());
    for (const auto& [name, value] : report.gaps.front().witness) {
        EXPECT_FALSE(value.is_null()) << name;
    }
    expect_true_witnesses(model);
}

TEST(Witness, GoesByTheNamesOfFactsWhereColumnsHaveLabels) {
    const Witness witness = check(loaded(with_types()), Language::english).gaps.front().witness;
    EXPECT_EQ(witness.at(1).first, "first name");
    EXPECT_THAT(check(loaded(with_types()), Language::english).gaps.front().text, HasSubstr("The amount is 10"));
}

TEST(Witness, TakesAFreeNumberFromTheAllowedOnes) {
    const auto xml = a_table("UNIQUE")
                         .input("n", "number", "[20..30)")
                         .input("m", "number", "5, 7")
                         .input("s", "string")
                         .output("r")
                         .row({"-", "-", "\"a\""}, {"1"})
                         .xml();
    const Report report = check(loaded(xml), Language::english);
    ASSERT_FALSE(report.gaps.empty());
    expect_true_witnesses(loaded(xml));
}

/// A table of three columns, drawn at random.
std::string drawn_table() {
    const std::vector<std::string> numbers{"-", "-", "< 10", "[10..20]", "> 20", "15", "not(15)", "<= 10, > 30"};
    const std::vector<std::string> texts{"-", "-", "\"a\"", "not(\"a\")", "\"a\", \"b\""};
    const std::vector<std::string> days{"-", "-", "< date(\"2026-01-31\")", "date(\"2026-01-31\")",
                                        "> date(\"2026-02-01\")"};
    auto table = a_table(*rc::gen::element<std::string>("UNIQUE", "ANY", "FIRST"));
    table.input("n", "number", *rc::gen::element<std::string>("", "[0..100]"))
        .input("t", "string")
        .input("day", "date");
    table.output("r");
    const int rows = *rc::gen::inRange(1, 5);
    for (int i = 0; i < rows; ++i) {
        table.row({*rc::gen::elementOf(numbers), *rc::gen::elementOf(texts), *rc::gen::elementOf(days)},
                  {std::to_string(i)});
    }
    return table.xml();
}

TEST(Witness, FedBackShowsWhatTheCheckSaidOfAnyTable) {
    EXPECT_TRUE(::shipwitness::test::holds([] {
        const Model model = loaded(drawn_table());
        const Report report = check(model, Language::english);
        for (const Gap& gap : report.gaps) {
            RC_ASSERT(rows_that_apply(model, gap.decision, gap.witness).empty());
        }
        for (const Overlap& overlap : report.overlaps) {
            const std::vector<int> found = rows_that_apply(model, overlap.decision, overlap.witness);
            RC_ASSERT(std::includes(found.begin(), found.end(), overlap.rows.begin(), overlap.rows.end()));
        }
    }));
}

// Twelve columns of three to seven atoms each: too many cases to try, so rows are compared two by two.
TEST(Witness, OfATableThatIsCountedIsAsTrue) {
    auto table = a_table("UNIQUE");
    std::vector<std::string> narrow;
    std::vector<std::string> wide;
    for (int i = 0; i < 12; ++i) {
        table.input("n" + std::to_string(i), "number");
        narrow.emplace_back(i % 3 == 0 ? "[10..20]" : "-");
        wide.emplace_back(i % 4 == 0 ? "> 15" : i == 7 ? "< 3" : "-");
    }
    table.output("r").row(narrow, {"1"}).row(wide, {"2"}).row(std::vector<std::string>(12, "> 30"), {"3"});
    const Model model = loaded(table.xml());
    ASSERT_FALSE(check(model, Language::english).gaps.empty());
    ASSERT_FALSE(check(model, Language::english).overlaps.empty());
    expect_true_witnesses(model);
}

}  // namespace
}  // namespace shipwitness::rules
