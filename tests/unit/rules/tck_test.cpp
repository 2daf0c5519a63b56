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

TEST(Tck, AModelThatIsNotThereFailsEveryCase) {
    const auto results = run_tck(kCases, [](const std::string& /*name*/) { return std::nullopt; });
    ASSERT_TRUE(results.has_value());
    EXPECT_THAT(results->front().detail, HasSubstr("the model is not there"));
}

TEST(Tck, OtherFilesAreNoTestCases) {
    EXPECT_FALSE(run_tck("<html/>", model_file).has_value());
    EXPECT_FALSE(run_tck("", model_file).has_value());
}

}  // namespace
}  // namespace shipwitness::rules
