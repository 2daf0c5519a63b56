#include "rules/decimal.h"

#include <array>
#include <cctype>
#include <cstring>

// How the library was built that we link (bidgcc000): by value, no global state, so it is safe from any thread.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

namespace shipwitness::rules {

/// Between our two words and the library's type.
struct DecimalAccess {
    static BID_UINT128 raw(const Decimal& decimal) {
        BID_UINT128 value{};
        static_assert(sizeof(value) == sizeof(decimal.words_));
        std::memcpy(&value, decimal.words_, sizeof(value));
        return value;
    }
    static Decimal wrap(BID_UINT128 value) {
        Decimal decimal;
        // Minus zero prints as "-0" and has no meaning in FEEL.
        if (bid128_isZero(value) != 0) {
            return decimal;
        }
        std::memcpy(decimal.words_, &value, sizeof(value));
        return decimal;
    }
    static std::optional<Decimal> finite(BID_UINT128 value) {
        return bid128_isFinite(value) != 0 ? std::optional(wrap(value)) : std::nullopt;
    }
};

namespace {

constexpr _IDEC_round kHalfEven = 0;  // BID_ROUNDING_TO_NEAREST
constexpr _IDEC_round kDown = 1;      // BID_ROUNDING_DOWN: towards minus infinity
constexpr _IDEC_round kUp = 2;        // BID_ROUNDING_UP: towards plus infinity
constexpr _IDEC_round kToZero = 3;    // BID_ROUNDING_TO_ZERO
constexpr _IDEC_round kHalfAway = 4;  // BID_ROUNDING_TIES_AWAY
constexpr int kMaxScale = 6176;       // as OMG DMN 1.3, 10.3.4.5 allows for decimal()

BID_UINT128 raw(const Decimal& decimal) {
    return DecimalAccess::raw(decimal);
}

bool is_literal(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t from = at;
        while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
            ++at;
        }
        return at - from;
    };
    const auto skip = [&](std::string_view any) {
        const bool there = at < text.size() && any.find(text[at]) != std::string_view::npos;
        at += there ? 1 : 0;
        return there;
    };
    skip("+-");
    const std::size_t whole = digits();
    const std::size_t fraction = skip(".") ? digits() : 0;
    if (whole + fraction == 0 || (text.find('.') != std::string_view::npos && fraction == 0)) {
        return false;
    }
    if (skip("eE")) {
        skip("+-");
        if (const std::size_t exponent = digits(); exponent == 0 || exponent > 5) {
            return false;
        }
    }
    return at == text.size();
}

/// 10^exponent, for exponents of decimal128.
BID_UINT128 ten_to(int exponent) {
    _IDEC_flags flags = 0;
    return bid128_scalbn(bid128_from_int64(1), exponent, kHalfEven, &flags);
}

/// Rounds to a multiple of 10^-scale.
std::optional<Decimal> to_scale(const Decimal& value, int scale, _IDEC_round rounding) {
    if (scale > kMaxScale || scale < -kMaxScale) {
        return std::nullopt;
    }
    _IDEC_flags flags = 0;
    const BID_UINT128 from = raw(value);
    const BID_UINT128 shaped = bid128_quantize(from, ten_to(-scale), rounding, &flags);
    if (bid128_isFinite(shaped) != 0) {
        return DecimalAccess::wrap(shaped);
    }
    // quantize() has no room for that many digits: then the number has none to lose there.
    return scale > 0 ? std::optional(value) : std::nullopt;
}

struct Parts {
    bool negative = false;
    std::string digits;  // without leading zeros, not empty
    int exponent = 0;
};

Parts parts_of(const Decimal& value) {
    std::array<char, 64> text{};
    _IDEC_flags flags = 0;
    bid128_to_string(text.data(), raw(value), &flags);  // "+1234E-2"
    const std::string_view whole(text.data());
    const std::size_t e = whole.find('E');
    Parts parts;
    parts.negative = whole.front() == '-';
    parts.digits = whole.substr(1, e - 1);
    parts.exponent = std::stoi(std::string(whole.substr(e + 1)));
    while (parts.digits.size() > 1 && parts.digits.back() == '0') {
        parts.digits.pop_back();
        ++parts.exponent;
    }
    if (parts.digits == "0") {
        parts.exponent = 0;
    }
    return parts;
}

}  // namespace

Decimal::Decimal(std::int64_t whole) {
    const BID_UINT128 value = bid128_from_int64(whole);
    std::memcpy(words_, &value, sizeof(value));
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    if (text.size() > 4'000 || !is_literal(text)) {
        return std::nullopt;
    }
    std::string copy(text);
    _IDEC_flags flags = 0;
    return DecimalAccess::finite(bid128_from_string(copy.data(), kHalfEven, &flags));
}

std::string Decimal::to_text() const {
    constexpr int kMaxPlain = 40;
    Parts parts = parts_of(*this);
    const std::string sign = parts.negative ? "-" : "";
    const int size = static_cast<int>(parts.digits.size());
    const int point = size + parts.exponent;  // digits before the point
    if (point > kMaxPlain || point < size - kMaxPlain) {
        std::string text = sign + parts.digits.substr(0, 1);
        if (size > 1) {
            text += "." + parts.digits.substr(1);
        }
        return text + (point > 0 ? "E+" : "E") + std::to_string(point - 1);
    }
    if (parts.exponent >= 0) {
        return sign + parts.digits + std::string(static_cast<std::size_t>(parts.exponent), '0');
    }
    if (point > 0) {
        return sign + parts.digits.insert(static_cast<std::size_t>(point), ".");
    }
    return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + parts.digits;
}

std::optional<std::int64_t> Decimal::to_integer() const {
    _IDEC_flags flags = 0;
    const std::int64_t whole = bid128_to_int64_xrnint(raw(*this), &flags);
    return flags == 0 ? std::optional(whole) : std::nullopt;
}

double Decimal::to_double() const {
    _IDEC_flags flags = 0;
    return bid128_to_binary64(raw(*this), kHalfEven, &flags);
}

bool Decimal::is_whole() const {
    return floor() == *this;
}

bool Decimal::is_negative() const {
    return bid128_isSigned(raw(*this)) != 0;
}

bool Decimal::is_zero() const {
    return bid128_isZero(raw(*this)) != 0;
}

Decimal Decimal::negated() const {
    return DecimalAccess::wrap(bid128_negate(raw(*this)));
}

Decimal Decimal::magnitude() const {
    return DecimalAccess::wrap(bid128_abs(raw(*this)));
}

std::optional<Decimal> Decimal::floor(int scale) const {
    return to_scale(*this, scale, kDown);
}

std::optional<Decimal> Decimal::ceiling(int scale) const {
    return to_scale(*this, scale, kUp);
}

std::optional<Decimal> Decimal::rounded(int scale, Rounding rounding) const {
    switch (rounding) {
        case Rounding::half_even:
            return to_scale(*this, scale, kHalfEven);
        case Rounding::half_up:
            return to_scale(*this, scale, kHalfAway);
        case Rounding::down:
            return to_scale(*this, scale, kToZero);
        case Rounding::up:
            return to_scale(*this, scale, is_negative() ? kDown : kUp);
        case Rounding::half_down:
            break;
    }
    // The library does not know it: what lies exactly half way goes to zero, all else to the nearest.
    const auto lower = to_scale(*this, scale, kToZero);
    const auto nearest = to_scale(*this, scale, kHalfAway);
    if (!lower || !nearest || *lower == *nearest) {
        return nearest;
    }
    const auto from_lower = subtract(*this, *lower);
    const auto from_nearest = subtract(*nearest, *this);
    return from_lower && from_nearest && *from_lower == *from_nearest ? lower : nearest;
}

std::optional<Decimal> Decimal::add(const Decimal& left, const Decimal& right) {
    _IDEC_flags flags = 0;
    return DecimalAccess::finite(bid128_add(raw(left), raw(right), kHalfEven, &flags));
}

std::optional<Decimal> Decimal::subtract(const Decimal& left, const Decimal& right) {
    _IDEC_flags flags = 0;
    return DecimalAccess::finite(bid128_sub(raw(left), raw(right), kHalfEven, &flags));
}

std::optional<Decimal> Decimal::multiply(const Decimal& left, const Decimal& right) {
    _IDEC_flags flags = 0;
    return DecimalAccess::finite(bid128_mul(raw(left), raw(right), kHalfEven, &flags));
}

std::optional<Decimal> Decimal::divide(const Decimal& left, const Decimal& right) {
    _IDEC_flags flags = 0;
    return DecimalAccess::finite(bid128_div(raw(left), raw(right), kHalfEven, &flags));
}

std::optional<Decimal> Decimal::power(const Decimal& base, const Decimal& exponent) {
    constexpr std::int64_t kMaxExponent = 999'999'999;
    const auto whole = exponent.to_integer();
    if (!whole || *whole > kMaxExponent || *whole < -kMaxExponent) {
        _IDEC_flags flags = 0;
        return DecimalAccess::finite(bid128_pow(raw(base), raw(exponent), kHalfEven, &flags));
    }
    // By multiplication, so that 1.1 ** 2 is exactly 1.21: the library's pow() is not correctly rounded.
    std::optional<Decimal> result = Decimal(1);
    std::optional<Decimal> square = base;
    for (std::int64_t rest = *whole < 0 ? -*whole : *whole; rest > 0; rest /= 2) {
        if (rest % 2 == 1) {
            result = square && result ? multiply(*result, *square) : std::nullopt;
        }
        if (!result) {
            return std::nullopt;
        }
        square = square && rest > 1 ? multiply(*square, *square) : square;
    }
    return *whole < 0 ? divide(Decimal(1), *result) : result;
}

std::optional<Decimal> Decimal::modulo(const Decimal& dividend, const Decimal& divisor) {
    if (divisor.is_zero()) {
        return std::nullopt;
    }
    _IDEC_flags flags = 0;
    const auto rest = DecimalAccess::finite(bid128_fmod(raw(dividend), raw(divisor), &flags));
    // fmod() follows the dividend's sign, FEEL's modulo the divisor's.
    const bool wrong_side = rest && !rest->is_zero() && rest->is_negative() != divisor.is_negative();
    return wrong_side ? add(*rest, divisor) : rest;
}

std::optional<Decimal> Decimal::square_root() const {
    _IDEC_flags flags = 0;
    return DecimalAccess::finite(bid128_sqrt(raw(*this), kHalfEven, &flags));
}

std::optional<Decimal> Decimal::logarithm() const {
    _IDEC_flags flags = 0;
    return is_zero() ? std::nullopt : DecimalAccess::finite(bid128_log(raw(*this), kHalfEven, &flags));
}

std::optional<Decimal> Decimal::exponential() const {
    _IDEC_flags flags = 0;
    return DecimalAccess::finite(bid128_exp(raw(*this), kHalfEven, &flags));
}

bool Decimal::operator==(const Decimal& other) const {
    _IDEC_flags flags = 0;
    return bid128_quiet_equal(raw(*this), raw(other), &flags) != 0;
}

std::weak_ordering Decimal::operator<=>(const Decimal& other) const {
    _IDEC_flags flags = 0;
    if (bid128_quiet_less(raw(*this), raw(other), &flags) != 0) {
        return std::weak_ordering::less;
    }
    return *this == other ? std::weak_ordering::equivalent : std::weak_ordering::greater;
}

}  // namespace shipwitness::rules
