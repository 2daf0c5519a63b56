#pragma once

#include <optional>
#include <string_view>

#include "storage/database.h"

namespace shipwitness::web {

struct RateCounter {
    Timestamp window_start;
    std::int64_t count = 0;
};

[[nodiscard]] std::optional<RateCounter> find_counter(storage::Connection& connection, std::string_view key);
void set_counter(storage::Connection& connection, std::string_view key, const RateCounter& counter);
void remove_counter(storage::Connection& connection, std::string_view key);
void remove_counters_before(storage::Connection& connection, Timestamp before);

}  // namespace shipwitness::web
