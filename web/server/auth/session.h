#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "web/server/app/app.h"
#include "web/server/auth/session_queries.h"

namespace shipwitness::web {

inline constexpr std::string_view kBuyerCookie = "__Host-shipwitness-buyer";
inline constexpr std::string_view kStaffCookie = "__Host-shipwitness-desk";

/// What a session's token is kept as; also its name in scopes and logs, since it opens nothing.
[[nodiscard]] std::string session_key(std::string_view token);

/// Makes the session in the caller's transaction and returns the cookie's token. Fills in csrf_token, seen and expires.
[[nodiscard]] std::string start_session(const App& app, storage::Connection& connection, BuyerSession& session);
[[nodiscard]] std::string start_session(const App& app, storage::Connection& connection, StaffSession& session);

/// The request's live session: found, not expired, not idle too long. unauthenticated `unauthenticated` otherwise.
/// Notes, to within a minute, that it was seen.
[[nodiscard]] Result<BuyerSession> buyer_session_of(const App& app, const http::Request& request);
[[nodiscard]] Result<StaffSession> staff_session_of(const App& app, const http::Request& request);

/// `__Host-` cookies live on one host only, need a secure context (loopback counts as one) and are out of scripts'
/// reach; Strict, since the pages are static and ask for data by themselves.
void set_cookie(http::Response& response, std::string_view name, std::string_view token);
void clear_cookie(http::Response& response, std::string_view name);

}  // namespace shipwitness::web
