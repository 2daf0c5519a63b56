#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

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
    struct Entry {
        PatternNode pattern;
        std::uint32_t set = 0;
        int line = 0;
    };
    struct ListKeys {
        std::vector<std::uint64_t> keys;
        bool usable = false;  ///< as the beginning of a pattern
    };
    [[nodiscard]] bool collect(const Beginnings& beginnings, std::vector<std::uint64_t>& keys) const;

    std::vector<PatternNode> lists_;
    std::vector<ListKeys> list_keys_;
    std::vector<Entry> entries_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_beginning_;
    std::uint32_t sets_ = 0;
};

}  // namespace shipwitness::claims::replies
