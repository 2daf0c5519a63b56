#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "tests/unit/rules/dmn_builder.h"

namespace shipwitness::rules {
namespace {

using test::a_table;
using test::decided;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Three rows that apply more and more often as the number grows: >1, >2, >3.
std::string growing(const std::string& policy, const std::string& aggregation = "") {
    auto table = a_table(policy);
    if (!aggregation.empty()) {
        table.aggregation(aggregation);
    }
    return table.input("n", "number")
        .output("r", "3, 1, 2")
        .row({"> 1"}, {"1"})
        .row({"> 2"}, {"2"})
        .row({"> 3"}, {"3"})
        .xml();
}

std::string at(const std::string& xml, std::int64_t n) {
    return decided(xml, {{"n", Value::number(n)}});
}

Report checked(const std::string& xml, Language language = Language::english) {
    const auto model = load(xml, "m.dmn");
    EXPECT_TRUE(model.has_value()) << (model ? "" : to_text(model.error().front()));
    return model ? check(*model, language) : Report{};
}

TEST(HitPolicy, UniqueDecidesOnlyWhenOneRowApplies) {
    EXPECT_EQ(at(growing("UNIQUE"), 2), "{r: 1}");
    EXPECT_EQ(at(growing("UNIQUE"), 3), "{}");
}

TEST(HitPolicy, AnyDecidesWhenAllRowsAgree) {
    const auto xml = a_table("ANY")
                         .input("n", "number")
                         .output("r")
                         .row({"> 1"}, {"1"})
                         .row({"> 2"}, {"1"})
                         .row({"> 3"}, {"2"})
                         .xml();
    EXPECT_EQ(at(xml, 3), "{r: 1}");
    EXPECT_EQ(at(xml, 4), "{}");
}

TEST(HitPolicy, FirstTakesTheFirstRowThatApplies) {
    EXPECT_EQ(at(growing("FIRST"), 9), "{r: 1}");
}

TEST(HitPolicy, PriorityGoesByTheOrderOfTheOutputsValues) {
    EXPECT_EQ(at(growing("PRIORITY"), 9), "{r: 3}");
    EXPECT_EQ(at(growing("PRIORITY"), 3), "{r: 1}");
}

TEST(HitPolicy, RuleOrderAndOutputOrderGiveLists) {
    EXPECT_EQ(at(growing("RULE ORDER"), 9), "{r: [1, 2, 3]}");
    EXPECT_EQ(at(growing("OUTPUT ORDER"), 9), "{r: [3, 1, 2]}");
    EXPECT_EQ(at(growing("OUTPUT ORDER"), 3), "{r: [1, 2]}");
}

TEST(HitPolicy, CollectGathersOrAggregates) {
    EXPECT_EQ(at(growing("COLLECT"), 3), "{r: [1, 2]}");
    EXPECT_EQ(at(growing("COLLECT"), 0), "{r: []}");
    EXPECT_EQ(at(growing("COLLECT", "SUM"), 9), "{r: 6}");
    EXPECT_EQ(at(growing("COLLECT", "MIN"), 9), "{r: 1}");
    EXPECT_EQ(at(growing("COLLECT", "MAX"), 9), "{r: 3}");
    EXPECT_EQ(at(growing("COLLECT", "COUNT"), 9), "{r: 3}");
    EXPECT_EQ(at(growing("COLLECT", "COUNT"), 0), "{r: 0}");
}

TEST(HitPolicy, TheDefaultFillsGaps) {
    const auto xml =
        a_table("UNIQUE").input("n", "number").output("r", "", "\"none\"").row({"> 1"}, {"\"some\""}).xml();
    EXPECT_EQ(at(xml, 0), "{r: \"none\"}");
    EXPECT_TRUE(checked(xml).clean());
}

TEST(HitPolicy, PriorityWithoutAnOrderIsRefused) {
    const auto xml = a_table("PRIORITY").input("n", "number").output("r").row({"-"}, {"1"}).xml();
    EXPECT_THAT(at(xml, 1), HasSubstr("no output lists its values"));
}

TEST(HitPolicy, AnUnknownOneIsRefusedWithThoseThereAre) {
    const auto xml = a_table("BEST").input("n", "number").output("r").row({"-"}, {"1"}).xml();
    EXPECT_THAT(at(xml, 1), HasSubstr("there is no hit policy `BEST`; there are UNIQUE"));
}

TEST(TableCheck, NamesStretchesBetweenBoundaries) {
    const auto xml = a_table("UNIQUE")
                         .input("n", "number")
                         .output("r")
                         .row({"< 10"}, {"1"})
                         .row({"> 20"}, {"2"})
                         .row({"[10..12)"}, {"3"})
                         .xml();
    const Report report = checked(xml);
    ASSERT_THAT(report.gaps, SizeIs(3));
    EXPECT_EQ(report.gaps[0].text, "No row applies when n is 12.");
    EXPECT_EQ(report.gaps[1].text, "No row applies when n is between 12 and 20.");
    EXPECT_EQ(report.gaps[2].text, "No row applies when n is 20.");
    EXPECT_EQ(to_feel(report.gaps[1].witness.front().second), "13");
    EXPECT_EQ(checked(xml, Language::russian).gaps[1].text, "Ни одна строка не подходит: n между 12 и 20.");
}

// A text that `not("x")` rules out was told of as a gap.
TEST(TableCheck, KeepsToTheAllowedTexts) {
    const auto one_row = [](const std::string& allowed, const std::string& cell) {
        return checked(a_table("UNIQUE").input("t", "string", allowed).output("r").row({cell}, {"1"}).xml());
    };
    const Report report = one_row("not(\"x\")", "\"a\"");
    ASSERT_THAT(report.gaps, SizeIs(1));
    EXPECT_EQ(report.gaps.front().text, "No row applies when t is any other value.");
    EXPECT_TRUE(one_row("? in [\"a\", \"b\"]", "\"a\", \"b\"").clean());
}

TEST(TableCheck, KeepsToTheAllowedValues) {
    const auto xml =
        a_table("UNIQUE").input("n", "number", "[0..100]").output("r").row({"< 50"}, {"1"}).row({">= 50"}, {"2"}).xml();
    const Report report = checked(xml);
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.cells, 5U);  // 0, up to 50, 50, up to 100, 100
    EXPECT_THAT(decided(xml, {{"n", Value::number(101)}}), HasSubstr("refused"));
}

TEST(TableCheck, DaysThatFollowEachOtherLeaveNothingBetween) {
    const auto xml = a_table("UNIQUE")
                         .input("day", "date")
                         .output("r")
                         .row({"<= @\"2026-01-31\""}, {"1"})
                         .row({">= @\"2026-02-01\""}, {"2"})
                         .xml();
    EXPECT_TRUE(checked(xml).clean());
    EXPECT_EQ(decided(xml, {{"day", *Date::parse("2026-02-01")}}), "{r: 2}");
}

TEST(TableCheck, BooleansAndTextsWithoutAListAreSplitByWhatCellsName) {
    const auto xml = a_table("UNIQUE")
                         .input("b", "boolean")
                         .input("s", "string")
                         .output("r")
                         .row({"true", "\"a\", \"b\""}, {"1"})
                         .row({"false", "-"}, {"2"})
                         .row({"true", "not(\"a\", \"b\", \"c\")"}, {"3"})
                         .xml();
    const Report report = checked(xml);
    ASSERT_THAT(report.gaps, SizeIs(1));
    EXPECT_EQ(report.gaps[0].text, "No row applies when b is true, s is c.");
}

TEST(TableCheck, TwentyNumbersAndFiveHundredRowsAreCovered) {
    // Row i is for a first number of i; the others only repeat what the first one says, in boundaries of their own.
    auto table = a_table("UNIQUE");
    for (int column = 0; column < 20; ++column) {
        table.input("n" + std::to_string(column), "number");
    }
    table.output("r");
    for (int row = 0; row < 500; ++row) {
        std::vector<std::string> tests(20, "-");
        tests[0] = row == 0     ? "< 1"
                   : row == 499 ? ">= 499"
                                : "[" + std::to_string(row) + ".." + std::to_string(row + 1) + ")";
        const int column = 1 + row % 19;
        tests[static_cast<std::size_t>(column)] = row < 480 ? "-" : "< " + std::to_string(row);
        table.row(tests, {std::to_string(row)});
        if (row >= 480) {
            tests[static_cast<std::size_t>(column)] = ">= " + std::to_string(row);
            table.row(tests, {"0"});
        }
    }
    const Report report = checked(table.xml());
    EXPECT_TRUE(report.clean());
    EXPECT_GT(report.cells, 10'000'000U);
}

TEST(TableCheck, RowsThatNeverApplyOrNeverWinAreTold) {
    const auto first = a_table("FIRST")
                           .input("n", "number")
                           .output("r")
                           .row({"> 1"}, {"1"})
                           .row({"> 5"}, {"2"})
                           .row({"-"}, {"3"})
                           .xml();
    const Report report = checked(first);
    ASSERT_THAT(report.unreachable, SizeIs(1));
    EXPECT_EQ(report.unreachable[0].row, 2);
    EXPECT_EQ(report.unreachable[0].text, "Row 2 never decides: row 1 always comes before it.");
    const auto contradictory =
        a_table("UNIQUE").input("n", "number").output("r").row({"? > 5 and ? < 3"}, {"1"}).row({"-"}, {"2"}).xml();
    EXPECT_THAT(checked(contradictory).unreachable, SizeIs(1));
}

TEST(TableCheck, AnyMayOverlapWhereRowsAgree) {
    const auto xml = a_table("ANY")
                         .input("n", "number")
                         .output("r")
                         .row({"< 5"}, {"1"})
                         .row({"> 3"}, {"1"})
                         .row({">= 3"}, {"2"})
                         .xml();
    const Report report = checked(xml);
    ASSERT_FALSE(report.overlaps.empty());
    EXPECT_THAT(report.overlaps.front().rows, ElementsAre(1, 3));
}

TEST(TableCheck, TwoColumnsAboutOneFactAreSeenTogether) {
    auto table = a_table("UNIQUE").input("n", "number").output("r");
    auto xml = table.row({"< 5", "-"}, {"1"}).row({"-", ">= 5"}, {"2"}).xml();
    const auto input = xml.substr(xml.find("<input label"), xml.find("</input>") + 8 - xml.find("<input label"));
    xml.insert(xml.find("<output"), input);
    EXPECT_TRUE(checked(xml).clean());
}

TEST(TableCheck, AColumnThatRestsOnAnotherFactCannotBeCheckedAndSaysSo) {
    const auto xml = a_table("UNIQUE")
                         .input("a", "number")
                         .input("b", "number")
                         .output("r")
                         .row({"> b", "-"}, {"1"})
                         .row({"<= b", "-"}, {"2"})
                         .xml();
    const Report report = checked(xml);
    ASSERT_THAT(report.errors, SizeIs(1));
    EXPECT_EQ(report.errors[0].column, "a");
    EXPECT_EQ(decided(xml, {{"a", Value::number(2)}, {"b", Value::number(1)}}), "{r: 1}");
}

}  // namespace
}  // namespace shipwitness::rules
