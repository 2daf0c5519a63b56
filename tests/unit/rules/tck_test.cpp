#include "rules/tck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/dmn_builder.h"

namespace shipwitness::rules {
namespace {

using test::a_table;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* kCases = R"(<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>m.dmn</modelName>
  <testCase id="001">
    <inputNode name="age"><value xsi:type="xsd:decimal">20</value></inputNode>
    <resultNode name="d" type="decision"><expected>
      <component name="who"><value xsi:type="xsd:string">adult</value></component>
      <component name="share"><value xsi:type="xsd:decimal">0.33333333</value></component>
    </expected></resultNode>
  </testCase>
  <testCase id="002">
    <inputNode name="age"><value>3</value></inputNode>
    <resultNode name="d" type="decision"><expected>
      <component name="who"><value xsi:type="xsd:string">adult</value></component>
      <component name="share"><value xsi:nil="true"/></component>
    </expected></resultNode>
  </testCase>
  <testCase id="003">
    <inputNode name="age"><value xsi:nil="true"/></inputNode>
    <resultNode errorResult="true" name="d" type="decision"><expected><value xsi:nil="true"/></expected></resultNode>
  </testCase>
</testCases>)";

std::optional<std::string> model_file(const std::string& name) {
    const auto xml = a_table("UNIQUE")
                         .input("age", "number")
                         .output("who")
                         .output("share")
                         .row({">= 18"}, {"\"adult\"", "1/3"})
                         .row({"< 18"}, {"\"child\"", "null"})
                         .xml();
    return name == "m.dmn" ? std::optional(xml) : std::nullopt;
}

TEST(Tck, JudgesEachCaseAndSaysWhatCame) {
    const auto results = run_tck(kCases, model_file);
    ASSERT_TRUE(results.has_value());
    ASSERT_THAT(*results, SizeIs(3));
    EXPECT_TRUE((*results)[0].success) << (*results)[0].detail;
    EXPECT_FALSE((*results)[1].success);
    EXPECT_EQ((*results)[1].detail, "d: expected {who: \"adult\", share: null}, came {who: \"child\", share: null}");
    EXPECT_TRUE((*results)[2].success) << (*results)[2].detail;
}

/// One case over one decision: what is expected, as XML, and what the decision's expression gives.
std::string judged(const std::string& type, const std::string& expression, const std::string& result) {
    const std::string cases =
        R"(<?xml version="1.0"?><tc:testCases xmlns:tc="http://www.omg.org/spec/DMN/20160719/testcase"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><tc:modelName>m.dmn</tc:modelName><tc:testCase id="a">)" +
        result + "</tc:testCase></tc:testCases>";
    const auto results = run_tck(cases, [&](const std::string& /*name*/) {
        return std::optional(
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\"><decision "
            "id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"" +
            type + "\"/><literalExpression><text>" + expression +
            "</text></literalExpression></decision><decision id=\"e\" name=\"left to people\"/></definitions>");
    });
    return results->front().success ? "SUCCESS" : results->front().detail;
}

std::string expecting(const std::string& value) {
    return "<tc:resultNode name=\"d\"><tc:expected>" + value + "</tc:expected></tc:resultNode>";
}

// The suite has grown for ten years and several hands: each of these stands in it somewhere.
TEST(Tck, ReadsTheSuitesOlderWaysOfWriting) {
    EXPECT_EQ(judged("boolean", "true and null", expecting("<tc:value/>")), "SUCCESS");
    EXPECT_EQ(judged("string", "null", expecting("<tc:value/>")), "SUCCESS");
    EXPECT_EQ(judged("string", "\"\"", expecting("<tc:value/>")), "SUCCESS");
    EXPECT_EQ(judged("number", "10**3", expecting("<tc:value xsi:type=\"xsd:decimal\">1E3</tc:value>")), "SUCCESS");
    EXPECT_EQ(judged("number", "1000",
                     "<tc:resultNode name=\"d\"><tc:computed><tc:value>1000</tc:value></tc:computed>"
                     "</tc:resultNode>"),
              "SUCCESS");
    EXPECT_EQ(
        judged("date", "date(\"2020-01-01\")", expecting("<tc:value xsi:type=\"xsd:date\">2020-01-01Z</tc:value>")),
        "SUCCESS");
    EXPECT_EQ(judged("Any", "[1, {b: @\"PT1H\"}]",
                     expecting("<tc:list><tc:item><tc:value xsi:type=\"xsd:double\">1</tc:value></tc:item><tc:item>"
                               "<tc:component name=\"b\"><tc:value xsi:type=\"xsd:duration\">PT60M</tc:value>"
                               "</tc:component></tc:item></tc:list>")),
              "SUCCESS");
    EXPECT_EQ(judged("Any", "[]", expecting("<tc:list/>")), "SUCCESS");
    EXPECT_NE(judged("Any", "[]", expecting("<tc:list xsi:nil=\"true\"/>")), "SUCCESS");
}

TEST(Tck, AnExpectedErrorIsANullOrTheValueThatItLeavesBehind) {
    EXPECT_EQ(judged("number", "1 / 0", "<tc:resultNode name=\"d\" errorResult=\"true\"/>"), "SUCCESS");
    EXPECT_EQ(judged("number", "1",
                     "<tc:resultNode name=\"d\" errorResult=\"true\"><tc:expected><tc:value xsi:nil=\"true\"/>"
                     "</tc:expected></tc:resultNode>"),
              "d: expected null, came 1");
    EXPECT_EQ(judged("Any", "[1 / 0, 2]",
                     "<tc:resultNode name=\"d\" errorResult=\"true\"><tc:expected><tc:list><tc:item><tc:value "
                     "xsi:nil=\"true\"/></tc:item><tc:item><tc:value xsi:type=\"xsd:decimal\">2</tc:value></tc:item>"
                     "</tc:list></tc:expected></tc:resultNode>"),
              "SUCCESS");
}

TEST(Tck, ADecisionThatIsLeftToPeopleIsNullAndSpoilsNothing) {
    EXPECT_EQ(judged("number", "1", expecting("<tc:value>1</tc:value>")), "SUCCESS");
    EXPECT_EQ(judged("number", "1",
                     "<tc:resultNode name=\"left to people\"><tc:expected><tc:value xsi:nil=\"true\"/>"
                     "</tc:expected></tc:resultNode>"),
              "SUCCESS");
}

TEST(Tck, AModelThatIsNotThereFailsEveryCase) {
    const auto results = run_tck(kCases, [](const std::string& /*name*/) { return std::nullopt; });
    ASSERT_TRUE(results.has_value());
    EXPECT_THAT(results->front().detail, HasSubstr("the model is not there"));
}

TEST(Tck, ValuesThatAreNestedWithoutEndAreRefused) {
    std::string deep;
    for (int i = 0; i < 50'000; ++i) {
        deep += "<component name=\"a\">";
    }
    for (int i = 0; i < 50'000; ++i) {
        deep += "</component>";
    }
    const auto results = run_tck("<testCases><modelName>m.dmn</modelName><testCase id=\"1\"><inputNode name=\"age\">" +
                                     deep + "</inputNode></testCase></testCases>",
                                 model_file);
    ASSERT_FALSE(results.has_value());
    EXPECT_THAT(results.error(), HasSubstr("too deep"));
}

TEST(Tck, OtherFilesAreNoTestCases) {
    EXPECT_FALSE(run_tck("<html/>", model_file).has_value());
    EXPECT_FALSE(run_tck("", model_file).has_value());
}

}  // namespace
}  // namespace shipwitness::rules
