#include "rules/table/volume.h"

#include <algorithm>
#include <limits>

namespace shipwitness::rules::table {
namespace {

constexpr unsigned kBits = 32;

std::uint32_t low(std::uint64_t value) {
    return static_cast<std::uint32_t>(value & std::numeric_limits<std::uint32_t>::max());
}

}  // namespace

void Volume::multiply(std::uint32_t by) {
    std::uint64_t carry = 0;
    for (std::uint32_t& limb : limbs_) {
        carry += std::uint64_t{limb} * by;
        limb = low(carry);
        carry >>= kBits;
    }
    lost_ = lost_ || carry != 0;
}

void Volume::add(const Volume& other) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < kLimbs; ++i) {
        carry += std::uint64_t{limbs_[i]} + other.limbs_[i];
        limbs_[i] = low(carry);
        carry >>= kBits;
    }
    lost_ = lost_ || other.lost_ || carry != 0;
}

void Volume::subtract(const Volume& other) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < kLimbs; ++i) {
        const std::uint64_t taken = std::uint64_t{other.limbs_[i]} + borrow;
        borrow = limbs_[i] < taken ? 1 : 0;
        limbs_[i] = low((borrow << kBits) + limbs_[i] - taken);
    }
    lost_ = lost_ || other.lost_ || borrow != 0;
}

std::uint64_t Volume::saturated() const {
    const bool more = std::any_of(limbs_.begin() + 2, limbs_.end(), [](std::uint32_t limb) { return limb != 0; });
    return lost_ || more ? std::numeric_limits<std::uint64_t>::max() : (std::uint64_t{limbs_[1]} << kBits) + limbs_[0];
}

std::strong_ordering Volume::operator<=>(const Volume& other) const {
    for (std::size_t i = kLimbs; i-- > 0;) {
        if (limbs_[i] != other.limbs_[i]) {
            return limbs_[i] <=> other.limbs_[i];
        }
    }
    return std::strong_ordering::equal;
}

}  // namespace shipwitness::rules::table
