#include "web/server/auth/guard.h"

#include <utility>

#include "core/text.h"
#include "web/server/auth/session.h"

namespace shipwitness::web {

namespace {

bool changes_something(http::Method method) {
    return method != http::Method::get && method != http::Method::head;
}

Result<void> check_csrf(const http::Request& request, const std::string& csrf_token) {
    if (changes_something(request.method) &&
        !equal_secrets(request.headers.get("X-CSRF-Token").value_or(""), csrf_token)) {
        return fail(ErrorKind::forbidden, "csrf_token_wrong",
                    "Send the session's csrf_token in X-CSRF-Token; GET the session for the current one.");
    }
    return {};
}

/// The page's language, when it says one: a person may read in another than the account's. Pages send one plain tag;
/// anything else is a browser's own list, which nobody chose.
Language language_of(const http::Request& request, Language account) {
    return parse_language(request.headers.get("Accept-Language").value_or("")).value_or(account);
}

http::Response answered(Result<http::Response> result) {
    return result ? std::move(*result) : http::problem(result.error());
}

http::Response personal(Result<http::Response> result) {
    http::Response response = answered(std::move(result));
    if (!response.headers.get("Cache-Control")) {
        response.headers.set("Cache-Control", "no-store");
    }
    return response;
}

Result<http::Response> run_for_buyer(const App& app, const BuyerHandler& handler, const http::Request& request) {
    const auto session = buyer_session_of(app, request);
    if (!session) {
        return tl::unexpected(session.error());
    }
    if (auto csrf = check_csrf(request, session->csrf_token); !csrf) {
        return tl::unexpected(csrf.error());
    }
    return handler(request, Buyer{session->order, session->email, session->language,
                                  session_key(request.cookie(kBuyerCookie).value_or(""))});
}

Result<http::Response> run_for_staff(const App& app, Role least, const StaffHandler& handler,
                                     const http::Request& request) {
    const auto session = staff_session_of(app, request);
    if (!session) {
        return tl::unexpected(session.error());
    }
    if (least == Role::manager && session->role != Role::manager) {
        return fail(ErrorKind::forbidden, "forbidden", "Only a manager may do this.");
    }
    if (auto csrf = check_csrf(request, session->csrf_token); !csrf) {
        return tl::unexpected(csrf.error());
    }
    return handler(request,
                   Staff{session->person, session->name, session->role, language_of(request, session->language),
                         session_key(request.cookie(kStaffCookie).value_or(""))});
}

/// The one of the list whose token the request carries. All are compared, so that the time tells nothing.
template <class Entry>
const Entry* bearer_of(const std::vector<Entry>& entries, const http::Request& request) {
    const auto token = request.bearer();
    const Entry* found = nullptr;
    for (const Entry& entry : entries) {
        if (token && !entry.token.empty() && equal_secrets(*token, entry.token)) {
            found = &entry;
        }
    }
    return found;
}

tl::unexpected<Error> token_wrong() {
    return fail(ErrorKind::unauthenticated, "unauthenticated",
                "Send a token that web.yaml names, as Authorization: Bearer.");
}

}  // namespace

http::Handler for_buyer(App& app, BuyerHandler handler) {
    return [&app, handler = std::move(handler)](const http::Request& request) {
        return personal(run_for_buyer(app, handler, request));
    };
}

http::Handler for_staff(App& app, Role least, StaffHandler handler) {
    return [&app, least, handler = std::move(handler)](const http::Request& request) {
        return personal(run_for_staff(app, least, handler, request));
    };
}

http::Handler for_site(App& app, SiteHandler handler) {
    return [&app, handler = std::move(handler)](const http::Request& request) {
        const auto* site = bearer_of(app.settings.sites, request);
        return site == nullptr ? answered(token_wrong()) : answered(handler(request, *site));
    };
}

http::Handler for_machine(App& app, MachineHandler handler) {
    return [&app, handler = std::move(handler)](const http::Request& request) {
        const auto* machine = bearer_of(app.settings.machines, request);
        return machine == nullptr ? answered(token_wrong()) : answered(handler(request, *machine));
    };
}

http::Handler for_anybody(OpenHandler handler) {
    return [handler = std::move(handler)](const http::Request& request) { return answered(handler(request)); };
}

}  // namespace shipwitness::web
