#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "http/json.h"
#include "storage/database.h"
#include "web/server/app/paging.h"

namespace shipwitness::web {

/// The desk's views of all claims (docs/openapi/web.yaml: ClaimView).
enum class ClaimView { open, mine, due, refusals, waiting, escalated, decided, closed, all };
inline constexpr std::array kClaimViews{ClaimView::open,     ClaimView::mine,    ClaimView::due,
                                        ClaimView::refusals, ClaimView::waiting, ClaimView::escalated,
                                        ClaimView::decided,  ClaimView::closed,  ClaimView::all};
[[nodiscard]] std::string_view to_text(ClaimView view);
[[nodiscard]] std::optional<ClaimView> parse_claim_view(std::string_view text);

struct ClaimPage {
    http::Json items = http::Json::array();  ///< the document's ClaimSummary
    std::optional<std::string> next_cursor;
};
/// Views of open claims: the next due answer first, those without one (it is the buyer's turn) last. Others: newest
/// change first. `me` is whose `mine` is. `search`: part of claim or order number, buyer's name or address, in any
/// case.
[[nodiscard]] ClaimPage list_claims(storage::Connection& connection, ClaimView view, const PersonId& me,
                                    const std::optional<std::string>& search, const PageRequest& page);
/// Of an order, newest change first; all of them.
[[nodiscard]] http::Json claim_summaries_of_order(storage::Connection& connection, const OrderNumber& order);

/// Claims per view: {"open": 3, …}.
[[nodiscard]] http::Json count_claims_by_view(storage::Connection& connection, const PersonId& me);

/// Id of the newest event of a claim, or of all claims; 0: there is none. Costs one look into an index.
[[nodiscard]] std::int64_t newest_event(storage::Connection& connection, const std::optional<ClaimId>& claim);

/// Whether somebody (buyer or staff) has changed the claim after that version, or its state has changed. Letters that
/// went out and videos that are ready do not count.
[[nodiscard]] bool changed_by_people_since(storage::Connection& connection, const ClaimId& claim, std::int64_t version);

}  // namespace shipwitness::web
