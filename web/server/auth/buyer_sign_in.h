#pragma once

#include <optional>
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

/// What somebody typed who wants a letter.
struct LetterWish {
    std::string order;
    std::string email;
    Language language = Language::ru;
    /// Given out for an earlier letter to the same browser: then its code goes on working. Anything else is overlooked.
    std::optional<std::string> challenge;
};

/// Somebody asks for a letter. Only counts the attempt and keeps the request: whether the order exists is looked up
/// later by a job, so that neither the answer nor its time tells. Gives the challenge that has to come with the
/// letter's code. Fails with `too_many_requests`.
[[nodiscard]] Result<std::string> request_sign_in(const App& app, const LetterWish& wish, const std::string& address);

/// The job that looks for the order and writes the letter, if there is one.
[[nodiscard]] JobKind sign_in_jobs(const App& app);

/// A session, and the token of its cookie.
struct SignedIn {
    std::string token;
    BuyerSession session;
};

/// Uses up the letter with this link token. Fails with unauthenticated `sign_in_failed`, or `too_many_requests`.
[[nodiscard]] Result<SignedIn> sign_in_by_token(const App& app, std::string_view token, const std::string& address);

struct CodeAttempt {
    std::string order;
    std::string email;
    std::string code;  ///< spaces and hyphens are overlooked
    std::string challenge;
};

/// The same by code, for who has the challenge of the letter; a wrong one counts, and after five a letter's code is
/// dead. The link goes on.
[[nodiscard]] Result<SignedIn> sign_in_by_code(const App& app, const CodeAttempt& attempt, const std::string& address);

}  // namespace shipwitness::web
