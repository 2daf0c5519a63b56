// Decision services: decisions that are called like a function (0085-decision-services of the conformance suite).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "rules/tck.h"
#include "tests/unit/rules/dmn_builder.h"

namespace shipwitness::rules {
namespace {

using test::decided;
using ::testing::HasSubstr;

/// `greeting` is "<who> <how>" of the input `who` and the decision `how`; the service `greet` takes both. `d` is
/// `text`.
std::string greeting(const std::string& text, const std::string& more = "") {
    return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n">
  <inputData id="who" name="who"><variable name="who" typeRef="string"/></inputData>
  <decision id="how" name="how"><variable name="how" typeRef="string"/>
    <literalExpression><text>"by default"</text></literalExpression></decision>
  <decision id="greeting" name="greeting"><variable name="greeting"/>
    <informationRequirement><requiredDecision href="#how"/></informationRequirement>
    <informationRequirement><requiredInput href="#who"/></informationRequirement>
    <literalExpression><text>if how = null then "nothing for " + who else who + " " + how</text></literalExpression>
  </decision>
  <decisionService id="greet" name="greet"><outputDecision href="#greeting"/><inputDecision href="#how"/>
    <inputData href="#who"/></decisionService>
  <decisionService id="both" name="both"><outputDecision href="#greeting"/><outputDecision href="#how"/>
    <inputData href="#who"/></decisionService>
  <decisionService id="frame" name="only drawn"/>)" +
           more + R"(
  <decision id="d" name="d"><variable name="d"/>
    <informationRequirement><requiredInput href="#who"/></informationRequirement>
    <informationRequirement><requiredDecision href="#how"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#greet"/></knowledgeRequirement>
    <knowledgeRequirement><requiredKnowledge href="#both"/></knowledgeRequirement>
    <literalExpression><text>)" +
           text + "</text></literalExpression></decision></definitions>";
}

std::string of(const std::string& text) {
    return decided(greeting(text), {{"who", "Ann"}});
}

TEST(Services, TakeInputDataFirstAndThenDecisions) {
    EXPECT_EQ(of(R"(greet("Bob", "kindly"))"), "{d: \"Bob kindly\"}");
    EXPECT_EQ(of(R"(greet(how: "kindly", who: "Bob"))"), "{d: \"Bob kindly\"}");
    EXPECT_EQ(of(R"(greet(name: "Bob", how: "kindly"))"), "{}");
    EXPECT_EQ(of(R"(greet("Bob"))"), "{}");
}

TEST(Services, LeaveTheDecisionsOutsideAsTheyAre) {
    EXPECT_EQ(of(R"([greet("Bob", "kindly"), who, how])"), "{d: [\"Bob kindly\", \"Ann\", \"by default\"]}");
}

TEST(Services, AnArgumentOfAnotherTypeIsNull) {
    EXPECT_EQ(of(R"(greet("Bob", 7))"), "{d: \"nothing for Bob\"}");
}

TEST(Services, SeveralOutputsAreAContext) {
    EXPECT_EQ(of(R"(both("Bob"))"), "{d: {greeting: \"Bob by default\", how: \"by default\"}}");
}

TEST(Services, OneThatCallsItselfIsGivenUp) {
    const auto xml = greeting("loop()", R"(<decisionService id="loop" name="loop"><outputDecision href="#round"/>
        </decisionService><decision id="round" name="round"><variable name="round"/><knowledgeRequirement>
        <requiredKnowledge href="#loop"/></knowledgeRequirement><literalExpression><text>loop()</text>
        </literalExpression></decision>)");
    const auto looping = xml.find("href=\"#greet\"");
    ASSERT_NE(looping, std::string::npos);
    EXPECT_THAT(decided(std::string(xml).replace(looping, 13, "href=\"#loop\""), {{"who", "Ann"}}),
                HasSubstr("refused"));
}

// Every box on the way counts, not only the calls: the stack is used up by all of them.
TEST(Services, KnowledgeThatCallsItselfInNestedBoxesIsGivenUp) {
    std::string body = "<literalExpression><text>loop(a + 1)</text></literalExpression>";
    for (int i = 0; i < 60; ++i) {
        body = "<context><contextEntry><variable name=\"b\"/>" + body + "</contextEntry></context>";
    }
    const auto xml = greeting("loop(1)",
                              "<businessKnowledgeModel id=\"loop\" name=\"loop\"><variable name=\"loop\"/>"
                              "<encapsulatedLogic><formalParameter name=\"a\"/>" +
                                  body +
                                  "</encapsulatedLogic><knowledgeRequirement><requiredKnowledge "
                                  "href=\"#loop\"/></knowledgeRequirement></businessKnowledgeModel>");
    const auto calls = xml.find("href=\"#greet\"");
    EXPECT_THAT(decided(std::string(xml).replace(calls, 13, "href=\"#loop\""), {{"who", "Ann"}}), HasSubstr("refused"));
}

// The function's own case is gone when it is called.
TEST(Services, AFunctionThatAServiceHandsOutStillWorks) {
    const auto xml = greeting("maker()(2)", R"(<businessKnowledgeModel id="twice" name="twice"><variable name="twice"/>
        <encapsulatedLogic><formalParameter name="a"/><literalExpression><text>2 * a</text></literalExpression>
        </encapsulatedLogic></businessKnowledgeModel><decision id="made" name="made"><variable name="made"/>
        <knowledgeRequirement><requiredKnowledge href="#twice"/></knowledgeRequirement><literalExpression><text>twice
        </text></literalExpression></decision><decisionService id="maker" name="maker"><outputDecision href="#made"/>
        </decisionService>)");
    const auto calls = xml.find("href=\"#greet\"");
    EXPECT_EQ(decided(std::string(xml).replace(calls, 13, "href=\"#maker\""), {{"who", "Ann"}}), "{d: 4}");
}

TEST(Services, OneThatGivesNothingIsAFrameAndCannotBeCalled) {
    const auto xml = greeting("1");
    EXPECT_EQ(of("1"), "{d: 1}");
    const auto requires_frame = xml.find("href=\"#greet\"");
    EXPECT_THAT(decided(std::string(xml).replace(requires_frame, 13, "href=\"#frame\""), {}), HasSubstr("`#frame`"));
}

std::string judged(const std::string& test_case) {
    const auto results = run_tck(
        "<testCases xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><modelName>m.dmn"
        "</modelName>" +
            test_case + "</testCases>",
        [](const std::string& /*name*/) { return std::optional(greeting("1")); });
    return results->front().success ? "SUCCESS" : results->front().detail;
}

std::string expecting(const std::string& result, const std::string& text, const std::string& attributes = "") {
    return "<inputNode name=\"who\"><value xsi:type=\"xsd:string\">Bob</value></inputNode><resultNode name=\"" +
           result + "\"" + attributes + "><expected><value xsi:type=\"xsd:string\">" + text +
           "</value></expected></resultNode>";
}

TEST(Services, TestCasesCallThemByName) {
    const std::string how = "<inputNode name=\"how\"><value xsi:type=\"xsd:string\">kindly</value></inputNode>";
    const auto calling = [](const std::string& name, const std::string& inside) {
        return judged("<testCase id=\"1\" type=\"decisionService\" invocableName=\"" + name + "\">" + inside +
                      "</testCase>");
    };
    EXPECT_EQ(calling("greet", how + expecting("greeting", "Bob kindly")), "SUCCESS");
    EXPECT_EQ(calling("greet", how + expecting("greet", "Bob kindly")), "SUCCESS");
    EXPECT_EQ(calling("both", expecting("how", "by default")), "SUCCESS");
    EXPECT_EQ(calling("greet", expecting("greeting", "Bob kindly")),
              "greeting: expected \"Bob kindly\", came \"nothing for Bob\"");
    EXPECT_EQ(calling("nobody", expecting("greeting", "x")), "the model has nothing to call by the name nobody");
    EXPECT_EQ(judged("<testCase id=\"1\">" + how + expecting("greet", "Bob kindly", " type=\"decisionService\"") +
                     "</testCase>"),
              "SUCCESS");
}

}  // namespace
}  // namespace shipwitness::rules
