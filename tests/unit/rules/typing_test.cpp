// Types where files of the conformance suite name them: around cells, columns, parameters and functions
// (0104-allowed-values and 0004-lending of level 3).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "tests/unit/rules/dmn_builder.h"

namespace shipwitness::rules {
namespace {

using test::decided;
using ::testing::HasSubstr;

constexpr const char* kHead13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";
constexpr const char* kHead11 = "http://www.omg.org/spec/DMN/20151101/dmn.xsd";

/// A file with the type tColour ("red" or "blue"), an input `x` of any type, `before`, and a decision `d` with `logic`.
std::string file(const std::string& logic, const std::string& before = "", const std::string& needs = "",
                 const char* version = kHead13) {
    return std::string("<definitions xmlns=\"") + version +
           "\" name=\"m\" namespace=\"n\"><itemDefinition name=\"tColour\"><typeRef>string</typeRef><allowedValues>"
           "<text>\"red\", \"blue\"</text></allowedValues></itemDefinition>"
           "<itemDefinition name=\"tPaint\"><functionItem outputTypeRef=\"tColour\"><parameters name=\"a\"/>"
           "</functionItem></itemDefinition>"
           "<inputData id=\"x\" name=\"x\"><variable name=\"x\"/></inputData>" +
           before +
           "<decision id=\"d\" name=\"d\"><variable name=\"d\"/><informationRequirement><requiredInput href=\"#x\"/>"
           "</informationRequirement>" +
           needs + logic + "</decision></definitions>";
}

std::string with(const std::string& xml, const char* colour) {
    return decided(xml, {{"x", colour}});
}

constexpr const char* kX = "<literalExpression><text>x</text></literalExpression>";

TEST(Typing, ATableWithoutInputsHasOneRowThatAlwaysApplies) {
    const auto xml = file(
        "<decisionTable><output/><rule><outputEntry><text>x</text></outputEntry></rule>"
        "</decisionTable>");
    EXPECT_EQ(with(xml, "red"), "{d: \"red\"}");
    const auto model = load(xml, "m.dmn");
    ASSERT_TRUE(model.has_value());
    EXPECT_TRUE(check(*model, Language::english).clean());
}

TEST(Typing, TwoRowsWithoutInputsAreAnOverlapAndNoRowIsAGap) {
    const std::string row = "<rule><outputEntry><text>1</text></outputEntry></rule>";
    const auto two = load(file("<decisionTable><output/>" + row + row + "</decisionTable>"), "m.dmn");
    const auto none = load(file("<decisionTable><output/></decisionTable>"), "m.dmn");
    ASSERT_TRUE(two.has_value() && none.has_value());
    EXPECT_EQ(check(*two, Language::english).overlaps.front().text, "Rows 1 and 2 apply at once in every case.");
    EXPECT_EQ(check(*none, Language::english).gaps.front().text, "No row applies in any case.");
}

TEST(Typing, ACellMayHaveATypeOfItsOwn) {
    const auto xml = file(
        "<decisionTable><output name=\"a\"/><output name=\"b\"/><rule><outputEntry "
        "typeRef=\"tColour\"><text>x</text></outputEntry><outputEntry><text>x</text></outputEntry>"
        "</rule></decisionTable>");
    EXPECT_EQ(with(xml, "red"), "{a: \"red\", b: \"red\"}");
    EXPECT_EQ(with(xml, "green"), "{a: null, b: \"green\"}");
}

TEST(Typing, AComputedResultThatIsNotAllowedIsNull) {
    const auto xml = file(
        "<decisionTable><output><outputValues><text>\"red\", \"blue\"</text></outputValues></output>"
        "<rule><outputEntry><text>x</text></outputEntry></rule></decisionTable>");
    EXPECT_EQ(with(xml, "red"), "{d: \"red\"}");
    EXPECT_EQ(with(xml, "green"), "{}");
}

// A fact outside of the allowed values is refused; a value that another decision computes is null to the column.
TEST(Typing, AComputedValueThatIsNotAllowedIsNullToItsColumn) {
    const std::string table =
        "<decisionTable><input><inputExpression><text>same</text></inputExpression><inputValues><text>\"red\", "
        "\"blue\"</text></inputValues></input><output/><rule><inputEntry><text>\"red\"</text></inputEntry><outputEntry>"
        "<text>\"fits\"</text></outputEntry></rule><rule><inputEntry><text>null</text></inputEntry><outputEntry><text>"
        "\"does not\"</text></outputEntry></rule></decisionTable>";
    const std::string before =
        std::string(
            "<decision id=\"same\" name=\"same\"><variable name=\"same\"/><informationRequirement>"
            "<requiredInput href=\"#x\"/></informationRequirement>") +
        kX + "</decision>";
    const auto xml =
        file(table, before, "<informationRequirement><requiredDecision href=\"#same\"/></informationRequirement>");
    EXPECT_EQ(with(xml, "red"), "{d: \"fits\"}");
    EXPECT_EQ(with(xml, "green"), "{d: \"does not\"}");
}

TEST(Typing, ColumnsOfARelationAndParametersOfAnInvocationHaveTypes) {
    const auto relation =
        file(std::string("<relation><column name=\"c\" typeRef=\"tColour\"/><row>") + kX + "</row></relation>");
    EXPECT_EQ(with(relation, "red"), "{d: [{c: \"red\"}]}");
    EXPECT_EQ(with(relation, "green"), "{d: [{c: null}]}");
    const auto invocation =
        file(std::string("<invocation><literalExpression><text>function(a) a</text>"
                         "</literalExpression><binding><parameter name=\"a\" typeRef=\"tColour\"/>") +
             kX + "</binding></invocation>");
    EXPECT_EQ(with(invocation, "red"), "{d: \"red\"}");
    EXPECT_EQ(with(invocation, "green"), "{}");
}

std::string paint(const std::string& variable_type, const std::string& logic_type, const char* version) {
    const std::string before = "<businessKnowledgeModel id=\"b\" name=\"paint\"><variable name=\"paint\"" +
                               variable_type + "/><encapsulatedLogic" + logic_type +
                               "><formalParameter name=\"a\"/><literalExpression><text>a</text></literalExpression>"
                               "</encapsulatedLogic></businessKnowledgeModel>";
    return file("<literalExpression><text>paint(x)</text></literalExpression>", before,
                "<knowledgeRequirement><requiredKnowledge href=\"#b\"/></knowledgeRequirement>", version);
}

TEST(Typing, AFunctionTypeBindsTheResult) {
    for (const auto& [variable, logic] : {std::pair{" typeRef=\"tPaint\"", ""}, std::pair{"", " typeRef=\"tPaint\""}}) {
        EXPECT_EQ(with(paint(variable, logic, kHead13), "red"), "{d: \"red\"}");
        EXPECT_EQ(with(paint(variable, logic, kHead13), "green"), "{}");
    }
}

// 0004-lending was first written in DMN 1.1, where the variable of every function is called a string.
TEST(Typing, InDmn11TheVariableOfAFunctionSaysNothingOfItsResult) {
    EXPECT_EQ(decided(paint(" typeRef=\"string\"", "", kHead11), {{"x", Value::number(7)}}), "{d: 7}");
    EXPECT_EQ(decided(paint(" typeRef=\"string\"", "", kHead13), {{"x", Value::number(7)}}), "{}");
}

TEST(Typing, AConstraintSpeaksOfTheWholeValue) {
    const std::string pair =
        "<itemDefinition name=\"tPair\" isCollection=\"true\"><typeRef>number</typeRef><typeConstraint><text>count(?) "
        "= "
        "2</text></typeConstraint></itemDefinition>";
    EXPECT_EQ(with(file("<literalExpression typeRef=\"tPair\"><text>[1, 2]</text></literalExpression>", pair), "red"),
              "{d: [1, 2]}");
    EXPECT_EQ(with(file("<literalExpression typeRef=\"tPair\"><text>[1]</text></literalExpression>", pair), "red"),
              "{}");
}

TEST(Typing, ACollectionMayHoldCollections) {
    const auto xml =
        file("<literalExpression><text>rows</text></literalExpression>",
             "<itemDefinition name=\"tRow\" isCollection=\"true\"><typeRef>tColour</typeRef></itemDefinition>"
             "<itemDefinition name=\"tRows\" isCollection=\"true\"><typeRef>tRow</typeRef></itemDefinition>"
             "<decision id=\"r\" name=\"rows\"><variable name=\"rows\" typeRef=\"tRows\"/>"
             "<informationRequirement><requiredInput href=\"#x\"/></informationRequirement>"
             "<literalExpression><text>[[x, \"blue\"], [], [null]]</text></literalExpression></decision>",
             "<informationRequirement><requiredDecision href=\"#r\"/></informationRequirement>");
    EXPECT_EQ(with(xml, "red"), "{d: [[\"red\", \"blue\"], [], [null]]}");
    EXPECT_EQ(with(xml, "green"), "{}");
}

TEST(Typing, AFunctionTypeOfItselfIsRefused) {
    const auto model = load(file(kX,
                                 "<itemDefinition name=\"tLoop\"><functionItem outputTypeRef=\"tLoop\"/>"
                                 "</itemDefinition>"),
                            "m.dmn");
    ASSERT_FALSE(model.has_value());
    EXPECT_THAT(to_text(model.error().front()), HasSubstr("defined by itself"));
}

std::string expression(const std::string& text) {
    return file("<literalExpression><text>" + text + "</text></literalExpression>");
}

TEST(Typing, AnExpressionMayNameTypesOfTheFile) {
    EXPECT_EQ(with(expression("(function(a: tColour) a)(x)"), "red"), "{d: \"red\"}");
    EXPECT_EQ(with(expression("(function(a: tColour) a)(x)"), "green"), "{}");
    EXPECT_EQ(with(expression("(function(a: number) a)(x)"), "red"), "{}");
    EXPECT_EQ(with(expression("[x instance of tColour, x instance of string, null instance of tColour]"), "green"),
              "{d: [false, true, false]}");
}

TEST(Typing, ATypeThatAnExpressionNamesMustBeThere) {
    for (const char* text : {"x instance of tColor", "function(a: tColor) a"}) {
        const auto model = load(expression(text), "m.dmn");
        ASSERT_FALSE(model.has_value()) << text;
        EXPECT_THAT(to_text(model.error().front()), HasSubstr("there is no type `tColor`")) << text;
    }
}

}  // namespace
}  // namespace shipwitness::rules
