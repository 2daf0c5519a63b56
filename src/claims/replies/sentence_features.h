#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "claims/replies/letter.h"
#include "claims/replies/stems.h"

namespace shipwitness::claims::replies {

/// One of the numbers that describe a sentence; all others are 0.
struct Feature {
    std::uint32_t bucket = 0;  ///< below kFeatureBuckets
    float value = 0;
};

/// Sorted by bucket, each bucket once. Words and letters have a Euclidean length of 1 each.
using Features = std::vector<Feature>;

inline constexpr std::uint32_t kWordBuckets = 1U << 15;
inline constexpr std::uint32_t kLetterBuckets = 1U << 15;
inline constexpr std::uint32_t kFeatureBuckets = kWordBuckets + kLetterBuckets;

/// Says how features are made. Weights that were learnt with others mean nothing: they carry this text.
inline constexpr std::string_view kFeatureMaking = "stems 1-3 in 32768, letters 3-5 in 32768, making 2";

/// The stems of the writer's words of a sentence, one to three in a row, and pieces of three to five letters of its
/// words, each hashed to a bucket with a sign (so that what meets by chance cancels out rather than adds up) and
/// counted by its root. All numbers count as one word, as do all names and all quotations; the greeting is left out.
/// Empty for a sentence of fewer than two words, of which nothing can be said. The same on every machine.
[[nodiscard]] Features features_of(const Passage& passage, std::size_t sentence, Stems& stems);

/// FNV-1a of 64 bits.
[[nodiscard]] std::uint64_t hash_of(std::string_view bytes);

}  // namespace shipwitness::claims::replies
