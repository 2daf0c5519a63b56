#pragma once

#include <optional>
#include <string>

#include "http/json.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/claims/claim.h"
#include "web/server/desk/standing_changes.h"
#include "web/server/letters/letters.h"

namespace shipwitness::web {

/// A letter to whom the claim says, with a person's words.
[[nodiscard]] LetterDraft draft_for(const Claim& claim, LetterKind kind, const std::string& writer,
                                    const std::string& words);

struct AnswerToBuyer {
    ReplyStage stage = ReplyStage::answer;
    std::string words;
    std::optional<http::Json> confirmed_by{};  ///< of a refusal: the second person, {"id", "name"}
};
/// Writes the letter and tells the answer in the shared history; `after` is where the claim stands then.
void send_answer(const App& app, storage::Connection& connection, const Claim& claim, const Author& writer,
                 const AnswerToBuyer& answer, const Standing& after);

}  // namespace shipwitness::web
