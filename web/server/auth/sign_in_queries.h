#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "storage/database.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

/// Somebody asks for a sign-in letter; the order may not exist.
struct SignInRequest {
    std::string id;
    std::string order;  ///< as typed
    std::string email;  ///< as typed
    std::string challenge;
    Language language = Language::ru;
    Timestamp created;
};

void insert_sign_in_request(storage::Connection& connection, const SignInRequest& request);
[[nodiscard]] std::optional<SignInRequest> find_sign_in_request(storage::Connection& connection, std::string_view id);
void remove_sign_in_request(storage::Connection& connection, std::string_view id);

/// A letter's code and link, as kept.
struct SignInLetter {
    std::string id;
    OrderNumber order;
    std::string email_folded;
    std::string token_sha256;
    std::string code_salt;
    std::string code_sha256;
    std::string challenge;
    Language language = Language::ru;
    std::int64_t wrong_codes = 0;
    Timestamp created;
    Timestamp expires;
};

void insert_sign_in_letter(storage::Connection& connection, const SignInLetter& letter);
/// Unused and not expired.
[[nodiscard]] std::optional<SignInLetter> find_letter_by_token(storage::Connection& connection,
                                                               std::string_view token_sha256, Timestamp now);
/// What somebody types with a code, folded.
struct CodeSubject {
    std::string_view order_folded;
    std::string_view email_folded;
    std::string_view challenge;
};

/// Unused, not expired, with fewer wrong codes than `max_wrong`; newest first.
[[nodiscard]] std::vector<SignInLetter> find_letters_by_code(storage::Connection& connection,
                                                             const CodeSubject& subject, std::int64_t max_wrong,
                                                             Timestamp now);
void use_sign_in_letter(storage::Connection& connection, std::string_view id, Timestamp now);
void note_wrong_code(storage::Connection& connection, std::string_view id);
void remove_old_sign_in_letters(storage::Connection& connection, Timestamp before);

}  // namespace shipwitness::web
