#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/time.h"

namespace shipwitness::claims {

/// The day of a year on which clocks are changed, as POSIX writes it.
struct ChangeDay {
    enum class Form : std::uint8_t {
        weekday_of_month,  ///< "M3.5.0": the last Sunday of March
        day_of_year,       ///< "79": the eightieth, 29 February counted
        day_without_leap,  ///< "J80": the eightieth, 29 February left out
    };
    Form form = Form::weekday_of_month;
    unsigned month = 1;                ///< 1 to 12
    unsigned week = 1;                 ///< 1 to 4; 5 is the last
    int day = 0;                       ///< weekday 0 (Sunday) to 6, or the day of the year
    std::chrono::seconds time{7'200};  ///< from midnight of the day, by the clocks before the change
};

/// How a zone changes its clocks twice a year, for all years that its file does not list: the TZ string of POSIX at the
/// end of the file (RFC 8536, section 3.3), such as "CET-1CEST,M3.5.0,M10.5.0/3".
class YearlyChanges {
  public:
    /// None when the zone keeps one offset. Throws std::runtime_error for any other text: the system's data are broken.
    [[nodiscard]] static std::optional<YearlyChanges> parse(std::string_view text);

    struct Change {
        Timestamp at;
        std::chrono::seconds offset;  ///< ahead of UTC from then on
    };
    /// In order of time.
    [[nodiscard]] std::array<Change, 2> in(std::chrono::year year) const;

  private:
    std::chrono::seconds standard_{};
    std::chrono::seconds summer_{};
    ChangeDay begin_;  ///< of summer time
    ChangeDay end_;
};

}  // namespace shipwitness::claims
