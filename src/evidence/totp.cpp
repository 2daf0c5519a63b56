#include "evidence/totp.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/text.h"

namespace shipwitness::evidence {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::chrono::seconds kStep{30};
constexpr std::uint32_t kSixDigits = 1'000'000;
constexpr std::size_t kDigits = 6;

std::array<unsigned char, 20> hmac_sha1(std::string_view secret, std::int64_t step) {
    std::array<unsigned char, 8> message{};
    for (std::size_t at = 0; at < message.size(); ++at) {
        message.at(at) = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * (7 - at)));
    }
    std::array<unsigned char, 20> digest{};
    unsigned int size = digest.size();
    if (::HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(), message.size(),
               digest.data(), &size) == nullptr) {
        throw std::runtime_error("OpenSSL: HMAC failed");
    }
    return digest;
}

}  // namespace

std::string base32(std::span<const std::byte> bytes) {
    std::string text;
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::byte each : bytes) {
        bits = (bits << 8U) | std::to_integer<std::uint32_t>(each);
        for (held += 8; held >= 5; held -= 5) {
            text += kAlphabet[(bits >> static_cast<unsigned>(held - 5)) & 31U];
        }
    }
    if (held > 0) {
        text += kAlphabet[(bits << static_cast<unsigned>(5 - held)) & 31U];
    }
    return text;
}

std::optional<std::string> from_base32(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char each : text) {
        if (each == ' ' || each == '-') {
            continue;
        }
        const char capital = each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each;
        const std::size_t value = kAlphabet.find(capital);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        bits = (bits << 5U) | static_cast<std::uint32_t>(value);
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes += static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU);
        }
    }
    return bytes;
}

std::int64_t totp_step(Timestamp at) {
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch() / kStep;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    const auto digest = hmac_sha1(secret, step);
    // Dynamic truncation, RFC 4226, 5.3.
    const std::size_t offset = digest.back() & 0x0FU;
    const std::uint32_t number = ((digest.at(offset) & 0x7FU) << 24U) |
                                 (static_cast<std::uint32_t>(digest.at(offset + 1)) << 16U) |
                                 (static_cast<std::uint32_t>(digest.at(offset + 2)) << 8U) | digest.at(offset + 3);
    std::string code = std::to_string(number % kSixDigits);
    return std::string(kDigits - code.size(), '0') + code;
}

std::optional<std::int64_t> totp_fits(std::string_view secret, std::string_view code, Timestamp now,
                                      std::int64_t used_through) {
    std::optional<std::int64_t> found;
    for (const std::int64_t step : {totp_step(now) - 1, totp_step(now), totp_step(now) + 1}) {
        if (equal_secrets(totp_code(secret, step), code) && step > used_through) {
            found = step;
        }
    }
    return found;
}

}  // namespace shipwitness::evidence
