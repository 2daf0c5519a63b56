#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace shipwitness::claims::replies {

/// Places in a passage (tokens' numbers), sorted, each once. A matcher makes thousands for one letter and nearly all
/// hold very few, which are kept without asking for memory.
class Places {
  public:
    Places() = default;
    explicit Places(std::uint32_t only) : count_(1) { few_[0] = only; }

    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] const std::uint32_t* begin() const { return many_.empty() ? few_.data() : many_.data(); }
    [[nodiscard]] const std::uint32_t* end() const { return begin() + count_; }
    /// Requires that it is not empty.
    [[nodiscard]] std::uint32_t last() const { return *(end() - 1); }

    void add(std::uint32_t place) {
        const std::uint32_t* at = std::lower_bound(begin(), end(), place);
        if (at != end() && *at == place) {
            return;
        }
        const auto offset = static_cast<std::ptrdiff_t>(at - begin());
        if (many_.empty() && count_ < few_.size()) {
            std::move_backward(few_.begin() + offset, few_.begin() + static_cast<std::ptrdiff_t>(count_),
                               few_.begin() + static_cast<std::ptrdiff_t>(count_) + 1);
            few_[static_cast<std::size_t>(offset)] = place;
        } else {
            if (many_.empty()) {
                many_.assign(few_.begin(), few_.end());
            }
            many_.insert(many_.begin() + offset, place);
        }
        ++count_;
    }

    void add_all(const Places& others) {
        for (const std::uint32_t place : others) {
            add(place);
        }
    }

  private:
    std::size_t count_ = 0;
    std::array<std::uint32_t, 7> few_{};
    std::vector<std::uint32_t> many_;  ///< all of them, once they do not fit above
};

}  // namespace shipwitness::claims::replies
