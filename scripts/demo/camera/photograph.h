#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shipwitness::demo {

/// What a buyer photographs after delivery.
enum class Subject {
    dented,  ///< the parcel on a pallet, one corner crushed
    open,    ///< the parcel opened, less in it than there should be
};

[[nodiscard]] std::optional<Subject> parse_subject(std::string_view word);

/// Draws it for the order's parcel and writes a PNG of 1600x1200. False when the file cannot be written.
[[nodiscard]] bool photograph(Subject subject, const std::string& order, const std::string& file);

}  // namespace shipwitness::demo
