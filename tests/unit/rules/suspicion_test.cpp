// What can be read but cannot be meant: FEEL would make it null, silently; the check says it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "tests/unit/rules/dmn_builder.h"

namespace shipwitness::rules {
namespace {

using test::a_table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The errors of a file, without its name.
std::vector<std::string> errors(const std::string& xml) {
    const auto model = load(xml, "m");
    std::vector<std::string> lines;
    for (const Problem& problem : model ? check(*model, Language::english).errors : model.error()) {
        lines.push_back(to_text(problem));
    }
    return lines;
}

std::string with_rows(const std::string& type, const std::string& first, const std::string& result = "1") {
    return a_table("UNIQUE").input("x", type).output("r").row({first}, {result}).xml();
}

std::string with_logic(const std::string& logic) {
    return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"n\"><inputData "
           "id=\"i\" name=\"weight\"><variable name=\"weight\" typeRef=\"number\"/></inputData><decision id=\"d\" "
           "name=\"d\"><variable name=\"d\"/><informationRequirement><requiredInput "
           "href=\"#i\"/></informationRequirement>" +
           logic + "</decision></definitions>";
}

TEST(Suspicions, ADateThatIsNoneIsAnErrorAndNotACellThatNeverHolds) {
    EXPECT_THAT(errors(with_rows("date", "< date(\"2026-13-45\")")).front(),
                HasSubstr("row 1, column x: what stands here has no value"));
    EXPECT_THAT(errors(with_rows("date", "< \"2026-01-01\"")).front(),
                HasSubstr("\"2026-01-01\" is no date; write @\"2026-01-01\""));
    EXPECT_THAT(errors(with_rows("number", "[\"a\"..\"b\"]")).front(), HasSubstr("\"a\" is no number"));
    EXPECT_THAT(errors(with_rows("number", "> \"ten\"")).front(), HasSubstr("\"ten\" is no number"));
}

TEST(Suspicions, AResultWithoutAValueIsAnErrorAndAWrittenNullIsNot) {
    EXPECT_THAT(errors(with_rows("number", "-", "1 / 0")).front(),
                HasSubstr("row 1, column r: what stands here has no"));
    EXPECT_THAT(errors(with_rows("number", "-", "null")), IsEmpty());
}

TEST(Suspicions, WhatCannotBeAddedUpIsAnError) {
    const auto xml =
        a_table("COLLECT").aggregation("SUM").input("x", "number").output("r").row({"-"}, {"\"three\""}).xml();
    EXPECT_THAT(errors(xml).front(), HasSubstr("\"three\" cannot be added up"));
}

TEST(Suspicions, NamesAreLookedForInEveryKindOfLogic) {
    EXPECT_THAT(errors(with_logic("<literalExpression><text>wieght * 2</text></literalExpression>")).front(),
                HasSubstr("nothing is called `wieght` here (is `weight` meant?)"));
    EXPECT_THAT(
        errors(with_logic("<context><contextEntry><variable name=\"a\"/><literalExpression><text>weight</text>"
                          "</literalExpression></contextEntry><contextEntry><literalExpression><text>a + b</text>"
                          "</literalExpression></contextEntry></context>")),
        ElementsAre(HasSubstr("nothing is called `b` here")));
    EXPECT_THAT(errors(with_logic("<list><literalExpression><text>some v in [weight] satisfies v &gt; 1</text>"
                                  "</literalExpression></list>")),
                IsEmpty());
    EXPECT_THAT(
        errors(with_logic("<filter><in><literalExpression><text>[{a: weight}]</text></literalExpression></in>"
                          "<match><literalExpression><text>a &gt; 1</text></literalExpression></match></filter>")),
        IsEmpty());
}

TEST(Suspicions, TablesOfBusinessKnowledgeAreLookedThroughToo) {
    const std::string function =
        "<businessKnowledgeModel id=\"b\" name=\"f\"><variable name=\"f\"/><encapsulatedLogic><formalParameter "
        "name=\"p\" typeRef=\"string\"/><decisionTable><input><inputExpression typeRef=\"string\"><text>p</text>"
        "</inputExpression></input><output/><rule><inputEntry><text>CELL</text></inputEntry><outputEntry><text>1</text>"
        "</outputEntry></rule></decisionTable></encapsulatedLogic></businessKnowledgeModel></definitions>";
    auto xml = with_rows("number", "-");
    xml.replace(xml.find("</definitions>"), 14, function);
    auto sound = xml;
    sound.replace(sound.find("CELL"), 4, "-");
    EXPECT_THAT(errors(sound), IsEmpty());
    xml.replace(xml.find("CELL"), 4, "intact");
    EXPECT_THAT(errors(xml),
                ElementsAre("m: decision f, row 1, column p: nothing is called `intact` here; a text stands "
                            "in quotes: \"intact\""));
}

TEST(Reading, AnotherLanguageForTheWholeFileIsRefused) {
    auto xml = with_rows("number", "-");
    xml.replace(xml.find("<definitions "), 13, "<definitions expressionLanguage=\"http://www.java.com/java\" ");
    EXPECT_THAT(errors(xml).front(), HasSubstr("only FEEL is"));
}

TEST(Reading, AFileWithoutAnyDecisionIsRefused) {
    EXPECT_THAT(errors("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"/>").front(),
                HasSubstr("no decision"));
}

TEST(Reading, LongCellsAreQuotedByTheirStart) {
    const auto text = errors(with_rows("number", std::string(500, '(')));
    EXPECT_THAT(text.front(), HasSubstr("…`"));
    EXPECT_LT(text.front().size(), 300U);
}

TEST(Reading, WhatSomeEditorsWriteForNoTypeIsAnyType) {
    EXPECT_THAT(errors(with_rows("&lt;Undefined&gt;", "-")), IsEmpty());
    EXPECT_THAT(errors(with_rows("int", "< 5, >= 5")), IsEmpty());
}

TEST(Check, AnEmptyTableHasNoRowInAnyCase) {
    const auto model = load(a_table("UNIQUE").input("x", "number").output("r").xml(), "m");
    ASSERT_TRUE(model.has_value());
    const Report report = check(*model, Language::russian);
    ASSERT_EQ(report.gaps.size(), 1U);
    EXPECT_EQ(report.gaps.front().text, "Ни одна строка не подходит ни в каком случае.");
}

/// As Camunda Modeler, Trisotech, KIE and Signavio write: own prefixes, own attributes, diagrams, empty cells.
TEST(Reading, TakesFilesOfOtherEditors) {
    const std::string rows =
        "<rule id=\"r1\"><description>young</description><inputEntry id=\"e1\"><text>&lt; 18</text></inputEntry>"
        "<inputEntry id=\"e2\"><text></text></inputEntry><outputEntry "
        "id=\"o1\"><text>\"no\"</text></outputEntry></rule>"
        "<rule id=\"r2\"><inputEntry id=\"e3\"><text><![CDATA[>= 18]]></text></inputEntry><inputEntry id=\"e4\"><text> "
        "- "
        "</text></inputEntry><outputEntry id=\"o2\"><text>\"yes\"</text></outputEntry></rule>";
    const std::string camunda =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" "
        "xmlns:dmndi=\"https://www.omg.org/spec/DMN/20191111/DMNDI/\" "
        "xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" "
        "id=\"x\" name=\"DRD\" namespace=\"http://camunda.org/schema/1.0/dmn\" exporter=\"Camunda Modeler\"><!-- c "
        "--><decision "
        "id=\"d\" name=\"d\" camunda:historyTimeToLive=\"180\"><decisionTable id=\"t\"><input id=\"i1\" label=\"Age\" "
        "camunda:inputVariable=\"a\"><inputExpression id=\"ie1\" typeRef=\"integer\" "
        "expressionLanguage=\"feel\"><text>age"
        "</text></inputExpression></input><input id=\"i2\"><inputExpression id=\"ie2\" "
        "typeRef=\"string\"><text>name</text>"
        "</inputExpression></input><output id=\"o\" label=\"Answer\" name=\"answer\" typeRef=\"string\"/>" +
        rows +
        "</decisionTable></decision><dmndi:DMNDI><dmndi:DMNDiagram id=\"g\"><dmndi:DMNShape "
        "dmnElementRef=\"d\"/></dmndi:DMNDiagram></dmndi:DMNDI></definitions>";
    EXPECT_THAT(errors(camunda), IsEmpty());
    EXPECT_EQ(test::decided(camunda, {{"age", Value::number(18)}, {"name", "x"}}), "{answer: \"yes\"}");
}

}  // namespace
}  // namespace shipwitness::rules
