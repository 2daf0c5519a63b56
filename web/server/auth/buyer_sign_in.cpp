#include "web/server/auth/buyer_sign_in.h"

#include <algorithm>
#include <chrono>

#include "core/random.h"
#include "core/text.h"
#include "evidence/sha256.h"
#include "web/server/app/text.h"
#include "web/server/auth/rate.h"
#include "web/server/auth/session.h"
#include "web/server/auth/sign_in_queries.h"
#include "web/server/jobs/job_queries.h"
#include "web/server/letters/letters.h"
#include "web/server/orders/order_queries.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kChallengeBytes = 16;

std::string hashed(std::string_view secret) {
    return evidence::to_hex(evidence::sha256(secret));
}

std::string code_hash(const std::string& salt, std::string_view code) {
    return hashed(salt + ":" + std::string(code));
}

tl::unexpected<Error> sign_in_failed() {
    return fail(ErrorKind::unauthenticated, "sign_in_failed",
                "The code or link does not fit, has been used, or has expired; ask for a new letter.");
}

bool is_challenge(std::string_view text) {
    return text.size() == 2 * kChallengeBytes && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Order and address as one: neither alone is enough to use up somebody's attempts.
std::string buyer_of(std::string_view order, std::string_view email) {
    return fold_case(order) + "\n" + fold_case(email);
}

/// Writes the letter for a request, if there is such an order with such a buyer.
void answer_request(const App& app, storage::Connection& connection, const SignInRequest& request) {
    const auto order = find_order_folded(connection, request.order);
    if (!order || fold_case(order->buyer.email) != fold_case(request.email)) {
        return;
    }
    const std::string token = random_hex(kTokenBytes);
    const std::string code = random_digits(kCodeLength);
    const std::string salt = random_hex(kIdBytes);
    const Timestamp now = app.clock.now();
    insert_sign_in_letter(connection, {request.id, order->number, fold_case(order->buyer.email), hashed(token), salt,
                                       code_hash(salt, code), request.challenge, request.language, 0, now,
                                       now + app.settings.sign_in.letter_lifetime});
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(app.settings.sign_in.letter_lifetime).count();
    LetterDraft draft;
    draft.kind = LetterKind::sign_in;
    draft.cause = "sign_in:" + request.id;
    draft.recipient = order->buyer.email;
    draft.language = request.language;
    draft.order = order->number;
    draft.values = {{"minutes", std::to_string(minutes)}};
    draft.secrets = {{"code", code}, {"link", app.settings.http.public_url + "/sign-in#token=" + token}};
    write_letter(app, connection, draft);
}

SignedIn open_session(const App& app, storage::Connection& connection, const SignInLetter& letter,
                      const std::string& email) {
    use_sign_in_letter(connection, letter.id, app.clock.now());
    BuyerSession session;
    session.order = letter.order;
    session.email = email;
    session.language = letter.language;
    std::string token = start_session(app, connection, session);
    return {std::move(token), std::move(session)};
}

/// The letter's order still has that buyer.
std::optional<std::string> current_email(storage::Connection& connection, const SignInLetter& letter) {
    const auto order = find_order(connection, letter.order);
    return order && fold_case(order->buyer.email) == letter.email_folded ? std::optional(order->buyer.email)
                                                                         : std::nullopt;
}

/// Tries the code on every live letter of the order and address that this browser asked for; wrong ones are counted.
Result<SignedIn> try_code(const App& app, storage::Connection& connection, const CodeAttempt& attempt) {
    std::string code = attempt.code;
    code.erase(std::remove_if(code.begin(), code.end(), [](char each) { return each == ' ' || each == '-'; }),
               code.end());
    const std::string order_folded = fold_case(attempt.order);
    const std::string email_folded = fold_case(attempt.email);
    const auto letters = find_letters_by_code(connection, {order_folded, email_folded, attempt.challenge},
                                              kWrongCodesPerLetter, app.clock.now());
    for (const SignInLetter& letter : letters) {
        if (equal_secrets(code_hash(letter.code_salt, code), letter.code_sha256)) {
            const auto address = current_email(connection, letter);
            return address ? Result<SignedIn>(open_session(app, connection, letter, *address)) : sign_in_failed();
        }
    }
    for (const SignInLetter& letter : letters) {
        note_wrong_code(connection, letter.id);
    }
    return sign_in_failed();
}

}  // namespace

Result<std::string> request_sign_in(const App& app, const LetterWish& wish, const std::string& address) {
    const Timestamp now = app.clock.now();
    const RateLimit per_buyer{"letter_buyer", kLettersPerBuyer,
                              std::chrono::ceil<std::chrono::minutes>(app.settings.sign_in.letter_lifetime)};
    // Attempts that were refused must stay counted, so the transaction ends well either way.
    auto asked = app.database.write([&](storage::Connection& connection) -> Result<std::string> {
        if (auto count = count_attempts(
                connection, {{kLettersPerAddress, address}, {per_buyer, buyer_of(wish.order, wish.email)}}, now);
            !count) {
            return tl::unexpected(count.error());
        }
        const bool known = wish.challenge && is_challenge(*wish.challenge);
        const SignInRequest request{random_hex(kIdBytes), wish.order,
                                    wish.email,           known ? *wish.challenge : random_hex(kChallengeBytes),
                                    wish.language,        now};
        insert_sign_in_request(connection, request);
        enqueue(connection, NewJob{kSignInJob, request.id}, now);
        return request.challenge;
    });
    app.wake_jobs();
    return asked;
}

JobKind sign_in_jobs(const App& app) {
    JobKind kind;
    kind.handler = [&app](const Job& job, const std::stop_token&) {
        app.database.write([&](storage::Connection& connection) {
            if (const auto request = find_sign_in_request(connection, job.subject)) {
                answer_request(app, connection, *request);
                remove_sign_in_request(connection, job.subject);
            }
        });
        app.wake_jobs();
        return JobOutcome::done();
    };
    return kind;
}

Result<SignedIn> sign_in_by_token(const App& app, std::string_view token, const std::string& address) {
    return app.database.write([&](storage::Connection& connection) -> Result<SignedIn> {
        const Timestamp now = app.clock.now();
        if (auto counted = count_attempt(connection, kTokensPerAddress, address, now); !counted) {
            return tl::unexpected(counted.error());
        }
        const auto letter = find_letter_by_token(connection, hashed(token), now);
        const auto email = letter ? current_email(connection, *letter) : std::nullopt;
        return email ? Result<SignedIn>(open_session(app, connection, *letter, *email)) : sign_in_failed();
    });
}

Result<SignedIn> sign_in_by_code(const App& app, const CodeAttempt& attempt, const std::string& address) {
    const std::string buyer = buyer_of(attempt.order, attempt.email);
    return app.database.write([&](storage::Connection& connection) -> Result<SignedIn> {
        const auto counted =
            count_attempts(connection, {{kCodesPerAddress, address}, {kCodesPerBuyer, buyer}}, app.clock.now());
        if (!counted) {
            return tl::unexpected(counted.error());
        }
        auto signed_in = try_code(app, connection, attempt);
        if (signed_in) {
            forget_attempts(connection, kCodesPerBuyer, buyer);
        }
        return signed_in;
    });
}

}  // namespace shipwitness::web
