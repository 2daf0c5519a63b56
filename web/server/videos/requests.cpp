#include "web/server/videos/requests.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "core/random.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/jobs/job_queries.h"
#include "web/server/packing/session_queries.h"
#include "web/server/videos/video_letters.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {
namespace {

/// Sessions that show something of the order.
std::set<std::string> filmed_sessions(storage::Connection& connection, const OrderNumber& order) {
    std::set<std::string> ids;
    for (const auto& session : sessions_of_order(connection, order)) {
        if (!session.cancelled) {
            ids.insert(session.id.text());
        }
    }
    return ids;
}

/// Open, or ready with all there is: then there is nothing new to ask for.
bool answers(const VideoRequest& request, const std::set<std::string>& sessions, Timestamp now) {
    switch (request.state) {
        case VideoState::asked:
        case VideoState::queued:
        case VideoState::fetching:
            return true;
        case VideoState::ready:
            break;
        case VideoState::failed:
        case VideoState::denied:
        case VideoState::expired:
            return false;
    }
    std::set<std::string> held;
    for (const auto& clip : request.clips) {
        held.insert(clip.session.text());
    }
    return request.expires && now < *request.expires && std::ranges::includes(held, sessions);
}

VideoRequest new_request(const App& app, const VideoWish& wish) {
    VideoRequest request;
    request.id = random_hex(16);
    request.order = wish.order;
    request.claim = wish.claim;
    request.origin = wish.origin;
    request.requested_by = wish.author.person;
    request.requested = app.clock.now();
    const bool waits = wish.origin == VideoOrigin::buyer && app.settings.videos.approval == VideoApproval::desk;
    request.state = waits ? VideoState::asked : VideoState::queued;
    return request;
}

}  // namespace

Result<AskedVideo> ask_for_video(const App& app, storage::Connection& connection, const VideoWish& wish) {
    const auto sessions = filmed_sessions(connection, wish.order);
    if (sessions.empty()) {
        return fail(ErrorKind::conflict, "no_footage", "No packing session of this order is known.");
    }
    const auto now = app.clock.now();
    for (auto& earlier : video_requests_of_order(connection, wish.order)) {
        if (earlier.origin == wish.origin && answers(earlier, sessions, now)) {
            return AskedVideo{std::move(earlier), false};
        }
    }
    auto request = new_request(app, wish);
    insert_video_request(connection, request);
    tell_claim(connection, request, EventKind::video_requested, wish.author, {}, now);
    if (request.state == VideoState::queued) {
        set_decided(connection, request.id, VideoState::queued, std::nullopt, std::nullopt, now);
        if (wish.origin == VideoOrigin::buyer) {
            tell_claim(connection, request, EventKind::video_approved, Author::system(), {{"by", "policy"}}, now);
        }
        enqueue(connection, {kFetchVideoJob, request.id}, now);
    }
    return AskedVideo{std::move(request), true};
}

Result<VideoRequest> decide_video_request(const App& app, storage::Connection& connection, const std::string& id,
                                          Approval approval, const std::optional<std::string>& reason,
                                          const Author& by) {
    auto request = find_video_request(connection, id);
    if (!request) {
        return fail(ErrorKind::not_found, "video_request_unknown", "There is no such video request.");
    }
    if (request->state != VideoState::asked) {
        return fail(ErrorKind::conflict, "video_request_decided", "The request does not wait for approval any more.");
    }
    const auto now = app.clock.now();
    if (approval == Approval::approve) {
        set_decided(connection, id, VideoState::queued, by.person, std::nullopt, now);
        tell_claim(connection, *request, EventKind::video_approved, by, {}, now);
        enqueue(connection, {kFetchVideoJob, id}, now);
        return find_video_request(connection, id).value();
    }
    if (!reason) {
        return fail(ErrorKind::invalid, "reason_missing", "Say why: the buyer reads it.",
                    {{"reason", "required", "is needed to deny"}});
    }
    set_decided(connection, id, VideoState::denied, by.person, reason, now);
    tell_claim(connection, *request, EventKind::video_denied, by, {{"words", *reason}}, now);
    const auto denied = find_video_request(connection, id).value();
    write_video_letter(app, connection, denied, LetterKind::video_denied);
    return denied;
}

void tell_claim(storage::Connection& connection, const VideoRequest& request, EventKind kind, const Author& author,
                http::Json data, Timestamp now) {
    if (!request.claim) {
        return;
    }
    const auto standing = find_standing(connection, *request.claim);
    if (data.is_null()) {
        data = http::Json::object();
    }
    data["request"] = request.id;
    const auto visibility = request.origin == VideoOrigin::buyer && kind != EventKind::video_downloaded
                                ? Visibility::shared
                                : Visibility::internal;
    append_event(connection, *request.claim, now, kind, author, visibility, data, standing.value());
}

}  // namespace shipwitness::web
