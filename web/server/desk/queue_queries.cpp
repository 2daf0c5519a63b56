#include "web/server/desk/queue_queries.h"

#include <limits>
#include <stdexcept>
#include <utility>

#include "core/time.h"
#include "web/server/app/json.h"
#include "web/server/app/text.h"

namespace shipwitness::web {
namespace {

using http::Json;

/// Which claims a view holds, in SQL on `c`; $1 is who asks.
std::string_view condition_of(ClaimView view) {
    switch (view) {
        case ClaimView::open:
            return "c.state <> 'closed'";
        case ClaimView::mine:
            return "c.state <> 'closed' and c.assignee_id = $1";
        case ClaimView::refusals:
            return "c.state <> 'closed' and c.refusal_proposed_at_us is not null";
        case ClaimView::due:
            return "c.state <> 'closed' and c.next_answer_by_us is not null";
        case ClaimView::waiting:
            return "c.state <> 'closed' and "
                   "(c.waiting_buyer_since_us is not null or c.waiting_carrier_since_us is not null)";
        case ClaimView::escalated:
            return "c.state <> 'closed' and c.escalated_at_us is not null";
        case ClaimView::decided:
            return "c.state = 'decided'";
        case ClaimView::closed:
            return "c.state = 'closed'";
        case ClaimView::all:
            return "true";
    }
    throw std::logic_error("no such view");
}

/// Claims are sorted by this number, then by their own number, both ascending.
std::string sort_key_of(ClaimView view) {
    switch (view) {
        case ClaimView::open:
        case ClaimView::mine:
        case ClaimView::due:
        case ClaimView::refusals:
        case ClaimView::waiting:
        case ClaimView::escalated:
            return "coalesce(c.next_answer_by_us, " + std::to_string(std::numeric_limits<std::int64_t>::max()) + ")";
        case ClaimView::decided:
        case ClaimView::closed:
        case ClaimView::all:
            break;
    }
    return "-c.updated_at_us";
}

std::string select_with(const std::string& sort_key) {
    return "select c.number, c.order_number, c.state, o.buyer_name, o.carrier, c.opened_at_us, c.updated_at_us, "
           "c.next_answer_by_us, c.escalated_at_us, c.waiting_buyer_since_us is not null, "
           "c.waiting_carrier_since_us is not null, c.language, "
           "(select count(*) from claim_lines l where l.claim_number = c.number), "
           "(select count(distinct d.line) from claim_decisions d where d.claim = c.number), "
           "(select group_concat(distinct l.kind) from claim_lines l where l.claim_number = c.number), "
           "(select p.name from people p where p.id = c.assignee_id), c.refusal_proposed_at_us, " +
           sort_key + " from claims c join orders o on o.number = c.order_number ";
}

Json words_of(const std::string& comma_separated) {
    Json words = Json::array();
    std::size_t from = 0;
    while (from <= comma_separated.size()) {
        const auto to = std::min(comma_separated.find(',', from), comma_separated.size());
        words.push_back(comma_separated.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

Json summary_of(const storage::Row& row) {
    Json waiting = Json::array();
    if (row.boolean(9)) {
        waiting.push_back("buyer");
    }
    if (row.boolean(10)) {
        waiting.push_back("carrier");
    }
    return {{"number", row.text(0)},
            {"order", row.text(1)},
            {"state", row.text(2)},
            {"buyer_name", row.text(3)},
            {"carrier", to_json(row.maybe_text(4))},
            {"kinds", words_of(row.text(14))},
            {"lines", row.integer(12)},
            {"undecided_lines", row.integer(12) - row.integer(13)},
            {"opened_at", to_rfc3339(row.timestamp(5))},
            {"updated_at", to_rfc3339(row.timestamp(6))},
            {"next_answer_by", to_json(row.maybe_timestamp(7))},
            {"escalated_at", to_json(row.maybe_timestamp(8))},
            {"waiting_for", std::move(waiting)},
            {"assignee", to_json(row.maybe_text(15))},
            {"refusal_proposed_at", to_json(row.maybe_timestamp(16))},
            {"language", row.text(11)}};
}

constexpr std::array<std::pair<ClaimView, std::string_view>, kClaimViews.size()> kWords{
    {{ClaimView::open, "open"},
     {ClaimView::mine, "mine"},
     {ClaimView::refusals, "refusals"},
     {ClaimView::due, "due"},
     {ClaimView::waiting, "waiting"},
     {ClaimView::escalated, "escalated"},
     {ClaimView::decided, "decided"},
     {ClaimView::closed, "closed"},
     {ClaimView::all, "all"}}};

}  // namespace

std::string_view to_text(ClaimView view) {
    for (const auto& [known, word] : kWords) {
        if (known == view) {
            return word;
        }
    }
    throw std::logic_error("no such view");
}

std::optional<ClaimView> parse_claim_view(std::string_view text) {
    for (const auto& [view, word] : kWords) {
        if (word == text) {
            return view;
        }
    }
    return std::nullopt;
}

ClaimPage list_claims(storage::Connection& connection, ClaimView view, const PersonId& me,
                      const std::optional<std::string>& search, const PageRequest& page) {
    const auto key = sort_key_of(view);
    std::vector<storage::Value> parameters{storage::to_value(me),
                                           storage::to_value(static_cast<std::int64_t>(page.limit) + 1)};
    auto sql = select_with(key) + "where " + std::string(condition_of(view));
    const auto place = [&](storage::Value value) {
        parameters.push_back(std::move(value));
        return "$" + std::to_string(parameters.size());
    };
    if (search) {
        sql += " and c.search_text like " + place(storage::to_value(like_pattern(*search))) + " escape '\\'";
    }
    if (page.after) {
        const auto number = place(storage::to_value(page.after->number));
        const auto text = place(storage::to_value(page.after->text));
        sql += " and (" + key + ", c.number) > (" + number + ", " + text + ")";
    }
    sql += " order by " + key + ", c.number limit $2";
    ClaimPage result;
    Cursor last;
    for (const auto& row : connection.run(sql, parameters)) {
        if (result.items.size() == page.limit) {
            result.next_cursor = encode(last);
            break;
        }
        result.items.push_back(summary_of(row));
        last = {row.integer(17), row.text(0)};
    }
    return result;
}

Json claim_summaries_of_order(storage::Connection& connection, const OrderNumber& order) {
    Json items = Json::array();
    const auto key = sort_key_of(ClaimView::all);
    for (const auto& row :
         connection.query(select_with(key) + "where c.order_number = $1 order by " + key + ", c.number", order)) {
        items.push_back(summary_of(row));
    }
    return items;
}

Json count_claims_by_view(storage::Connection& connection, const PersonId& me) {
    // Years of closed claims are counted from an index alone; the few open ones are looked at.
    std::string sql;
    for (const auto view : kClaimViews) {
        sql += (sql.empty() ? "select count(*) filter (where " : ", count(*) filter (where ") +
               std::string(condition_of(view)) + ")";
    }
    const auto open = connection.query_one(sql + " from claims c where c.state <> 'closed'", me).value();
    const auto closed = connection.query_one("select count(*) from claims where state = 'closed'").value().integer(0);
    Json counts = Json::object();
    for (std::size_t i = 0; i < kClaimViews.size(); ++i) {
        const auto view = kClaimViews.at(i);
        const bool holds_closed = view == ClaimView::closed || view == ClaimView::all;
        counts[std::string(to_text(view))] = open.integer(i) + (holds_closed ? closed : 0);
    }
    return counts;
}

std::int64_t newest_event(storage::Connection& connection, const std::optional<ClaimId>& claim) {
    const auto row =
        claim ? connection.query_one("select coalesce(max(id), 0) from claim_events where claim_number = $1", *claim)
              : connection.query_one("select coalesce(max(id), 0) from claim_events");
    return row.value().integer(0);
}

bool changed_by_people_since(storage::Connection& connection, const ClaimId& claim, std::int64_t version) {
    return connection
        .query_one(
            "select 1 from claim_events where claim_number = $1 and id > $2 and kind not in ('letter_sent', "
            "'video_requested', 'video_approved', 'video_denied', 'video_ready', 'video_failed', 'video_downloaded') "
            "limit 1",
            claim, version)
        .has_value();
}

}  // namespace shipwitness::web
