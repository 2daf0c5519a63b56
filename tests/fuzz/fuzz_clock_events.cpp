// Any bytes as the events of a claim: what is read must give readings that hold together, and what is refused must say
// where.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "claims/calendar/calendar_reader.h"
#include "claims/clock/history_reader.h"
#include "claims/clock/policy.h"
#include "claims/clock/targets.h"

namespace {

using namespace shipwitness;

const claims::Calendar& office() {
    static const claims::Calendar kCalendar = [] {
        const auto tree = config::parse_tree(
            "zone: America/New_York\nweekly: {mon: [[\"09:00\", \"13:00\"], [\"14:00\", \"18:00\"]], sun: [[\"00:00\", "
            "\"24:00\"]]}\nholidays: [2025-11-04]\n",
            "office.yaml");
        config::Faults faults("office.yaml");
        return claims::read_calendar(*tree, "", claims::load_nothing, faults).value();
    }();
    return kCalendar;
}

void check(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const claims::Spent& spent) {
    check(spent.business.count() >= 0 && spent.paused_wall.count() >= 0);
    check(spent.business + spent.paused_wall <= spent.wall);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto tree = config::parse_tree(bytes, "fuzz.json");
    if (!tree) {
        return 0;
    }
    config::Faults policy_faults("fuzz.json");
    const auto policies = claims::read_policies(*tree, "", policy_faults);  // {"policies": [...], "events": [...]}
    config::Faults faults("fuzz.json");
    config::MapReader in(*tree, "", faults);
    const config::Tree* events = in.require("events");
    const auto history = claims::read_history(events == nullptr ? *tree : *events, "events", faults);
    if (!faults.empty()) {
        return 0;
    }
    const auto clock = claims::rebuild(office(), history, "events", faults);
    if (!clock) {
        check(!clock.error().fields.empty());
        return 0;
    }
    const claims::Readings& readings = clock->readings();
    for (const claims::Reading& next : readings.next_responses) {
        check(next.spent);
    }
    if (readings.resolution_total) {
        check(readings.resolution_total->spent);
    }
    const claims::Policy* policy =
        claims::choose_policy(policies, office(), readings.created, history.kind, history.priority);
    if (policy != nullptr) {
        static_cast<void>(claims::warnings(office(), readings, *policy));
    }
    return 0;
}
