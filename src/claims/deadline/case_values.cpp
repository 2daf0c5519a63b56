#include "claims/deadline/case_values.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "claims/deadline/regime_names.h"
#include "core/scan.h"
#include "core/text.h"

namespace shipwitness::claims::deadline {

using Names = std::initializer_list<std::string_view>;

std::optional<std::string> read_text(config::MapReader& in, std::string_view key, Names also) {
    const auto text = in.text(key, also);
    if (!text) {
        return std::nullopt;
    }
    std::string said(trim(*text));
    if (said.empty()) {
        in.fault(key, "is empty; leave it out when it is not known");
        return std::nullopt;
    }
    return said;
}

std::optional<bool> read_flag(config::MapReader& in, std::string_view key, Names also) {
    const auto text = in.text(key, also);
    if (!text) {
        return std::nullopt;
    }
    constexpr std::array<std::string_view, 3> kYes{"yes", "true", "да"};
    constexpr std::array<std::string_view, 3> kNo{"no", "false", "нет"};
    const std::string word = folded(*text);
    if (std::ranges::find(kYes, word) != kYes.end()) {
        return true;
    }
    if (std::ranges::find(kNo, word) == kNo.end()) {
        in.fault(key, "must be true or false");
        return std::nullopt;
    }
    return false;
}

std::optional<int> read_number(config::MapReader& in, std::string_view key, Names also, int max) {
    const auto text = in.text(key, also);
    if (!text) {
        return std::nullopt;
    }
    const auto amount = whole_number(trim(*text));
    if (!amount || *amount < 1 || *amount > static_cast<std::uint64_t>(max)) {
        in.fault(key, "must be a whole number from 1 to " + std::to_string(max));
        return std::nullopt;
    }
    return static_cast<int>(*amount);
}

}  // namespace shipwitness::claims::deadline
