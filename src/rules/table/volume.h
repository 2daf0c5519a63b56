#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace shipwitness::rules::table {

/// A whole number of up to 512 bits: how many cases a box of cases holds. Twenty columns of hundreds of values each
/// are beyond 64 and 128 bits, and a table is called covered only when its rows hold exactly as many cases as there
/// are.
class Volume {
  public:
    explicit Volume(std::uint32_t value = 0) { limbs_[0] = value; }

    void multiply(std::uint32_t by);
    void add(const Volume& other);
    /// What is left when `other`, which must not be larger, is taken away.
    void subtract(const Volume& other);
    /// Whether a result was ever too large: then nothing can be told from it.
    [[nodiscard]] bool lost() const { return lost_; }
    /// 2^64 - 1 when it is more.
    [[nodiscard]] std::uint64_t saturated() const;
    [[nodiscard]] std::strong_ordering operator<=>(const Volume& other) const;
    [[nodiscard]] bool operator==(const Volume& other) const { return limbs_ == other.limbs_; }

  private:
    static constexpr std::size_t kLimbs = 16;
    std::array<std::uint32_t, kLimbs> limbs_{};  ///< the least first
    bool lost_ = false;
};

}  // namespace shipwitness::rules::table
