#include "claims/replies/second_reader.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "claims/replies/reader_file.h"

namespace shipwitness::claims::replies {

std::uint32_t pattern_key(std::string_view rule, std::string_view pattern) {
    const std::uint64_t hash = hash_of(std::string(rule) + "\n" + std::string(pattern));
    return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

SecondReader::SecondReader(ReaderModel model) {
    for (const RuleWeights& weights : model.rules) {
        if (weights.by_bucket.size() != kFeatureBuckets) {
            throw std::logic_error("a second reader needs a weight for every bucket");
        }
    }
    model_ = std::make_shared<const ReaderModel>(std::move(model));
}

Result<SecondReader> SecondReader::parse(std::string_view text, const std::string& name) {
    auto model = read_reader_file(text, name);
    if (!model) {
        return tl::unexpected(model.error());
    }
    return SecondReader(*std::move(model));
}

std::string SecondReader::text() const {
    return reader_file(*model_);
}

std::optional<std::size_t> SecondReader::number_of(std::string_view rule) const {
    const auto found = std::ranges::find(model_->rules, rule, &RuleWeights::rule);
    if (found == model_->rules.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - model_->rules.begin());
}

bool SecondReader::knows(std::uint32_t pattern) const {
    return std::ranges::binary_search(model_->patterns, pattern);
}

std::optional<double> SecondReader::probability(const Features& sentence, std::size_t rule) const {
    if (sentence.empty()) {
        return std::nullopt;
    }
    const RuleWeights& weights = model_->rules.at(rule);
    double sum = 0;
    for (const Feature& feature : sentence) {
        sum += static_cast<double>(feature.value) * weights.by_bucket[feature.bucket];
    }
    return 1 / (1 + std::exp(-(weights.bias + weights.scale * sum)));
}

}  // namespace shipwitness::claims::replies
