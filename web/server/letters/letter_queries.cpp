#include "web/server/letters/letter_queries.h"

namespace shipwitness::web {

namespace {

constexpr std::string_view kColumns =
    "id, kind, recipient, language, subject, body, body_shown, order_number, "
    "claim_number, automatic, state, attempts, last_error, created_at_us, sent_at_us";

template <class Id>
std::optional<Id> maybe_id(const storage::Row& row, std::size_t column) {
    const auto text = row.maybe_text(column);
    return text ? std::optional(Id(*text)) : std::nullopt;
}

Letter letter_of(const storage::Row& row) {
    Letter letter;
    letter.id = row.text(0);
    letter.kind = parse_letter_kind(row.text(1)).value_or(LetterKind::claim_answer);
    letter.recipient = row.text(2);
    letter.language = parse_language(row.text(3)).value_or(Language::ru);
    letter.subject = row.text(4);
    letter.body = row.text(5);
    letter.body_shown = row.text(6);
    letter.order = maybe_id<OrderNumber>(row, 7);
    letter.claim = maybe_id<ClaimId>(row, 8);
    letter.automation = row.boolean(9) ? Automation::automatic : Automation::person;
    letter.state = row.text(10);
    letter.attempts = row.integer(11);
    letter.error = row.maybe_text(12);
    letter.created = row.timestamp(13);
    letter.sent = row.maybe_timestamp(14);
    return letter;
}

}  // namespace

bool insert_letter(storage::Connection& connection, const Letter& letter, std::string_view cause) {
    return connection.execute(
               "insert into letters (id, cause, kind, recipient, language, subject, body, body_shown, order_number, "
               "claim_number, automatic, state, created_at_us) "
               "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', $12) on conflict (cause) do nothing",
               letter.id, cause, to_text(letter.kind), letter.recipient, to_text(letter.language), letter.subject,
               letter.body, letter.body_shown, letter.order, letter.claim, letter.automation == Automation::automatic,
               letter.created) == 1;
}

std::optional<std::string> find_letter_id(storage::Connection& connection, std::string_view cause) {
    const auto row = connection.query_one("select id from letters where cause = $1", cause);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

std::optional<Letter> find_letter(storage::Connection& connection, std::string_view id) {
    const auto row = connection.query_one("select " + std::string(kColumns) + " from letters where id = $1", id);
    return row ? std::optional(letter_of(*row)) : std::nullopt;
}

void mark_letter_sent(storage::Connection& connection, std::string_view id, Secrets secrets, Timestamp now) {
    connection.execute(
        "update letters set state = 'sent', sent_at_us = $2, attempts = attempts + 1, last_error = null "
        "where id = $1",
        id, now);
    if (secrets == Secrets::blank_out) {
        connection.execute("update letters set body = body_shown where id = $1", id);
    }
}

void note_letter_attempt(storage::Connection& connection, std::string_view id, std::string_view error) {
    connection.execute("update letters set attempts = attempts + 1, last_error = $2 where id = $1", id, error);
}

void mark_letter_failed(storage::Connection& connection, std::string_view id, std::string_view error) {
    connection.execute("update letters set state = 'failed', last_error = $2, body = body_shown where id = $1", id,
                       error);
}

std::vector<Letter> list_letters(storage::Connection& connection, const LetterSearch& search, const PageRequest& page) {
    const Cursor after = page.after.value_or(Cursor{INT64_MAX, ""});
    std::vector<storage::Value> parameters{storage::to_value(after.number), storage::to_value(after.text),
                                           storage::to_value(page.limit + 1)};
    std::string sql = "select " + std::string(kColumns) +
                      " from letters where created_at_us <= $1 and (created_at_us < $1 or id > $2)";
    // Only what is asked for is said: "$4 is null or …" would keep SQLite from every index but the one by age.
    const auto narrow = [&](const char* column, const std::optional<std::string>& value) {
        if (value) {
            parameters.push_back(storage::to_value(*value));
            sql += std::string(" and ") + column + " = $" + std::to_string(parameters.size());
        }
    };
    narrow("state", search.state);
    narrow("claim_number", search.claim);
    std::vector<Letter> letters;
    for (const auto& row : connection.run(sql + " order by created_at_us desc, id limit $3", parameters)) {
        letters.push_back(letter_of(row));
    }
    return letters;
}

}  // namespace shipwitness::web
