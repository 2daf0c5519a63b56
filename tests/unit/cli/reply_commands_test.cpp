#include "cli/reply_commands.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/cli/ran.h"

namespace shipwitness::cli {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class ReplyCommands : public CommandTest {
  protected:
    int reply(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "reply");
        return call(arguments);
    }
};

/// The fenced blocks of docs/replies.md, in order, without their fences.
std::vector<std::string> blocks_of_page() {
    std::ifstream in(std::string(SHIPWITNESS_SOURCE_DIR) + "/docs/replies.md", std::ios::binary);
    const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    std::vector<std::string> blocks;
    for (std::size_t at = page.find("```"); at != std::string::npos; at = page.find("```", at)) {
        const std::size_t start = page.find('\n', at) + 1;
        const std::size_t end = page.find("```", start);
        blocks.push_back(page.substr(start, end - start));
        at = end + 3;
    }
    return blocks;
}

TEST_F(ReplyCommands, FindsInTheWorkedExampleWhatThePageSays) {
    const auto blocks = blocks_of_page();
    ASSERT_GE(blocks.size(), 4U);
    const std::string& printed = blocks[2];
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "answer", "--text", file("draft.txt", blocks[1])}), 2);
    EXPECT_EQ(ran_.out, printed.substr(printed.find('\n') + 1));
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "answer", "--text", file("mended.txt", blocks[3])}), 0);
    EXPECT_EQ(ran_.out, "Nothing to mend.\n");
}

TEST_F(ReplyCommands, PrintFindingsAsJson) {
    const std::string text = file("reply.txt", "\xF0\x9F\x98\x80 The alleged damage");
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "question", "--json", "--text", text}), 2);
    const Json findings = Json::parse(ran_.out).at("findings");
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].at("rule"), "doubt");
    EXPECT_EQ(findings[0].at("severity"), "block");
    // Places count code points: the picture at the beginning is one, whatever its bytes.
    const std::u32string points = U"\U0001F600 The alleged damage";
    const auto start = findings[0].at("start").get<std::size_t>();
    const auto end = findings[0].at("end").get<std::size_t>();
    EXPECT_LE(start, points.find(U"alleged"));
    EXPECT_GE(end, points.find(U" damage"));
    const std::u32string found = points.substr(start, end - start);
    EXPECT_EQ(findings[0].at("text").get<std::string>(), std::string(found.begin(), found.end()));
    EXPECT_TRUE(findings[0].contains("why"));
    EXPECT_TRUE(findings[0].contains("suggestion"));
    EXPECT_EQ(findings.back().at("start"), 0);
    EXPECT_EQ(findings.back().at("end"), 0);
    EXPECT_EQ(findings.back().at("text"), "");
}

TEST_F(ReplyCommands, PrintAnEmptyListWhenThereIsNothingToMend) {
    const std::string text = file("reply.txt", blocks_of_page().at(3));
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "answer", "--json", "--text", text}), 0);
    EXPECT_EQ(Json::parse(ran_.out), Json({{"findings", Json::array()}}));
}

TEST_F(ReplyCommands, ExplainWhichLineOfTheRulesMatches) {
    const std::string text = file("reply.txt", "The alleged damage");
    EXPECT_EQ(reply({"explain", "--language", "en", "--text", text}), 0) << ran_.err;
    EXPECT_THAT(ran_.out, testing::ContainsRegex("doubt find, line [0-9]+, at 4: alleged"));
    EXPECT_EQ(reply({"explain", "--language", "en", "--text", folder_ / "absent.txt"}), 1);
    EXPECT_EQ(reply({"explain", "--language", "en", "--text", text, "--rules", folder_ / "absent.yaml"}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("absent.yaml"));
}

TEST_F(ReplyCommands, AdviceAloneDoesNotBlock) {
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "answer", "--text", file("reply.txt", "Hello.")}), 0);
}

TEST_F(ReplyCommands, RefuseWhatCannotBeRead) {
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "answer", "--text", folder_ / "absent.txt"}), 1);
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "answer", "--text", file("latin1.txt", "\xFF")}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("UTF-8"));
    EXPECT_EQ(reply({"check", "--language", "en", "--stage", "greeting"}), 1);
    EXPECT_EQ(reply({"test", "--rules", file("rules.yaml", "language: en\nruels: {}\n")}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("rules.yaml:2: ruels: is not known here; did you mean rules?"));
}

TEST_F(ReplyCommands, TestTheRulesOnTheirOwnExamples) {
    EXPECT_EQ(reply({"test"}), 0) << ran_.out;
    EXPECT_THAT(ran_.out, HasSubstr("en.yaml"));
    EXPECT_THAT(ran_.out, HasSubstr("ru.yaml"));
}

TEST_F(ReplyCommands, ScoreALabelledSet) {
    const std::string set = file("set.yaml",
                                 "- {id: a, stage: closing, expect: [doubt], text: The alleged damage.}\n"
                                 "- {id: b, stage: closing, expect: [law], text: Nothing.}\n");
    EXPECT_EQ(reply({"test", "--language", "en", "--set", set, "--verbose"}), 2);
    EXPECT_THAT(ran_.out, HasSubstr("b (closing): misses law"));
    EXPECT_THAT(ran_.out, HasSubstr("2 replies"));
}

}  // namespace
}  // namespace shipwitness::cli
