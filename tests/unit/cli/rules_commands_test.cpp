#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/cli/ran.h"
#include "tests/unit/rules/dmn_builder.h"
#include "tests/unit/rules/files.h"

namespace shipwitness::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class RulesCommands : public CommandTest {
  protected:
    std::string cause() { return file("cause.dmn", rules::test::source_file("config/rules/cause.dmn")); }
    Ran evaluate(const std::string& facts, std::vector<std::string> more = {"--json"}) {
        std::vector<std::string> arguments{
            "rules", "evaluate", cause(), "--decision", "cause", "--facts", file("facts.json", facts)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return shipwitness(arguments);
    }
};

TEST_F(RulesCommands, ACleanTableExitsWith0AndFourEmptyLists) {
    const Ran ran = shipwitness({"rules", "check", cause(), "--json"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(json::parse(ran.out), json::parse(R"({"gaps":[],"overlaps":[],"unreachable":[],"errors":[]})"));
}

TEST_F(RulesCommands, GapsExitWith2AndHaveAWitnessAndWords) {
    std::string xml = rules::test::source_file("config/rules/cause.dmn");
    const auto begin = xml.find("<rule id=\"row_10\">");
    xml.erase(begin, xml.find("</rule>", begin) + 7 - begin);
    const Ran ran = shipwitness({"rules", "check", file("gap.dmn", xml), "--json", "--language", "ru"});
    EXPECT_EQ(ran.exit, 2);
    const json report = json::parse(ran.out);
    ASSERT_EQ(report["gaps"].size(), 144U);
    EXPECT_EQ(report["gaps"][0]["witness"]["kind"], "visible");
    EXPECT_EQ(report["gaps"][0]["witness"]["noted"], "clean");
    EXPECT_THAT(report["gaps"][0]["text"].get<std::string>(), HasSubstr("Ни одна строка не подходит"));
}

// `witness` held null for a column that no row restricts: the case could not be tried.
TEST_F(RulesCommands, AWitnessIsAFileOfFacts) {
    const std::string table = file("table.dmn", rules::test::a_table("UNIQUE")
                                                    .input("n", "number")
                                                    .input("free", "number", "[20..30)")
                                                    .input("day", "date")
                                                    .input("wait", "days and time duration")
                                                    .output("r")
                                                    .row({"< 10", "-", "-", "-"}, {"1"})
                                                    .row({"[5..10]", "-", "-", "-"}, {"2"})
                                                    .xml());
    const json report = json::parse(shipwitness({"rules", "check", table, "--json"}).out);
    const auto evaluated = [&](const json& witness) {
        const Ran ran = shipwitness(
            {"rules", "evaluate", table, "--decision", "d", "--facts", file("facts.json", witness.dump()), "--json"});
        return ran.out.empty() ? json(ran.err) : json::parse(ran.out);
    };
    ASSERT_EQ(report["gaps"].size(), 2U) << "free is 20, or above";
    for (const json& gap : report["gaps"]) {
        const json answer = evaluated(gap["witness"]);
        EXPECT_EQ(answer["matched"], json::array()) << gap;
        EXPECT_EQ(answer["unknown"], json::array()) << gap;
    }
    ASSERT_EQ(report["overlaps"].size(), 4U);
    for (const json& overlap : report["overlaps"]) {
        EXPECT_EQ(evaluated(overlap["witness"])["matched"], json({1, 2})) << overlap;
    }
}

TEST_F(RulesCommands, EveryFileIsCheckedAndABrokenOneIsAnError) {
    const Ran ran = shipwitness(
        {"rules", "check", cause(), file("broken.dmn", "<definitions>"), (folder_ / "none.dmn").string(), "--json"});
    EXPECT_EQ(ran.exit, 2);
    const json errors = json::parse(ran.out)["errors"];
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_THAT(errors[0]["reason"].get<std::string>(), HasSubstr("this is no XML"));
    EXPECT_THAT(errors[1]["reason"].get<std::string>(), HasSubstr("There is no file"));
}

TEST_F(RulesCommands, WhenNoFileCanBeReadNothingWasChecked) {
    const Ran ran = shipwitness({"rules", "check", (folder_ / "none.dmn").string(), "--json"});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(json::parse(ran.out)["errors"].size(), 1U);
}

// Whoever asked for Russian was told about a mistyped name in English.
TEST_F(RulesCommands, AFileThatCannotBeReadIsToldInTheLanguageAsked) {
    const std::string none = (folder_ / "none.dmn").string();
    EXPECT_THAT(shipwitness({"rules", "check", none, "--language", "ru"}).out, HasSubstr("Файла " + none + " нет."));
    EXPECT_THAT(shipwitness({"rules", "check", folder_.path().string(), "--language", "ru"}).out,
                HasSubstr("это папка, укажите файл"));
    const json report = json::parse(shipwitness({"rules", "check", none, "--json", "--language", "ru"}).out);
    EXPECT_EQ(report["errors"][0]["reason"], "Файла " + none + " нет.");
    EXPECT_THAT(
        shipwitness({"rules", "evaluate", none, "--decision", "cause", "--facts", none, "--language", "ru"}).err,
        HasSubstr("Файла " + none + " нет."));
    EXPECT_THAT(shipwitness({"rules", "check", none, "--language", "en"}).out, HasSubstr("There is no file " + none));
}

TEST_F(RulesCommands, FindingsOfSeveralFilesNameTheirFile) {
    std::string xml = rules::test::source_file("config/rules/remedy.dmn");
    const auto begin = xml.find("<rule id=\"signature_row_1\">");
    xml.erase(begin, xml.find("</rule>", begin) + 7 - begin);
    const std::string broken = file("my_remedy.dmn", xml);
    const Ran ran = shipwitness({"rules", "check", cause(), broken, "--json"});
    EXPECT_EQ(ran.exit, 2);
    const json report = json::parse(ran.out);
    EXPECT_EQ(report["gaps"][0]["file"], broken);
    EXPECT_EQ(report["gaps"][0]["decision"], "signature");
    EXPECT_FALSE(report["errors"].empty()) << "examples with a small amount have no signature any more";
    EXPECT_THAT(report["errors"][0]["column"].get<std::string>(), ::testing::StartsWith("example "));
}

// A list that ended at its thousandth overlap without a word looked like the whole.
TEST_F(RulesCommands, AListThatIsCutTellsHowManyThereAre) {
    std::string xml = rules::test::source_file("config/rules/cause.dmn");
    const std::string lost = "<inputEntry><text>\"lost\"</text></inputEntry>";
    xml.replace(xml.find(lost), lost.size(), "<inputEntry><text>-</text></inputEntry>");
    const json report = json::parse(shipwitness({"rules", "check", file("wide.dmn", xml), "--json"}).out);
    EXPECT_EQ(report["overlaps"].size(), 1'000U);
    EXPECT_EQ(report["overlaps_in_all"], 1'152);
}

TEST_F(RulesCommands, WithoutJsonTheReportIsReadable) {
    const Ran ran = shipwitness({"rules", "check", cause(), "--language", "ru"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(ran.out, HasSubstr("сочетаний 2160, пробелов и пересечений нет"));
}

TEST_F(RulesCommands, EvaluatesACaseToADecision) {
    const Ran ran = evaluate(R"({"kind": "lost", "handover": "on_time"})");
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(json::parse(ran.out), json::parse(R"({"outcome": "decided", "outputs": {"party": "carrier"},
        "matched": [3], "unknown": ["video", "notice", "seal", "noted", "weight", "unpack"], "question": null})"));
}

TEST_F(RulesCommands, EvaluatesAnOpenCaseToAQuestion) {
    const json answer = json::parse(evaluate(R"({"kind": "visible", "video": "ok", "noted": null})").out);
    EXPECT_EQ(answer["outcome"], "open");
    EXPECT_EQ(answer["outputs"], json::object());
    EXPECT_EQ(answer["question"]["fact"], "noted");
}

TEST_F(RulesCommands, AnUnobtainableFactIsNotAskedFor) {
    const json answer =
        json::parse(evaluate(R"({"kind": "visible", "video": "ok", "noted": {"unobtainable": true}})").out);
    EXPECT_EQ(answer["outcome"], "open");
    EXPECT_TRUE(answer["question"].is_null());
}

TEST_F(RulesCommands, WithoutJsonTheAnswerIsReadable) {
    const Ran ran = evaluate(R"({"kind": "visible", "video": "ok", "noted": "clean"})", {"--language", "ru"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(ran.out, HasSubstr("party: buyer"));
    EXPECT_THAT(ran.out, HasSubstr("основание: Принято без отметок"));
}

TEST_F(RulesCommands, UnknownFactsAndValuesAreRefusedByName) {
    const Ran ran = evaluate(R"({"sael": "intact", "kind": "visable"})");
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr("sael: the decision knows no fact of this name; it knows kind, handover"));
    EXPECT_THAT(ran.err, HasSubstr("is \"seal\" meant?"));
    EXPECT_THAT(ran.err, HasSubstr("is \"visible\" meant?"));
}

TEST_F(RulesCommands, FactsThatAreNoJsonObjectAreRefused) {
    for (const char* facts : {"", "[]", "{\"kind\": ", "{\"kind\": \"lost\", \"kind\": \"lost\"}", "nonsense"}) {
        const Ran ran = evaluate(facts);
        EXPECT_EQ(ran.exit, 1) << facts;
        EXPECT_THAT(ran.err, HasSubstr("facts.json:")) << facts;
    }
}

TEST_F(RulesCommands, AnUnknownDecisionIsToldWithTheNearestOne) {
    const Ran ran = shipwitness({"rules", "evaluate", cause(), "--decision", "casue", "--facts", file("f.json", "{}")});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_THAT(ran.err, HasSubstr("is \"cause\" meant?"));
}

TEST_F(RulesCommands, RunsTheConformanceSuiteIntoItsOwnFormat) {
    std::filesystem::create_directories(folder_ / "level-2/0001-one");
    file("level-2/0001-one/cause.dmn", rules::test::source_file("config/rules/cause.dmn"));
    const auto cases = [](const std::string& party) {
        return "<testCases><modelName>cause.dmn</modelName><testCase id=\"001\"><inputNode name=\"kind\"><value>lost"
               "</value></inputNode><inputNode name=\"handover\"><value>late</value></inputNode><resultNode "
               "name=\"cause\"><expected><value>" +
               party + "</value></expected></resultNode></testCase></testCases>";
    };
    file("level-2/0001-one/0001-one-test-01.xml", cases("carrier"));
    const std::string csv = (folder_ / "results.csv").string();
    EXPECT_EQ(shipwitness({"rules", "tck", (folder_ / "level-2").string(), "--csv", csv}).exit, 0);
    std::ifstream in(csv);
    std::string line;
    std::getline(in, line);
    EXPECT_EQ(line, R"("level-2/0001-one","0001-one-test-01","001","SUCCESS","")");
    file("level-2/0001-one/0001-one-test-01.xml", cases("buyer"));
    const Ran failed = shipwitness({"rules", "tck", (folder_ / "level-2").string(), "--csv", csv});
    EXPECT_EQ(failed.exit, 2);
    EXPECT_THAT(failed.out, HasSubstr("0 of 1 cases passed"));
    EXPECT_EQ(shipwitness({"rules", "tck", (folder_ / "nowhere").string(), "--csv", csv}).exit, 1);
}

TEST_F(RulesCommands, ReplaysPastCasesAgainstADraft) {
    std::string xml = rules::test::source_file("config/rules/cause.dmn");
    const auto row = xml.find("<rule id=\"row_10\">");
    xml.replace(xml.find("\"buyer\"", row), 7, "\"carrier\"");
    const std::string draft = file("draft.dmn", xml);
    const std::string cases = file("cases.json", R"([
        {"id": "C-1", "facts": {"kind": "visible", "video": "ok", "noted": "clean"}},
        {"id": "C-2", "facts": {"kind": "lost", "handover": "on_time"}},
        {"id": 3, "facts": {"kind": "gone"}}])");
    const std::vector<std::string> arguments{"rules", "replay",  cause(), draft,   "--decision",
                                             "cause", "--cases", cases,   "--json"};
    const Ran ran = shipwitness(arguments);
    EXPECT_EQ(ran.exit, 2) << ran.err;
    const json answer = json::parse(ran.out);
    EXPECT_EQ(answer["same"], 1);
    ASSERT_EQ(answer["changed"].size(), 1U);
    EXPECT_EQ(answer["changed"][0]["case"], "C-1");
    EXPECT_EQ(answer["changed"][0]["before"]["outputs"]["party"], "buyer");
    EXPECT_EQ(answer["changed"][0]["after"]["outputs"]["party"], "carrier");
    EXPECT_EQ(answer["refused"][0]["case"], "3");
    EXPECT_THAT(answer["refused"][0]["reason"].get<std::string>(), HasSubstr("kind: \"gone\" is none of"));
    const std::string two = file("two.json", R"([{"id": "C-2", "facts": {"kind": "lost", "handover": "on_time"}}])");
    const Ran same = shipwitness({"rules", "replay", cause(), draft, "--decision", "cause", "--cases", two});
    EXPECT_EQ(same.exit, 0);
    EXPECT_EQ(same.out, "1 cases stay as they are, 0 change, 0 cannot be judged.\n");
}

TEST_F(RulesCommands, WrongFactsAreNamedWithFileLineAndWhatWouldBeRight) {
    for (const auto& [facts, reason] : std::vector<std::pair<std::string, std::string>>{
             {"", "facts.json:1: this is no JSON"},
             {"{\n\n\"kind\" 1}", "facts.json:3: this is no JSON"},
             {R"({"kind": "lost", "kind": "lost"})",
              "facts.json: this is no JSON: the member \"kind\" stands there twice"},
             {"[]", "facts.json: the facts must be one JSON object"},
             {"{\n\"kind\": \"visibel\"}",
              "facts.json:2: kind: \"visibel\" is none of the allowed values: delay, lost, "
              "content, visible, hidden; is \"visible\" meant?"},
             {R"({"kind": 3})", "facts.json:1: kind: 3 is none of the allowed values: delay"},
             {R"({"weather": "rain"})", "weather: the decision knows no fact of this name; it knows kind, handover"},
             {R"({"Seal": "intact"})", "unpack; is \"seal\" meant?"}}) {
        const Ran ran = evaluate(facts);
        EXPECT_EQ(ran.exit, 1) << facts;
        EXPECT_THAT(ran.err, HasSubstr(reason)) << facts;
        EXPECT_EQ(ran.out, "") << facts;
    }
}

TEST_F(RulesCommands, WrongFactsAreNamedInRussianToo) {
    for (const auto& [facts, reason] : std::vector<std::pair<std::string, std::string>>{
             {"{", "facts.json:1: это не JSON"},
             {"[]", "факты — это один объект JSON"},
             {R"({"kind": "visibel"})",
              "kind: \"visibel\" не подходит; можно: delay, lost, content, visible, hidden; "
              "возможно, имелось в виду \"visible\""},
             {R"({"weather": "rain"})", "weather: такого факта у решения нет; есть kind, handover"}}) {
        const Ran ran = evaluate(facts, {"--language", "ru"});
        EXPECT_EQ(ran.exit, 1) << facts;
        EXPECT_THAT(ran.err, HasSubstr(reason)) << facts;
    }
}

TEST_F(RulesCommands, ADecisionThatIsNotThereIsToldWithThoseThatAre) {
    const std::string facts = file("facts.json", "{}");
    const Ran ran = shipwitness({"rules", "evaluate", cause(), "--decision", "cuase", "--facts", facts});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_THAT(ran.err, HasSubstr("there is no decision \"cuase\"; there is cause; is \"cause\" meant?\n"));
}

TEST_F(RulesCommands, CasesThatAreNoneAreRefusedByTheirPlace) {
    for (const auto& [cases, reason] : std::vector<std::pair<std::string, std::string>>{
             {"", "no JSON"},
             {"{}", "one JSON array"},
             {R"([{"facts": {}}])", "Case 1"},
             {R"([{"id": 1, "facts": {}}, {"id": 2, "facts": []}])", "Case 2"},
             {R"([{"id": 1, "facts": {}}, {"id": "1", "facts": {}}])", "stands there already"}}) {
        const Ran ran = shipwitness(
            {"rules", "replay", cause(), cause(), "--decision", "cause", "--cases", file("cases.json", cases)});
        EXPECT_EQ(ran.exit, 1) << cases;
        EXPECT_THAT(ran.err, HasSubstr(reason));
    }
}

TEST_F(RulesCommands, WrongUseExitsWith1AndHelpWith0) {
    EXPECT_EQ(shipwitness({"rules", "check"}).exit, 1);
    EXPECT_EQ(shipwitness({"rules", "check", cause(), "--language", "de"}).exit, 1);
    EXPECT_EQ(shipwitness({"nonsense"}).exit, 1);
    const Ran help = shipwitness({"rules", "evaluate", "--help"});
    EXPECT_EQ(help.exit, 0);
    EXPECT_THAT(help.out, HasSubstr("Examples:"));
}

}  // namespace
}  // namespace shipwitness::cli
