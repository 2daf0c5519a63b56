#include "cli/learn_command.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/cli/ran.h"

namespace shipwitness::cli {
namespace {

using testing::HasSubstr;

class LearnCommand : public CommandTest {
  protected:
    LearnCommand() {
        std::filesystem::create_directories(folder_ / "sets");
        std::filesystem::create_directories(folder_ / "banks");
        rules_ =
            file("my.yaml",
                 "language: en\nreader: my.reader\nrules:\n  doubt:\n    severity: block\n    stages: all\n"
                 "    second_reader: {doubts_below: 0.2, finds_above: 0.8, why: whole, suggestion: s}\n"
                 "    cases:\n      - {why: w, suggestion: s, find: claim, bad: You claim that., good: We look.}\n");
        const std::string set =
            "- {id: a, stage: answer, expect: [doubt], text: You claim that the lamp broke.}\n"
            "- {id: b, stage: answer, expect: [doubt], text: You claim that the box was wet.}\n"
            "- {id: c, stage: answer, expect: [], text: Your claim number is 17. We are sorry.}\n"
            "- {id: d, stage: answer, expect: [], text: Your claim number is 18 and the file is open.}\n";
        file("sets/one.yaml", set);
        file("sets/two.yaml", set);
        const std::string odd = "+ We find it odd that nobody saw it.\n";
        file("banks/doubt.txt", odd + odd + odd + odd + odd + "- The new lamp is on its way to you.\n");
    }
    int learn(std::vector<std::string> more) {
        std::vector<std::string> arguments{"reply",   "learn", "--language", "en",
                                           "--rules", rules_,  "--sets",     folder_ / "sets"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return call(arguments);
    }

    std::string rules_;
};

TEST_F(LearnCommand, MakesAReaderThatTheRulesThenUse) {
    const std::string text = file("reply.txt", "Your claim number is 19. We find it odd that nobody saw it.");
    EXPECT_EQ(call({"reply", "explain", "--language", "en", "--rules", rules_, "--text", text}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("my.reader"));
    EXPECT_THAT(ran_.err, HasSubstr("its patterns judge alone"));
    ASSERT_EQ(learn({"--sentences", folder_ / "banks", "--out", folder_ / "my.reader"}), 0) << ran_.err << ran_.out;
    EXPECT_THAT(ran_.out, HasSubstr("1 rules from 8 letters"));
    EXPECT_EQ(call({"reply", "explain", "--language", "en", "--rules", rules_, "--text", text}), 0);
    EXPECT_THAT(ran_.out, testing::ContainsRegex(
                              "doubt find, line [0-9]+, at 5: claim \\(second reader: 0.[01][0-9], dropped\\)"));
    EXPECT_THAT(ran_.out,
                testing::ContainsRegex("doubt second_reader, line 7, at 25: We find it odd that nobody saw it"));
    EXPECT_EQ(call({"reply", "test", "--rules", rules_}), 0) << ran_.out;
}

TEST_F(LearnCommand, MakesTheSameFileAgain) {
    const auto bytes = [&] {
        EXPECT_EQ(learn({"--out", folder_ / "my.reader"}), 0) << ran_.err;
        std::ifstream in(folder_ / "my.reader", std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(in), {}};
    };
    const std::string once = bytes();
    EXPECT_FALSE(once.empty());
    EXPECT_EQ(bytes(), once);
}

TEST_F(LearnCommand, JudgesEachSetByAReaderThatHasNotSeenIt) {
    EXPECT_EQ(learn({"--check"}), 0) << ran_.err;
    EXPECT_THAT(ran_.out, HasSubstr("reader alone"));
    EXPECT_THAT(ran_.out, testing::ContainsRegex("doubt +4 +0.50 +1.00 +1.00 +1.00 +1.00 +1.00"));
    EXPECT_THAT(ran_.out, HasSubstr("2 sets"));
}

TEST_F(LearnCommand, RefusesWhatItCannotLearnFrom) {
    EXPECT_EQ(learn({}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("--out FILE, --check, or both"));
    EXPECT_EQ(learn({"--check", "--sentences", folder_ / "absent"}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("absent with files *.txt"));
    file("banks/dout.txt", "+ a\n");
    EXPECT_EQ(learn({"--check", "--sentences", folder_ / "banks"}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("there is no rule \"dout\""));
    EXPECT_EQ(learn({"--out", folder_ / "absent" / "my.reader"}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("cannot be written"));
    file("sets/three.yaml", "- {id: a, stage: answer, expect: [dout], text: t}\n");
    EXPECT_EQ(learn({"--check"}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("there is no rule \"dout\""));
    EXPECT_EQ(call({"reply", "learn", "--language", "ru", "--rules", rules_, "--sets", folder_ / "sets", "--check"}),
              1);
    EXPECT_THAT(ran_.err, HasSubstr("holds rules for en"));
}

}  // namespace
}  // namespace shipwitness::cli
