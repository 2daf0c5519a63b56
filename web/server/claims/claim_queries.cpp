#include "web/server/claims/claim_queries.h"

#include <map>

#include "web/server/app/text.h"

namespace shipwitness::web {

namespace {

constexpr std::string_view kColumns =
    "number, order_number, channel, language, contact_name, contact_email, contact_phone, wish_kind, wish_words, "
    "delivered_at_us, noticed_at_us, seal, packaging, counted, noted, unpack, packaging_kept, opened_at_us, "
    "updated_at_us, state, next_answer_by_us, waiting_buyer_since_us, waiting_carrier_since_us, escalated_at_us, "
    "closed_at_us, version, assignee_id, refusal_proposed_at_us";
constexpr std::size_t kStandingColumn = 19;

Standing standing_of(const storage::Row& row, std::size_t first) {
    Standing standing;
    standing.state = claims::parse_claim_state(row.text(first)).value_or(claims::ClaimState::received);
    standing.next_answer_by = row.maybe_timestamp(first + 1);
    standing.waiting_buyer_since = row.maybe_timestamp(first + 2);
    standing.waiting_carrier_since = row.maybe_timestamp(first + 3);
    standing.escalated = row.maybe_timestamp(first + 4);
    standing.closed = row.maybe_timestamp(first + 5);
    standing.version = row.integer(first + 6);
    if (auto assignee = row.maybe_text(first + 7)) {
        standing.assignee = PersonId(*std::move(assignee));
    }
    standing.refusal_proposed = row.maybe_timestamp(first + 8);
    return standing;
}

std::map<int, std::vector<std::string>> pictures_by_line(storage::Connection& connection, const ClaimId& claim) {
    std::map<int, std::vector<std::string>> pictures;
    for (const auto& row : connection.query(
             "select line, id from pictures where claim_number = $1 and line is not null order by uploaded_at_us, id",
             claim)) {
        pictures[static_cast<int>(row.integer(0))].push_back(row.text(1));
    }
    return pictures;
}

std::vector<ClaimLine> lines_of(storage::Connection& connection, const ClaimId& claim) {
    auto pictures = pictures_by_line(connection, claim);
    std::vector<ClaimLine> lines;
    for (const auto& row : connection.query(
             "select line, sku, name, unit, quantity_ordered, kind, content_kind, quantity, words from claim_lines "
             "where claim_number = $1 order by line",
             claim)) {
        ClaimLine line;
        line.line = static_cast<int>(row.integer(0));
        line.sku = row.text(1);
        line.name = row.text(2);
        line.unit = row.text(3);
        line.quantity_ordered = row.integer(4);
        line.kind = claims::parse_line_kind(row.text(5)).value_or(claims::LineKind::content);
        line.content_kind = row.maybe_text(6);
        line.quantity = row.maybe_integer(7);
        line.words = row.text(8);
        line.pictures = std::move(pictures[line.line]);
        lines.push_back(std::move(line));
    }
    return lines;
}

Claim claim_of(storage::Connection& connection, const storage::Row& row) {
    Claim claim;
    claim.number = ClaimId(row.text(0));
    claim.order = OrderNumber(row.text(1));
    claim.channel = row.text(2);
    claim.language = parse_language(row.text(3)).value_or(Language::ru);
    claim.contact = {row.text(4), row.text(5), row.maybe_text(6)};
    claim.wish = {row.text(7), row.maybe_text(8)};
    claim.acceptance = {row.maybe_timestamp(9), row.maybe_timestamp(10), row.maybe_text(11), row.maybe_text(12),
                        row.maybe_text(13),     row.maybe_text(14),      row.maybe_text(15), row.maybe_text(16)};
    claim.opened = row.timestamp(17);
    claim.updated = row.timestamp(18);
    claim.standing = standing_of(row, kStandingColumn);
    claim.lines = lines_of(connection, claim.number);
    return claim;
}

std::string search_text(const Claim& claim) {
    return fold_case(claim.number.text() + "\n" + claim.order.text() + "\n" + claim.contact.name + "\n" +
                     claim.contact.email);
}

void insert_lines(storage::Connection& connection, const Claim& claim) {
    for (const ClaimLine& line : claim.lines) {
        connection.execute(
            "insert into claim_lines (claim_number, line, sku, name, unit, quantity_ordered, kind, "
            "content_kind, quantity, words) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            claim.number, line.line, line.sku, line.name, line.unit, line.quantity_ordered, claims::to_text(line.kind),
            line.content_kind, line.quantity, line.words);
    }
}

}  // namespace

std::optional<Claim> find_claim(storage::Connection& connection, const ClaimId& number) {
    const auto row = connection.query_one("select " + std::string(kColumns) + " from claims where number = $1", number);
    return row ? std::optional(claim_of(connection, *row)) : std::nullopt;
}

std::vector<Claim> claims_of_order(storage::Connection& connection, const OrderNumber& order) {
    std::vector<Claim> claims;
    for (const auto& row :
         connection.query("select " + std::string(kColumns) +
                              " from claims where order_number = $1 order by opened_at_us desc, number",
                          order)) {
        claims.push_back(claim_of(connection, row));
    }
    return claims;
}

std::optional<Standing> find_standing(storage::Connection& connection, const ClaimId& number) {
    const auto row = connection.query_one(
        "select state, next_answer_by_us, waiting_buyer_since_us, "
        "waiting_carrier_since_us, escalated_at_us, closed_at_us, version, assignee_id, refusal_proposed_at_us "
        "from claims where number = $1",
        number);
    return row ? std::optional(standing_of(*row, 0)) : std::nullopt;
}

void insert_claim(storage::Connection& connection, const Claim& claim) {
    const Acceptance& seen = claim.acceptance;
    connection.execute(
        "insert into claims (number, order_number, channel, language, contact_name, contact_email, contact_phone, "
        "wish_kind, wish_words, delivered_at_us, noticed_at_us, seal, packaging, counted, noted, unpack, "
        "packaging_kept, opened_at_us, state, next_answer_by_us, version, updated_at_us, search_text) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 0, $18, "
        "$21)",
        claim.number, claim.order, claim.channel, to_text(claim.language), claim.contact.name, claim.contact.email,
        claim.contact.phone, claim.wish.kind, claim.wish.words, seen.delivered, seen.noticed, seen.seal, seen.packaging,
        seen.counted, seen.noted, seen.unpack, seen.packaging_kept, claim.opened, claims::to_text(claim.standing.state),
        claim.standing.next_answer_by, search_text(claim));
    insert_lines(connection, claim);
}

}  // namespace shipwitness::web
