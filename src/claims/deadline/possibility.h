#pragma once

#include "claims/deadline/deadline.h"

namespace shipwitness::claims::deadline {

/// What comes out of a case under one row of the table, if the place of delivery has this zone. Times and days that are
/// known only partly become the span within which the end lies; the verdict stands when the whole span gives it.
/// Fails (invalid) as find_deadline() says.
[[nodiscard]] Result<Possibility> possibility(const Case& given, const Row& row, const Zone& place);

/// Whether the row leaves its term to the parties, so that a contract's term stands in its place.
[[nodiscard]] bool leaves_room_for_contract(const Term& term);

}  // namespace shipwitness::claims::deadline
