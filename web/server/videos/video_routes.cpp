#include "web/server/videos/video_routes.h"

#include <optional>
#include <string>
#include <utility>

#include "http/json.h"
#include "web/server/app/once.h"
#include "web/server/app/paging.h"
#include "web/server/auth/guard.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/videos/requests.h"
#include "web/server/videos/video_codec.h"
#include "web/server/videos/video_files.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {
namespace {

using http::Json;
using http::Request;
using http::Response;

tl::unexpected<Error> unknown_request() {
    return fail(ErrorKind::not_found, "video_request_unknown", "There is no such video request.");
}

Response answer(const App& app, const VideoRequest& request, Viewer viewer) {
    return http::json_response(200, to_json(request, viewer, app.clock.now()).dump());
}

/// The buyer's own request of the buyer's own order; anything else does not exist for them.
Result<VideoRequest> find_for_buyer(const App& app, const Request& request, const Buyer& buyer) {
    auto video = app.database.read(
        [&](storage::Connection& connection) { return find_video_request(connection, request.parameter("request")); });
    if (!video || video->order != buyer.order || video->origin != VideoOrigin::buyer) {
        return unknown_request();
    }
    return std::move(*video);
}

Result<VideoRequest> find_for_staff(const App& app, const Request& request) {
    auto video = app.database.read(
        [&](storage::Connection& connection) { return find_video_request(connection, request.parameter("request")); });
    if (!video) {
        return unknown_request();
    }
    return std::move(*video);
}

/// Asks, and answers 201 for a new request and 200 for one that was there.
Result<Answer> asked(const App& app, storage::Connection& connection, const VideoWish& wish, Viewer viewer) {
    const auto video = ask_for_video(app, connection, wish);
    if (!video) {
        return tl::unexpected(video.error());
    }
    return Answer{video->is_new ? 201 : 200, to_json(video->request, viewer, app.clock.now())};
}

/// The claim that a buyer names must be one of their order.
Result<std::optional<ClaimId>> claim_of(storage::Connection& connection, const std::optional<std::string>& number,
                                        const OrderNumber& order) {
    if (!number) {
        return std::optional<ClaimId>();
    }
    const auto claim = find_claim(connection, ClaimId(*number));
    if (!claim || claim->order != order) {
        return fail(ErrorKind::not_found, "claim_unknown", "There is no such claim.");
    }
    return std::optional(claim->number);
}

Result<Response> ask_as_buyer(App& app, const Request& request, const Buyer& buyer) {
    const auto body = http::json_body(request);
    if (!body) {
        return tl::unexpected(body.error());
    }
    http::JsonReader in(*body);
    const auto number = in.maybe_text("claim", {.max_length = 20});
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    const auto work = [&](storage::Connection& connection) -> Result<Answer> {
        const auto claim = claim_of(connection, number, buyer.order);
        if (!claim) {
            return tl::unexpected(claim.error());
        }
        return asked(app, connection, {buyer.order, *claim, VideoOrigin::buyer, Author::buyer()}, Viewer::buyer);
    };
    return once(app, request, "ask_video:" + buyer.order.text(), KeyNeed::optional, work);
}

Result<Response> ask_as_staff(App& app, const Request& request, const Staff& staff) {
    const auto work = [&](storage::Connection& connection) -> Result<Answer> {
        const auto claim = find_claim(connection, ClaimId(request.parameter("claim")));
        if (!claim) {
            return fail(ErrorKind::not_found, "claim_unknown", "There is no such claim.");
        }
        return asked(app, connection,
                     {claim->order, claim->number, VideoOrigin::desk, Author::of(staff.id, staff.name)}, Viewer::desk);
    };
    return once(app, request, "ask_video:" + staff.id.text(), KeyNeed::optional, work);
}

Result<Response> list(App& app, const Request& request) {
    const auto page = page_request(request);
    if (!page) {
        return tl::unexpected(page.error());
    }
    std::optional<VideoState> state;
    if (const auto word = request.query_value("state")) {
        state = parse_video_state(*word);
        if (!state) {
            return invalid_field("state", "unknown_value", "is no state of a video request");
        }
    }
    const auto found = app.database.read(
        [&](storage::Connection& connection) { return list_video_requests(connection, state, *page); });
    Json items = Json::array();
    for (const auto& video : found.items) {
        items.push_back(to_json(video, Viewer::desk, app.clock.now()));
    }
    const Json body{{"items", std::move(items)},
                    {"next_cursor", found.next_cursor ? Json(*found.next_cursor) : Json(nullptr)}};
    return http::json_response(200, body.dump());
}

Result<Response> approve(App& app, const Request& request, const Staff& staff) {
    const auto body = http::json_body(request);
    if (!body) {
        return tl::unexpected(body.error());
    }
    http::JsonReader in(*body);
    const auto decision = in.word("decision", {"approve", "deny"});
    const auto reason = in.maybe_text("reason", {.max_length = 1000, .multiline = true});
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    const auto decided = app.database.try_write([&](storage::Connection& connection) {
        return decide_video_request(app, connection, request.parameter("request"),
                                    decision == "approve" ? Approval::approve : Approval::deny, reason,
                                    Author::of(staff.id, staff.name));
    });
    if (!decided) {
        return tl::unexpected(decided.error());
    }
    app.wake_jobs();
    return answer(app, *decided, Viewer::desk);
}

void add_portal_routes(http::Routes& routes, App& app) {
    routes.add(http::Method::post, "/api/v1/portal/video-requests",
               for_buyer(app, [&app](const Request& request, const Buyer& buyer) {
                   return ask_as_buyer(app, request, buyer);
               }));
    routes.add(http::Method::get, "/api/v1/portal/video-requests/{request}",
               for_buyer(app, [&app](const Request& request, const Buyer& buyer) {
                   return find_for_buyer(app, request, buyer).map([&](const VideoRequest& video) {
                       return answer(app, video, Viewer::buyer);
                   });
               }));
    routes.add(http::Method::get, "/api/v1/portal/videos/{request}/{file}",
               for_buyer(app, [&app](const Request& request, const Buyer& buyer) -> Result<Response> {
                   const auto video = find_for_buyer(app, request, buyer);
                   if (!video) {
                       return tl::unexpected(video.error());
                   }
                   return video_file_response(app, request, *video, {.person = {}, .buyer = buyer.email});
               }));
}

void add_desk_routes(http::Routes& routes, App& app) {
    routes.add(http::Method::post, "/api/v1/desk/claims/{claim}/video-requests",
               for_staff(app, Role::agent, [&app](const Request& request, const Staff& staff) {
                   return ask_as_staff(app, request, staff);
               }));
    routes.add(
        http::Method::get, "/api/v1/desk/video-requests",
        for_staff(app, Role::agent, [&app](const Request& request, const Staff&) { return list(app, request); }));
    routes.add(http::Method::get, "/api/v1/desk/video-requests/{request}",
               for_staff(app, Role::agent, [&app](const Request& request, const Staff&) {
                   return find_for_staff(app, request).map([&](const VideoRequest& video) {
                       return answer(app, video, Viewer::desk);
                   });
               }));
    routes.add(http::Method::post, "/api/v1/desk/video-requests/{request}/approval",
               for_staff(app, Role::manager,
                         [&app](const Request& request, const Staff& staff) { return approve(app, request, staff); }));
    routes.add(http::Method::get, "/api/v1/desk/videos/{request}/{file}",
               for_staff(app, Role::agent, [&app](const Request& request, const Staff& staff) -> Result<Response> {
                   const auto video = find_for_staff(app, request);
                   if (!video) {
                       return tl::unexpected(video.error());
                   }
                   return video_file_response(app, request, *video, {.person = staff.id, .buyer = {}});
               }));
}

}  // namespace

void add_video_routes(http::Routes& routes, App& app) {
    add_portal_routes(routes, app);
    add_desk_routes(routes, app);
}

}  // namespace shipwitness::web
