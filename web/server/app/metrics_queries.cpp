#include "web/server/app/metrics_queries.h"

namespace shipwitness::web {

namespace {

std::vector<StateCount> counts_from(const std::vector<storage::Row>& rows) {
    std::vector<StateCount> counts;
    counts.reserve(rows.size());
    for (const auto& row : rows) {
        counts.push_back({row.text(0), row.integer(1)});
    }
    return counts;
}

}  // namespace

std::vector<StateCount> count_claims(storage::Connection& connection) {
    return counts_from(connection.query("select state, count(*) from claims group by state order by state"));
}

std::vector<StateCount> count_letters(storage::Connection& connection) {
    return counts_from(connection.query("select state, count(*) from letters group by state order by state"));
}

std::int64_t count_orders(storage::Connection& connection) {
    return connection.query_one("select count(*) from orders").value().integer(0);
}

std::int64_t count_late_claims(storage::Connection& connection, Timestamp now) {
    return connection.query_one("select count(*) from claims where state <> 'closed' and next_answer_by_us < $1", now)
        .value()
        .integer(0);
}

}  // namespace shipwitness::web
