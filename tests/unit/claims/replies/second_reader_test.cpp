// The second reader beside the patterns: its file, what it drops and what it finds.
#include "claims/replies/second_reader.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/replies/letter.h"
#include "claims/replies/rule_book.h"

namespace shipwitness::claims::replies {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kSneer = "We wonder how cartons vanish by themselves.";

std::string rule_file(const std::string& second_reader, const std::string& stages = "[answer, refusal]") {
    return "language: en\nreader: en.reader\nrules:\n  doubt:\n    severity: block\n    stages: " + stages +
           "\n    second_reader:\n" + second_reader +
           "    cases:\n"
           "      - why: w\n        suggestion: s\n        find: |\n          alleged\n          supposed\n"
           "        unless: |\n          alleged by nobody\n"
           "        bad: alleged\n        good: g\n";
}

std::string usual_file() {
    return rule_file(
        "      doubts_below: 0.1\n      finds_above: 0.9\n      why: whole\n      suggestion: kinder\n"
        "      unless: joking\n      trusts: alleged twice\n");
}

Features features_in(const std::string& sentence) {
    Stems stems(Language::english);
    return features_of(take_apart(sentence).body, 0, stems);
}

/// Holds a sentence with these words and letters for doubtful, and every other for innocent.
ReaderModel model_that_finds(const std::string& sentence) {
    ReaderModel model;
    model.letters = 7;
    model.sentences = 70;
    model.patterns = {pattern_key("doubt", "alleged")};
    RuleWeights weights{"doubt", 0.05, -5, std::vector<std::int8_t>(kFeatureBuckets)};
    for (const Feature& feature : features_in(sentence)) {
        weights.by_bucket[feature.bucket] = feature.value > 0 ? 127 : -127;
    }
    model.rules = {std::move(weights)};
    return model;
}

RuleBook book() {
    return RuleBook::load(usual_file(), "en.yaml").value().with(SecondReader(model_that_finds(kSneer))).value();
}

std::vector<std::string> found(const std::string& reply, Stage stage = Stage::answer) {
    std::vector<std::string> texts;
    const auto findings = book().check(reply, stage).value();
    for (const Finding& finding : findings) {
        texts.push_back(finding.text);
    }
    return texts;
}

/// The file with a line changed and the checksum made right again.
std::string forged(const std::string& from, const std::string& to) {
    std::string text = SecondReader(model_that_finds(kSneer)).text();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    text.erase(text.rfind("checksum: "));
    return text + fmt::format("checksum: {:016x}\n", hash_of(text));
}

std::string fault_of(const std::string& text) {
    const auto reader = SecondReader::parse(text, "en.reader");
    EXPECT_FALSE(reader);
    return reader ? "" : reader.error().detail;
}

TEST(SentenceFeatures, AreHashedAsTheStandardSays) {
    // FNV-1a, 64 bits: the test vectors of its authors.
    EXPECT_EQ(hash_of(""), 0xcbf29ce484222325ULL);
    EXPECT_EQ(hash_of("a"), 0xaf63dc4c8601ec8cULL);
    EXPECT_EQ(hash_of("foobar"), 0x85944171f73967e8ULL);
}

TEST(SentenceFeatures, SayNothingOfASingleWord) {
    EXPECT_THAT(features_in("Alleged."), IsEmpty());
    EXPECT_FALSE(SecondReader(model_that_finds(kSneer)).probability({}, 0));
}

TEST(SentenceFeatures, TakeAllNumbersForOneWord) {
    const auto of = [](const char* text) {
        std::vector<std::pair<std::uint32_t, float>> pairs;
        for (const Feature& feature : features_in(text)) {
            pairs.emplace_back(feature.bucket, feature.value);
        }
        return pairs;
    };
    EXPECT_EQ(of("We sent 14 boxes."), of("WE SENT 2 boxes."));
    EXPECT_NE(of("We sent 14 boxes."), of("We sent 14 boxes?"));
}

TEST(SecondReaderFile, ReadsWhatItWrote) {
    const SecondReader reader(model_that_finds(kSneer));
    const auto again = SecondReader::parse(reader.text(), "en.reader");
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->text(), reader.text());
    EXPECT_EQ(again->model().letters, 7U);
    EXPECT_EQ(again->model().rules[0].by_bucket, reader.model().rules[0].by_bucket);
    EXPECT_TRUE(again->knows(pattern_key("doubt", "alleged")));
    EXPECT_FALSE(again->knows(pattern_key("blame", "alleged")));
}

TEST(SecondReaderFile, SaysWhatIsWrongWithAnother) {
    const std::string text = SecondReader(model_that_finds(kSneer)).text();
    EXPECT_THAT(fault_of(""), HasSubstr("en.reader: is no second reader"));
    EXPECT_THAT(fault_of("language: en\n"), HasSubstr("its first line must be"));
    EXPECT_THAT(fault_of(text.substr(0, text.size() / 2)), HasSubstr("was cut off"));
    EXPECT_THAT(fault_of(text.substr(0, text.size() - 1)), HasSubstr("was cut off"));
    std::string changed = text;
    changed[changed.find("letters: 7") + 9] = '8';
    EXPECT_THAT(fault_of(changed), HasSubstr("was changed since it was made"));
    EXPECT_THAT(fault_of(std::string(kMaxReaderBytes + 1, 'a')), HasSubstr("more than"));
}

TEST(SecondReaderFile, NamesTheLineThatCannotBe) {
    EXPECT_THAT(fault_of(forged("language: en", "language: fr")),
                HasSubstr("line 3: language \"fr\" must be en or ru"));
    EXPECT_THAT(fault_of(forged("stems 1-3", "words 1-2")), HasSubstr("line 4: was made with the features"));
    EXPECT_THAT(fault_of(forged("letters: 7", "letters: many")), HasSubstr("\"many\" must be a number"));
    EXPECT_THAT(fault_of(forged("patterns: 1", "patterns: 2")), HasSubstr("must hold 2 patterns"));
    EXPECT_THAT(fault_of(forged("scale 0.05", "scale inf")), HasSubstr("finite"));
    EXPECT_THAT(fault_of(forged("rule: doubt scale", "rule: doubt")), HasSubstr("rule: NAME scale NUMBER bias NUMBER"));
    const std::string zeros(120, 'A');
    EXPECT_THAT(fault_of(forged(zeros + "\n", "")), HasSubstr("needs 65536"));
    EXPECT_THAT(fault_of(forged(zeros, std::string(119, 'A') + "*")), HasSubstr("must be base64"));
}

TEST(SecondReaderBesideRules, DropsAHitInASentenceThatItHoldsForInnocent) {
    EXPECT_THAT(found("The alleged damage is on its way to you."), IsEmpty());
    EXPECT_THAT(
        RuleBook::load(usual_file(), "en.yaml")->check("The alleged damage is on its way.", Stage::answer).value(),
        SizeIs(1));
}

TEST(SecondReaderBesideRules, LetsAHitStandThatTheRuleTrustsInAnySentence) {
    EXPECT_THAT(found("The alleged twice damage is on its way to you."), ElementsAre("alleged"));
    EXPECT_THAT(found("The alleged damage is twice on its way to you."), IsEmpty());
}

TEST(SecondReaderBesideRules, LetsAPatternStandThatItHasNotLearnt) {
    EXPECT_THAT(found("The supposed damage is on its way to you."), ElementsAre("supposed"));
}

TEST(SecondReaderBesideRules, LetsAHitStandInASentenceThatIsTooShortToJudge) {
    EXPECT_THAT(found("Alleged."), ElementsAre("Alleged"));
}

TEST(SecondReaderBesideRules, FindsASentenceThatNoPatternMeets) {
    const auto findings = book().check(std::string("Dear Mrs Reed,\n\nThank you. ") + kSneer, Stage::answer).value();
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_THAT(findings[0].text, testing::StartsWith("We wonder how cartons vanish by themselves"));
    EXPECT_EQ(findings[0].start, 27U);
    EXPECT_EQ(findings[0].why, "whole");
    EXPECT_EQ(findings[0].suggestion, "kinder");
    EXPECT_TRUE(blocks(findings));
}

TEST(SecondReaderBesideRules, ReadsOnlyTheWritersWords) {
    EXPECT_THAT(found(std::string("> ") + kSneer + "\n\nThank you for writing."), IsEmpty());
    EXPECT_THAT(found(std::string("You wrote \"") + kSneer + "\" and I read it."), IsEmpty());
    EXPECT_THAT(found(std::string("Thank you for writing.\n\nKind regards,\nAnna Reed\n") + kSneer), IsEmpty());
}

TEST(SecondReaderBesideRules, SpeaksOnlyAtTheStagesOfItsRule) {
    EXPECT_THAT(found(kSneer, Stage::refusal), SizeIs(1));
    EXPECT_THAT(found(kSneer, Stage::closing), IsEmpty());
}

TEST(SecondReaderBesideRules, DoesNotFindWhereAnExceptionSpoke) {
    EXPECT_THAT(found("We wonder, joking, how cartons vanish by themselves."), IsEmpty());
    EXPECT_THAT(found("We wonder how cartons vanish by themselves, alleged by nobody."), IsEmpty());
}

TEST(SecondReaderBesideRules, ExplainsWhatItDropsAndFinds) {
    const auto matches = book().explain(std::string("The alleged damage is here. ") + kSneer).value();
    ASSERT_THAT(matches, SizeIs(2));
    EXPECT_EQ(matches[0].key, "find");
    EXPECT_TRUE(matches[0].dropped);
    EXPECT_LT(matches[0].probability.value(), 0.1);
    EXPECT_EQ(matches[1].key, "second_reader");
    EXPECT_EQ(matches[1].line, 7);
    EXPECT_GT(matches[1].probability.value(), 0.9);
    EXPECT_FALSE(matches[1].dropped);
}

TEST(SecondReaderBesideRules, MustKnowTheLanguageAndTheRules) {
    const auto rules = RuleBook::load(usual_file(), "en.yaml").value();
    ReaderModel russian = model_that_finds(kSneer);
    russian.language = Language::russian;
    EXPECT_EQ(rules.with(SecondReader(russian)).error().code, "wrong_language");
    ReaderModel other = model_that_finds(kSneer);
    other.rules[0].rule = "blame";
    EXPECT_EQ(rules.with(SecondReader(other)).error().code, "reader_lacks_rule");
}

TEST(SecondReaderBesideRules, IsAskedWithinBounds) {
    const auto fault = [](const std::string& second_reader) {
        const auto loaded = RuleBook::load(rule_file(second_reader), "en.yaml");
        EXPECT_FALSE(loaded);
        return loaded ? "" : loaded.error().detail;
    };
    const std::string words = "      why: w\n      suggestion: s\n";
    EXPECT_THAT(fault("      doubts_below: 2\n" + words), HasSubstr("\"2\" must be a number from 0 to 1"));
    EXPECT_THAT(fault("      finds_above: nan\n" + words), HasSubstr("must be a number from 0 to 1"));
    EXPECT_THAT(fault("      doubts_below: 0.9\n      finds_above: 0.1\n" + words),
                HasSubstr("more than doubts_below"));
    EXPECT_THAT(fault("      finds_above: 0.9\n"), HasSubstr("why"));
    EXPECT_THAT(fault("      find_above: 0.9\n" + words), HasSubstr("did you mean finds_above?"));
}

}  // namespace
}  // namespace shipwitness::claims::replies
