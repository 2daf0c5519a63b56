#include "web/server/auth/rate_queries.h"

namespace shipwitness::web {

std::optional<RateCounter> find_counter(storage::Connection& connection, std::string_view key) {
    const auto row = connection.query_one("select window_start_us, count from rate_counters where key = $1", key);
    return row ? std::optional(RateCounter{row->timestamp(0), row->integer(1)}) : std::nullopt;
}

void set_counter(storage::Connection& connection, std::string_view key, const RateCounter& counter) {
    connection.execute(
        "insert into rate_counters (key, window_start_us, count) values ($1, $2, $3) "
        "on conflict (key) do update set window_start_us = $2, count = $3",
        key, counter.window_start, counter.count);
}

void remove_counter(storage::Connection& connection, std::string_view key) {
    connection.execute("delete from rate_counters where key = $1", key);
}

void remove_counters_before(storage::Connection& connection, Timestamp before) {
    connection.execute("delete from rate_counters where window_start_us < $1", before);
}

}  // namespace shipwitness::web
