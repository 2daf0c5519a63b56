#include "web/server/letters/letter_routes.h"

#include "web/server/app/json.h"
#include "web/server/auth/guard.h"
#include "web/server/letters/letter_queries.h"

namespace shipwitness::web {

namespace {

template <class Id>
http::Json id_json(const std::optional<Id>& id) {
    return id ? http::Json(id->text()) : http::Json();
}

// Codes and links stay out, whatever the state: the desk must not be able to sign in as a buyer.
http::Json letter_json(const Letter& letter) {
    return {{"id", letter.id},
            {"kind", to_text(letter.kind)},
            {"to", letter.recipient},
            {"language", to_text(letter.language)},
            {"subject", letter.subject},
            {"text", letter.body_shown},
            {"order", id_json(letter.order)},
            {"claim", id_json(letter.claim)},
            {"state", letter.state},
            {"attempts", letter.attempts},
            {"created_at", to_rfc3339(letter.created)},
            {"sent_at", to_json(letter.sent)},
            {"error", to_json(letter.error)}};
}

Result<http::Response> letter_page(const App& app, const http::Request& request) {
    const auto page = page_request(request);
    if (!page) {
        return tl::unexpected(page.error());
    }
    const LetterSearch search{request.query_value("state"), request.query_value("claim")};
    if (search.state && *search.state != "queued" && *search.state != "sent" && *search.state != "failed") {
        return invalid_field("state", "unknown_value", "One of queued, sent, failed.");
    }
    const auto letters =
        app.database.read([&](storage::Connection& connection) { return list_letters(connection, search, *page); });
    http::Json items = http::Json::array();
    http::Json next_cursor;
    for (const Letter& letter : letters) {
        if (items.size() == page->limit) {
            const Letter& last = letters[page->limit - 1];
            next_cursor = encode({to_us(last.created), last.id});
            break;
        }
        items.push_back(letter_json(letter));
    }
    return http::json_response(200, http::Json({{"items", std::move(items)}, {"next_cursor", next_cursor}}).dump());
}

}  // namespace

void add_letter_routes(http::Routes& routes, App& app) {
    routes.add(http::Method::get, "/api/v1/desk/letters",
               for_staff(app, Role::agent,
                         [&app](const http::Request& request, const Staff&) { return letter_page(app, request); }));
}

}  // namespace shipwitness::web
