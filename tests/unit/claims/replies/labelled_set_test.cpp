#include "claims/replies/labelled_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::claims::replies {
namespace {

using testing::HasSubstr;

constexpr const char* kRules = R"(language: en
rules:
  doubt:
    severity: block
    stages: all
    cases:
      - {why: w, suggestion: s, find: alleged, bad: alleged, good: nothing}
)";

TEST(LabelledSet, CountsHitsFalseAlarmsAndMisses) {
    const auto book = RuleBook::load(kRules, "en.yaml").value();
    const auto set = read_labelled_set(
        "- {id: a, stage: answer, expect: [doubt], text: alleged}\n"
        "- {id: b, stage: answer, expect: [], text: alleged}\n"
        "- {id: c, stage: closing, expect: [doubt], note: n, text: nothing}\n"
        "- {id: d, stage: answer, expect: [], text: nothing}\n",
        "set.yaml", book.rules());
    ASSERT_TRUE(set) << set.error().detail;
    const auto scoring = score(book, *set).value();
    const Score& doubt = scoring.by_rule.at("doubt");
    EXPECT_DOUBLE_EQ(doubt.precision(), 0.5);
    EXPECT_DOUBLE_EQ(doubt.recall(), 0.5);
    ASSERT_EQ(scoring.mistakes.size(), 2U);
    EXPECT_EQ(scoring.mistakes[0].reply->id, "b");
    EXPECT_EQ(scoring.mistakes[0].words, "alleged");
    EXPECT_TRUE(scoring.mistakes[1].missed);
}

TEST(LabelledSet, FindsTheFaultyWordsHoweverTheTextBreaks) {
    const auto set = read_labelled_set(
        "- id: a\n"
        "  stage: answer\n"
        "  expect: [doubt]\n"
        "  where:\n"
        "    doubt: [an alleged crack, nothing]\n"
        "  text: |\n"
        "    \u00dcber an\n"
        "      alleged  crack: nothing.\n",
        "set.yaml", {"doubt"});
    ASSERT_TRUE(set) << set.error().detail;
    const auto& places = set->front().where.at("doubt");
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].start, 5U);
    EXPECT_EQ(places[0].end, 24U);
    EXPECT_EQ(places[1].start, 26U);
    EXPECT_EQ(places[1].end, 33U);
}

TEST(LabelledSet, RefusesFaultyWordsThatAreNotThereOrNotExpected) {
    const auto set = read_labelled_set(
        "- id: a\n"
        "  stage: answer\n"
        "  expect: [doubt]\n"
        "  where:\n"
        "    doubt: an alleged crack\n"
        "    law: crack\n"
        "  text: an allegedcrack\n",
        "set.yaml", {"doubt", "law"});
    ASSERT_FALSE(set);
    EXPECT_THAT(set.error().detail, HasSubstr("set.yaml:5: "));
    EXPECT_THAT(set.error().detail, HasSubstr("\"an alleged crack\" does not stand in the text"));
    EXPECT_THAT(set.error().detail, HasSubstr("set.yaml:6: "));
    EXPECT_THAT(set.error().detail, HasSubstr("is not expected"));
}

TEST(LabelledSet, NamesLineOfAnUnknownRuleStageOrKey) {
    const auto set = read_labelled_set("- {id: a, stage: anser, expect: [dout], text: t}\n- {id: b, txt: t}\n",
                                       "set.yaml", {"doubt"});
    ASSERT_FALSE(set);
    EXPECT_THAT(set.error().detail, HasSubstr("set.yaml:1"));
    EXPECT_THAT(set.error().detail, HasSubstr("there is no rule \"dout\""));
    EXPECT_THAT(set.error().detail, HasSubstr("set.yaml:2"));
    EXPECT_THAT(set.error().detail, HasSubstr("did you mean text?"));
}

}  // namespace
}  // namespace shipwitness::claims::replies
