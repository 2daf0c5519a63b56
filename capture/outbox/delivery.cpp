#include "capture/outbox/delivery.h"

#include "http/json.h"

namespace shipwitness::capture {
namespace {

constexpr std::size_t kMaxWords = 500;
// Microseconds until the year 2255, and what every reader of JSON holds exactly.
constexpr std::int64_t kLargestSequence = std::int64_t{1} << 53U;

// Web's own words about a refusal, for log and table; its answer may be anything.
std::string words_of(const http::ClientResponse& answer) {
    std::string words = "status " + std::to_string(answer.status);
    const auto problem = http::Json::parse(answer.body, nullptr, false);
    if (problem.is_object()) {
        for (const char* const name : {"code", "detail"}) {
            if (const auto member = problem.find(name); member != problem.end() && member->is_string()) {
                words += ", " + member->get<std::string>();
            }
        }
    }
    return words.substr(0, kMaxWords);
}

}  // namespace

Verdict judge(const Result<http::ClientResponse>& answer) {
    if (!answer) {
        return Later{answer.error().detail};
    }
    switch (answer->status) {
        case 200:
            break;
        case 400:
        case 409:
        case 413:
        case 422:
            return Refused{words_of(*answer)};
        default:
            return Later{words_of(*answer)};
    }
    const auto body = http::Json::parse(answer->body, nullptr, false);
    if (!body.is_object() || !body.contains("accepted_through") || !body["accepted_through"].is_number_integer()) {
        return Later{"status 200 without accepted_through: is that shipwitness-web?"};
    }
    const auto through = body["accepted_through"].get<std::int64_t>();
    if (through < 0 || through > kLargestSequence) {
        return Later{"accepted_through is " + std::to_string(through) + ", which nobody can have accepted"};
    }
    return Accepted{through};
}

std::string ingest_body(const std::string& site, const std::vector<OutboxEvent>& events) {
    http::Json body{{"site", site}, {"events", http::Json::array()}};
    for (const OutboxEvent& event : events) {
        body["events"].push_back({{"id", event.id},
                                  {"sequence", event.sequence},
                                  {"type", to_text(event.type)},
                                  {"at", to_rfc3339(event.at)},
                                  {"session", http::Json::parse(event.body)}});
    }
    return body.dump();
}

}  // namespace shipwitness::capture
