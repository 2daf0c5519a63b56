#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

enum class LetterKind {
    sign_in,
    claim_received,
    message_received,
    claim_escalated,
    claim_answer,
    claim_closed,
    video_ready,
    video_denied,
    video_failed,
};
[[nodiscard]] std::string_view to_text(LetterKind kind);
[[nodiscard]] std::optional<LetterKind> parse_letter_kind(std::string_view text);

enum class Automation {
    automatic,  ///< by the system: marked Auto-Submitted, and never a person's answer
    person,     ///< a person's words
};

/// A letter to be written. The words come from config/templates/<language>/<kind>.txt, whose {{names}} are filled from
/// `values`. Every template may use {{company}}, {{contact}}, {{order}}, {{claim}} and {{link}} (the claim's page, or
/// the portal), which need not be given; beside them:
///
///     claim_received    name, lines, wish, next_answer     claim_escalated  name, next_answer
///     message_received  name, words, next_answer           video_ready      expires
///     claim_answer      words, author, next_answer         video_denied     reason
///     claim_closed      words, author                      video_failed
///
/// Moments as moment_text() writes them. A line whose value is empty or absent is left out of the letter.
struct LetterDraft {
    LetterKind kind = LetterKind::claim_answer;
    std::string cause;  ///< once per cause, whatever runs twice: "claim_answer:<event id>"
    std::string recipient;
    Language language = Language::ru;
    std::optional<OrderNumber> order;
    std::optional<ClaimId> claim;
    Automation automation = Automation::automatic;
    std::map<std::string, std::string> values;
    /// Like values, but blanked out wherever the letter is shown again (sign-in codes).
    std::map<std::string, std::string> secrets{};
};

/// Writes the letter and asks for its sending, in the caller's transaction; call app.wake_jobs() after it. Returns the
/// letter's id; a second letter for the same cause is not written (the first one's id). What becomes of a letter about
/// a claim is told by events `letter_sent` and `letter_failed`; a `claim_closed` letter that was accepted for delivery
/// closes its claim.
std::string write_letter(const App& app, storage::Connection& connection, const LetterDraft& draft);

/// "22 ноября 2026 года, 14:36 по московскому времени" / "22 November 2026, 14:36 (UTC+3)": never without its zone.
[[nodiscard]] std::string moment_text(Timestamp moment, Language language, const ZoneSettings& zone);

}  // namespace shipwitness::web
