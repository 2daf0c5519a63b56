#include "web/server/desk/change.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "http/json.h"
#include "web/server/app/once.h"
#include "web/server/desk/claim_view.h"
#include "web/server/desk/queue_queries.h"

namespace shipwitness::web {
namespace {

using http::Json;

tl::unexpected<Error> unknown_claim() {
    return fail(ErrorKind::not_found, "claim_unknown", "There is no such claim.");
}

/// The version that an If-Match names; none when it is none of ours.
std::optional<std::int64_t> version_of(std::string_view etag) {
    if (etag.size() < 3 || etag.front() != '"' || etag.back() != '"') {
        return std::nullopt;
    }
    etag = etag.substr(1, etag.size() - 2);
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(etag.data(), etag.data() + etag.size(), version);
    return error == std::errc() && end == etag.data() + etag.size() ? std::optional(version) : std::nullopt;
}

Result<void> must_match(storage::Connection& connection, const http::Request& request, const Claim& claim) {
    const auto etag = request.headers.get("If-Match");
    if (!etag) {
        return fail(ErrorKind::invalid, "if_match_missing", "Send If-Match with the ETag of the claim as you saw it.");
    }
    const auto version = version_of(*etag);
    if (!version || *version > claim.standing.version || changed_by_people_since(connection, claim.number, *version)) {
        return fail(ErrorKind::stale, "claim_changed", "The claim has changed since; `current` is what it is now.");
    }
    return {};
}

Result<Answer> change(App& app, storage::Connection& connection, const http::Request& request, const Staff& staff,
                      const ChangeOptions& options, const ClaimWork& work) {
    const ClaimId number(request.parameter("claim"));
    auto found = find_case(app, connection, number, staff.language);
    if (!found) {
        return unknown_claim();
    }
    if (options.freshness == Freshness::must_match) {
        if (auto fresh = must_match(connection, request, found->claim); !fresh) {
            return tl::unexpected(fresh.error());
        }
    }
    if (auto done = work(connection, *found); !done) {
        return tl::unexpected(done.error());
    }
    const auto now = find_case(app, connection, number, staff.language).value();
    return Answer{options.status, claim_json(app, connection, now, staff)};
}

void set_etag(http::Response& response) {
    const auto& body = std::get<std::string>(response.body);
    response.headers.set("ETag", etag_of(Json::parse(body).at("version").get<std::int64_t>()));
}

/// The problem with the claim as it is now.
Result<http::Response> stale_response(const App& app, const http::Request& request, const Staff& staff,
                                      const Error& error) {
    auto current = claim_response(app, ClaimId(request.parameter("claim")), staff);
    if (!current) {
        return current;
    }
    auto response = http::problem(error);
    auto body = Json::parse(std::get<std::string>(response.body));
    body["current"] = Json::parse(std::get<std::string>(current->body));
    response.body = body.dump();
    return response;
}

}  // namespace

Result<http::Response> change_claim(App& app, const http::Request& request, const Staff& staff,
                                    const ChangeOptions& options, const ClaimWork& work) {
    const auto scope = "desk:" + staff.id.text() + ":" + request.path;
    auto response = once(app, request, scope, KeyNeed::optional, [&](storage::Connection& connection) {
        return change(app, connection, request, staff, options, work);
    });
    if (!response && response.error().code == "claim_changed") {
        return stale_response(app, request, staff, response.error());
    }
    if (response) {
        set_etag(*response);
    }
    return response;
}

Result<http::Response> claim_response(const App& app, const ClaimId& number, const Staff& reader) {
    return app.database.read([&](storage::Connection& connection) -> Result<http::Response> {
        const auto found = find_case(app, connection, number, reader.language);
        if (!found) {
            return unknown_claim();
        }
        auto response = http::json_response(200, claim_json(app, connection, *found, reader).dump());
        response.headers.set("ETag", etag_of(found->claim.standing.version));
        return response;
    });
}

}  // namespace shipwitness::web
