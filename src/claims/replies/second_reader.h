#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/replies/sentence_features.h"
#include "claims/replies/vocabulary.h"
#include "core/result.h"

namespace shipwitness::claims::replies {

/// What was learnt for one rule. A sentence's probability is 1 / (1 + exp(-(bias + scale * sum of weight * feature))).
struct RuleWeights {
    std::string rule;
    double scale = 1;
    double bias = 0;
    std::vector<std::int8_t> by_bucket;  ///< kFeatureBuckets of them
};

/// All that a reader knows (docs/replies.md). `letters` and `sentences` tell from how many it was learnt.
struct ReaderModel {
    Language language = Language::english;
    std::size_t letters = 0;
    std::size_t sentences = 0;
    std::vector<RuleWeights> rules;
    std::vector<std::uint32_t> patterns;  ///< keys of those it was learnt beside; sorted, each once
};

inline constexpr std::size_t kMaxReaderBytes = 4 * 1024 * 1024;

/// Names a pattern of a rule across files: its words count, not its line.
[[nodiscard]] std::uint32_t pattern_key(std::string_view rule, std::string_view pattern);

/// Tells how likely a sentence has the fault of a rule, by weights for its words and letters. It does not say why.
/// Immutable: any number of threads may ask one.
class SecondReader {
  public:
    /// Requires weights for every bucket.
    explicit SecondReader(ReaderModel model);

    /// Reads a reader file. Fails (invalid, too_large) naming the file and what is wrong with it: it is none, of
    /// another making, cut off, or changed since it was made.
    [[nodiscard]] static Result<SecondReader> parse(std::string_view text, const std::string& name);
    /// The file that parse() reads.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] const ReaderModel& model() const { return *model_; }
    [[nodiscard]] std::optional<std::size_t> number_of(std::string_view rule) const;
    /// Whether it was learnt beside this pattern. Of others it knows nothing, and should not judge them.
    [[nodiscard]] bool knows(std::uint32_t pattern) const;
    /// From 0 to 1; `rule` is a number of number_of(). None for a sentence that it cannot judge.
    [[nodiscard]] std::optional<double> probability(const Features& sentence, std::size_t rule) const;

  private:
    std::shared_ptr<const ReaderModel> model_;
};

}  // namespace shipwitness::claims::replies
