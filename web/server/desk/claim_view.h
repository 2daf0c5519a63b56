#pragma once

#include <string>

#include "http/json.h"
#include "http/message.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/auth/guard.h"
#include "web/server/desk/claim_case.h"

namespace shipwitness::web {

/// The document's DeskClaim: everything about a claim that the desk's page shows to this reader, in their language.
[[nodiscard]] http::Json claim_json(const App& app, storage::Connection& connection, const ClaimCase& found,
                                    const Staff& reader);

/// The document's PackingSession.
[[nodiscard]] http::Json to_json(const PackingSession& session);

/// The claim's version as an ETag: "\"1234\"".
[[nodiscard]] std::string etag_of(std::int64_t version);

}  // namespace shipwitness::web
