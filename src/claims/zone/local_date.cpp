#include "claims/zone/local_date.h"

#include <fmt/format.h>

#include "core/scan.h"

namespace shipwitness::claims {

std::optional<LocalDate> parse_date(std::string_view text) {
    const auto date = take_date(text);
    return date && text.empty() ? std::optional(LocalDate{*date}) : std::nullopt;
}

std::string to_text(LocalDate date) {
    const std::chrono::year_month_day parts{date};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                       static_cast<unsigned>(parts.day()));
}

}  // namespace shipwitness::claims
