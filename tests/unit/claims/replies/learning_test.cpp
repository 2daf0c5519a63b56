#include "claims/replies/learning.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/replies/logistic.h"

namespace shipwitness::claims::replies {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kRules = R"(language: en
rules:
  doubt:
    severity: block
    stages: [answer, refusal]
    second_reader: {doubts_below: 0.2, finds_above: 0.8, why: w, suggestion: s}
    cases:
      - why: w
        suggestion: s
        find: |
          claim
          whether
        bad: |
          You claim that it broke.
        good: |
          We look into it.
)";

RuleBook patterns() {
    return RuleBook::load(kRules, "en.yaml").value();
}

LabelledReply reply(const std::string& text, bool doubts, Stage stage = Stage::answer) {
    return {"a", stage, text, doubts ? std::vector<std::string>{"doubt"} : std::vector<std::string>{}, "", {}};
}

/// Letters in which "claim" is a doubt before "that" and a word of business elsewhere.
NamedSet letters(const std::string& name) {
    NamedSet set{name, {}};
    for (const char* what : {"the lamp broke", "the box was wet", "two chairs are missing", "the mirror came late"}) {
        set.replies.push_back(reply(std::string("Thank you. You claim that ") + what + ". We will see.", true));
        set.replies.push_back(reply(std::string("I am sorry that ") + what + ". Your claim number is 17.", false));
    }
    return set;
}

Lessons lessons() {
    const std::vector<BankSentence> bank(5, {"doubt", "We find it odd that nobody saw it.", true});
    return {{letters("first"), letters("second")}, bank};
}

bool finds(const SecondReader& reader, const std::string& text) {
    const auto book = patterns().with(reader).value();
    return !book.check(text, Stage::answer).value().empty();
}

TEST(Logistic, PartsWhatCanBeParted) {
    const Features left{{1, 1.0F}, {3, 0.5F}};
    const Features right{{2, 1.0F}, {3, 0.5F}};
    const std::vector<Lesson> few{{&left, true}, {&right, false}, {&right, false}, {&right, false}};
    const Plane plane = fit_logistic(few);
    const double of_left = plane.bias + plane.weights[1] + plane.weights[3] / 2;
    const double of_right = plane.bias + plane.weights[2] + plane.weights[3] / 2;
    EXPECT_GT(of_left, 1);
    EXPECT_LT(of_right, -1);
    // Three innocent ones weigh no more than the one that is faulty.
    EXPECT_NEAR(of_left, -of_right, 0.1);
}

TEST(Logistic, StandsStillWhereSentencesContradict) {
    const Features same{{1, 1.0F}};
    const Plane plane = fit_logistic(std::vector<Lesson>{{&same, true}, {&same, false}});
    EXPECT_NEAR(plane.bias + plane.weights[1], 0, 0.1);
}

TEST(Learning, TellsHarmlessWordsFromTheSameWordsThatDoubt) {
    const SecondReader reader = Learning::from(patterns(), lessons()).value().all();
    EXPECT_TRUE(finds(reader, "You claim that the table came late."));
    EXPECT_FALSE(finds(reader, "I am sorry. Your claim number is 18."));
    EXPECT_TRUE(finds(reader, "We find it odd that nobody saw it."));
    EXPECT_EQ(reader.model().letters, 16U);
    EXPECT_EQ(reader.model().patterns.size(), 2U);
}

TEST(Learning, GivesTheSameReaderForTheSameLetters) {
    EXPECT_EQ(Learning::from(patterns(), lessons()).value().all().text(),
              Learning::from(patterns(), lessons()).value().all().text());
}

TEST(Learning, HoldsTheRulesOwnSuggestionsForInnocent) {
    std::string file(kRules);
    file.replace(file.rfind("suggestion: s"), 13, "suggestion: We find it odd too.");
    const auto rules = RuleBook::load(file, "en.yaml").value();
    const auto book = rules.with(Learning::from(rules, lessons()).value().all()).value();
    EXPECT_TRUE(book.check("We find it odd too.", Stage::answer).value().empty());
    EXPECT_FALSE(book.check("We find it odd that nobody saw it.", Stage::answer).value().empty());
}

TEST(Learning, LearnsTheWordsThatAPersonNamed) {
    Lessons named = lessons();
    named.bank.clear();
    LabelledReply letter = reply("We are glad. So you say it fell. The new one comes on Monday.", true);
    letter.where["doubt"] = {{13, 32}};
    named.sets.push_back({"third", std::vector<LabelledReply>(4, letter)});
    const SecondReader reader = Learning::from(patterns(), named).value().all();
    EXPECT_TRUE(finds(reader, "So you say it fell."));
    EXPECT_FALSE(finds(reader, "The new one comes on Monday."));
    named.sets.back().replies = std::vector<LabelledReply>(4, reply(letter.text, true));
    EXPECT_FALSE(finds(Learning::from(patterns(), named).value().all(), "So you say it fell."));
}

TEST(Learning, LeavesASetOut) {
    Lessons both = lessons();
    both.sets[1].replies = {reply("Thank you. You are telling stories about our pallets.", true)};
    both.sets[1].replies[0].text = "Whether pallets tell stories is open.";
    const Learning learning = Learning::from(patterns(), both).value();
    EXPECT_EQ(learning.without(1).model().letters, 8U);
    EXPECT_NE(learning.without(1).text(), learning.all().text());
    Lessons first = lessons();
    first.sets.pop_back();
    EXPECT_EQ(learning.without(1).text(), Learning::from(patterns(), first).value().all().text());
}

TEST(Learning, LearnsNothingOfAStageAtWhichTheRuleIsSilent) {
    Lessons closing = lessons();
    closing.sets.push_back({"closing", {reply("You claim that the lamp broke.", false, Stage::closing)}});
    EXPECT_EQ(Learning::from(patterns(), closing).value().all().model().rules[0].by_bucket,
              Learning::from(patterns(), lessons()).value().all().model().rules[0].by_bucket);
}

TEST(Learning, DoesNotJudgeAPatternWhoseOwnExampleItDoubts) {
    // The only example of "whether" sounds like the innocent letters.
    std::string file(kRules);
    file.replace(file.find("0.2"), 3, "0.5");
    file.replace(file.find("          You claim"), 0, "          I am sorry whether. Your claim number is whether.\n");
    Lessons contrary = lessons();
    for (int i = 0; i < 100; ++i) {
        contrary.bank.push_back({"doubt", "I am sorry whether.", false});
        contrary.bank.push_back({"doubt", "Your claim number is whether.", false});
    }
    const auto rules = RuleBook::load(file, "en.yaml").value();
    const SecondReader reader = Learning::from(rules, contrary).value().all();
    EXPECT_FALSE(reader.knows(pattern_key("doubt", "whether")));
    const auto book = rules.with(reader).value();
    for (const Example& example : book.examples()) {
        EXPECT_EQ(!book.check(example.text, example.stage).value().empty(), example.bad) << example.text;
    }
}

TEST(Learning, SaysWhatIsMissing) {
    std::string without(kRules);
    const std::string part = "    second_reader: {doubts_below: 0.2, finds_above: 0.8, why: w, suggestion: s}\n";
    without.erase(without.find(part), part.size());
    const auto plain = RuleBook::load(without, "en.yaml").value();
    EXPECT_THAT(Learning::from(plain, lessons()).error().detail, HasSubstr("No rule of the rule file"));
    Lessons unreadable = lessons();
    unreadable.sets[0].replies[0].text = "\xFF";
    EXPECT_EQ(Learning::from(patterns(), unreadable).error().code, "reply_not_utf8");
}

TEST(Learning, ReadsBanks) {
    const auto bank = read_bank("# odd ones\n+ You claim it.\n\n- We know it.", "doubt", "doubt.txt").value();
    ASSERT_THAT(bank, SizeIs(2));
    EXPECT_TRUE(bank[0].faulty);
    EXPECT_EQ(bank[1].text, "We know it.");
    EXPECT_THAT(read_bank("+ a\nb\n", "doubt", "doubt.txt").error().detail, HasSubstr("doubt.txt:2: must begin with"));
    EXPECT_EQ(read_bank("\xFF", "doubt", "doubt.txt").error().code, "bank_not_utf8");
}

TEST(Learning, TriesEachSetByAReaderThatHasNotSeenIt) {
    const Lessons two = lessons();
    const auto trials = try_each_set(patterns(), Learning::from(patterns(), two).value(), two).value();
    ASSERT_THAT(trials, SizeIs(2));
    EXPECT_EQ(trials[0].set, "first");
    EXPECT_EQ(trials[0].patterns.by_rule.at("doubt").false_alarms, 4U);
    EXPECT_EQ(trials[0].both.by_rule.at("doubt").false_alarms, 0U);
    EXPECT_EQ(trials[0].both.by_rule.at("doubt").hits, 4U);
    EXPECT_EQ(trials[0].reader.by_rule.at("doubt").hits, 4U);
}

}  // namespace
}  // namespace shipwitness::claims::replies
