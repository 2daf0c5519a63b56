#pragma once

#include <chrono>
#include <vector>

#include "claims/facts.h"
#include "core/time.h"
#include "web/server/claims/claim.h"
#include "web/server/orders/order.h"
#include "web/server/packing/session.h"

namespace shipwitness::web {

/// What is on record about a claim, beside what agents found out.
struct CaseRecord {
    const Claim& claim;
    const Order& order;
    const std::vector<PackingSession>& sessions;  ///< of the order
    Timestamp now;
    std::chrono::minutes local_offset{0};  ///< of the days that handover and delivery are counted in
    bool handovers_recorded = true;        ///< a handover that is not on record did not take place
};

/// The facts of a line: what the buyer said, what the system finds in sessions and dates, and the agents' words given.
/// Pure. The system's findings without a value stand in the history too, as unknown, with the reason why.
[[nodiscard]] claims::LineFacts gather_facts(const CaseRecord& record, const ClaimLine& line,
                                             std::vector<claims::FactEntry> agents);

/// A session's footage as the fact `video` needs it. Between its end and capture's look at the footage (no gap told,
/// and not complete) it counts as running: nobody knows yet.
[[nodiscard]] bool is_settled(const PackingSession& session);

}  // namespace shipwitness::web
