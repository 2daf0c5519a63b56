// Worked examples: they travel with a decision and are run whenever its file is checked.

#include <filesystem>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/check.h"
#include "tests/unit/rules/dmn_builder.h"
#include "tests/unit/rules/files.h"

namespace shipwitness::rules {
namespace {

using test::a_table;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string carrier_table(const std::string& examples) {
    auto xml = a_table("UNIQUE")
                   .input("seal", "string", "\"intact\", \"broken\"")
                   .input("noted", "boolean")
                   .output("party")
                   .output("share")
                   .row({"\"broken\"", "true"}, {"\"carrier\"", "1"})
                   .row({"\"broken\"", "false"}, {"\"ask\"", "0"})
                   .row({"\"intact\"", "-"}, {"\"buyer\"", "0.5"})
                   .xml();
    const std::string start = "<decision id=\"d\" name=\"d\">";
    xml.replace(xml.find(start), start.size(), start + "<extensionElements>" + examples + "</extensionElements>");
    const std::string root = "<definitions ";
    xml.replace(xml.find(root), root.size(), root + "xmlns:sw=\"urn:shipwitness:rules:1\" ");
    return xml;
}

std::string example(const std::string& attributes, const std::string& facts, const std::string& outputs = "") {
    return "\n<sw:example " + attributes + "><sw:facts>" + facts + "</sw:facts>" +
           (outputs.empty() ? "" : "<sw:outputs>" + outputs + "</sw:outputs>") + "</sw:example>";
}

/// Everything that the check finds wrong, one line each.
std::vector<std::string> found(const std::string& examples, Language language = Language::english) {
    const auto model = load(carrier_table(examples), "m.dmn");
    std::vector<std::string> lines;
    for (const Problem& problem : model ? check(*model, language).errors : model.error()) {
        lines.push_back(to_text(problem));
    }
    return lines;
}

TEST(Examples, ThoseThatHoldAreCountedAndSayNothing) {
    const std::string examples =
        example("name=\"noted\" rows=\"1\"", "{seal: \"broken\", noted: true}", "{party: \"carrier\", share: 1.0}") +
        example("name=\"nobody wrote it down\" outcome=\"inquiry\"", "{seal: \"broken\", noted: false}") +
        example("name=\"no waybill yet\" outcome=\"open\" rows=\"1, 2\" asks=\"noted\"", "{\"seal\": \"broken\"}") +
        example("name=\"no waybill any more\" outcome=\"open\" asks=\"\" unobtainable=\"noted\"", "{seal: \"broken\"}");
    EXPECT_THAT(found(examples), IsEmpty());
    const auto model = load(carrier_table(examples), "m.dmn");
    EXPECT_EQ(check(*model, Language::english).examples, 4U);
}

TEST(Examples, OneThatComesToSomethingElseIsAnErrorWithFileLineAndName) {
    const auto wrong = example("name=\"a broken seal\"", "{seal: \"broken\", noted: true}", "{party: \"buyer\"}");
    EXPECT_THAT(found(wrong), ::testing::ElementsAre(
                                  "m.dmn:2: decision d, column example a broken seal: expected decided, party = buyer; "
                                  "came decided, party = carrier, share = 1, rows 1"));
    EXPECT_THAT(found(wrong, Language::russian).front(), HasSubstr("ожидалось: решено, party = buyer; вышло: решено"));
    EXPECT_THAT(found(example("name=\"x\" rows=\"2\"", "{seal: \"intact\"}")).front(), HasSubstr("rows 2; came"));
    EXPECT_THAT(found(example("name=\"x\" outcome=\"open\" asks=\"noted\"", "{}")).front(),
                HasSubstr("asks for noted; came open, rows 1, 2 and 3, asks for seal"));
}

TEST(Examples, FactsThatTheDecisionDoesNotKnowAreToldByName) {
    EXPECT_THAT(found(example("name=\"x\"", "{sael: \"broken\"}")).front(), HasSubstr("is \"seal\" meant?"));
    EXPECT_THAT(found(example("name=\"x\"", "{seal: \"brokn\"}")).front(), HasSubstr("is \"broken\" meant?"));
}

TEST(Examples, WhatCannotBeReadIsRefused) {
    EXPECT_THAT(found(example("name=\"x\"", "{seal: broken}")).front(),
                HasSubstr("example x: nothing is called `broken` here; a text stands in quotes"));
    EXPECT_THAT(found(example("name=\"x\"", "\"broken\"")).front(), HasSubstr("stand in braces"));
    EXPECT_THAT(found(example("name=\"x\"", "{seal: ")).front(), HasSubstr("ends where"));
    EXPECT_THAT(found(example("name=\"x\" outcom=\"open\"", "{}")).front(), HasSubstr("is `outcome` meant?"));
    EXPECT_THAT(found(example("name=\"x\" outcome=\"settled\"", "{}")).front(), HasSubstr("not `settled`"));
    EXPECT_THAT(found(example("name=\"x\" rows=\"1, two\"", "{}")).front(), HasSubstr("`two` is no number"));
    EXPECT_THAT(found(example("outcome=\"open\"", "{}")).front(), HasSubstr("an example needs a name"));
    EXPECT_THAT(found(example("name=\"x\"", "{}") + example("name=\"x\"", "{}")).front(), HasSubstr("two examples"));
    EXPECT_THAT(found("<sw:example name=\"x\"><sw:fact/></sw:example>").front(), HasSubstr("no `sw:fact`"));
}

TEST(Examples, AreWrittenDownAndNotComputed) {
    EXPECT_THAT(found(example("name=\"x\"", "{seal: string(count(for i in 1..1000000 return i))}")),
                ::testing::Not(IsEmpty()));
    std::string many;
    for (int i = 0; i <= 1'000; ++i) {
        many += example("name=\"e" + std::to_string(i) + "\" outcome=\"open\"", "{}");
    }
    EXPECT_THAT(found(many).front(), HasSubstr("at most 1000 examples"));
}

TEST(Examples, DatesMayStandAsTexts) {
    auto xml = a_table("UNIQUE")
                   .input("day", "date")
                   .output("r")
                   .row({"< @\"2026-01-01\""}, {"\"old\""})
                   .row({">= @\"2026-01-01\""}, {"\"new\""})
                   .xml();
    xml.insert(xml.find("<variable name=\"d\"/>"),
               "<extensionElements><s:example xmlns:s=\"urn:shipwitness:rules:1\" name=\"x\"><s:facts>{day: "
               "\"2025-12-31\"}</s:facts><s:outputs>{r: \"old\"}</s:outputs></s:example></extensionElements>");
    const auto model = load(xml, "m.dmn");
    ASSERT_TRUE(model.has_value());
    EXPECT_TRUE(check(*model, Language::english).clean());
}

/// Every table that is shipped: no gap, no overlap, and every example holds.
TEST(ShippedTables, AreCleanAndCarryExamplesThatHold) {
    std::map<std::string, std::uint64_t> examples;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(SHIPWITNESS_SOURCE_DIR) + "/config/rules")) {
        if (entry.path().extension() != ".dmn") {
            continue;
        }
        const std::string name = "config/rules/" + entry.path().filename().string();
        const auto model = load(test::source_file(name), name);
        ASSERT_TRUE(model.has_value()) << to_text(model.error().front());
        const Report report = check(*model, Language::english);
        for (const Problem& problem : report.errors) {
            ADD_FAILURE() << to_text(problem);
        }
        for (const Gap& gap : report.gaps) {
            ADD_FAILURE() << name << ": " << gap.text;
        }
        for (const Overlap& overlap : report.overlaps) {
            ADD_FAILURE() << name << ": " << overlap.text;
        }
        EXPECT_THAT(report.unreachable, IsEmpty()) << name;
        examples[entry.path().stem().string()] = report.examples;
    }
    for (const char* name : {"cause", "remedy", "evidence_request"}) {
        EXPECT_GT(examples[name], 10U) << name << " carries too few worked examples";
    }
}

}  // namespace
}  // namespace shipwitness::rules
