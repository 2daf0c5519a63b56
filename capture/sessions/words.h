#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace shipwitness::capture {

/// The words of one enum, both ways. A table and not a switch, so that the two ways cannot differ.
template <class Enum, std::size_t N>
class Words {
  public:
    constexpr explicit Words(const std::array<std::pair<Enum, std::string_view>, N>& words) : words_(words) {}

    [[nodiscard]] std::string_view text(Enum value) const {
        for (const auto& [known, word] : words_) {
            if (known == value) {
                return word;
            }
        }
        throw std::logic_error("an enum value without a word");
    }
    [[nodiscard]] Enum value(std::string_view text) const {
        for (const auto& [known, word] : words_) {
            if (word == text) {
                return known;
            }
        }
        throw std::logic_error("no such word: " + std::string(text));
    }

  private:
    std::array<std::pair<Enum, std::string_view>, N> words_;
};

}  // namespace shipwitness::capture
