#include "web/server/desk/claim_view.h"

#include <map>
#include <utility>
#include <vector>

#include "web/server/app/json.h"
#include "web/server/auth/people_queries.h"
#include "web/server/capture_client/clip_codec.h"
#include "web/server/desk/line_view.h"
#include "web/server/desk/refusal.h"
#include "web/server/desk/second_look.h"
#include "web/server/pictures/picture_view.h"
#include "web/server/videos/video_codec.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {
namespace {

using http::Json;

/// All pictures of a claim, read at once, by id.
class ClaimPictures {
  public:
    ClaimPictures(storage::Connection& connection, const Claim& claim, const std::vector<Event>& events) {
        std::vector<std::string> ids;
        for (const auto& line : claim.lines) {
            ids.insert(ids.end(), line.pictures.begin(), line.pictures.end());
        }
        for (const auto& event : events) {
            const auto of_event = ids_of(event);
            ids.insert(ids.end(), of_event.begin(), of_event.end());
        }
        for (auto& picture : pictures_json(connection, ids, Viewer::desk)) {
            const auto id = picture.at("id").get<std::string>();
            by_id_.emplace(id, std::move(picture));
        }
    }

    [[nodiscard]] Json of(const std::vector<std::string>& ids) const {
        Json list = Json::array();
        for (const auto& id : ids) {
            if (const auto found = by_id_.find(id); found != by_id_.end()) {
                list.push_back(found->second);
            }
        }
        return list;
    }
    [[nodiscard]] static std::vector<std::string> ids_of(const Event& event) {
        const auto pictures = event.data.find("pictures");
        return event.kind == EventKind::buyer_message && pictures != event.data.end()
                   ? pictures->get<std::vector<std::string>>()
                   : std::vector<std::string>{};
    }

  private:
    std::map<std::string, Json> by_id_;
};

Json history_json(const std::vector<Event>& events, const ClaimPictures& pictures) {
    Json history = Json::array();
    for (const auto& event : events) {
        const bool person = event.author.kind == Author::Kind::person;
        history.push_back({{"id", event.id},
                           {"at", to_rfc3339(event.at)},
                           {"kind", to_text(event.kind)},
                           {"author", to_text(event.author.kind)},
                           {"author_name", person ? Json(event.author.name) : Json(nullptr)},
                           {"visibility", event.visibility == Visibility::shared ? "shared" : "internal"},
                           {"data", event.data},
                           {"pictures", pictures.of(ClaimPictures::ids_of(event))}});
    }
    return history;
}

Json line_json(const LineCase& each, const ClaimCase& found, const ClaimPictures& pictures, Language language) {
    auto json = to_json(each.line);
    json["pictures"] = pictures.of(each.line.pictures);
    json["facts"] = facts_json(each, *found.table);
    json["proposal"] = proposal_json(each, *found.table, language);
    json["decision"] = each.decision ? decision_json(*each.decision) : Json(nullptr);
    return json;
}

Json waiting_json(const Standing& standing) {
    Json waiting = Json::array();
    if (standing.waiting_buyer_since) {
        waiting.push_back("buyer");
    }
    if (standing.waiting_carrier_since) {
        waiting.push_back("carrier");
    }
    return waiting;
}

Json assignee_json(storage::Connection& connection, const Standing& standing) {
    if (!standing.assignee) {
        return nullptr;
    }
    return {{"id", standing.assignee->text()}, {"name", name_of_person(connection, *standing.assignee).value_or("")}};
}

Json refusal_json(const Claim& claim, const std::vector<Event>& events) {
    const auto event = waiting_refusal(claim, events);
    if (!event) {
        return nullptr;
    }
    const auto refusal = proposed_refusal(*event);
    return {{"by", {{"id", event->author.person->text()}, {"name", event->author.name}}},
            {"at", to_rfc3339(event->at)},
            {"stage", to_text(refusal.stage)},
            {"words", refusal.words},
            {"promised_at", to_json(refusal.promised)}};
}

Json head_json(const Claim& claim) {
    const auto& standing = claim.standing;
    return {{"number", claim.number.text()},
            {"state", claims::to_text(standing.state)},
            {"channel", claim.channel},
            {"language", to_text(claim.language)},
            {"version", standing.version},
            {"opened_at", to_rfc3339(claim.opened)},
            {"updated_at", to_rfc3339(claim.updated)},
            {"next_answer_by", to_json(standing.next_answer_by)},
            {"escalated_at", to_json(standing.escalated)},
            {"closed_at", to_json(standing.closed)},
            {"waiting_for", waiting_json(standing)},
            {"contact",
             {{"name", claim.contact.name}, {"email", claim.contact.email}, {"phone", to_json(claim.contact.phone)}}},
            {"wish", to_json(claim.wish)},
            {"acceptance", to_json(claim.acceptance)}};
}

}  // namespace

Json claim_json(const App& app, storage::Connection& connection, const ClaimCase& found, const Staff& reader) {
    const auto events = events_of(connection, found.claim.number);
    const ClaimPictures pictures(connection, found.claim, events);
    Json object = head_json(found.claim);
    object["assignee"] = assignee_json(connection, found.claim.standing);
    object["pending_refusal"] = refusal_json(found.claim, events);
    object["second_look_stages"] = Json::array();
    for (const auto stage : stages_for_second_person({found, events, reader.role})) {
        object["second_look_stages"].push_back(to_text(stage));
    }
    object["order"] = to_json(found.order);
    object["lines"] = Json::array();
    for (const auto& line : found.lines) {
        object["lines"].push_back(line_json(line, found, pictures, reader.language));
    }
    object["history"] = history_json(events, pictures);
    object["sessions"] = Json::array();
    for (const auto& session : found.sessions) {
        object["sessions"].push_back(to_json(session));
    }
    object["video_requests"] = Json::array();
    for (const auto& request : video_requests_of_order(connection, found.claim.order)) {
        object["video_requests"].push_back(to_json(request, Viewer::desk, app.clock.now()));
    }
    return object;
}

Json to_json(const PackingSession& session) {
    Json cameras = Json::array();
    for (const auto& footage : session.cameras) {
        cameras.push_back({{"camera", footage.camera.text()},
                           {"from", to_rfc3339(footage.from)},
                           {"to", to_json(footage.to)},
                           {"gaps", gaps_to_json(footage.gaps)}});
    }
    return {{"id", session.id.text()},
            {"site", session.site},
            {"station", session.station.text()},
            {"order", session.order.text()},
            {"known_order", session.known_order},
            {"started_at", to_rfc3339(session.started)},
            {"ended_at", to_json(session.ended)},
            {"end_reason", to_json(session.end_reason)},
            {"complete", session.complete},
            {"marks", session.marks},
            {"cameras", std::move(cameras)}};
}

std::string etag_of(std::int64_t version) {
    return "\"" + std::to_string(version) + "\"";
}

}  // namespace shipwitness::web
