#include "web/server/auth/staff_sign_in.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "core/random.h"
#include "core/scan.h"
#include "core/turns.h"
#include "evidence/password.h"
#include "evidence/sha256.h"
#include "evidence/totp.h"
#include "web/server/app/text.h"
#include "web/server/auth/people_queries.h"
#include "web/server/auth/rate.h"
#include "web/server/auth/session.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kSecretBytes = 20;  // RFC 4226, 4: 160 bits
constexpr std::ptrdiff_t kHashesAtOnce = 2;

/// Each hash takes 19 MiB and a processor: more than two at once would let strangers slow everybody down.
bool fits(const std::string& hash, std::string_view password) {
    static Turns<kHashesAtOnce> turns;
    return turns.take([&] { return evidence::verify_password(hash, password); });
}

/// For addresses that nobody has: comparing must take as long as for one that somebody has.
const std::string& nobodys_hash() {
    static const std::string hash = evidence::hash_password(random_hex(kIdBytes));
    return hash;
}

Result<void> check_second_factor(const App& app, storage::Connection& connection, const PersonId& person,
                                 const std::optional<std::string>& code) {
    const auto factor = second_factor_of(connection, person);
    if (!factor) {
        return {};
    }
    if (!code) {
        return fail(ErrorKind::unauthenticated, "second_factor_needed",
                    "Send the code that the authenticator shows now in `code`.");
    }
    std::string digits;
    std::ranges::copy_if(*code, std::back_inserter(digits), is_ascii_digit);
    const auto step = evidence::totp_fits(factor->secret, digits, app.clock.now(), factor->used_through);
    if (!step) {
        return fail(ErrorKind::unauthenticated, "sign_in_failed",
                    "The code does not fit, or was used already; the next one comes within half a minute.");
    }
    use_second_factor(connection, person, *step);
    return {};
}

}  // namespace

std::string new_second_factor(storage::Database& database, std::string_view email) {
    const std::string random = random_hex(kSecretBytes);
    const auto digest = evidence::sha256(random);
    const std::string secret = evidence::base32(std::span(digest).first(kSecretBytes));
    database.write([&](storage::Connection& connection) { set_second_factor(connection, email, secret); });
    return secret;
}

void remove_second_factor(storage::Database& database, std::string_view email) {
    database.write([&](storage::Connection& connection) { set_second_factor(connection, email, std::nullopt); });
}

Result<StaffSignedIn> sign_in_staff(const App& app, const Credentials& given, const std::string& address) {
    const std::string folded = fold_case(given.email);
    const auto counted = app.database.write([&](storage::Connection& connection) -> Result<void> {
        auto count = count_attempt(connection, kPasswordsPerAddress, address, app.clock.now());
        return count ? count_attempt(connection, kPasswordsPerEmail, folded, app.clock.now()) : count;
    });
    if (!counted) {
        return tl::unexpected(counted.error());
    }
    const auto person =
        app.database.read([&](storage::Connection& connection) { return find_person(connection, given.email); });
    const bool fitting = fits(person ? person->password_hash : nobodys_hash(), given.password);
    if (!person || !fitting) {
        return fail(ErrorKind::unauthenticated, "sign_in_failed", "E-mail address and password do not fit.");
    }
    return app.database.try_write([&](storage::Connection& connection) -> Result<StaffSignedIn> {
        if (auto second = check_second_factor(app, connection, person->id, given.code); !second) {
            return tl::unexpected(second.error());
        }
        forget_attempts(connection, kPasswordsPerEmail, folded);
        StaffSession session;
        session.person = person->id;
        session.name = person->name;
        session.email = person->email;
        session.role = person->role;
        session.language = person->language;
        std::string token = start_session(app, connection, session);
        return StaffSignedIn{std::move(token), std::move(session)};
    });
}

void save_staff(storage::Database& database, std::string_view email, std::string_view name, Role role,
                Language language, std::string_view password, Timestamp now) {
    Person person;
    person.id = PersonId(random_hex(kIdBytes));
    person.email = std::string(email);
    person.name = std::string(name);
    person.role = role;
    person.language = language;
    person.password_hash = evidence::hash_password(password);
    database.write([&](storage::Connection& connection) { save_person(connection, person, now); });
}

}  // namespace shipwitness::web
