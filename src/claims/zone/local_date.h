#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace shipwitness::claims {

/// A date as the calendar on some place's wall shows it. Which place stands elsewhere.
using LocalDate = std::chrono::local_days;

/// Reads "2025-11-04"; years 0000 to 9999. nullopt for anything else.
[[nodiscard]] std::optional<LocalDate> parse_date(std::string_view text);
/// "2025-11-04"
[[nodiscard]] std::string to_text(LocalDate date);

}  // namespace shipwitness::claims
