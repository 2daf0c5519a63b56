// The rules that ship, on letters whose authors did not know the rules (tests/data/replies; docs/replies.md says how
// new letters fared before the rules had learnt from them).
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "claims/replies/labelled_set.h"

namespace shipwitness::claims::replies {
namespace {

constexpr double kLeastPrecision = 0.9;
constexpr double kLeastRecall = 0.8;
/// Where six letters have a fault, one mistake is a sixth: more than the shares above forgive.
constexpr std::size_t kForgiven = 1;

class LabelledLetters : public testing::TestWithParam<std::tuple<Language, const char*>> {
  public:
    static std::string file() {
        const auto& [language, set] = GetParam();
        return std::string(SHIPWITNESS_SOURCE_DIR "/tests/data/replies/") +
               (language == Language::russian ? "ru/" : "en/") + set + ".yaml";
    }
};

TEST_P(LabelledLetters, AreJudgedByEveryRuleAsAPersonJudgedThem) {
    std::ifstream stream(file());
    const std::string yaml{std::istreambuf_iterator<char>(stream), {}};
    const RuleBook book = RuleBook::shipped(std::get<0>(GetParam())).value();
    const auto set = read_labelled_set(yaml, file(), book.rules());
    ASSERT_TRUE(set) << set.error().detail;
    ASSERT_GE(set->size(), 60U);
    const auto scoring = score(book, *set);
    ASSERT_TRUE(scoring) << scoring.error().detail;
    for (const auto& [rule, result] : scoring->by_rule) {
        EXPECT_TRUE(result.precision() >= kLeastPrecision || result.false_alarms <= kForgiven) << rule;
        EXPECT_TRUE(result.recall() >= kLeastRecall || result.misses <= kForgiven) << rule;
    }
}

std::string name_of_set(const testing::TestParamInfo<LabelledLetters::ParamType>& set) {
    return std::string(std::get<0>(set.param) == Language::russian ? "russian_" : "english_") + std::get<1>(set.param);
}

INSTANTIATE_TEST_SUITE_P(Sets, LabelledLetters,
                         testing::Combine(testing::Values(Language::english, Language::russian),
                                          testing::Values("first", "second", "third", "fourth", "fifth")),
                         name_of_set);
INSTANTIATE_TEST_SUITE_P(LaterSetsInEnglish, LabelledLetters,
                         testing::Combine(testing::Values(Language::english),
                                          testing::Values("sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
                                                          "twelfth", "thirteenth", "neighbours", "innocent")),
                         name_of_set);
INSTANTIATE_TEST_SUITE_P(LaterSetsInRussian, LabelledLetters,
                         testing::Combine(testing::Values(Language::russian),
                                          testing::Values("sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
                                                          "twelfth", "neighbours", "trades")),
                         name_of_set);

}  // namespace
}  // namespace shipwitness::claims::replies
