#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "web/server/app/app.h"
#include "web/server/auth/session_queries.h"

namespace shipwitness::web {

struct StaffSignedIn {
    std::string token;  ///< of the cookie
    StaffSession session;
};

/// By e-mail and password. Fails with unauthenticated `sign_in_failed`, in the same time for an address that nobody
/// has, or with `too_many_requests`.
[[nodiscard]] Result<StaffSignedIn> sign_in_staff(const App& app, std::string_view email, std::string_view password,
                                                  const std::string& address);

/// A new member of staff, or a new password, name and role for the one with this address; ends their sessions.
void save_staff(storage::Database& database, std::string_view email, std::string_view name, Role role,
                Language language, std::string_view password, Timestamp now);

}  // namespace shipwitness::web
