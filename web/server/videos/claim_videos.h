#pragma once

#include "core/ids.h"
#include "storage/database.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// A claim was opened: the video of its order is fetched for the desk, so that it plays beside the claim. Nothing when
/// nothing of the order was filmed. Call it in the claim's transaction, and app.wake_jobs() after it.
void fetch_video_for_claim(const App& app, storage::Connection& connection, const ClaimId& claim,
                           const OrderNumber& order);

/// A session of the order was heard of: when a claim of the order is open, its video is fetched for the desk.
void fetch_video_for_open_claims(const App& app, storage::Connection& connection, const OrderNumber& order);

}  // namespace shipwitness::web
