#pragma once

#include <optional>
#include <string>

#include "core/result.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/auth/guard.h"
#include "web/server/desk/claim_case.h"
#include "web/server/desk/standing_changes.h"

namespace shipwitness::web {

// What staff do to a claim. Each works in the caller's transaction on the case as it is now, tells it in the claim's
// history, and fails with conflict `claim_closed` where a closed claim forbids it.

struct FactInput {
    int line = 0;
    std::string fact;
    std::optional<std::string> value;  ///< one of the column's words, or "unobtainable"; none: takes the word back
    std::optional<std::string> words;  ///< where it was learnt
};
/// Fails with `line_unknown`, `fact_unknown` (not_found), and invalid `unknown_value`.
[[nodiscard]] Result<void> set_fact(const App& app, storage::Connection& connection, ClaimCase& found,
                                    const Staff& staff, const FactInput& input);

/// Fails with `line_unknown`, `override_reason_missing`, `shares_wrong`.
[[nodiscard]] Result<void> decide_line(const App& app, storage::Connection& connection, ClaimCase& found,
                                       const Staff& staff, int line, const DecisionInput& input);

struct ReplyInput {
    ReplyStage stage = ReplyStage::answer;
    std::string words;
    std::optional<Timestamp> promised;  ///< none: the company's own term
};
/// To the buyer: by letter and in the shared history. A manager's answers an escalation. A letter that turns
/// the buyer down (second_look.h) does not go out yet: it waits for a second person (settle_refusal()), and fails with
/// `refusal_waits` while another one does.
[[nodiscard]] Result<void> answer_buyer(const App& app, storage::Connection& connection, ClaimCase& found,
                                        const Staff& staff, const ReplyInput& input);

struct SecondLook {
    enum class Verdict { confirm, give_back };
    Verdict verdict = Verdict::confirm;
    std::optional<std::string> words;  ///< with give_back: what to think of; needed unless its writer takes it back
};
/// A second person looks at the letter that waits: it goes out in its writer's name, or back. Fails with conflict
/// `no_refusal_waits`, forbidden `second_person_needed` (its own writer confirms), invalid `words_missing`.
[[nodiscard]] Result<void> settle_refusal(const App& app, storage::Connection& connection, ClaimCase& found,
                                          const Staff& staff, const SecondLook& look);

enum class Assignment { take, give_back };
/// Whose claim it is. Anybody may take it, from a colleague too; it is given back by whoever has it, or by a manager
/// (forbidden `claim_not_yours` for others). What is so already is told nobody.
[[nodiscard]] Result<void> assign(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                                  Assignment assignment);

/// For colleagues; the buyer never sees it. Closed claims take it too.
[[nodiscard]] Result<void> add_note(const App& app, storage::Connection& connection, ClaimCase& found,
                                    const Staff& staff, const std::string& words);

[[nodiscard]] Result<void> set_waiting(const App& app, storage::Connection& connection, ClaimCase& found,
                                       const Staff& staff, WaitFor whom);

/// Writes the closing letter; the claim is closed when it was accepted for delivery. One that turns the buyer down
/// waits for a second person first, as a message does. Fails with `lines_undecided`, and with `closing_under_way` while
/// an earlier one is still being sent.
[[nodiscard]] Result<void> write_closing(const App& app, storage::Connection& connection, ClaimCase& found,
                                         const Staff& staff, const std::string& words);

/// Takes a closed claim up again. Fails with conflict `claim_not_closed`.
[[nodiscard]] Result<void> reopen(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                                  const std::optional<std::string>& words);

}  // namespace shipwitness::web
