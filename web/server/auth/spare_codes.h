#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "storage/database.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

// For who has lost the authenticator: each code signs in once instead of the six digits. 80 random bits of Crockford's
// base 32, so that a hash without salt and cost is enough; people print them, and read them back with 0 for O.

/// "7K3M-92QX-V0TB-8D4H" each. They are told only here, and void those before.
[[nodiscard]] std::vector<std::string> new_spare_codes(storage::Connection& connection, const PersonId& person,
                                                       Timestamp now);
void forget_spare_codes(storage::Connection& connection, const PersonId& person, Timestamp now);

/// Uses the code up; small letters, spaces and hyphens are overlooked, O is 0, I and L are 1. False: it is none of the
/// person's, or was used before.
[[nodiscard]] bool use_spare_code(storage::Connection& connection, const PersonId& person, std::string_view typed,
                                  Timestamp now);

/// What to print and put away: the codes and how they are used, in the person's language. Lines end with a newline.
[[nodiscard]] std::string spare_code_sheet(const std::vector<std::string>& codes, Language language);

}  // namespace shipwitness::web
