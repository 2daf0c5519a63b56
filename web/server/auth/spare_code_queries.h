#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "storage/database.h"

namespace shipwitness::web {

/// Takes the place of all the person's earlier ones.
void replace_spare_codes(storage::Connection& connection, const PersonId& person,
                         const std::vector<std::string>& sha256s, Timestamp now);
/// False: the person has no such code, or it was used before.
[[nodiscard]] bool mark_spare_code_used(storage::Connection& connection, const PersonId& person,
                                        std::string_view sha256, Timestamp now);
[[nodiscard]] std::int64_t count_unused_spare_codes(storage::Connection& connection, const PersonId& person);

}  // namespace shipwitness::web
