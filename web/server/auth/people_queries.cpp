#include "web/server/auth/people_queries.h"

#include "evidence/totp.h"
#include "web/server/app/text.h"

namespace shipwitness::web {

namespace {

void end_sessions_of(storage::Connection& connection, std::string_view email) {
    connection.execute("delete from sessions where person_id = (select id from people where email_folded = $1)",
                       fold_case(email));
}

/// What is stored for a choice; absent, the column stays.
template <class Choice>
std::optional<std::string> stored(const std::optional<Choice>& choice) {
    return choice ? std::optional(std::string(to_text(*choice))) : std::nullopt;
}

}  // namespace

std::optional<Person> find_person(storage::Connection& connection, std::string_view email) {
    const auto row = connection.query_one(
        "select id, email, name, role, language, password_hash from people "
        "where email_folded = $1 and disabled_at_us is null",
        fold_case(email));
    if (!row) {
        return std::nullopt;
    }
    return Person{PersonId(row->text(0)),
                  row->text(1),
                  row->text(2),
                  parse_role(row->text(3)).value_or(Role::agent),
                  parse_language(row->text(4)).value_or(Language::ru),
                  row->text(5)};
}

std::optional<std::string> name_of_person(storage::Connection& connection, const PersonId& id) {
    const auto row = connection.query_one("select name from people where id = $1", id);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

std::optional<SecondFactor> second_factor_of(storage::Connection& connection, const PersonId& id) {
    const auto row = connection.query_one("select totp_secret, totp_step from people where id = $1", id);
    const auto secret = row ? row->maybe_text(0) : std::nullopt;
    if (!secret) {
        return std::nullopt;
    }
    return SecondFactor{evidence::from_base32(*secret).value(), row->integer(1)};
}

void set_second_factor(storage::Connection& connection, std::string_view email,
                       const std::optional<std::string>& secret) {
    connection.execute("update people set totp_secret = $2, totp_step = 0 where email_folded = $1", fold_case(email),
                       secret);
    end_sessions_of(connection, email);
}

void use_second_factor(storage::Connection& connection, const PersonId& id, std::int64_t step) {
    connection.execute("update people set totp_step = $2 where id = $1", id, step);
}

void save_person(storage::Connection& connection, const Person& person, Timestamp now) {
    connection.execute(
        "insert into people (id, email, email_folded, name, role, language, password_hash, created_at_us) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (email_folded) do update set email = $2, name = $4, "
        "role = $5, language = $6, password_hash = $7, disabled_at_us = null",
        person.id, person.email, fold_case(person.email), person.name, to_text(person.role), to_text(person.language),
        person.password_hash, now);
    // Whoever knew the old password is out.
    end_sessions_of(connection, person.email);
}

bool change_person(storage::Connection& connection, std::string_view email, const PersonChange& change) {
    const auto changed = connection.execute(
        "update people set name = coalesce($2, name), role = coalesce($3, role), language = coalesce($4, language) "
        "where email_folded = $1 and disabled_at_us is null",
        fold_case(email), change.name, stored(change.role), stored(change.language));
    end_sessions_of(connection, email);
    return changed > 0;
}

bool end_person(storage::Connection& connection, std::string_view email, Timestamp now) {
    const auto ended =
        connection.execute("update people set disabled_at_us = $2 where email_folded = $1 and disabled_at_us is null",
                           fold_case(email), now);
    end_sessions_of(connection, email);
    return ended > 0;
}

std::int64_t count_open_claims_of(storage::Connection& connection, std::string_view email) {
    const auto row = connection.query_one(
        "select count(*) from claims where state <> 'closed' "
        "and assignee_id = (select id from people where email_folded = $1)",
        fold_case(email));
    return row ? row->integer(0) : 0;
}

std::vector<StaffEntry> list_staff(storage::Connection& connection) {
    std::vector<StaffEntry> list;
    for (const auto& row :
         connection.query("select email, name, role, totp_secret is not null, disabled_at_us from people "
                          "order by disabled_at_us is not null, email_folded")) {
        list.push_back({row.text(0), row.text(1), parse_role(row.text(2)).value_or(Role::agent), row.integer(3) != 0,
                        row.maybe_timestamp(4)});
    }
    return list;
}

}  // namespace shipwitness::web
