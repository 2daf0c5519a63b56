#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "storage/database.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

/// A member of staff.
struct Person {
    PersonId id;
    std::string email;
    std::string name;
    Role role = Role::agent;
    Language language = Language::ru;
    std::string password_hash;
};

/// By e-mail address in any case; none for one who may not sign in any more.
[[nodiscard]] std::optional<Person> find_person(storage::Connection& connection, std::string_view email);

/// None: there was never such a person. One who may not sign in any more still has a name.
[[nodiscard]] std::optional<std::string> name_of_person(storage::Connection& connection, const PersonId& id);

/// Somebody's second factor.
struct SecondFactor {
    std::string secret;             ///< raw bytes
    std::int64_t used_through = 0;  ///< the step of the last code used
};
/// None: the password is enough.
[[nodiscard]] std::optional<SecondFactor> second_factor_of(storage::Connection& connection, const PersonId& id);
/// Gives the person with this address a new secret (base32), or takes the second factor away; ends their sessions.
void set_second_factor(storage::Connection& connection, std::string_view email,
                       const std::optional<std::string>& secret);
void use_second_factor(storage::Connection& connection, const PersonId& id, std::int64_t step);

/// A new person, or new name, role, language and password for the one with this address; who may not sign in any more
/// may again.
void save_person(storage::Connection& connection, const Person& person, Timestamp now);

/// What is to be another of a person; what is absent stays.
struct PersonChange {
    std::optional<std::string> name{};
    std::optional<Role> role{};
    std::optional<Language> language{};
};
/// Ends their sessions. False: nobody with this address may sign in.
[[nodiscard]] bool change_person(storage::Connection& connection, std::string_view email, const PersonChange& change);

/// They may not sign in any more, and their sessions end. False: nobody with this address might.
[[nodiscard]] bool end_person(storage::Connection& connection, std::string_view email, Timestamp now);
[[nodiscard]] std::int64_t count_open_claims_of(storage::Connection& connection, std::string_view email);

/// A member of staff as a list shows them.
struct StaffEntry {
    std::string email;
    std::string name;
    Role role = Role::agent;
    bool has_authenticator = false;
    std::optional<Timestamp> ended{};  ///< none: may sign in
};
/// Those who may sign in first, each part by address.
[[nodiscard]] std::vector<StaffEntry> list_staff(storage::Connection& connection);

}  // namespace shipwitness::web
