#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "claims/replies/anchors.h"
#include "claims/replies/letter.h"
#include "claims/replies/pattern.h"

namespace shipwitness::claims::replies {

/// Tokens from `first` to before `end`.
struct Span {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    int line = 0;  ///< of the rule file: where the pattern stands
};

/// Patterns with the place to which each one's hits belong, found by what they may begin with.
class PatternIndex {
  public:
    /// Adds a pattern; false when it may begin with anything, or be empty, so that it would be tried everywhere.
    [[nodiscard]] bool add(PatternNode pattern, std::uint32_t set, int line);
    /// Named lists, by number. Each may use those before it only, so that no list holds itself.
    void add_list(PatternNode list);
    [[nodiscard]] std::uint32_t new_set() { return sets_++; }

    /// Every hit in the passage, by set; the longest from each beginning. `literals` are those of the patterns.
    [[nodiscard]] std::vector<std::vector<Span>> search(const Passage& passage, const Literals& literals,
                                                        Stems& stems) const;

  private:
    friend class Matcher;
    /// Of patterns that may begin with anything at the beginning of a sentence.
    static constexpr WordKey kSentenceKey = WordKey{1} << 41;

    struct Entry {
        PatternNode pattern;
        std::uint32_t set = 0;
        int line = 0;
    };
    /// An entry to try at a beginning, if the sentence meets these anchors. They stand here and not in the entry
    /// because most candidates are given up on them alone.
    struct Candidate {
        std::uint32_t entry = 0;
        std::array<std::uint32_t, 3> anchors{};  ///< numbers; the first of all anchors is always met
    };
    struct ListKeys {
        std::vector<WordKey> keys;
        bool usable = false;  ///< as the beginning of a pattern
    };
    /// Which of many alternatives may begin with a word.
    struct Choice {
        std::unordered_map<WordKey, std::vector<std::uint32_t>> by_beginning;
        std::vector<std::uint32_t> always;  ///< those of which nothing is known
    };
    [[nodiscard]] bool collect(const Beginnings& beginnings, std::vector<WordKey>& keys) const;
    void index_choices(PatternNode& node);
    [[nodiscard]] Candidate candidate_of(std::uint32_t entry, Anchors anchors, const Anchor& beginnings);

    std::vector<PatternNode> lists_;
    std::vector<ListKeys> list_keys_;
    std::vector<Anchors> list_anchors_;
    std::vector<Entry> entries_;
    std::unordered_map<WordKey, std::vector<Candidate>> by_beginning_;
    std::vector<Choice> choices_{1};  ///< the first is none
    std::uint32_t anchors_ = 1;
    std::unordered_map<WordKey, std::vector<std::uint32_t>> anchors_met_by_;
    std::map<Anchor, std::uint32_t> anchor_numbers_;
    std::uint32_t sets_ = 0;
};

}  // namespace shipwitness::claims::replies
