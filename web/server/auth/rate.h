#pragma once

#include <chrono>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "storage/database.h"

namespace shipwitness::web {

/// At most `count` attempts of one subject in a window; the windows of a subject begin with its first attempt.
struct RateLimit {
    std::string_view name;
    int count = 0;
    std::chrono::minutes window{};
};

/// Limits of attempts to get in, counted alike for orders that do not exist. None of them may shut a buyer out because
/// of what strangers do: letters are counted by order and e-mail address together, and the link of a letter always
/// works. `kLettersPerBuyer` has no window of its own: it is a letter's lifetime, so that whoever is refused has a
/// letter that is still good. `kCodesPerBuyer` bounds the guessing of six digits; who meets it takes the link.
inline constexpr int kLettersPerBuyer = 5;
inline constexpr RateLimit kCodesPerBuyer{"code_buyer", 50, std::chrono::hours{24}};
inline constexpr RateLimit kLettersPerAddress{"letter_address", 200, std::chrono::minutes{60}};
inline constexpr RateLimit kCodesPerAddress{"code_address", 200, std::chrono::minutes{60}};
inline constexpr RateLimit kTokensPerAddress{"token_address", 300, std::chrono::minutes{60}};
inline constexpr RateLimit kPasswordsPerEmail{"password_email", 10, std::chrono::minutes{15}};
inline constexpr RateLimit kPasswordsPerAddress{"password_address", 300, std::chrono::minutes{15}};
inline constexpr RateLimit kPicturesPerOrder{"picture_order", 100, std::chrono::minutes{60}};
inline constexpr RateLimit kClaimsPerOrder{"claim_order", 30, std::chrono::minutes{60}};

/// Counts one attempt. Fails with too_many `too_many_requests` when there were enough of them already (that one is not
/// counted then).
[[nodiscard]] Result<void> count_attempt(storage::Connection& connection, const RateLimit& limit,
                                         std::string_view subject, Timestamp now);

/// The same by several limits at once; ends with the first that fails, and the ones before it stay counted.
[[nodiscard]] Result<void> count_attempts(storage::Connection& connection,
                                          std::initializer_list<std::pair<RateLimit, std::string_view>> attempts,
                                          Timestamp now);

/// Forgets the subject's attempts: somebody got in.
void forget_attempts(storage::Connection& connection, const RateLimit& limit, std::string_view subject);

/// Counters whose window is long over are thrown away.
void forget_old_counters(storage::Connection& connection, Timestamp now);

}  // namespace shipwitness::web
