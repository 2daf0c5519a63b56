#include "web/server/auth/session_queries.h"

#include "web/server/app/text.h"

namespace shipwitness::web {

void insert_buyer_session(storage::Connection& connection, std::string_view token_sha256, const BuyerSession& session,
                          Timestamp now) {
    connection.execute(
        "insert into sessions (token_sha256, kind, order_number, email_folded, language, csrf_token, "
        "created_at_us, seen_at_us, expires_at_us) values ($1, 'buyer', $2, $3, $4, $5, $6, $6, $7)",
        token_sha256, session.order, fold_case(session.email), to_text(session.language), session.csrf_token, now,
        session.expires);
}

void insert_staff_session(storage::Connection& connection, std::string_view token_sha256, const StaffSession& session,
                          Timestamp now) {
    connection.execute(
        "insert into sessions (token_sha256, kind, language, person_id, csrf_token, created_at_us, "
        "seen_at_us, expires_at_us) values ($1, 'staff', $2, $3, $4, $5, $5, $6)",
        token_sha256, to_text(session.language), session.person, session.csrf_token, now, session.expires);
}

std::optional<BuyerSession> find_buyer_session(storage::Connection& connection, std::string_view token_sha256) {
    const auto row = connection.query_one(
        "select s.order_number, o.buyer_email, s.language, s.csrf_token, s.seen_at_us, s.expires_at_us "
        "from sessions s join orders o on o.number = s.order_number and o.buyer_email_folded = s.email_folded "
        "where s.token_sha256 = $1 and s.kind = 'buyer'",
        token_sha256);
    if (!row) {
        return std::nullopt;
    }
    return BuyerSession{
        OrderNumber(row->text(0)), row->text(1),     parse_language(row->text(2)).value_or(Language::ru), row->text(3),
        row->timestamp(4),         row->timestamp(5)};
}

std::optional<StaffSession> find_staff_session(storage::Connection& connection, std::string_view token_sha256) {
    const auto row = connection.query_one(
        "select p.id, p.name, p.email, p.role, p.language, s.csrf_token, s.seen_at_us, s.expires_at_us "
        "from sessions s join people p on p.id = s.person_id and p.disabled_at_us is null "
        "where s.token_sha256 = $1 and s.kind = 'staff'",
        token_sha256);
    if (!row) {
        return std::nullopt;
    }
    return StaffSession{PersonId(row->text(0)),
                        row->text(1),
                        row->text(2),
                        parse_role(row->text(3)).value_or(Role::agent),
                        parse_language(row->text(4)).value_or(Language::ru),
                        row->text(5),
                        row->timestamp(6),
                        row->timestamp(7)};
}

void touch_session(storage::Connection& connection, std::string_view token_sha256, Timestamp now) {
    connection.execute("update sessions set seen_at_us = $2 where token_sha256 = $1", token_sha256, now);
}

void remove_session(storage::Connection& connection, std::string_view token_sha256) {
    connection.execute("delete from sessions where token_sha256 = $1", token_sha256);
}

void remove_expired_sessions(storage::Connection& connection, Timestamp now) {
    connection.execute("delete from sessions where expires_at_us < $1", now);
}

}  // namespace shipwitness::web
