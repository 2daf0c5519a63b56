#pragma once

#include <compare>
#include <optional>

#include "rules/feel/node.h"
#include "rules/value.h"

namespace shipwitness::rules::feel {

/// FEEL's `=`: true, false, or nullopt (null) when the two are of kinds that do not compare. null equals only null.
[[nodiscard]] std::optional<bool> equal(const Value& left, const Value& right);
/// Which comes first; nullopt when the two have no order (other kinds, null, times one of which has no offset).
[[nodiscard]] std::optional<std::weak_ordering> order(const Value& left, const Value& right);
/// One of `= != < <= > >=`: true, false or null.
[[nodiscard]] Value compare(Operator op, const Value& left, const Value& right);
/// Whether the value lies in the range: true, false or null.
[[nodiscard]] Value within(const Value& value, const Range& range);
/// `+ - * / **` over numbers, texts, dates, times and durations; null where they make no sense.
[[nodiscard]] Value calculate(Operator op, const Value& left, const Value& right);
[[nodiscard]] Value negate(const Value& value);
/// Three-valued: false wins over null in `and`, true wins over null in `or`; what is no truth value counts as null.
[[nodiscard]] Value both(const Value& left, const Value& right);
[[nodiscard]] Value either(const Value& left, const Value& right);

/// Nanoseconds since 1970-01-01T00:00 at the time's own place; comparable when both zones are told alike.
struct Instant {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    auto operator<=>(const Instant&) const = default;
};
/// In UTC when the zone is an offset; nullopt for a named zone.
[[nodiscard]] std::optional<Instant> instant_of(const DateTime& moment);

}  // namespace shipwitness::rules::feel
