#include "web/server/auth/sign_in_routes.h"

#include "http/json.h"
#include "web/server/app/text.h"
#include "web/server/auth/buyer_sign_in.h"
#include "web/server/auth/client_address.h"
#include "web/server/auth/guard.h"
#include "web/server/auth/session.h"
#include "web/server/auth/staff_sign_in.h"

namespace shipwitness::web {

namespace {

http::Json to_json(const BuyerSession& session) {
    return {{"order", session.order.text()},
            {"email", session.email},
            {"language", to_text(session.language)},
            {"csrf_token", session.csrf_token},
            {"expires_at", to_rfc3339(session.expires)}};
}

http::Json to_json(const App& app, const StaffSession& session) {
    const auto left = spare_codes_left(app, session.person);
    return {{"spare_codes_left", left ? http::Json(*left) : http::Json(nullptr)},
            {"person",
             {{"id", session.person.text()},
              {"name", session.name},
              {"email", session.email},
              {"role", to_text(session.role)},
              {"language", to_text(session.language)}}},
            {"csrf_token", session.csrf_token},
            {"expires_at", to_rfc3339(session.expires)}};
}

/// Whom limits count.
std::string client_of(const App& app, const http::Request& request) {
    return counted_client(client_address(request, app.settings.http));
}

template <class Handler>
http::Handler with_body(Handler handler) {
    return for_anybody([handler](const http::Request& request) -> Result<http::Response> {
        const auto body = http::json_body(request);
        if (!body) {
            return tl::unexpected(body.error());
        }
        return handler(request, *body);
    });
}

Result<http::Response> ask_for_letter(const App& app, const http::Request& request, const http::Json& body) {
    http::JsonReader in(body);
    LetterWish wish;
    wish.order = in.text("order", {.max_length = 64});
    wish.email = in.text("email", {.min_length = 3, .max_length = 254});
    wish.language = parse_language(in.word("language", {"ru", "en"})).value_or(Language::ru);
    wish.challenge = in.maybe_text("challenge", {.max_length = 64});
    if (!wish.email.empty() && !is_email(wish.email)) {
        in.fault("email", "email_malformed", "This is not an e-mail address.");
    }
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    const auto challenge = request_sign_in(app, wish, client_of(app, request));
    if (!challenge) {
        return tl::unexpected(challenge.error());
    }
    const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(app.settings.sign_in.letter_lifetime);
    return http::json_response(
        202,
        http::Json({{"expires_in_seconds", lifetime.count()}, {"code_length", kCodeLength}, {"challenge", *challenge}})
            .dump());
}

Result<SignedIn> sign_in(const App& app, const http::Request& request, const http::Json& body) {
    http::JsonReader in(body);
    const std::string address = client_of(app, request);
    if (body.contains("token")) {
        const std::string token = in.text("token", {.max_length = 128});
        const auto done = in.finish();
        return done ? sign_in_by_token(app, token, address) : tl::unexpected(done.error());
    }
    CodeAttempt attempt;
    attempt.order = in.text("order", {.max_length = 64});
    attempt.email = in.text("email", {.max_length = 254});
    attempt.code = in.text("code", {.max_length = 16});
    attempt.challenge = in.text("challenge", {.max_length = 64});
    const auto done = in.finish();
    return done ? sign_in_by_code(app, attempt, address) : tl::unexpected(done.error());
}

Result<http::Response> start_portal_session(const App& app, const http::Request& request, const http::Json& body) {
    const auto signed_in = sign_in(app, request, body);
    if (!signed_in) {
        return tl::unexpected(signed_in.error());
    }
    http::Response response = http::json_response(200, to_json(signed_in->session).dump());
    set_cookie(response, kBuyerCookie, signed_in->token);
    return response;
}

Result<http::Response> start_desk_session(const App& app, const http::Request& request, const http::Json& body) {
    http::JsonReader in(body);
    Credentials given;
    given.email = in.text("email", {.max_length = 254});
    given.password = in.text("password", {.max_length = 256});
    given.code = in.maybe_text("code", {.max_length = 32});
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    const auto signed_in = sign_in_staff(app, given, client_of(app, request));
    if (!signed_in) {
        return tl::unexpected(signed_in.error());
    }
    http::Response response = http::json_response(200, to_json(app, signed_in->session).dump());
    set_cookie(response, kStaffCookie, signed_in->token);
    return response;
}

http::Response signed_out(const App& app, const std::string& session, std::string_view cookie) {
    app.database.write([&](storage::Connection& connection) { remove_session(connection, session); });
    http::Response response = http::no_content();
    clear_cookie(response, cookie);
    return response;
}

Result<http::Response> new_codes(const App& app, const http::Request& request) {
    const auto body = http::json_body(request);
    if (!body) {
        return tl::unexpected(body.error());
    }
    http::JsonReader in(*body);
    const std::string code = in.text("code", {.max_length = 16});
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    const auto session = staff_session_of(app, request);
    if (!session) {
        return tl::unexpected(session.error());
    }
    return renew_spare_codes(app, *session, code).map([](const std::vector<std::string>& codes) {
        return http::json_response(201, http::Json({{"codes", codes}}).dump());
    });
}

}  // namespace

void add_portal_sign_in_routes(http::Routes& routes, App& app) {
    constexpr auto kSession = "/api/v1/portal/session";
    routes.add(http::Method::post, "/api/v1/portal/sign-in-requests",
               with_body([&app](const http::Request& request, const http::Json& body) {
                   return ask_for_letter(app, request, body);
               }));
    routes.add(http::Method::post, kSession, with_body([&app](const http::Request& request, const http::Json& body) {
                   return start_portal_session(app, request, body);
               }));
    routes.add(http::Method::get, kSession, for_anybody([&app](const http::Request& request) {
                   return buyer_session_of(app, request).map([](const BuyerSession& session) {
                       return http::json_response(200, to_json(session).dump());
                   });
               }));
    routes.add(http::Method::del, kSession,
               for_buyer(app, [&app](const http::Request&, const Buyer& buyer) -> Result<http::Response> {
                   return signed_out(app, buyer.session, kBuyerCookie);
               }));
}

void add_desk_sign_in_routes(http::Routes& routes, App& app) {
    constexpr auto kSession = "/api/v1/desk/session";
    routes.add(http::Method::post, kSession, with_body([&app](const http::Request& request, const http::Json& body) {
                   return start_desk_session(app, request, body);
               }));
    routes.add(http::Method::get, kSession, for_anybody([&app](const http::Request& request) {
                   return staff_session_of(app, request).map([&](const StaffSession& session) {
                       return http::json_response(200, to_json(app, session).dump());
                   });
               }));
    routes.add(http::Method::post, "/api/v1/desk/spare-codes",
               for_staff(app, Role::agent,
                         [&app](const http::Request& request, const Staff&) { return new_codes(app, request); }));
    routes.add(http::Method::del, kSession,
               for_staff(app, Role::agent, [&app](const http::Request&, const Staff& staff) -> Result<http::Response> {
                   return signed_out(app, staff.session, kStaffCookie);
               }));
}

}  // namespace shipwitness::web
