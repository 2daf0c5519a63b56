// The rules that ship, on single sentences (tests/data/replies/LANGUAGE/sentences/RULE.txt): "+ " has the fault of the
// rule, "- " is innocent. A letter shows a construction once; these show its sisters.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "claims/replies/labelled_set.h"
#include "claims/replies/rule_book.h"

namespace shipwitness::claims::replies {
namespace {

/// Innocent words around a sentence: a date, a person and a telephone, so that nothing else is wrong with the letter.
const std::map<Language, std::pair<std::string, std::string>>& frames() {
    static const std::map<Language, std::pair<std::string, std::string>> kFrames = {
        {Language::russian,
         {"Здравствуйте, Ольга Петровна!\n\n",
          "\n\nПозвоню вам в пятницу, 28 ноября, до 12:00.\n\nМария Котова, +7 495 123-45-67\n"}},
        {Language::english,
         {"Dear Mrs Reed,\n\n",
          "\n\nI will call you on Friday, 28 November, before noon.\n\nPriya Nand, 0161 496 0144\n"}}};
    return kFrames;
}

Stage stage_of_rule(const std::string& rule) {
    if (rule == "outcome_missing" || rule == "reopen_missing") {
        return Stage::closing;
    }
    return rule == "verdict_in_question" || rule == "question_missing" ? Stage::question : Stage::answer;
}

std::vector<std::filesystem::path> banks(const std::string& folder) {
    const std::filesystem::path path = std::string(SHIPWITNESS_SOURCE_DIR "/tests/data/replies/") + folder;
    std::vector<std::filesystem::path> files;
    if (std::filesystem::exists(path)) {
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

Score score_sentences(const RuleBook& book, const std::filesystem::path& file) {
    const std::string rule = file.stem();
    const auto& [before, after] = frames().at(book.language());
    std::ifstream stream(file);
    Score score;
    for (std::string line; std::getline(stream, line);) {
        if (line.size() < 3) {
            continue;
        }
        const auto findings = book.check(before + line.substr(2) + after, stage_of_rule(rule));
        const bool found = findings && std::ranges::find(*findings, rule, &Finding::rule) != findings->end();
        const bool expected = line.front() == '+';
        score.hits += static_cast<std::size_t>(found && expected);
        score.false_alarms += static_cast<std::size_t>(found && !expected);
        score.misses += static_cast<std::size_t>(!found && expected);
    }
    return score;
}

void expect_good(Language language, const std::string& folder) {
    const RuleBook book = RuleBook::shipped(language).value();
    for (const auto& file : banks(folder)) {
        const Score score = score_sentences(book, file);
        EXPECT_GT(score.hits, 10U) << file;
        EXPECT_GE(score.precision(), 0.9) << file;
        EXPECT_GE(score.recall(), 0.8) << file;
    }
}

TEST(ReplySentences, AreJudgedInRussianAsAPersonJudgedThem) {
    ASSERT_FALSE(banks("ru/sentences").empty());
    expect_good(Language::russian, "ru/sentences");
}

TEST(ReplySentences, AreJudgedInEnglishAsAPersonJudgedThem) {
    expect_good(Language::english, "en/sentences");
}

}  // namespace
}  // namespace shipwitness::claims::replies
