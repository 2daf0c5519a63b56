#pragma once

#include "core/result.h"
#include "http/json.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/claims/claim.h"
#include "web/server/orders/order.h"

namespace shipwitness::web {

// What a buyer does with claims. Everything runs in the caller's transaction, adds events, and writes the letters; call
// app.wake_jobs() afterwards. Claims that are not the order's own fail with not_found `claim_unknown`.

/// Files a claim from its JSON (the document's ClaimInput). Fails with every fault of it at once.
[[nodiscard]] Result<ClaimId> file_claim(const App& app, storage::Connection& connection, const Order& order,
                                         Language language, const http::Json& json);

/// A buyer's message. It ends our waiting for the buyer and reopens a closed claim.
[[nodiscard]] Result<void> add_message(const App& app, storage::Connection& connection, const OrderNumber& order,
                                       const ClaimId& claim, const http::Json& json);

/// "This does not solve it": reopens a closed claim. Conflict `claim_not_answered` before any answer.
[[nodiscard]] Result<void> say_not_solved(const App& app, storage::Connection& connection, const OrderNumber& order,
                                          const ClaimId& claim, const http::Json& json);

/// To the manager. Again, before the manager answered, it changes nothing.
[[nodiscard]] Result<void> escalate(const App& app, storage::Connection& connection, const OrderNumber& order,
                                    const ClaimId& claim, const http::Json& json);

/// When the next answer is promised after the buyer wrote: never later than what was promised before; what is late
/// stays late. Pure.
[[nodiscard]] Timestamp promise_after_message(const std::optional<Timestamp>& promised, Timestamp now,
                                              std::chrono::milliseconds term);

}  // namespace shipwitness::web
