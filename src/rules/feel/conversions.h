#pragma once

#include <string_view>

#include "rules/value.h"

namespace shipwitness::rules::feel {

/// The date, date and time, time or duration that the text of an @-literal means; null when it is none.
[[nodiscard]] Value temporal_from_text(std::string_view text);
/// duration("…"): of either kind; null when it is none.
[[nodiscard]] Value duration_from_text(std::string_view text);

}  // namespace shipwitness::rules::feel
