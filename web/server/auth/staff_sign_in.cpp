#include "web/server/auth/staff_sign_in.h"

#include <semaphore>

#include "core/random.h"
#include "evidence/password.h"
#include "web/server/app/text.h"
#include "web/server/auth/people_queries.h"
#include "web/server/auth/rate.h"
#include "web/server/auth/session.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::ptrdiff_t kHashesAtOnce = 2;

/// Each hash takes 19 MiB and a processor: more than two at once would let strangers slow everybody down.
bool fits(const std::string& hash, std::string_view password) {
    static std::counting_semaphore<kHashesAtOnce> turns{kHashesAtOnce};
    struct Turn {
        Turn() { turns.acquire(); }
        ~Turn() { turns.release(); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
    };
    const Turn turn;
    return evidence::verify_password(hash, password);
}

/// For addresses that nobody has: comparing must take as long as for one that somebody has.
const std::string& nobodys_hash() {
    static const std::string hash = evidence::hash_password(random_hex(kIdBytes));
    return hash;
}

}  // namespace

Result<StaffSignedIn> sign_in_staff(const App& app, std::string_view email, std::string_view password,
                                    const std::string& address) {
    const std::string folded = fold_case(email);
    const auto counted = app.database.write([&](storage::Connection& connection) -> Result<void> {
        auto count = count_attempt(connection, kPasswordsPerAddress, address, app.clock.now());
        return count ? count_attempt(connection, kPasswordsPerEmail, folded, app.clock.now()) : count;
    });
    if (!counted) {
        return tl::unexpected(counted.error());
    }
    const auto person =
        app.database.read([&](storage::Connection& connection) { return find_person(connection, email); });
    const bool fitting = fits(person ? person->password_hash : nobodys_hash(), password);
    if (!person || !fitting) {
        return fail(ErrorKind::unauthenticated, "sign_in_failed", "E-mail address and password do not fit.");
    }
    return app.database.write([&](storage::Connection& connection) {
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
