#pragma once

#include <optional>
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

struct Credentials {
    std::string email;
    std::string password;
    std::optional<std::string> code{};  ///< of the authenticator, for those who have one
};
/// Fails with unauthenticated `sign_in_failed`, in the same time for an address that nobody has, with unauthenticated
/// `second_factor_needed` when the password fits and a code is wanted too, or with `too_many_requests`: wrong codes
/// count as wrong passwords do.
[[nodiscard]] Result<StaffSignedIn> sign_in_staff(const App& app, const Credentials& given, const std::string& address);

/// Gives the member of staff with this address a new second factor; its secret in base32, to be shown once.
[[nodiscard]] std::string new_second_factor(storage::Database& database, std::string_view email);
void remove_second_factor(storage::Database& database, std::string_view email);

/// A new member of staff, or a new password, name and role for the one with this address; ends their sessions.
void save_staff(storage::Database& database, std::string_view email, std::string_view name, Role role,
                Language language, std::string_view password, Timestamp now);

}  // namespace shipwitness::web
