#include "web/server/auth/session.h"

#include <chrono>

#include "core/random.h"
#include "evidence/sha256.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr auto kSeenPrecision = std::chrono::minutes{1};

template <class Session>
Result<Session> live(const App& app, std::optional<Session> session, const std::string& key,
                     std::chrono::milliseconds idle) {
    const Timestamp now = app.clock.now();
    if (!session || session->expires <= now || session->seen + idle <= now) {
        return fail(ErrorKind::unauthenticated, "unauthenticated", "Sign in first; the session may have ended.");
    }
    if (session->seen + kSeenPrecision <= now) {
        app.database.write([&](storage::Connection& connection) { touch_session(connection, key, now); });
    }
    return *session;
}

template <class Session>
Result<Session> session_of(const App& app, const http::Request& request, std::string_view cookie,
                           std::chrono::milliseconds idle,
                           std::optional<Session> (*find)(storage::Connection&, std::string_view)) {
    const auto token = request.cookie(cookie);
    const std::string key = session_key(token.value_or(""));
    auto session = token ? app.database.read([&](storage::Connection& connection) { return find(connection, key); })
                         : std::nullopt;
    return live(app, std::move(session), key, idle);
}

}  // namespace

std::string session_key(std::string_view token) {
    return evidence::to_hex(evidence::sha256(token));
}

std::string start_session(const App& app, storage::Connection& connection, BuyerSession& session) {
    std::string token = random_hex(kTokenBytes);
    session.csrf_token = random_hex(kTokenBytes);
    session.seen = app.clock.now();
    session.expires = session.seen + app.settings.sign_in.buyer_session_lifetime;
    insert_buyer_session(connection, session_key(token), session, session.seen);
    return token;
}

std::string start_session(const App& app, storage::Connection& connection, StaffSession& session) {
    std::string token = random_hex(kTokenBytes);
    session.csrf_token = random_hex(kTokenBytes);
    session.seen = app.clock.now();
    session.expires = session.seen + app.settings.sign_in.staff_session_lifetime;
    insert_staff_session(connection, session_key(token), session, session.seen);
    return token;
}

Result<BuyerSession> buyer_session_of(const App& app, const http::Request& request) {
    return session_of<BuyerSession>(app, request, kBuyerCookie, app.settings.sign_in.buyer_session_idle,
                                    find_buyer_session);
}

Result<StaffSession> staff_session_of(const App& app, const http::Request& request) {
    return session_of<StaffSession>(app, request, kStaffCookie, app.settings.sign_in.staff_session_idle,
                                    find_staff_session);
}

void set_cookie(http::Response& response, std::string_view name, std::string_view token) {
    response.headers.add("Set-Cookie",
                         std::string(name) + "=" + std::string(token) + "; Path=/; Secure; HttpOnly; SameSite=Strict");
}

void clear_cookie(http::Response& response, std::string_view name) {
    response.headers.add("Set-Cookie", std::string(name) + "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

}  // namespace shipwitness::web
