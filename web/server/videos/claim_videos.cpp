#include "web/server/videos/claim_videos.h"

#include "web/server/claims/claim_queries.h"
#include "web/server/videos/order_videos.h"
#include "web/server/videos/requests.h"

namespace shipwitness::web {

void fetch_video_for_claim(const App& app, storage::Connection& connection, const ClaimId& claim,
                           const OrderNumber& order) {
    if (!has_footage(connection, order)) {
        return;
    }
    // There is footage, so that asking cannot fail; one that is under way already serves this claim too.
    (void)ask_for_video(app, connection, {order, claim, VideoOrigin::desk, Author::system()}).value();
}

void fetch_video_for_open_claims(const App& app, storage::Connection& connection, const OrderNumber& order) {
    for (const auto& claim : claims_of_order(connection, order)) {
        if (claim.standing.state != claims::ClaimState::closed) {
            fetch_video_for_claim(app, connection, claim.number, order);
        }
    }
}

}  // namespace shipwitness::web
