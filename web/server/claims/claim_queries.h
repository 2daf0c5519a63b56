#pragma once

#include <optional>
#include <vector>

#include "storage/database.h"
#include "web/server/claims/claim.h"

namespace shipwitness::web {

/// The whole claim with its lines and pictures. (Queues and pages of claims are the desk's own queries.)
[[nodiscard]] std::optional<Claim> find_claim(storage::Connection& connection, const ClaimId& number);

/// Of an order, newest first.
[[nodiscard]] std::vector<Claim> claims_of_order(storage::Connection& connection, const OrderNumber& order);

/// Where it stands; none: no such claim.
[[nodiscard]] std::optional<Standing> find_standing(storage::Connection& connection, const ClaimId& number);

/// The rows of a new claim; its first event follows in the same transaction (file_claim()).
void insert_claim(storage::Connection& connection, const Claim& claim);

}  // namespace shipwitness::web
