// What other editors write, and what is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "tests/unit/rules/dmn_builder.h"
#include "tests/unit/rules/files.h"

namespace shipwitness::rules {
namespace {

using test::a_table;
using test::decided;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string replaced_all(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string adult() {
    return a_table("UNIQUE")
        .input("age", "number")
        .output("r")
        .row({">= 18"}, {"\"adult\""})
        .row({"< 18"}, {"\"child\""})
        .xml();
}

std::string refusal(const std::string& bytes) {
    const auto model = load(bytes, "m.dmn");
    return model ? "read" : to_text(model.error().front());
}

TEST(Reading, ADecisionIsFoundByItsNameHoweverItIsSpacedAndByItsId) {
    const auto model = load(replaced_all(adult(), "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>",
                                         "<decision id=\"age_check\" name=\"Is of  age\">"),
                            "m.dmn");
    ASSERT_TRUE(model.has_value());
    EXPECT_TRUE(model->has_decision("Is of  age"));
    EXPECT_TRUE(model->has_decision("Is of age"));
    EXPECT_TRUE(model->has_decision("age_check"));
    EXPECT_FALSE(model->has_decision("age"));
    EXPECT_FALSE(model->has_decision(""));
}

TEST(Reading, TakesEveryVersionOfDmnFrom11To15) {
    for (const char* name :
         {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
          "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/"}) {
        const auto xml = replaced_all(adult(), "https://www.omg.org/spec/DMN/20191111/MODEL/", name);
        EXPECT_EQ(decided(xml, {{"age", Value::number(20)}}), "{r: \"adult\"}") << name;
    }
}

TEST(Reading, TakesAnyPrefix) {
    auto xml = replaced_all(adult(), "</", "</dmn:");
    xml = replaced_all(replaced_all(xml, "<", "<dmn:"), "<dmn:/dmn:", "</dmn:");
    xml = replaced_all(xml, "xmlns=", "xmlns:dmn=");
    EXPECT_EQ(decided(xml, {{"age", Value::number(20)}}), "{r: \"adult\"}");
}

TEST(Reading, TakesAPrefixThatWasDeclaredAndNotUsed) {
    const auto xml = replaced_all(adult(), "xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"",
                                  "xmlns=\"urn:mine\" xmlns:semantic=\"http://www.omg.org/spec/DMN/20180521/MODEL/\"");
    EXPECT_EQ(decided(xml, {{"age", Value::number(20)}}), "{r: \"adult\"}");
}

TEST(Reading, PassesOverDiagramsAndExtensions) {
    const auto xml = replaced_all(
        adult(), "</definitions>",
        "<x:DMNDI xmlns:x=\"https://www.omg.org/spec/DMN/20191111/DMNDI/\"><x:rule/></x:DMNDI></definitions>");
    EXPECT_EQ(decided(xml, {{"age", Value::number(1)}}), "{r: \"child\"}");
}

TEST(Reading, TypeNamesMayHaveAPrefixAndOldSpellings) {
    for (const char* type : {"feel:number", "integer", "{urn:x}number"}) {
        const auto xml = replaced_all(adult(), "typeRef=\"number\"", std::string("typeRef=\"") + type + "\"");
        EXPECT_EQ(decided(xml, {{"age", Value::number(20)}}), "{r: \"adult\"}") << type;
    }
}

TEST(Reading, RefusesADoctypeSoThatNoEntityIsEverExpanded) {
    const std::string bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
    EXPECT_THAT(refusal(bomb + adult()), HasSubstr("has a DOCTYPE"));
    EXPECT_THAT(refusal("<!DOCTYPE d SYSTEM \"file:///etc/passwd\">" + adult()), HasSubstr("has a DOCTYPE"));
}

TEST(Reading, RefusesWhatIsNoDmnInPlainWords) {
    EXPECT_THAT(refusal(""), HasSubstr("no XML"));
    EXPECT_THAT(refusal("hello"), HasSubstr("no XML"));
    EXPECT_THAT(refusal("<html/>"), HasSubstr("the outermost element is `html`"));
    EXPECT_THAT(refusal("<definitions xmlns=\"http://www.omg.org/spec/DMN/20140401/\"/>"), HasSubstr("version of DMN"));
    EXPECT_THAT(refusal("\xFF\xFE"), HasSubstr("not UTF-8"));
    EXPECT_THAT(refusal(adult().substr(0, 200)), HasSubstr("no XML"));
    EXPECT_THAT(refusal(std::string(kMaxFileBytes + 1, ' ')), HasSubstr("at most 8000000 are read"));
    std::string deep;
    for (int i = 0; i < 5'000; ++i) {
        deep += "<a>";
    }
    EXPECT_NE(refusal(deep), "read");
}

TEST(Reading, NamesLineRowAndColumnOfWhatItRefuses) {
    auto xml = replaced_all(adult(), "<rule>", "\n<rule>");
    xml = replaced_all(xml, "&lt; 18", "&lt; ");
    EXPECT_EQ(refusal(xml),
              "m.dmn:3: decision d, row 2, column age: `<`: at sign 3: the text ends where a value should stand");
}

TEST(Reading, RefusesOtherLanguagesFunctionsAndImports) {
    EXPECT_THAT(refusal(replaced_all(adult(), "<inputEntry>", "<inputEntry expressionLanguage=\"javascript\">")),
                HasSubstr("`javascript` are not supported"));
    EXPECT_THAT(refusal(replaced_all(adult(), ">= 18", ">= today().year")), HasSubstr("make the day a fact"));
    EXPECT_THAT(refusal(replaced_all(adult(), "<inputData", "<import namespace=\"urn:other\"/><inputData")),
                HasSubstr("imports are not supported"));
}

TEST(Reading, RefusesRowsOfAnotherWidth) {
    const auto xml = a_table("UNIQUE").input("age", "number").output("r").row({">= 18", "-"}, {"1"}).xml();
    EXPECT_THAT(refusal(xml), HasSubstr("row 1: the row has 2 conditions and 1 results; the table has 1 and 1"));
}

TEST(Reading, RefusesMissingAndCircularRequirements) {
    EXPECT_THAT(refusal(replaced_all(adult(), "href=\"#i_age\"", "href=\"#i_agee\"")), HasSubstr("`#i_agee`"));
    EXPECT_THAT(refusal(replaced_all(
                    adult(), "<decisionTable",
                    "<informationRequirement><requiredDecision href=\"#d\"/></informationRequirement><decisionTable")),
                HasSubstr("it requires itself"));
}

/// `count` copies of an element, each naming the next one; `last` closes the row.
std::string tower(const std::string& one, const std::string& last, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) {
        all += replaced_all(replaced_all(one, "NEXT", std::to_string(i + 1)), "THIS", std::to_string(i));
    }
    return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"n\">" + all +
           replaced_all(last, "THIS", std::to_string(count)) + "</definitions>";
}

TEST(Reading, RefusesTowersOfTypesAndDecisions) {
    EXPECT_THAT(refusal(tower("<itemDefinition name=\"tTHIS\"><typeRef>tNEXT</typeRef></itemDefinition>",
                              "<itemDefinition name=\"tTHIS\"><typeRef>string</typeRef></itemDefinition>", 300)),
                HasSubstr("defined by itself, or over too many others"));
    const std::string logic = "<literalExpression><text>1</text></literalExpression></decision>";
    EXPECT_THAT(refusal(tower("<decision id=\"dTHIS\" name=\"dTHIS\"><informationRequirement><requiredDecision "
                              "href=\"#dNEXT\"/></informationRequirement>" +
                                  logic,
                              "<decision id=\"dTHIS\" name=\"dTHIS\">" + logic, 300)),
                HasSubstr("more than 100 decisions stand on each other"));
}

TEST(Reading, RefusesATypeThatIsNotThere) {
    EXPECT_THAT(refusal(replaced_all(adult(), "typeRef=\"number\"", "typeRef=\"tAge\"")),
                HasSubstr("there is no type `tAge`"));
    EXPECT_THAT(refusal(replaced_all(adult(), "<inputData",
                                     "<itemDefinition name=\"t\"><typeRef>t</typeRef></itemDefinition><inputData")),
                HasSubstr("defined by itself"));
}

constexpr const char* kLoan =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="n">
  <itemDefinition name="tLoan">
    <itemComponent name="amount"><typeRef>number</typeRef></itemComponent>
    <itemComponent name="rate"><typeRef>number</typeRef></itemComponent>
    <itemComponent name="term"><typeRef>number</typeRef></itemComponent>
  </itemDefinition>
  <itemDefinition name="tLevel"><typeRef>string</typeRef>
    <allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
  <inputData id="i1" name="Loan"><variable name="Loan" typeRef="tLoan"/></inputData>
  <inputData id="i2" name="Risk Level"><variable name="Risk Level" typeRef="tLevel"/></inputData>
  <businessKnowledgeModel id="b" name="PMT"><variable name="PMT"/><encapsulatedLogic>
    <formalParameter name="p"/><formalParameter name="r"/><formalParameter name="n"/>
    <literalExpression><text>(p*r/12)/(1-(1+r/12)**-n)</text></literalExpression></encapsulatedLogic>
  </businessKnowledgeModel>
  <decision id="d1" name="Monthly Payment"><variable name="Monthly Payment" typeRef="number"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
    <invocation><literalExpression><text>PMT</text></literalExpression>
      <binding><parameter name="n"/><literalExpression><text>Loan.term</text></literalExpression></binding>
      <binding><parameter name="p"/><literalExpression><text>Loan.amount</text></literalExpression></binding>
      <binding><parameter name="r"/><literalExpression><text>Loan.rate</text></literalExpression></binding>
    </invocation></decision>
  <decision id="d2" name="d"><variable name="d" typeRef="string"/>
    <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="number"><text>Monthly Payment</text></inputExpression></input>
      <input><inputExpression typeRef="tLevel"><text>Risk Level</text></inputExpression></input>
      <output name="answer" typeRef="string"/>
      <rule><inputEntry><text>&lt;= 3000</text></inputEntry><inputEntry><text>"low"</text></inputEntry>
        <outputEntry><text>"yes"</text></outputEntry></rule>
      <rule><inputEntry><text>&gt; 3000</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"no"</text></outputEntry></rule>
      <rule><inputEntry><text>&lt;= 3000</text></inputEntry><inputEntry><text>"high"</text></inputEntry>
        <outputEntry><text>"ask"</text></outputEntry></rule>
    </decisionTable></decision>
</definitions>)";

Value loan(std::int64_t amount) {
    return Value(
        Context{{"amount", Value::number(amount)}, {"rate", *Decimal::parse("0.0375")}, {"term", Value::number(360)}});
}

TEST(Requirements, ADecisionRestsOnOthersAndOnBusinessKnowledge) {
    EXPECT_EQ(decided(kLoan, {{"Loan", loan(600'000)}, {"Risk Level", "low"}}), "{answer: \"yes\"}");
    EXPECT_EQ(decided(kLoan, {{"Loan", loan(6'000'000)}, {"Risk Level", "low"}}), "{answer: \"no\"}");
    const auto model = load(kLoan, "m.dmn");
    ASSERT_TRUE(model.has_value());
    EXPECT_TRUE(check(*model, Language::english).clean());
    std::vector<std::string> names;
    for (const FactInfo& fact : model->facts("d")) {
        names.push_back(fact.name);
    }
    EXPECT_THAT(names, ElementsAre("Risk Level", "Loan"));
}

TEST(Requirements, ADecisionWithoutLogicIsToldAndNeverEvaluated) {
    const auto xml = replaced_all(kLoan, "</definitions>", "<decision id=\"h\" name=\"hand\"/></definitions>");
    const auto model = load(xml, "m.dmn");
    ASSERT_TRUE(model.has_value());
    EXPECT_THAT(check(*model, Language::english).errors.front().reason, HasSubstr("has no logic"));
    EXPECT_EQ(evaluate(*model, "hand", Facts{}, Language::english).error().code, "decision_without_logic");
    EXPECT_EQ(decided(xml, {{"Loan", loan(600'000)}, {"Risk Level", "low"}}), "{answer: \"yes\"}");
}

TEST(Requirements, TwoDecisionsOfOneNameAreAnError) {
    const auto xml = replaced_all(kLoan, "</definitions>",
                                  "<decision id=\"h\" name=\"d\"><literalExpression><text>1</text>"
                                  "</literalExpression></decision></definitions>");
    const auto model = load(xml, "m.dmn");
    ASSERT_TRUE(model.has_value());
    EXPECT_THAT(check(*model, Language::english).errors.front().reason, HasSubstr("two decisions of this name"));
    EXPECT_THAT(decided(xml, {}), HasSubstr("refused"));
}

TEST(Requirements, AParameterWithADotIsAPathOutsideOfItsFunction) {
    const auto xml =
        replaced_all(replaced_all(kLoan, "name=\"p\"", "name=\"Loan.amount\""), "(p*r/12)", "(Loan.amount*r/12)");
    EXPECT_EQ(decided(xml, {{"Loan", loan(600'000)}, {"Risk Level", "low"}}), "{answer: \"yes\"}");
}

TEST(Requirements, UnknownFactsAreCompletedThroughThem) {
    const auto model = load(kLoan, "m.dmn");
    ASSERT_TRUE(model.has_value());
    Facts facts;
    facts.known.emplace("Loan", loan(6'000'000));
    const auto decided_anyway = evaluate(*model, "d", facts, Language::english);
    ASSERT_TRUE(decided_anyway.has_value());
    EXPECT_EQ(decided_anyway->outcome, Outcome::decided);
    EXPECT_EQ(decided_anyway->text_output("answer"), "no");
    facts.known.clear();
    facts.known.emplace("Loan", loan(600'000));
    const auto open = evaluate(*model, "d", facts, Language::english);
    ASSERT_TRUE(open.has_value());
    EXPECT_EQ(open->outcome, Outcome::open);
    EXPECT_EQ(open->question->fact, "Risk Level");
}

TEST(Requirements, AFactThatCannotBeTriedOutMustBeGiven) {
    const auto model = load(kLoan, "m.dmn");
    ASSERT_TRUE(model.has_value());
    const auto evaluation = evaluate(*model, "d", Facts{}, Language::english);
    ASSERT_FALSE(evaluation.has_value());
    EXPECT_EQ(evaluation.error().code, "facts_needed");
    EXPECT_EQ(evaluation.error().fields.front().field, "Loan");
}

TEST(Requirements, AStructureWithAWrongPartIsRefused) {
    EXPECT_THAT(decided(kLoan, {{"Loan", Value(Context{{"amount", "much"}})}, {"Risk Level", "low"}}),
                HasSubstr("refused"));
}

TEST(Questions, AFactThatAloneChangesNothingIsNotAskedForBeforeOneThatDoes) {
    // The result is whether b and c differ; a stands first and matters not at all.
    const auto xml = a_table("UNIQUE")
                         .input("a", "boolean")
                         .input("b", "boolean")
                         .input("c", "boolean")
                         .output("r")
                         .row({"-", "true", "true"}, {"1"})
                         .row({"-", "false", "false"}, {"1"})
                         .row({"-", "true", "false"}, {"2"})
                         .row({"-", "false", "true"}, {"2"})
                         .xml();
    const auto model = load(xml, "m.dmn");
    ASSERT_TRUE(model.has_value());
    const auto evaluation = evaluate(*model, "d", Facts{}, Language::english);
    ASSERT_TRUE(evaluation.has_value());
    ASSERT_TRUE(evaluation->question.has_value());
    EXPECT_EQ(evaluation->question->fact, "b");
}

TEST(Questions, NumbersAreTriedOutBetweenTheBoundariesOfTheirColumn) {
    const auto xml = a_table("UNIQUE")
                         .input("n", "number")
                         .input("b", "boolean")
                         .output("r")
                         .row({"< 10", "-"}, {"1"})
                         .row({">= 10", "true"}, {"1"})
                         .row({">= 10", "false"}, {"2"})
                         .xml();
    const auto model = load(xml, "m.dmn");
    ASSERT_TRUE(model.has_value());
    Facts facts;
    facts.known.emplace("b", Value(true));
    const auto decided_anyway = evaluate(*model, "d", facts, Language::english);
    ASSERT_TRUE(decided_anyway.has_value());
    EXPECT_EQ(decided_anyway->outcome, Outcome::decided);
    EXPECT_THAT(decided_anyway->matched, ElementsAre(1, 2));
}

}  // namespace
}  // namespace shipwitness::rules
