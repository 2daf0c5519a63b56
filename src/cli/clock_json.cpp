#include "cli/clock_json.h"

namespace shipwitness::cli {
namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson to_json(const claims::Reading& reading) {
    return {{"from", short_rfc3339(reading.from)},
            {"to", short_rfc3339(reading.to)},
            {"business_s", seconds_json(reading.spent.business)},
            {"wall_s", seconds_json(reading.spent.wall)},
            {"paused_wall_s", seconds_json(reading.spent.paused_wall)}};
}

OrderedJson to_json(const claims::TotalReading& total) {
    return {{"business_s", seconds_json(total.spent.business)},
            {"wall_s", seconds_json(total.spent.wall)},
            {"paused_wall_s", seconds_json(total.spent.paused_wall)},
            {"periods", total.periods},
            {"closed_between_wall_s", seconds_json(total.closed_between_wall)},
            {"closed_between_business_s", seconds_json(total.closed_between_business)}};
}

template <class T>
OrderedJson maybe(const std::optional<T>& reading) {
    return reading ? to_json(*reading) : OrderedJson(nullptr);
}

}  // namespace

OrderedJson seconds_json(Microseconds time) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    if (whole == time) {
        return whole.count();
    }
    return std::chrono::duration<double>(time).count();
}

std::string short_rfc3339(Timestamp at) {
    std::string text = to_rfc3339(at);
    constexpr std::string_view kNoFraction = ".000000Z";
    if (text.ends_with(kNoFraction)) {
        text.replace(text.size() - kNoFraction.size(), kNoFraction.size(), "Z");
    }
    return text;
}

OrderedJson to_json(const claims::Readings& readings) {
    OrderedJson next = OrderedJson::array();
    for (const claims::Reading& reading : readings.next_responses) {
        next.push_back(to_json(reading));
    }
    return {{"first_response", maybe(readings.first_response)},
            {"next_responses", std::move(next)},
            {"unanswered_since",
             readings.unanswered_since ? OrderedJson(short_rfc3339(*readings.unanswered_since)) : OrderedJson(nullptr)},
            {"resolution_first", maybe(readings.resolution_first)},
            {"resolution_total", maybe(readings.resolution_total)}};
}

}  // namespace shipwitness::cli
