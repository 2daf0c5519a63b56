#include "claims/zone/zone.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <date/tz.h>

#include "claims/zone/yearly_changes.h"
#include "core/text.h"

namespace shipwitness::claims {

struct Zone::Data {
    std::string name;
    std::vector<OffsetPeriod> periods;
};

namespace {

using namespace std::chrono;

constexpr Timestamp kBegin = sys_days{year{1900} / 1 / 1};
constexpr year kLastYear{2299};
constexpr Timestamp kEnd = sys_days{(kLastYear + years{1}) / 1 / 1};

/// The periods of one zone as they are found, in order.
class Periods {
  public:
    void add(Timestamp from, seconds offset) {
        if (!found_.empty() && found_.back().offset == offset) {
            return;  // only the name of the time has changed
        }
        if (!found_.empty()) {
            found_.back().utc.to = from;
        }
        found_.push_back({{from, kEnd}, offset});
    }
    std::vector<OffsetPeriod> take() { return std::move(found_); }

  private:
    std::vector<OffsetPeriod> found_;
};

/// The rule for the years after the last listed change: the last line of the zone's file.
std::optional<YearlyChanges> rule_of(const std::string& name) {
    // The library reads the same files, but neither this line nor where they are can be asked of it.
    std::ifstream file(std::filesystem::path("/usr/share/zoneinfo") / name, std::ios::binary);
    std::string line;
    std::string last;
    while (std::getline(file, line)) {
        last = line;
    }
    if (last.empty()) {
        throw std::runtime_error("the time zone data of the system have no rule for " + name);
    }
    return YearlyChanges::parse(last);
}

std::vector<OffsetPeriod> periods_of(const date::time_zone& zone) {
    Periods periods;
    Timestamp listed_to = kBegin;
    for (Timestamp at = kBegin; at < kEnd;) {
        const date::sys_info info = zone.get_info(floor<seconds>(at));
        periods.add(at, info.offset);
        listed_to = at;
        at = info.end < kEnd ? Timestamp{info.end} : kEnd;
    }
    if (const auto rule = rule_of(zone.name())) {
        for (year of{year_month_day{floor<days>(listed_to)}.year()}; of <= kLastYear; ++of) {
            for (const YearlyChanges::Change& change : rule->in(of)) {
                if (change.at > listed_to) {
                    periods.add(change.at, change.offset);
                }
            }
        }
    }
    return periods.take();
}

tl::unexpected<Error> unknown(std::string_view name) {
    std::vector<std::string> names;
    for (const auto& zone : date::get_tzdb().zones) {
        names.push_back(zone.name());
    }
    const auto meant = nearest(name, names);
    return fail(ErrorKind::invalid, "unknown_zone",
                "there is no time zone \"" + std::string(name) + "\"; " +
                    (meant ? "did you mean " + *meant + "?" : "write a name such as Europe/Moscow or UTC"));
}

Timestamp utc(LocalTime local, seconds offset) {
    return Timestamp{local.time_since_epoch()} - offset;
}

}  // namespace

Result<Zone> Zone::find(std::string_view name) {
    const date::time_zone* zone = nullptr;
    try {
        zone = date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return unknown(name);
    }
    return Zone(std::make_shared<const Data>(Data{std::string(name), periods_of(*zone)}));
}

const std::string& Zone::name() const {
    return data_->name;
}

const std::vector<OffsetPeriod>& Zone::periods() const {
    return data_->periods;
}

seconds Zone::offset_at(Timestamp at) const {
    const auto after =
        std::ranges::upper_bound(periods(), at, {}, [](const OffsetPeriod& period) { return period.utc.from; });
    return after == periods().begin() ? periods().front().offset : std::prev(after)->offset;
}

LocalTime Zone::local(Timestamp at) const {
    return LocalTime{(at + offset_at(at)).time_since_epoch()};
}

LocalDate Zone::date_at(Timestamp at) const {
    return floor<days>(local(at));
}

std::optional<Zone::Instants> Zone::instants(LocalTime at) const {
    // No zone is a day away from UTC, and none changes its clocks twice in these two days.
    const Timestamp early = utc(at, offset_at(utc(at, days{1})));
    const Timestamp late = utc(at, offset_at(utc(at, -days{1})));
    const bool early_shows = local(early) == at;
    const bool late_shows = local(late) == at;
    if (!early_shows && !late_shows) {
        return std::nullopt;
    }
    const auto [earliest, latest] = std::minmax(early_shows ? early : late, late_shows ? late : early);
    return Instants{earliest, latest};
}

Timestamp Zone::start_of(LocalDate date) const {
    const LocalTime midnight{date};
    if (const auto found = instants(midnight)) {
        return found->earliest;
    }
    const auto change = std::ranges::upper_bound(periods(), midnight, {}, [](const OffsetPeriod& period) {
        return LocalTime{(period.utc.from + period.offset).time_since_epoch()};
    });
    return change->utc.from;
}

}  // namespace shipwitness::claims
