#include "claims/kpi/figures.h"

#include <algorithm>

namespace shipwitness::claims {

Percentiles nearest_rank(std::vector<Microseconds> values) {
    if (values.empty()) {
        return {};
    }
    std::ranges::sort(values);
    const auto at = [&](std::size_t percent) {
        const std::size_t rank = (percent * values.size() + 99) / 100;  // rounded up
        return values[rank - 1];
    };
    return {values.size(), at(50), at(90), at(95)};
}

std::optional<double> Compliance::share() const {
    const std::size_t all = met + breached;
    return all == 0 ? std::nullopt : std::optional(static_cast<double>(met) / static_cast<double>(all));
}

}  // namespace shipwitness::claims
