#pragma once

#include <cstdint>
#include <vector>

#include "claims/replies/pattern.h"

namespace shipwitness::claims::replies {

/// A literal or a primitive as one number, so that both are looked up in the same tables.
using WordKey = std::uint64_t;

inline constexpr WordKey kPrimitiveKeys = WordKey{1} << 40;

/// Words of which one must stand in the text that a pattern matches. Sorted, each once.
using Anchor = std::vector<WordKey>;

/// What is known of a pattern, or of a named list, before it is tried.
struct Anchors {
    std::vector<Anchor> required;   ///< each must be met; none when nothing is known
    bool crosses_sentence = false;  ///< then what is required need not stand in the sentence where a match begins
};

/// `lists` are those of the named lists, by number.
[[nodiscard]] Anchors anchors_of(const PatternNode& node, const std::vector<Anchors>& lists);

}  // namespace shipwitness::claims::replies
