#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "web/server/app/app.h"
#include "web/server/auth/session_queries.h"
#include "web/server/jobs/runner.h"

namespace shipwitness::web {

inline constexpr const char* kSignInJob = "sign_in_letter";  ///< subject: the request's id
inline constexpr int kCodeLength = 6;
inline constexpr std::int64_t kWrongCodesPerLetter = 5;

/// Somebody asks for a letter. Only counts the attempt and keeps the request: whether the order exists is looked up
/// later by a job, so that neither the answer nor its time tells. Fails with `too_many_requests`.
[[nodiscard]] Result<void> request_sign_in(const App& app, std::string_view order, std::string_view email,
                                           Language language, const std::string& address);

/// The job that looks for the order and writes the letter, if there is one.
[[nodiscard]] JobKind sign_in_jobs(const App& app);

/// A session, and the token of its cookie.
struct SignedIn {
    std::string token;
    BuyerSession session;
};

/// Uses up the letter with this link token. Fails with unauthenticated `sign_in_failed`, or `too_many_requests`.
[[nodiscard]] Result<SignedIn> sign_in_by_token(const App& app, std::string_view token, const std::string& address);

/// The same by code; a wrong one counts, and after five a letter's code and link are dead.
[[nodiscard]] Result<SignedIn> sign_in_by_code(const App& app, std::string_view order, std::string_view email,
                                               std::string_view code, const std::string& address);

}  // namespace shipwitness::web
