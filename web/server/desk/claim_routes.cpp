#include "web/server/desk/claim_routes.h"

#include <string>
#include <utility>

#include "http/json.h"
#include "web/server/app/paging.h"
#include "web/server/auth/guard.h"
#include "web/server/desk/change.h"
#include "web/server/desk/claim_inputs.h"
#include "web/server/desk/queue_queries.h"

namespace shipwitness::web {
namespace {

using http::Json;
using http::Method;
using http::Request;
using http::Response;

Result<Response> queue(const App& app, const Request& request, const Staff& staff) {
    const auto page = page_request(request);
    if (!page) {
        return tl::unexpected(page.error());
    }
    const auto view = parse_claim_view(request.query_value("view").value_or("open"));
    if (!view) {
        return invalid_field("view", "unknown_value", "is no view of the queue");
    }
    auto search = request.query_value("q");
    if (search && search->empty()) {
        search.reset();
    }
    return app.database.read([&](storage::Connection& connection) {
        auto found = list_claims(connection, *view, staff.id, search, *page);
        const Json body{{"items", std::move(found.items)},
                        {"next_cursor", found.next_cursor ? Json(*found.next_cursor) : Json(nullptr)},
                        {"counts", count_claims_by_view(connection, staff.id)}};
        return http::json_response(200, body.dump());
    });
}

/// A route that reads its input, then changes the claim with it.
template <class Read, class Act>
StaffHandler change_with(App& app, ChangeOptions options, Read read, Act act) {
    return [&app, options, read, act](const Request& request, const Staff& staff) -> Result<Response> {
        const auto input = read(request);
        if (!input) {
            return tl::unexpected(input.error());
        }
        return change_claim(app, request, staff, options, [&](storage::Connection& connection, ClaimCase& found) {
            return act(app, connection, found, staff, *input);
        });
    };
}

/// The line of a decision stands in the address, the rest in the body.
Result<std::pair<int, DecisionInput>> read_line_decision(const Request& request) {
    const auto line = line_of(request);
    if (!line) {
        return tl::unexpected(line.error());
    }
    return read_decision(request).map([&](DecisionInput input) { return std::pair(*line, std::move(input)); });
}

Result<void> decide_as_read(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                            const std::pair<int, DecisionInput>& input) {
    return decide_line(app, connection, found, staff, input.first, input.second);
}

}  // namespace

void add_desk_claim_routes(http::Routes& routes, App& app) {
    const auto add = [&](Method method, const char* path, StaffHandler handler) {
        routes.add(method, std::string("/api/v1/desk/claims") + path, for_staff(app, Role::agent, std::move(handler)));
    };
    const ChangeOptions changed{.freshness = Freshness::must_match, .status = 200};
    const ChangeOptions created{.freshness = Freshness::must_match, .status = 201};
    add(Method::get, "", [&app](const Request& request, const Staff& staff) { return queue(app, request, staff); });
    add(Method::get, "/{claim}", [&app](const Request& request, const Staff& staff) {
        return claim_response(app, ClaimId(request.parameter("claim")), staff);
    });
    add(Method::put, "/{claim}/lines/{line}/facts/{fact}", change_with(app, changed, read_fact, set_fact));
    add(Method::post, "/{claim}/lines/{line}/decision", change_with(app, changed, read_line_decision, decide_as_read));
    add(Method::post, "/{claim}/messages", change_with(app, created, read_message, answer_buyer));
    add(Method::post, "/{claim}/notes",
        change_with(app, {.freshness = Freshness::any, .status = 201}, read_words, add_note));
    add(Method::post, "/{claim}/waiting", change_with(app, changed, read_waiting, set_waiting));
    add(Method::post, "/{claim}/second-look", change_with(app, changed, read_second_look, settle_refusal));
    add(Method::post, "/{claim}/assignment", change_with(app, changed, read_assignment, assign));
    add(Method::post, "/{claim}/closing", change_with(app, created, read_words, write_closing));
    add(Method::post, "/{claim}/reopening", change_with(app, changed, read_optional_words, reopen));
}

}  // namespace shipwitness::web
