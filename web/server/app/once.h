#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "http/json.h"
#include "http/message.h"
#include "storage/database.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// What a creating handler answers; kept under the request's Idempotency-Key.
struct Answer {
    int status = 201;
    http::Json body;
};

enum class KeyNeed { required, optional };

/// Runs `work` in one write transaction together with keeping its answer, so that there is never one without the other.
/// A request with the key of an earlier one gets the earlier answer and `work` is not called; with another body it
/// fails with conflict `idempotency_key_reused`. Errors are not kept. `scope` names the operation and whose session it
/// is ("file_claim:<session's order>"), as keys of different people must not meet. Without a key (when optional) it is
/// a plain transaction.
[[nodiscard]] Result<http::Response> once(App& app, const http::Request& request, std::string_view scope, KeyNeed need,
                                          const std::function<Result<Answer>(storage::Connection&)>& work);

/// Answers older than a day are forgotten.
void forget_answers(storage::Connection& connection, Timestamp now);

}  // namespace shipwitness::web
