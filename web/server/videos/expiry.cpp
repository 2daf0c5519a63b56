#include "web/server/videos/expiry.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "core/log.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {
namespace {

/// An open claim holds the desk's copy; looked at again after that.
constexpr std::chrono::hours kHeldFor{24};

bool has_open_claim(storage::Connection& connection, const OrderNumber& order) {
    return std::ranges::any_of(claims_of_order(connection, order),
                               [](const Claim& claim) { return claim.standing.state != claims::ClaimState::closed; });
}

/// What to do with a request now; none: its files go.
std::optional<JobOutcome> end_offer(storage::Connection& connection, const VideoRequest& request, Timestamp now) {
    if (request.state == VideoState::failed || request.state == VideoState::expired) {
        return std::nullopt;
    }
    if (request.state != VideoState::ready) {
        return JobOutcome::done();
    }
    if (now < *request.expires) {
        return JobOutcome::not_yet("Its time has not come.",
                                   std::chrono::ceil<std::chrono::milliseconds>(*request.expires - now));
    }
    if (request.origin == VideoOrigin::desk && has_open_claim(connection, request.order)) {
        set_expires(connection, request.id, now + kHeldFor);
        return JobOutcome::not_yet("A claim of the order is open.", kHeldFor);
    }
    set_expired(connection, request.id);
    return std::nullopt;
}

}  // namespace

JobOutcome VideoExpiry::run(const std::string& request_id) {
    const auto now = app_.clock.now();
    const auto verdict = app_.database.write([&](storage::Connection& connection) {
        const auto request = find_video_request(connection, request_id);
        return request ? end_offer(connection, *request, now) : JobOutcome::done();
    });
    if (verdict) {
        return *verdict;
    }
    folder_.remove_all(request_id);
    app_.database.write([&](storage::Connection& connection) { set_deleted(connection, request_id, now); });
    log_info(fmt::format("videos: the files of request {} are deleted", request_id));
    return JobOutcome::done();
}

}  // namespace shipwitness::web
