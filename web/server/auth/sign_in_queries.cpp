#include "web/server/auth/sign_in_queries.h"

namespace shipwitness::web {

namespace {

constexpr std::string_view kColumns =
    "l.id, l.order_number, l.email_folded, l.token_sha256, l.code_salt, "
    "l.code_sha256, l.challenge, l.language, l.wrong_codes, l.created_at_us, l.expires_at_us";

SignInLetter letter_of(const storage::Row& row) {
    return {row.text(0),      OrderNumber(row.text(1)),
            row.text(2),      row.text(3),
            row.text(4),      row.text(5),
            row.text(6),      parse_language(row.text(7)).value_or(Language::ru),
            row.integer(8),   row.timestamp(9),
            row.timestamp(10)};
}

}  // namespace

void insert_sign_in_request(storage::Connection& connection, const SignInRequest& request) {
    connection.execute(
        "insert into sign_in_requests (id, order_text, email_text, challenge, language, created_at_us) "
        "values ($1, $2, $3, $4, $5, $6)",
        request.id, request.order, request.email, request.challenge, to_text(request.language), request.created);
}

std::optional<SignInRequest> find_sign_in_request(storage::Connection& connection, std::string_view id) {
    const auto row = connection.query_one(
        "select id, order_text, email_text, challenge, language, created_at_us from sign_in_requests where id = $1",
        id);
    if (!row) {
        return std::nullopt;
    }
    return SignInRequest{
        row->text(0),     row->text(1), row->text(2), row->text(3), parse_language(row->text(4)).value_or(Language::ru),
        row->timestamp(5)};
}

void remove_sign_in_request(storage::Connection& connection, std::string_view id) {
    connection.execute("delete from sign_in_requests where id = $1", id);
}

void insert_sign_in_letter(storage::Connection& connection, const SignInLetter& letter) {
    connection.execute(
        "insert into sign_in_letters (id, order_number, email_folded, token_sha256, code_salt, "
        "code_sha256, challenge, language, created_at_us, expires_at_us) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        letter.id, letter.order, letter.email_folded, letter.token_sha256, letter.code_salt, letter.code_sha256,
        letter.challenge, to_text(letter.language), letter.created, letter.expires);
}

std::optional<SignInLetter> find_letter_by_token(storage::Connection& connection, std::string_view token_sha256,
                                                 Timestamp now) {
    const auto row = connection.query_one("select " + std::string(kColumns) +
                                              " from sign_in_letters l where l.token_sha256 = $1 and "
                                              "l.used_at_us is null and l.expires_at_us > $2",
                                          token_sha256, now);
    return row ? std::optional(letter_of(*row)) : std::nullopt;
}

std::vector<SignInLetter> find_letters_by_code(storage::Connection& connection, const CodeSubject& subject,
                                               std::int64_t max_wrong, Timestamp now) {
    std::vector<SignInLetter> letters;
    for (const auto& row :
         connection.query("select " + std::string(kColumns) +
                              " from sign_in_letters l join orders o on o.number = l.order_number "
                              "where o.number_folded = $1 and l.email_folded = $2 and l.used_at_us is null "
                              "and l.expires_at_us > $3 and l.wrong_codes < $4 and l.challenge = $5 "
                              "order by l.created_at_us desc",
                          subject.order_folded, subject.email_folded, now, max_wrong, subject.challenge)) {
        letters.push_back(letter_of(row));
    }
    return letters;
}

void use_sign_in_letter(storage::Connection& connection, std::string_view id, Timestamp now) {
    connection.execute("update sign_in_letters set used_at_us = $2 where id = $1", id, now);
}

void note_wrong_code(storage::Connection& connection, std::string_view id) {
    connection.execute("update sign_in_letters set wrong_codes = wrong_codes + 1 where id = $1", id);
}

void remove_old_sign_in_letters(storage::Connection& connection, Timestamp before) {
    connection.execute("delete from sign_in_letters where expires_at_us < $1", before);
    connection.execute("delete from sign_in_requests where created_at_us < $1", before);
}

}  // namespace shipwitness::web
