#include "web/server/portal/portal_view.h"

#include <algorithm>

#include "web/server/app/json.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/videos/order_videos.h"

namespace shipwitness::web {

namespace {

http::Json member(const http::Json& data, const char* name) {
    const auto found = data.find(name);
    return found != data.end() && found->is_string() ? *found : http::Json();
}

std::vector<std::string> picture_ids(const http::Json& data) {
    const auto found = data.find("pictures");
    return found != data.end() && found->is_array() ? found->get<std::vector<std::string>>()
                                                    : std::vector<std::string>{};
}

http::Json shared_event(storage::Connection& connection, const Event& event) {
    const bool person = event.author.kind == Author::Kind::person;
    return {{"id", event.id},
            {"at", to_rfc3339(event.at)},
            {"kind", to_text(event.kind)},
            {"author", to_text(event.author.kind)},
            {"author_name", person ? http::Json(event.author.name) : http::Json()},
            {"stage", member(event.data, "stage")},
            {"words", member(event.data, "words")},
            {"waiting_for", member(event.data, "for")},
            {"pictures", pictures_json(connection, picture_ids(event.data), Viewer::buyer)}};
}

bool answered(const std::vector<Event>& events) {
    return std::any_of(events.begin(), events.end(), [](const Event& event) {
        return event.author.kind == Author::Kind::person &&
               (event.kind == EventKind::answer_sent || event.kind == EventKind::closing_written);
    });
}

http::Json claim_entry(const Claim& claim) {
    return {{"number", claim.number.text()},
            {"state", claims::to_text(claim.standing.state)},
            {"opened_at", to_rfc3339(claim.opened)},
            {"next_answer_by", to_json(claim.standing.next_answer_by)},
            {"lines", claim.lines.size()}};
}

}  // namespace

http::Json claim_line_json(storage::Connection& connection, const ClaimLine& line, Viewer viewer) {
    auto json = to_json(line);
    json["pictures"] = pictures_json(connection, line.pictures, viewer);
    return json;
}

http::Json portal_claim(storage::Connection& connection, const Claim& claim) {
    const auto events = shared_events_of(connection, claim.number);
    http::Json history = http::Json::array();
    for (const Event& event : events) {
        history.push_back(shared_event(connection, event));
    }
    http::Json lines = http::Json::array();
    for (const ClaimLine& line : claim.lines) {
        lines.push_back(claim_line_json(connection, line, Viewer::buyer));
    }
    const Standing& standing = claim.standing;
    return {{"number", claim.number.text()},
            {"order", claim.order.text()},
            {"state", claims::to_text(standing.state)},
            {"opened_at", to_rfc3339(claim.opened)},
            {"next_answer_by", to_json(standing.next_answer_by)},
            {"escalated_at", to_json(standing.escalated)},
            {"copy_sent_to", claim.contact.email},
            {"lines", std::move(lines)},
            {"wish", to_json(claim.wish)},
            {"acceptance", to_json(claim.acceptance)},
            {"history", std::move(history)},
            {"may",
             {{"message", true},
              {"not_solved", standing.state == claims::ClaimState::closed || answered(events)},
              {"escalate", !standing.escalated}}}};
}

http::Json to_json(const CompanySettings& company) {
    return {{"name", company.name}, {"email", to_json(company.email)}, {"phone", to_json(company.phone)}};
}

http::Json portal_order(storage::Connection& connection, const Order& order, const CompanySettings& company,
                        Timestamp now) {
    http::Json claims = http::Json::array();
    for (const Claim& claim : claims_of_order(connection, order.number)) {
        claims.push_back(claim_entry(claim));
    }
    http::Json json = to_json(order.dates);
    json["number"] = order.number.text();
    json["status"] = to_text(order.status);
    json["company"] = to_json(company);
    json["buyer_name"] = order.buyer.name;
    json["carrier"] = to_json(order.carrier);
    json["lines"] = to_json(order.lines);
    json["packages"] = to_json(order.packages);
    json["claims"] = std::move(claims);
    json["video_requests"] = buyer_video_requests(connection, order.number, now);
    json["footage"] = has_footage(connection, order.number) ? "available" : "none";
    return json;
}

}  // namespace shipwitness::web
