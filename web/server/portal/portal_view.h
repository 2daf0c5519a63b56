#pragma once

#include "http/json.h"
#include "storage/database.h"
#include "web/server/claims/claim.h"
#include "web/server/orders/order.h"
#include "web/server/pictures/picture_view.h"

namespace shipwitness::web {

/// The document's PortalClaim: what the buyer may see of a claim, and nothing internal.
[[nodiscard]] http::Json portal_claim(storage::Connection& connection, const Claim& claim);

/// The document's Company: whom buyers deal with.
[[nodiscard]] http::Json to_json(const CompanySettings& company);

/// The document's PortalOrder.
[[nodiscard]] http::Json portal_order(storage::Connection& connection, const Order& order,
                                      const CompanySettings& company, Timestamp now);

/// The document's ClaimLine.
[[nodiscard]] http::Json claim_line_json(storage::Connection& connection, const ClaimLine& line, Viewer viewer);

}  // namespace shipwitness::web
