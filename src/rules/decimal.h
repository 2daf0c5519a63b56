#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipwitness::rules {

/// A finite decimal number as in IEEE 754 decimal128: 34 digits, rounding half to even. Values compare by amount
/// (1.0 equals 1.00). Operations whose result is no finite number give nullopt, which FEEL calls null.
/// Source: ISO/IEC/IEEE 60559:2011; OMG DMN 1.3, 10.3.2.3.1.
class Decimal {
  public:
    Decimal() : Decimal(0) {}
    explicit Decimal(std::int64_t whole);

    /// A FEEL numeric literal with an optional sign and exponent: "-12", ".5", "1.20", "1e-3". nullopt for other text.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

    /// Without exponent where that is at most 40 signs long, without trailing zeros: "12", "0.5", "-1E+60".
    [[nodiscard]] std::string to_text() const;
    /// The exact value, when it is whole and fits.
    [[nodiscard]] std::optional<std::int64_t> to_integer() const;
    [[nodiscard]] double to_double() const;
    [[nodiscard]] bool is_whole() const;
    [[nodiscard]] bool is_negative() const;
    [[nodiscard]] bool is_zero() const;

    [[nodiscard]] Decimal negated() const;
    [[nodiscard]] Decimal magnitude() const;
    /// Towards minus or plus infinity, to `scale` digits after the point.
    [[nodiscard]] std::optional<Decimal> floor(int scale = 0) const;
    [[nodiscard]] std::optional<Decimal> ceiling(int scale = 0) const;
    /// Half to even, half away from zero, half towards zero, away from zero, towards zero.
    enum class Rounding { half_even, half_up, half_down, up, down };
    [[nodiscard]] std::optional<Decimal> rounded(int scale, Rounding rounding) const;

    [[nodiscard]] static std::optional<Decimal> add(const Decimal& left, const Decimal& right);
    [[nodiscard]] static std::optional<Decimal> subtract(const Decimal& left, const Decimal& right);
    [[nodiscard]] static std::optional<Decimal> multiply(const Decimal& left, const Decimal& right);
    [[nodiscard]] static std::optional<Decimal> divide(const Decimal& left, const Decimal& right);
    [[nodiscard]] static std::optional<Decimal> power(const Decimal& base, const Decimal& exponent);
    /// dividend - divisor * floor(dividend / divisor), as FEEL's modulo().
    [[nodiscard]] static std::optional<Decimal> modulo(const Decimal& dividend, const Decimal& divisor);
    [[nodiscard]] std::optional<Decimal> square_root() const;
    [[nodiscard]] std::optional<Decimal> logarithm() const;
    [[nodiscard]] std::optional<Decimal> exponential() const;

    [[nodiscard]] bool operator==(const Decimal& other) const;
    [[nodiscard]] std::weak_ordering operator<=>(const Decimal& other) const;

  private:
    friend struct DecimalAccess;
    std::uint64_t words_[2] = {0, 0};  ///< the binary encoding of decimal128, low word first
};

}  // namespace shipwitness::rules
