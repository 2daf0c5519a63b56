#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/replies/labelled_set.h"
#include "claims/replies/rule_book.h"
#include "claims/replies/second_reader.h"
#include "claims/replies/sentence_features.h"
#include "claims/replies/stems.h"
#include "core/result.h"

namespace shipwitness::claims::replies {

struct NamedSet {
    std::string name;
    std::vector<LabelledReply> replies;
};

/// A sentence of a bank, with or without the fault of one rule. Of other rules it says nothing.
struct BankSentence {
    std::string rule;
    std::string text;
    bool faulty = false;
};

/// Reads a bank: lines "+ a sentence with the fault" and "- an innocent one". Fails with every other line, one a line.
[[nodiscard]] Result<std::vector<BankSentence>> read_bank(std::string_view text, const std::string& rule,
                                                          const std::string& name);

struct Lessons {
    std::vector<NamedSet> sets;
    std::vector<BankSentence> bank;
};

/// What a second reader learns from: every sentence of labelled letters, banks and the rule file's examples and
/// suggestions (which are innocent of everything), with what is known of it. A letter's label is about all of it; its
/// `where` tells which of its sentences has the fault, or without that the patterns. Where they meet none in a letter
/// that has it, nothing is known of any of its sentences.
///
/// Learning gives the same reader for the same rules and lessons.
class Learning {
  public:
    /// `patterns` without a reader. Fails (invalid) when no rule asks a second reader, or a rule has no sentence of
    /// either kind, and as RuleBook::check.
    [[nodiscard]] static Result<Learning> from(const RuleBook& patterns, const Lessons& lessons);

    [[nodiscard]] SecondReader all() const { return without(std::nullopt); }
    /// As if one of the sets did not exist: to be asked about that one.
    [[nodiscard]] SecondReader without(std::optional<std::size_t> set) const;

  private:
    enum class Known : std::uint8_t { nothing, innocent, faulty };
    struct Sentence {
        Features features;
        std::vector<Known> by_rule;
        std::optional<std::size_t> set;  ///< none: of a bank or an example
    };
    /// A text and what a person says of it.
    struct Told {
        const std::string* text = nullptr;
        Stage stage = Stage::answer;
        std::vector<Known> by_rule;
        std::optional<std::size_t> set;
        const std::map<std::string, std::vector<Place>>* where = nullptr;  ///< by rule; null: nothing was named
    };

    /// A sentence of a bad example that a pattern meets.
    struct Proof {
        std::size_t rule = 0;
        int line = 0;  ///< of the pattern
        Features features;
    };

    explicit Learning(const RuleBook& patterns)
        : patterns_(patterns), stems_(patterns.language()), readings_(patterns.readings()) {}
    [[nodiscard]] Result<void> take(const Told& told);
    [[nodiscard]] Result<void> take_set(const NamedSet& set, std::size_t number);
    [[nodiscard]] Result<void> take_single(const std::string& rule, const std::string& text, Stage stage, bool faulty);
    [[nodiscard]] Result<void> take_example(const Example& example);
    [[nodiscard]] Result<void> look_for_both_kinds() const;
    [[nodiscard]] RuleWeights weights_of(std::size_t rule, std::optional<std::size_t> without) const;
    [[nodiscard]] std::vector<std::uint32_t> judged_by(const SecondReader& reader) const;

    RuleBook patterns_;
    Stems stems_;
    std::vector<Reading> readings_;
    std::vector<Sentence> sentences_;
    std::vector<Proof> proofs_;
    std::vector<std::size_t> letters_;  ///< by set
};

/// How a labelled set that a reader has not learnt from is judged.
struct Trial {
    std::string set;
    Scoring patterns;  ///< the patterns alone
    Scoring reader;    ///< the reader alone: a sentence is likelier faulty than not
    Scoring both;
};

/// Learns without each set in turn, and has it judged.
[[nodiscard]] Result<std::vector<Trial>> try_each_set(const RuleBook& patterns, const Learning& learning,
                                                      const Lessons& lessons);

}  // namespace shipwitness::claims::replies
