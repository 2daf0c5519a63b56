#pragma once

#include <optional>
#include <string>

#include "core/result.h"
#include "http/json.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/claims/claim.h"
#include "web/server/desk/claim_case.h"
#include "web/server/desk/standing_changes.h"
#include "web/server/letters/letters.h"

namespace shipwitness::web {

/// A letter to whom the claim says, with a person's words.
[[nodiscard]] LetterDraft draft_for(const Claim& claim, LetterKind kind, const std::string& writer,
                                    const std::string& words);

struct AnswerToBuyer {
    ReplyStage stage = ReplyStage::answer;
    std::string words;
    std::optional<http::Json> confirmed_by{};  ///< the second person who looked at it, {"id", "name"}
    Role writer = Role::agent;
};
/// Writes the letter and tells the answer in the shared history; `after` is where the claim stands then.
void send_answer(const App& app, storage::Connection& connection, const Claim& claim, const Author& writer,
                 const AnswerToBuyer& answer, const Standing& after);

/// Writes the closing letter; what fails is told at write_closing().
[[nodiscard]] Result<void> send_closing(const App& app, storage::Connection& connection, const ClaimCase& found,
                                        const Author& writer, const AnswerToBuyer& answer);
/// What keeps a closing letter from being written now; else where the claim stands after it.
[[nodiscard]] Result<Standing> may_close(storage::Connection& connection, const ClaimCase& found);

/// Tells which waits began or ended between two standings.
void tell_waits(storage::Connection& connection, const ClaimId& claim, const Author& author, const Standing& before,
                const Standing& after, Timestamp now);

}  // namespace shipwitness::web
