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
#include "web/server/auth/spare_code_queries.h"
#include "web/server/auth/spare_codes.h"

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

std::string digits_of(std::string_view code) {
    std::string digits;
    std::ranges::copy_if(code, std::back_inserter(digits), is_ascii_digit);
    return digits;
}

/// Six digits, however they are spaced; a spare code is longer.
bool is_authenticators(std::string_view code) {
    constexpr std::size_t kLongest = 8;
    const std::size_t digits = digits_of(code).size();
    return digits + static_cast<std::size_t>(std::ranges::count(code, ' ')) == code.size() && digits <= kLongest;
}

bool use_authenticators(const App& app, storage::Connection& connection, const PersonId& person,
                        const SecondFactor& factor, std::string_view code) {
    const auto step = evidence::totp_fits(factor.secret, digits_of(code), app.clock.now(), factor.used_through);
    if (step) {
        use_second_factor(connection, person, *step);
    }
    return step.has_value();
}

Result<void> check_second_factor(const App& app, storage::Connection& connection, const PersonId& person,
                                 const std::optional<std::string>& code) {
    const auto factor = second_factor_of(connection, person);
    if (!factor) {
        return {};
    }
    if (!code) {
        return fail(ErrorKind::unauthenticated, "second_factor_needed",
                    "Send the code that the authenticator shows now, or a spare one, in `code`.");
    }
    if (is_authenticators(*code) ? use_authenticators(app, connection, person, *factor, *code)
                                 : use_spare_code(connection, person, *code, app.clock.now())) {
        return {};
    }
    return fail(ErrorKind::unauthenticated, "sign_in_failed",
                "The code does not fit, or was used already; the next one comes within half a minute.");
}

}  // namespace

NewSecondFactor new_second_factor(storage::Database& database, std::string_view email, Timestamp now) {
    const std::string random = random_hex(kSecretBytes);
    const auto digest = evidence::sha256(random);
    NewSecondFactor factor;
    factor.secret = evidence::base32(std::span(digest).first(kSecretBytes));
    database.write([&](storage::Connection& connection) {
        set_second_factor(connection, email, factor.secret);
        factor.spare_codes = new_spare_codes(connection, find_person(connection, email).value().id, now);
    });
    return factor;
}

void remove_second_factor(storage::Database& database, std::string_view email, Timestamp now) {
    database.write([&](storage::Connection& connection) {
        set_second_factor(connection, email, std::nullopt);
        forget_spare_codes(connection, find_person(connection, email).value().id, now);
    });
}

Result<std::vector<std::string>> renew_spare_codes(const App& app, const StaffSession& session, std::string_view code) {
    const std::string folded = fold_case(session.email);
    // Counted in a transaction of its own: a wrong code must stay counted.
    const auto counted = app.database.try_write([&](storage::Connection& connection) {
        return count_attempt(connection, kPasswordsPerEmail, folded, app.clock.now());
    });
    if (!counted) {
        return tl::unexpected(counted.error());
    }
    return app.database.try_write([&](storage::Connection& connection) -> Result<std::vector<std::string>> {
        const auto factor = second_factor_of(connection, session.person);
        if (!factor) {
            return fail(ErrorKind::conflict, "no_second_factor", "This person signs in with the password alone.");
        }
        if (!use_authenticators(app, connection, session.person, *factor, code)) {
            return fail(ErrorKind::forbidden, "second_factor_wrong",
                        "The code does not fit, or was used already; the next one comes within half a minute.");
        }
        forget_attempts(connection, kPasswordsPerEmail, folded);
        return new_spare_codes(connection, session.person, app.clock.now());
    });
}

std::optional<std::int64_t> spare_codes_left(const App& app, const PersonId& person) {
    return app.database.read([&](storage::Connection& connection) {
        return second_factor_of(connection, person) ? std::optional(count_unused_spare_codes(connection, person))
                                                    : std::nullopt;
    });
}

Result<StaffSignedIn> sign_in_staff(const App& app, const Credentials& given, const std::string& address) {
    const std::string folded = fold_case(given.email);
    const auto counted = app.database.write([&](storage::Connection& connection) {
        return count_attempts(connection, {{kPasswordsPerAddress, address}, {kPasswordsPerEmail, folded}},
                              app.clock.now());
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

bool change_staff(storage::Database& database, std::string_view email, const PersonChange& change) {
    return database.write([&](storage::Connection& connection) { return change_person(connection, email, change); });
}

std::optional<std::int64_t> end_staff(storage::Database& database, std::string_view email, Timestamp now) {
    return database.write([&](storage::Connection& connection) {
        return end_person(connection, email, now) ? std::optional(count_open_claims_of(connection, email))
                                                  : std::nullopt;
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
