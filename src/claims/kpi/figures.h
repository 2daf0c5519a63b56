#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/time.h"

namespace shipwitness::claims {

/// Percentiles by nearest rank: the smallest value that at least so many percent of all values do not exceed; always
/// one of the values. Percentiles are never averaged: a sum of periods is computed from its values anew.
struct Percentiles {
    std::size_t n = 0;
    std::optional<Microseconds> p50{};  ///< none without values
    std::optional<Microseconds> p90{};
    std::optional<Microseconds> p95{};

    bool operator==(const Percentiles&) const = default;
};
[[nodiscard]] Percentiles nearest_rank(std::vector<Microseconds> values);

/// How many targets were kept. One that is still open and past its time is breached already; one that is open and in
/// time is neither.
struct Compliance {
    std::size_t met = 0;
    std::size_t breached = 0;

    /// met / (met + breached); none without either.
    [[nodiscard]] std::optional<double> share() const;
    bool operator==(const Compliance&) const = default;
};

}  // namespace shipwitness::claims
