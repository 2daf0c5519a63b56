#include "config/units.h"

#include <charconv>
#include <span>
#include <utility>

namespace shipwitness::config {

namespace {

using Unit = std::pair<std::string_view, std::uint64_t>;

/// A whole number and one of the units, in the smallest unit, up to `most`.
std::optional<std::uint64_t> parse(std::string_view text, std::span<const Unit> units, std::uint64_t most) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) {
        return std::nullopt;
    }
    const std::string_view unit(end, text.data() + text.size());
    for (const auto& [word, factor] : units) {
        if (unit == word && number <= most / factor) {
            return number * factor;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    static constexpr Unit kUnits[] = {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    constexpr std::uint64_t kTenYears = 3653ULL * 86'400'000ULL;
    const auto value = parse(text, kUnits, kTenYears);
    return value ? std::optional(std::chrono::milliseconds(static_cast<std::int64_t>(*value))) : std::nullopt;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
    static constexpr Unit kUnits[] = {{"B", 1},
                                      {"kB", 1'000},
                                      {"MB", 1'000'000},
                                      {"GB", 1'000'000'000},
                                      {"TB", 1'000'000'000'000},
                                      {"KiB", 1ULL << 10U},
                                      {"MiB", 1ULL << 20U},
                                      {"GiB", 1ULL << 30U},
                                      {"TiB", 1ULL << 40U}};
    return parse(text, kUnits, 1ULL << 60U);
}

}  // namespace shipwitness::config
