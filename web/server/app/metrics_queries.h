#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/database.h"

namespace shipwitness::web {

struct StateCount {
    std::string state;
    std::int64_t count = 0;
};
[[nodiscard]] std::vector<StateCount> count_claims(storage::Connection& connection);
[[nodiscard]] std::vector<StateCount> count_letters(storage::Connection& connection);
[[nodiscard]] std::int64_t count_orders(storage::Connection& connection);
/// Open claims whose promised answer is late.
[[nodiscard]] std::int64_t count_late_claims(storage::Connection& connection, Timestamp now);

}  // namespace shipwitness::web
