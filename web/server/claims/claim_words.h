#pragma once

#include <string>

#include "web/server/claims/claim.h"

namespace shipwitness::web {

/// The lines of a claim as its letter tells them, the buyer's own words included, one paragraph a line.
[[nodiscard]] std::string lines_text(const std::vector<ClaimLine>& lines, Language language);

/// "вернуть деньги" / "a refund"; the buyer's own words follow.
[[nodiscard]] std::string wish_text(const Wish& wish, Language language);

}  // namespace shipwitness::web
