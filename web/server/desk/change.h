#pragma once

#include <functional>

#include "core/result.h"
#include "http/message.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/auth/guard.h"
#include "web/server/desk/claim_case.h"

namespace shipwitness::web {

/// Whether the writer must have seen the claim as it is now.
enum class Freshness {
    must_match,  ///< If-Match with the claim's ETag is required
    any,         ///< adds something that no other change can contradict
};

struct ChangeOptions {
    Freshness freshness = Freshness::must_match;
    int status = 200;
};

using ClaimWork = std::function<Result<void>(storage::Connection& connection, ClaimCase& found)>;

/// Changes the claim that the route names, in one transaction, and answers it whole with its new ETag. With an
/// Idempotency-Key the same request again gives the same answer and does nothing.
///
/// A writer who has not seen the claim as it is gets 412 `claim_changed` with the claim as it is now in `current`, so
/// that the page shows both and keeps the draft. What only the machinery adds (a letter went out, a video is ready)
/// does not make a writer stale: nobody's words or decisions are contradicted by it.
///
/// Codes: `claim_unknown`, `if_match_missing`, `claim_changed`, and those of `work`.
[[nodiscard]] Result<http::Response> change_claim(App& app, const http::Request& request, const Staff& staff,
                                                  const ChangeOptions& options, const ClaimWork& work);

/// The claim whole, with its ETag.
[[nodiscard]] Result<http::Response> claim_response(const App& app, const ClaimId& number, const Staff& reader);

}  // namespace shipwitness::web
