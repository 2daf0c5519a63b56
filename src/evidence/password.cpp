#include "evidence/password.h"

#include <array>
#include <new>
#include <stdexcept>

#include <sodium.h>

namespace shipwitness::evidence {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19'456ULL * 1'024;

void need_sodium() {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium cannot start: the kernel has no random source");
    }
}

}  // namespace

std::string hash_password(std::string_view password) {
    need_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
    need_sodium();
    if (hash.size() >= crypto_pwhash_STRBYTES) {
        return false;
    }
    const std::string text(hash);
    return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

}  // namespace shipwitness::evidence
