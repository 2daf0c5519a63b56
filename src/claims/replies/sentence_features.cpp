#include "claims/replies/sentence_features.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace shipwitness::claims::replies {
namespace {

constexpr std::size_t kFewestWords = 2;
constexpr std::size_t kMostWordsInARow = 3;
constexpr std::size_t kShortestPiece = 3;
constexpr std::size_t kLongestPiece = 5;

/// FNV-1a leaves the upper bits of short texts alike.
std::uint64_t stirred(std::uint64_t hash) {
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ hash >> 33;
}

/// Signed counts by bucket.
class Counts {
  public:
    Counts(std::uint32_t first_bucket, std::uint32_t buckets) : first_(first_bucket), buckets_(buckets) {}

    void add(std::string_view text) {
        const std::uint64_t hash = stirred(hash_of(text));
        seen_.push_back({first_ + static_cast<std::uint32_t>(hash >> 32) % buckets_, (hash & 1U) != 0 ? 1.0F : -1.0F});
    }

    void append_to(Features& features) {
        std::ranges::sort(seen_, {}, &Feature::bucket);
        const std::size_t begin = features.size();
        double square = 0;
        for (std::size_t at = 0; at < seen_.size();) {
            Feature sum{seen_[at].bucket, 0};
            for (; at < seen_.size() && seen_[at].bucket == sum.bucket; ++at) {
                sum.value += seen_[at].value;
            }
            if (sum.value != 0) {
                square += std::abs(static_cast<double>(sum.value));
                sum.value = std::copysign(std::sqrt(std::abs(sum.value)), sum.value);
                features.push_back(sum);
            }
        }
        const auto length = static_cast<float>(std::sqrt(square));
        for (std::size_t at = begin; at < features.size(); ++at) {
            features[at].value /= length;
        }
    }

  private:
    std::uint32_t first_;
    std::uint32_t buckets_;
    std::vector<Feature> seen_;
};

struct Words {
    std::vector<std::string> in_order;
    std::vector<const std::string*> spelt;  ///< those whose letters count
};

/// Of the tokens of a name, how many; 0 when none begins here.
std::size_t length_of_name(const Token& token) {
    const auto name = std::ranges::find(token.marks, Primitive::name, &Mark::what);
    return name == token.marks.end() ? 0 : name->length;
}

Words words_of(const Passage& passage, std::size_t sentence, Stems& stems) {
    Words words;
    const std::size_t end = passage.end_of(sentence);
    for (std::size_t at = passage.first_tokens[sentence]; at < end; ++at) {
        const Token& token = passage.tokens[at];
        if (token.addressee) {
            continue;
        }
        if (const std::size_t name = length_of_name(token); name > 0) {
            words.in_order.emplace_back("<name>");
            at += name - 1;
            continue;
        }
        switch (token.kind) {
            case TokenKind::word:
                words.in_order.push_back(stems.of(token.form));
                words.spelt.push_back(&token.form);
                break;
            case TokenKind::number:
                words.in_order.emplace_back("<number>");
                break;
            case TokenKind::quotation:
                words.in_order.emplace_back("<quotation>");
                break;
            case TokenKind::mark:
            case TokenKind::end:
                if (token.form == "?" || token.form == "!") {
                    words.in_order.push_back(token.form);
                }
                break;
        }
    }
    return words;
}

/// Pieces do not cross a word's ends, but know of them by the blank.
void add_pieces(const std::string& word, Counts& counts) {
    const std::string padded = " " + word + " ";
    std::vector<std::size_t> starts;  // of code points
    for (std::size_t at = 0; at < padded.size(); ++at) {
        if ((static_cast<unsigned char>(padded[at]) & 0xC0U) != 0x80U) {
            starts.push_back(at);
        }
    }
    const std::size_t length = starts.size();
    starts.push_back(padded.size());
    for (std::size_t size = kShortestPiece; size <= kLongestPiece; ++size) {
        if (length <= size) {
            counts.add(padded);
            return;
        }
        for (std::size_t at = 0; at + size <= length; ++at) {
            counts.add(std::string_view(padded).substr(starts[at], starts[at + size] - starts[at]));
        }
    }
}

}  // namespace

std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    }
    return hash;
}

Features features_of(const Passage& passage, std::size_t sentence, Stems& stems) {
    const Words words = words_of(passage, sentence, stems);
    Features features;
    if (words.spelt.size() < kFewestWords) {
        return features;
    }
    Counts rows(0, kWordBuckets);
    for (std::size_t first = 0; first < words.in_order.size(); ++first) {
        std::string row;
        for (std::size_t at = first; at < std::min(first + kMostWordsInARow, words.in_order.size()); ++at) {
            row += (row.empty() ? "" : " ") + words.in_order[at];
            rows.add(row);
        }
    }
    rows.append_to(features);
    Counts pieces(kWordBuckets, kLetterBuckets);
    for (const std::string* word : words.spelt) {
        add_pieces(*word, pieces);
    }
    pieces.append_to(features);
    return features;
}

}  // namespace shipwitness::claims::replies
