#include "web/server/auth/spare_code_queries.h"

namespace shipwitness::web {

void replace_spare_codes(storage::Connection& connection, const PersonId& person,
                         const std::vector<std::string>& sha256s, Timestamp now) {
    connection.execute("delete from spare_codes where person_id = $1", person);
    for (const auto& sha256 : sha256s) {
        connection.execute("insert into spare_codes (person_id, code_sha256, created_at_us) values ($1, $2, $3)",
                           person, sha256, now);
    }
}

bool mark_spare_code_used(storage::Connection& connection, const PersonId& person, std::string_view sha256,
                          Timestamp now) {
    return connection
        .query_one(
            "update spare_codes set used_at_us = $3 where person_id = $1 and code_sha256 = $2 and used_at_us is null "
            "returning code_sha256",
            person, sha256, now)
        .has_value();
}

std::int64_t count_unused_spare_codes(storage::Connection& connection, const PersonId& person) {
    return connection.query_one("select count(*) from spare_codes where person_id = $1 and used_at_us is null", person)
        ->integer(0);
}

}  // namespace shipwitness::web
