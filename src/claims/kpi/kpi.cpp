#include "claims/kpi/kpi.h"

#include <array>
#include <utility>

#include "claims/clock/targets.h"

namespace shipwitness::claims {
namespace {

enum Column : std::size_t { kFirst, kNext, kResolution, kTotal, kColumns };

/// What one cell is computed from.
struct Values {
    std::vector<Microseconds> business;
    std::vector<Microseconds> wall;
    std::size_t open = 0;
    Compliance compliance;

    void add(const Spent& spent) {
        business.push_back(spent.business);
        wall.push_back(spent.wall);
    }
    [[nodiscard]] ClockFigures figures() const {
        return {nearest_rank(business), nearest_rank(wall), open, compliance};
    }
};

class Collection {
  public:
    Collection(const Calendar& calendar, PeriodLength length, Timestamp now)
        : calendar_(calendar), length_(length), now_(now) {}

    void add(const KpiClaim& claim) {
        const Readings& read = claim.readings;
        clock(claim, kFirst, read.created, read.first_response);
        for (const Reading& next : read.next_responses) {
            clock(claim, kNext, next.from, next);
        }
        if (read.first_response && read.unanswered_since) {
            clock(claim, kNext, *read.unanswered_since, std::nullopt);
        }
        clock(claim, kResolution, read.created, read.resolution_first);
        Values& total = values(claim, kTotal, read.created);
        if (read.resolution_total) {
            total.add(read.resolution_total->spent);
        } else {
            ++total.open;
        }
        if (claim.policy != nullptr) {
            targets(claim);
        }
    }

    [[nodiscard]] std::vector<KpiRow> rows() const {
        std::vector<KpiRow> rows;
        for (const auto& [key, cells] : cells_) {
            rows.push_back({key.first, key.second, cells[kFirst].figures(), cells[kNext].figures(),
                            cells[kResolution].figures(), cells[kTotal].figures()});
        }
        return rows;
    }

  private:
    Values& values(const KpiClaim& claim, Column column, Timestamp from) {
        return cells_[{period_of(calendar_, from, length_), claim.group}].at(column);
    }

    void clock(const KpiClaim& claim, Column column, Timestamp from, const std::optional<Reading>& reading) {
        Values& cell = values(claim, column, from);
        if (reading) {
            cell.add(reading->spent);
        } else {
            ++cell.open;
        }
    }

    void targets(const KpiClaim& claim) {
        for (const TargetReading& target : target_readings(calendar_, claim.readings, *claim.policy)) {
            const Column column = target.clock == ClockKind::first_response  ? kFirst
                                  : target.clock == ClockKind::next_response ? kNext
                                                                             : kResolution;
            Compliance& compliance = values(claim, column, target.from).compliance;
            compliance.met += target.met() ? 1 : 0;
            compliance.breached += target.breached(now_) ? 1 : 0;
        }
    }

    const Calendar& calendar_;
    PeriodLength length_;
    Timestamp now_;
    std::map<std::pair<std::string, std::string>, std::array<Values, kColumns>> cells_;
};

}  // namespace

std::vector<KpiRow> kpi(const Calendar& calendar, const std::vector<KpiClaim>& claims, PeriodLength length,
                        Timestamp now) {
    Collection collection(calendar, length, now);
    for (const KpiClaim& claim : claims) {
        collection.add(claim);
    }
    return collection.rows();
}

}  // namespace shipwitness::claims
