// The letters that the second reader was learnt from, and the four rules that ask it (tests/data/replies/LANGUAGE/
// lessons). A reader that was not made anew after its letters or patterns had changed shows here.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "claims/replies/labelled_set.h"
#include "claims/replies/rule_book.h"

namespace shipwitness::claims::replies {
namespace {

constexpr double kLeastPrecision = 0.9;
constexpr double kLeastRecall = 0.8;

class Lessons : public testing::TestWithParam<Language> {};

std::vector<LabelledReply> lessons(const RuleBook& book) {
    const std::filesystem::path folder = std::string(SHIPWITNESS_SOURCE_DIR "/tests/data/replies/") +
                                         (book.language() == Language::russian ? "ru" : "en") + "/lessons";
    std::vector<LabelledReply> letters;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream stream(entry.path());
        const std::string yaml{std::istreambuf_iterator<char>(stream), {}};
        auto set = read_labelled_set(yaml, entry.path().string(), book.rules());
        EXPECT_TRUE(set) << set.error().detail;
        if (set) {
            std::ranges::move(*set, std::back_inserter(letters));
        }
    }
    return letters;
}

TEST_P(Lessons, AreKnownByTheRulesThatLearntThem) {
    const RuleBook book = RuleBook::shipped(GetParam()).value();
    const auto letters = lessons(book);
    ASSERT_GE(letters.size(), 500U);
    const auto scoring = score(book, letters);
    ASSERT_TRUE(scoring) << scoring.error().detail;
    ASSERT_FALSE(book.readings().empty());
    for (const Reading& reading : book.readings()) {
        const Score& result = scoring->by_rule.at(reading.rule);
        EXPECT_GE(result.precision(), kLeastPrecision) << reading.rule;
        EXPECT_GE(result.recall(), kLeastRecall) << reading.rule;
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, Lessons, testing::Values(Language::english, Language::russian),
                         [](const testing::TestParamInfo<Language>& language) {
                             return language.param == Language::russian ? "russian" : "english";
                         });

}  // namespace
}  // namespace shipwitness::claims::replies
