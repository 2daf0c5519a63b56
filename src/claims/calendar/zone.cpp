#include "claims/calendar/zone.h"

#include <algorithm>
#include <stdexcept>

#include <date/tz.h>

namespace shipwitness::claims {
namespace {

using namespace std::chrono;

constexpr Timestamp kBegin = sys_days{year{1970} / 1 / 1};
constexpr Timestamp kEnd = sys_days{year{2100} / 1 / 1};
// Files of the system's time zone data list clock changes up to this year; the library knows none after it.
constexpr Timestamp kLastYearOfChanges = sys_days{year{2037} / 1 / 1};
constexpr Timestamp kEndOfChanges = sys_days{year{2038} / 1 / 1};

std::vector<OffsetPeriod> periods_of(const date::time_zone& zone) {
    std::vector<OffsetPeriod> periods;
    Timestamp at = kBegin;
    Timestamp last_change = kBegin;
    while (at < kEnd) {
        const date::sys_info info = zone.get_info(floor<seconds>(at));
        const Timestamp end = std::min<Timestamp>(info.end, kEnd);
        last_change = end < kEnd ? end : last_change;
        if (!periods.empty() && periods.back().offset == info.offset) {
            periods.back().utc.to = end;  // only the name has changed
        } else {
            periods.push_back({{at, end}, info.offset});
        }
        at = end;
    }
    if (last_change >= kLastYearOfChanges) {
        // A few zones, such as Africa/Casablanca, are listed further; one reach for all is easier to understand.
        std::erase_if(periods, [](const OffsetPeriod& period) { return period.utc.from >= kEndOfChanges; });
        periods.back().utc.to = kEndOfChanges;
    }
    return periods;
}

}  // namespace

Result<Zone> Zone::find(const std::string& name) {
    Zone zone;
    try {
        zone.periods_ = periods_of(*date::locate_zone(name));
    } catch (const std::runtime_error&) {
        return fail(ErrorKind::invalid, "zone_unknown",
                    "there is no time zone \"" + name + "\"; write a name such as Europe/Moscow or UTC");
    }
    return zone;
}

Interval Zone::span() const {
    return {periods_.front().utc.from, periods_.back().utc.to};
}

seconds Zone::offset_at(Timestamp at) const {
    const auto after =
        std::ranges::upper_bound(periods_, at, {}, [](const OffsetPeriod& period) { return period.utc.from; });
    return after == periods_.begin() ? periods_.front().offset : std::prev(after)->offset;
}

LocalTime Zone::local(Timestamp at) const {
    return LocalTime{(at + offset_at(at)).time_since_epoch()};
}

Timestamp Zone::first_moment(LocalTime at) const {
    const Timestamp as_utc{at.time_since_epoch()};
    for (const OffsetPeriod& period : periods_) {
        if (as_utc - period.offset < period.utc.to) {
            return std::max(period.utc.from, as_utc - period.offset);
        }
    }
    return span().to;
}

}  // namespace shipwitness::claims
