#pragma once

#include <cstddef>
#include <string>

namespace shipwitness {

/// `bytes` from the kernel's random source (getrandom(2)), as lower-case hex: for ids and tokens that nobody may guess.
/// 16 bytes and more for anything that grants access. Throws std::system_error when the kernel has none. Thread-safe.
[[nodiscard]] std::string random_hex(std::size_t bytes);

/// `length` signs of Crockford's base 32 without I, L, O, U, for numbers that people read to each other. 5 bits a sign.
[[nodiscard]] std::string random_base32(std::size_t length);

/// `length` decimal digits, each equally likely: for codes typed from a letter.
[[nodiscard]] std::string random_digits(std::size_t length);

}  // namespace shipwitness
