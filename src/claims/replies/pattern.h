#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "claims/replies/letter.h"
#include "claims/replies/stems.h"
#include "core/result.h"

namespace shipwitness::claims::replies {

/// One element of a pattern, as docs/replies.md describes the language.
struct PatternNode {
    enum class Kind : std::uint8_t {
        literal,         ///< `value`: a literal's number
        primitive,       ///< `value`: a Primitive
        list,            ///< `value`: a named list's number
        sequence,        ///< children one after the other
        alternatives,    ///< one of the children
        optional,        ///< the child or nothing
        gap,             ///< up to `value` words; no word at which a child matches
        not_ahead,       ///< the child does not match here; takes nothing
        not_behind,      ///< the child does not match right before; takes nothing
        mark,            ///< the sign `sign` between words or at the sentence's end
        sentence_start,  ///< takes nothing; `value`: only in so many first sentences, 0 for all
        sentence_end,    ///< takes nothing: only marks are left
        next_sentence,   ///< goes over the sentence's end
    };
    Kind kind = Kind::sequence;
    bool within_clause = false;  ///< a gap that does not cross a comma
    std::uint32_t value = 0;
    std::string sign;
    std::vector<PatternNode> children;
    std::vector<std::uint32_t> literals;  ///< of alternatives: those that are a literal, sorted
    std::uint32_t choice = 0;             ///< of alternatives: the number of its table, given by the index
};

/// The words of all patterns, each once: a token is looked up once and then compared by number.
class Literals {
  public:
    explicit Literals(Language language) : stems_(language) {}

    std::uint32_t stem(const std::string& form);
    std::uint32_t exact(const std::string& form);
    std::uint32_t prefix(const std::string& form);
    std::uint32_t ending(const std::string& form);

    /// The numbers of all literals that a token's form satisfies. `stems` is the caller's: one for each thread.
    void find(const std::string& form, Stems& stems, std::vector<std::uint32_t>& numbers) const;
    [[nodiscard]] std::size_t size() const { return count_; }

  private:
    std::uint32_t number_of(std::unordered_map<std::string, std::uint32_t>& map, const std::string& key);

    Stems stems_;
    std::uint32_t count_ = 0;
    std::size_t longest_prefix_ = 0;
    std::size_t longest_ending_ = 0;
    std::unordered_map<std::string, std::uint32_t> by_stem_;
    std::unordered_map<std::string, std::uint32_t> by_form_;
    std::unordered_map<std::string, std::uint32_t> by_prefix_;
    std::unordered_map<std::string, std::uint32_t> by_ending_;
};

/// Reads a pattern. Fails with what is wrong in it and what would be right; `lists` gives the numbers of named lists.
[[nodiscard]] Result<PatternNode> read_pattern(std::string_view text, Literals& literals,
                                               const std::map<std::string, std::uint32_t>& lists);

/// The same alternatives, with single words kept as numbers: a token is looked up among hundreds of them at once.
[[nodiscard]] PatternNode flattened(PatternNode alternatives);

/// The words of primitives in patterns: <date>, <name> …
[[nodiscard]] const std::vector<std::string>& primitive_words();

/// With what a match may begin. A pattern that may begin with anything, or be empty, is refused by its reader.
struct Beginnings {
    std::vector<std::uint32_t> literals;
    std::vector<std::uint32_t> primitives;
    std::vector<std::uint32_t> lists;
    bool empty = false;     ///< may match nothing
    bool anything = false;  ///< may begin with any word
};

[[nodiscard]] Beginnings beginnings_of(const PatternNode& node);

}  // namespace shipwitness::claims::replies
