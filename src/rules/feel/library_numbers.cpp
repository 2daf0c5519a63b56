#include "rules/feel/library_parts.h"

namespace shipwitness::rules::feel {
namespace {

using Arguments = std::span<const Value>;

const Decimal* number(const Value& value) {
    return value.as<Decimal>();
}

Value wrapped(const std::optional<Decimal>& found) {
    return found ? Value(*found) : Value();
}

/// The digits after the point: none given means none wanted.
std::optional<int> scale_of(const Value& value) {
    if (value.is_null()) {
        return 0;
    }
    constexpr std::int64_t kMost = 6'176;
    const auto whole = number(value) == nullptr ? std::nullopt : number(value)->rounded(0, Decimal::Rounding::down);
    const auto scale = whole ? whole->to_integer() : std::nullopt;
    return scale && *scale >= -kMost && *scale <= kMost ? std::optional(static_cast<int>(*scale)) : std::nullopt;
}

template <Decimal::Rounding rounding>
Value rounded(Arguments in, Budget& /*budget*/) {
    const auto scale = scale_of(in[1]);
    return number(in[0]) == nullptr || !scale ? Value() : wrapped(number(in[0])->rounded(*scale, rounding));
}

Value floor_of(Arguments in, Budget& /*budget*/) {
    const auto scale = scale_of(in[1]);
    return number(in[0]) == nullptr || !scale ? Value() : wrapped(number(in[0])->floor(*scale));
}

Value ceiling_of(Arguments in, Budget& /*budget*/) {
    const auto scale = scale_of(in[1]);
    return number(in[0]) == nullptr || !scale ? Value() : wrapped(number(in[0])->ceiling(*scale));
}

Value magnitude(Arguments in, Budget& /*budget*/) {
    if (number(in[0]) != nullptr) {
        return number(in[0])->magnitude();
    }
    if (const auto* months = in[0].as<YearsMonths>()) {
        return YearsMonths{months->months < 0 ? -months->months : months->months};
    }
    const auto* days = in[0].as<DaysTime>();
    if (days == nullptr) {
        return {};
    }
    const bool negative = days->seconds < 0 || days->nanoseconds < 0;
    return negative ? DaysTime{-days->seconds, -days->nanoseconds} : *days;
}

Value modulo(Arguments in, Budget& /*budget*/) {
    return number(in[0]) == nullptr || number(in[1]) == nullptr
               ? Value()
               : wrapped(Decimal::modulo(*number(in[0]), *number(in[1])));
}

Value square_root(Arguments in, Budget& /*budget*/) {
    return number(in[0]) == nullptr ? Value() : wrapped(number(in[0])->square_root());
}

Value logarithm(Arguments in, Budget& /*budget*/) {
    return number(in[0]) == nullptr ? Value() : wrapped(number(in[0])->logarithm());
}

Value exponential(Arguments in, Budget& /*budget*/) {
    return number(in[0]) == nullptr ? Value() : wrapped(number(in[0])->exponential());
}

template <bool want_odd>
Value parity(Arguments in, Budget& /*budget*/) {
    if (number(in[0]) == nullptr || !number(in[0])->is_whole()) {
        return {};
    }
    const auto rest = Decimal::modulo(*number(in[0]), Decimal(2));
    return rest ? Value(rest->is_zero() != want_odd) : Value();
}

const LibraryFunction kFunctions[] = {
    {"decimal", {"n", "scale"}, 2, rounded<Decimal::Rounding::half_even>},
    {"round up", {"n", "scale"}, 1, rounded<Decimal::Rounding::up>},
    {"round down", {"n", "scale"}, 1, rounded<Decimal::Rounding::down>},
    {"round half up", {"n", "scale"}, 1, rounded<Decimal::Rounding::half_up>},
    {"round half down", {"n", "scale"}, 1, rounded<Decimal::Rounding::half_down>},
    {"floor", {"n", "scale"}, 1, floor_of},
    {"ceiling", {"n", "scale"}, 1, ceiling_of},
    {"abs", {"n"}, 1, magnitude},
    {"modulo", {"dividend", "divisor"}, 2, modulo},
    {"sqrt", {"number"}, 1, square_root},
    {"log", {"number"}, 1, logarithm},
    {"exp", {"number"}, 1, exponential},
    {"odd", {"number"}, 1, parity<true>},
    {"even", {"number"}, 1, parity<false>},
};

}  // namespace

std::span<const LibraryFunction> number_functions() {
    return kFunctions;
}

}  // namespace shipwitness::rules::feel
