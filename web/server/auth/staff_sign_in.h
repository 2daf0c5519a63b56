#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "web/server/app/app.h"
#include "web/server/auth/people_queries.h"
#include "web/server/auth/session_queries.h"

namespace shipwitness::web {

struct StaffSignedIn {
    std::string token;  ///< of the cookie
    StaffSession session;
};

struct Credentials {
    std::string email;
    std::string password;
    std::optional<std::string> code{};  ///< of the authenticator, or a spare one, for those who have a second factor
};
/// Fails with unauthenticated `sign_in_failed`, in the same time for an address that nobody has, with unauthenticated
/// `second_factor_needed` when the password fits and a code is wanted too, or with `too_many_requests`: wrong codes
/// count as wrong passwords do.
[[nodiscard]] Result<StaffSignedIn> sign_in_staff(const App& app, const Credentials& given, const std::string& address);

/// What is shown once and kept nowhere.
struct NewSecondFactor {
    std::string secret;  ///< of the authenticator, in base32
    std::vector<std::string> spare_codes;
};
/// Gives the member of staff with this address, who must exist, a new second factor.
[[nodiscard]] NewSecondFactor new_second_factor(storage::Database& database, std::string_view email, Timestamp now);
void remove_second_factor(storage::Database& database, std::string_view email, Timestamp now);

/// New spare codes for somebody who is signed in and has the authenticator at hand: `code` is what it shows now. Fails
/// with conflict `no_second_factor`, forbidden `second_factor_wrong`, or `too_many_requests`: wrong codes count as
/// wrong passwords do.
[[nodiscard]] Result<std::vector<std::string>> renew_spare_codes(const App& app, const StaffSession& session,
                                                                 std::string_view code);
/// None: the password is enough for this person.
[[nodiscard]] std::optional<std::int64_t> spare_codes_left(const App& app, const PersonId& person);

/// Another name, role or language for who may sign in, and the same password; ends their sessions, so that it holds at
/// once. False: nobody with this address may sign in.
[[nodiscard]] bool change_staff(storage::Database& database, std::string_view email, const PersonChange& change);

/// Ends somebody's sessions, and they cannot sign in again; what they wrote keeps their name. None: nobody with this
/// address might sign in. Otherwise how many open claims are still theirs, which colleagues have to take over.
[[nodiscard]] std::optional<std::int64_t> end_staff(storage::Database& database, std::string_view email, Timestamp now);

/// A new member of staff, or a new password, name and role for the one with this address; ends their sessions.
void save_staff(storage::Database& database, std::string_view email, std::string_view name, Role role,
                Language language, std::string_view password, Timestamp now);

}  // namespace shipwitness::web
