#include "web/server/app/once_queries.h"

namespace shipwitness::web {

std::optional<KeptAnswer> find_kept_answer(storage::Connection& connection, std::string_view scope,
                                           std::string_view key) {
    const auto row = connection.query_one(
        "select request_sha256, status, body from kept_answers where scope = $1 and key = $2", scope, key);
    if (!row) {
        return std::nullopt;
    }
    return KeptAnswer{row->text(0), static_cast<int>(row->integer(1)), row->text(2)};
}

void keep_answer(storage::Connection& connection, std::string_view scope, std::string_view key,
                 const KeptAnswer& answer, Timestamp now) {
    connection.execute(
        "insert into kept_answers (scope, key, request_sha256, status, body, created_at_us) "
        "values ($1, $2, $3, $4, $5, $6)",
        scope, key, answer.request_sha256, answer.status, answer.body, now);
}

std::int64_t forget_answers_before(storage::Connection& connection, Timestamp before) {
    return connection.execute("delete from kept_answers where created_at_us < $1", before);
}

}  // namespace shipwitness::web
