#pragma once

#include <optional>
#include <string>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/claims/events.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

inline constexpr const char* kFetchVideoJob = "fetch_video";    ///< subject: the request's id
inline constexpr const char* kExpireVideoJob = "expire_video";  ///< the same

struct AskedVideo {
    VideoRequest request;
    bool is_new = false;  ///< false: one that was open or ready already
};

/// A wish for the video of an order. Asks for nothing new while a request of the same origin is open, or ready and
/// holding every session there is. A buyer's waits for approval when the settings say so; all others are fetched at
/// once. With a claim, its history tells of it. Fails with conflict `no_footage` when no session of the order is known.
struct VideoWish {
    OrderNumber order;
    std::optional<ClaimId> claim;
    VideoOrigin origin = VideoOrigin::desk;
    Author author;  ///< buyer; a person of ours; system: because a claim came
};
[[nodiscard]] Result<AskedVideo> ask_for_video(const App& app, storage::Connection& connection, const VideoWish& wish);

enum class Approval { approve, deny };
/// Approves or denies a buyer's request that waits for it. Fails with `video_request_unknown`, conflict
/// `video_request_decided`, and invalid `reason_missing` (deny without one).
[[nodiscard]] Result<VideoRequest> decide_video_request(const App& app, storage::Connection& connection,
                                                        const std::string& id, Approval approval,
                                                        const std::optional<std::string>& reason, const Author& by);

/// Adds an event about a request to its claim's history; nothing when it belongs to none. The claim stays where it is.
void tell_claim(storage::Connection& connection, const VideoRequest& request, EventKind kind, const Author& author,
                http::Json data, Timestamp now);

}  // namespace shipwitness::web
