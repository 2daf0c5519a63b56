#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/database.h"

namespace shipwitness::web {

struct KeptAnswer {
    std::string request_sha256;
    int status = 0;
    std::string body;
};

[[nodiscard]] std::optional<KeptAnswer> find_kept_answer(storage::Connection& connection, std::string_view scope,
                                                         std::string_view key);
void keep_answer(storage::Connection& connection, std::string_view scope, std::string_view key,
                 const KeptAnswer& answer, Timestamp now);
std::int64_t forget_answers_before(storage::Connection& connection, Timestamp before);

}  // namespace shipwitness::web
