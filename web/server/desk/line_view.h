#pragma once

#include "http/json.h"
#include "web/server/desk/claim_case.h"

namespace shipwitness::web {

/// The document's Fact, Proposal and Decision of a line. Pure.
[[nodiscard]] http::Json facts_json(const LineCase& line, const CauseTable& table);
[[nodiscard]] http::Json proposal_json(const LineCase& line, const CauseTable& table, Language language);
[[nodiscard]] http::Json decision_json(const Decision& decision);
[[nodiscard]] http::Json shares_json(const Decision& decision);

}  // namespace shipwitness::web
