#include <algorithm>

#include "claims/replies/pattern.h"

namespace shipwitness::claims::replies {

std::uint32_t Literals::number_of(std::unordered_map<std::string, std::uint32_t>& map, const std::string& key) {
    const auto [found, is_new] = map.try_emplace(key, count_);
    count_ += is_new ? 1 : 0;
    return found->second;
}

std::uint32_t Literals::stem(const std::string& form) {
    return number_of(by_stem_, stems_.of(form));
}

std::uint32_t Literals::exact(const std::string& form) {
    return number_of(by_form_, form);
}

std::uint32_t Literals::prefix(const std::string& form) {
    longest_prefix_ = std::max(longest_prefix_, form.size());
    return number_of(by_prefix_, form);
}

std::uint32_t Literals::ending(const std::string& form) {
    longest_ending_ = std::max(longest_ending_, form.size());
    return number_of(by_ending_, form);
}

void Literals::find(const std::string& form, Stems& stems, std::vector<std::uint32_t>& numbers) const {
    if (const auto found = by_stem_.find(stems.of(form)); found != by_stem_.end()) {
        numbers.push_back(found->second);
    }
    if (const auto found = by_form_.find(form); found != by_form_.end()) {
        numbers.push_back(found->second);
    }
    constexpr std::size_t kShortestPrefix = 2;
    for (std::size_t length = kShortestPrefix; length <= std::min(form.size(), longest_prefix_); ++length) {
        if (const auto found = by_prefix_.find(form.substr(0, length)); found != by_prefix_.end()) {
            numbers.push_back(found->second);
        }
    }
    for (std::size_t length = kShortestPrefix; length <= std::min(form.size(), longest_ending_); ++length) {
        if (const auto found = by_ending_.find(form.substr(form.size() - length)); found != by_ending_.end()) {
            numbers.push_back(found->second);
        }
    }
}

}  // namespace shipwitness::claims::replies
