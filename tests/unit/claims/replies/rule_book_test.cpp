// The rule file: what may stand in it, and what its reader says about what may not.
#include "claims/replies/rule_book.h"

#include <cctype>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::claims::replies {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// A file with one rule of one case.
std::string file_with(const std::string& find, const std::string& unless = "") {
    return "language: en\nlists:\n  us: |\n    we\n    I\nrules:\n  doubt:\n    severity: block\n    stages: all\n    "
           "cases:\n"
           "      - why: w\n        suggestion: s\n        find: |\n          " +
           find + "\n" + (unless.empty() ? "" : "        unless: |\n          " + unless + "\n") +
           "        bad: |\n          b\n        good: |\n          g\n";
}

std::vector<std::string> found(const std::string& file, const std::string& reply) {
    const auto book = RuleBook::load(file, "en.yaml");
    EXPECT_TRUE(book) << (book ? "" : book.error().detail);
    std::vector<std::string> texts;
    const auto findings = book->check(reply, Stage::answer).value();
    for (const Finding& finding : findings) {
        texts.push_back(finding.text);
    }
    return texts;
}

std::string fault_of(const std::string& file) {
    const auto book = RuleBook::load(file, "en.yaml");
    EXPECT_FALSE(book);
    return book ? "" : book.error().detail;
}

struct PatternCase {
    const char* name;
    const char* pattern;
    const char* reply;
    bool matches;
};

void PrintTo(const PatternCase& row, std::ostream* out) {
    *out << row.name;
}

class Patterns : public testing::TestWithParam<PatternCase> {};

TEST_P(Patterns, MatchWhatTheySay) {
    EXPECT_THAT(found(file_with(GetParam().pattern), GetParam().reply), SizeIs(GetParam().matches ? 1 : 0));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Patterns,
    testing::Values(PatternCase{"a word in any form", "refund", "We refunded it.", true},
                    PatternCase{"an exact form", "=refund", "We refunded it.", false},
                    PatternCase{"a beginning", "compens*", "full compensation", true},
                    PatternCase{"an ending", "*ing", "we are sending", true},
                    PatternCase{"capitals and curly apostrophes", "we'll check", "WE’LL CHECK", true},
                    PatternCase{"a gap", "we ..2 check", "we will now check", true},
                    PatternCase{"a gap too wide", "we ..2 check", "we will not now check", false},
                    PatternCase{"a gap over a comma", "we ..3 check", "we, as ever, check", true},
                    PatternCase{"a gap within the clause", "we ,,3 check", "we, as ever, check", false},
                    PatternCase{"a gap without some words", "we ..3~(not|never) check", "we will not check", false},
                    PatternCase{"alternatives", "(check|verify it)", "I verify it", true},
                    PatternCase{"something optional", "check (all)? claims", "check claims", true},
                    PatternCase{"not followed by", "claim !(number|form)", "your claim number", false},
                    PatternCase{"not followed by, else", "claim !(number|form)", "your claim is", true},
                    PatternCase{"not preceded by", "~(no) doubt", "there is no doubt", false},
                    PatternCase{"not preceded by, else", "~(no) doubt", "there is doubt", true},
                    PatternCase{"a list", "@us check", "I check", true},
                    PatternCase{"the sentence's beginning", "^ check", "We check.", false},
                    PatternCase{"the sentence's beginning, else", "^ check", "Thanks. Check it.", true},
                    PatternCase{"the sentence's end", "claim $", "It is a claim.", true},
                    PatternCase{"a question", "sure ?", "Are you sure?", true},
                    PatternCase{"no question", "sure ?", "You are sure.", false},
                    PatternCase{"not across sentences", "sorry ..3 but", "We are sorry. But no.", false},
                    PatternCase{"into the next sentence", "sorry // but", "We are sorry. But no.", true},
                    PatternCase{"money", "pay <money>", "we pay EUR 12.50", true},
                    PatternCase{"a quoted word", "the \" missing \"", "the \"missing\" carton", true}),
    [](const testing::TestParamInfo<PatternCase>& each) {
        std::string name;
        for (const char c : std::string(each.param.name)) {
            name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
        }
        return name;
    });

TEST(RuleBook, TellsPlaceAndWordsOfAFinding) {
    const auto book = RuleBook::load(file_with("alleged ..1 damage"), "en.yaml").value();
    const auto findings = book.check("😀 The alleged water damage.", Stage::closing).value();
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].start, 6U);
    EXPECT_EQ(findings[0].end, 26U);
    EXPECT_EQ(findings[0].text, "alleged water damage");
    EXPECT_EQ(findings[0].severity, Severity::block);
    EXPECT_TRUE(blocks(findings));
}

TEST(RuleBook, AnExceptionTakesBackTheHitThatItTouches) {
    const std::string file = file_with("doubt", "no doubt");
    EXPECT_THAT(found(file, "There is no doubt, yet I doubt it."), testing::ElementsAre("doubt"));
}

TEST(RuleBook, NamesFileLineAndNearestWordOfEveryFault) {
    EXPECT_THAT(fault_of(file_with("@uss check")), HasSubstr("en.yaml:14:"));
    EXPECT_THAT(fault_of(file_with("@uss check")), HasSubstr("there is no list @uss; did you mean us?"));
    EXPECT_THAT(fault_of(file_with("<mony>")), HasSubstr("did you mean money?"));
    EXPECT_THAT(fault_of(file_with("(check")), HasSubstr("a bracket is not closed"));
    EXPECT_THAT(fault_of(file_with("check)")), HasSubstr("a bracket is closed that was not opened"));
    EXPECT_THAT(fault_of(file_with("..3 check")), HasSubstr("must begin with a word"));
    EXPECT_THAT(fault_of(file_with("we ..99 check")), HasSubstr("from 0 to 40"));
    EXPECT_THAT(fault_of(file_with("check") + "        unles: |\n          x\n"), HasSubstr("did you mean unless?"));
}

TEST(RuleBook, RefusesAnUnknownStageAndARuleWithoutExamples) {
    std::string file = file_with("check");
    file.replace(file.find("all"), 3, "[answr]");
    EXPECT_THAT(fault_of(file), HasSubstr("did you mean answer?"));
    EXPECT_THAT(
        fault_of("language: en\nrules:\n  x:\n    severity: advise\n    stages: all\n    why: w\n    suggestion: s\n"
                 "    expect: |\n      sorry\n"),
        HasSubstr("proves itself by examples"));
    EXPECT_THAT(fault_of("language: en\nrules:\n  x:\n    severity: advise\n    stages: all\n"), HasSubstr("cases"));
    EXPECT_THAT(fault_of("language: fr\n"), HasSubstr("must be one of en, ru"));
    EXPECT_THAT(fault_of("- a\n"), HasSubstr("must be a map of keys"));
    EXPECT_THAT(fault_of("a: [\n"), HasSubstr("is not YAML"));
}

TEST(RuleBook, RefusesAReplyThatIsNotTextOrTooLong) {
    const auto book = RuleBook::load(file_with("check"), "en.yaml").value();
    EXPECT_EQ(book.check("\xFF\xFE", Stage::answer).error().code, "reply_not_utf8");
    EXPECT_EQ(book.check(std::string(kMaxReplyBytes + 1, 'a'), Stage::answer).error().code, "reply_too_large");
}

TEST(RuleBook, ShowsEveryMatchWithItsLine) {
    const auto book = RuleBook::load(file_with("doubt", "no doubt"), "en.yaml").value();
    const auto matches = book.explain("There is no doubt.").value();
    ASSERT_THAT(matches, SizeIs(2));
    EXPECT_EQ(matches[0].key, "unless");
    EXPECT_EQ(matches[1].key, "find");
    EXPECT_EQ(matches[1].line, 14);
}

}  // namespace
}  // namespace shipwitness::claims::replies
