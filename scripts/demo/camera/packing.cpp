#include "scripts/demo/camera/packing.h"

#include <array>
#include <utility>

namespace shipwitness::demo {
namespace {

constexpr std::array<std::string_view, 8> kStepWords = {"idle",  "scan", "pack",  "fill",
                                                        "close", "tape", "label", "done"};

}  // namespace

std::optional<Step> parse_step(std::string_view word) {
    for (std::size_t i = 0; i < kStepWords.size(); ++i) {
        if (kStepWords.at(i) == word) {
            return static_cast<Step>(i);
        }
    }
    return std::nullopt;
}

std::string_view step_word(Step step) {
    return kStepWords.at(static_cast<std::size_t>(step));
}

void Benches::set(const std::string& bench, Packing packing) {
    const std::scoped_lock lock(mutex_);
    benches_[bench] = std::move(packing);
}

Packing Benches::get(const std::string& bench) const {
    const std::scoped_lock lock(mutex_);
    const auto found = benches_.find(bench);
    return found == benches_.end() ? Packing{} : found->second;
}

}  // namespace shipwitness::demo
