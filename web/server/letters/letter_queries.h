#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "storage/database.h"
#include "web/server/app/paging.h"
#include "web/server/letters/letters.h"

namespace shipwitness::web {

/// A letter as it is kept.
struct Letter {
    std::string id;
    LetterKind kind = LetterKind::claim_answer;
    std::string recipient;
    Language language = Language::ru;
    std::string subject;
    std::string body;
    std::string body_shown;
    std::optional<OrderNumber> order;
    std::optional<ClaimId> claim;
    Automation automation = Automation::automatic;
    std::string state = "queued";
    std::int64_t attempts = 0;
    std::optional<std::string> error;
    Timestamp created;
    std::optional<Timestamp> sent;
};

/// False when there is a letter for that cause already; then nothing is written.
bool insert_letter(storage::Connection& connection, const Letter& letter, std::string_view cause);
[[nodiscard]] std::optional<std::string> find_letter_id(storage::Connection& connection, std::string_view cause);
[[nodiscard]] std::optional<Letter> find_letter(storage::Connection& connection, std::string_view id);

enum class Secrets { keep, blank_out };

void mark_letter_sent(storage::Connection& connection, std::string_view id, Secrets secrets, Timestamp now);
void note_letter_attempt(storage::Connection& connection, std::string_view id, std::string_view error);
void mark_letter_failed(storage::Connection& connection, std::string_view id, std::string_view error);

struct LetterSearch {
    std::optional<std::string> state;
    std::optional<std::string> claim;
};
/// Newest first; one more than asked for tells that there is a next page.
[[nodiscard]] std::vector<Letter> list_letters(storage::Connection& connection, const LetterSearch& search,
                                               const PageRequest& page);

}  // namespace shipwitness::web
