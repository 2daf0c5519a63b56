#include "claims/deadline/zone.h"

#include <stdexcept>
#include <vector>

#include <date/tz.h>

#include "core/text.h"

namespace shipwitness::claims::deadline {

struct Zone::Rules {
    std::string name;
    const date::time_zone* zone = nullptr;
};

namespace {

using LocalMicroseconds = date::local_time<Microseconds>;

Timestamp utc(LocalMicroseconds local, std::chrono::seconds offset) {
    return Timestamp{local.time_since_epoch() - offset};
}

std::string nearest_zone(std::string_view name) {
    std::vector<std::string> names;
    for (const auto& zone : date::get_tzdb().zones) {
        names.push_back(zone.name());
    }
    const auto meant = nearest(name, names);
    return meant ? "; did you mean " + *meant + "?" : "; write it like Europe/Moscow or America/New_York";
}

}  // namespace

Result<Zone> Zone::find(std::string_view name) {
    try {
        return Zone(std::make_shared<const Rules>(Rules{std::string(name), date::locate_zone(name)}));
    } catch (const std::runtime_error&) {
        return fail(ErrorKind::invalid, "unknown_zone",
                    "there is no time zone " + std::string(name) + nearest_zone(name));
    }
}

const std::string& Zone::name() const {
    return rules_->name;
}

Timestamp Zone::start_of(Day day) const {
    const LocalMicroseconds midnight{day.time_since_epoch()};
    const date::local_info info = rules_->zone->get_info(midnight);
    if (info.result == date::local_info::nonexistent) {
        return info.second.begin;
    }
    return utc(midnight, info.first.offset);
}

LocalTime Zone::local(Timestamp at) const {
    const LocalMicroseconds local{at.time_since_epoch() + rules_->zone->get_info(at).offset};
    const auto day = std::chrono::floor<std::chrono::days>(local.time_since_epoch());
    return {Day{day}, local.time_since_epoch() - day, {}};
}

Day Zone::day_of(Timestamp at) const {
    return local(at).day;
}

std::optional<Zone::Instants> Zone::instants(const LocalTime& at) const {
    if (at.time == std::chrono::hours{24}) {
        return Instants{end_of(at.day), end_of(at.day)};
    }
    const LocalMicroseconds local{at.day.time_since_epoch() + at.time.value()};
    const date::local_info info = rules_->zone->get_info(local);
    switch (info.result) {
        case date::local_info::nonexistent:
            return std::nullopt;
        case date::local_info::ambiguous:
            return Instants{utc(local, info.first.offset), utc(local, info.second.offset)};
        default:
            return Instants{utc(local, info.first.offset), utc(local, info.first.offset)};
    }
}

}  // namespace shipwitness::claims::deadline
