#include "evidence/sha256.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include "core/file_descriptor.h"

namespace shipwitness::evidence {

namespace {

void require(int outcome, const char* call) {
    if (outcome != 1) {
        throw std::runtime_error(std::string("OpenSSL: ") + call + " failed");
    }
}

}  // namespace

struct Sha256::Context {
    Context() : handle(EVP_MD_CTX_new()) {
        if (handle == nullptr) {
            throw std::bad_alloc();
        }
    }
    ~Context() { EVP_MD_CTX_free(handle); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    EVP_MD_CTX* handle;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    require(EVP_DigestInit_ex(context_->handle, EVP_sha256(), nullptr), "EVP_DigestInit_ex");
}

Sha256::Sha256(const Sha256& other) : context_(std::make_unique<Context>()) {
    require(EVP_MD_CTX_copy_ex(context_->handle, other.context_->handle), "EVP_MD_CTX_copy_ex");
}

Sha256& Sha256::operator=(const Sha256& other) {
    if (this != &other) {
        *this = Sha256(other);
    }
    return *this;
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::span<const std::byte> bytes) {
    require(EVP_DigestUpdate(context_->handle, bytes.data(), bytes.size()), "EVP_DigestUpdate");
}

void Sha256::update(std::string_view text) {
    update(std::as_bytes(std::span(text)));
}

Sha256Digest Sha256::digest() const {
    const Sha256 copy(*this);
    Sha256Digest digest{};
    require(EVP_DigestFinal_ex(copy.context_->handle, reinterpret_cast<unsigned char*>(digest.data()), nullptr),
            "EVP_DigestFinal_ex");
    return digest;
}

Sha256Digest sha256(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.digest();
}

namespace {

/// Hashes up to `limit` bytes of the file; the number hashed comes back in `hashed`.
Sha256Digest hash_file(const std::filesystem::path& file, std::uint64_t limit, std::uint64_t& hashed) {
    const FileDescriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!fd) {
        throw std::system_error(errno, std::generic_category(), "open " + file.string());
    }
    Sha256 hash;
    std::vector<std::byte> buffer(256U * 1024U);
    hashed = 0;
    while (hashed < limit) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), limit - hashed));
        const ssize_t got = ::read(fd.get(), buffer.data(), wanted);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw std::system_error(errno, std::generic_category(), "read " + file.string());
        }
        if (got == 0) {
            break;
        }
        hash.update(std::span(buffer).first(static_cast<std::size_t>(got)));
        hashed += static_cast<std::uint64_t>(got);
    }
    return hash.digest();
}

}  // namespace

Sha256Digest sha256_of_file(const std::filesystem::path& file) {
    std::uint64_t hashed = 0;
    return hash_file(file, std::numeric_limits<std::uint64_t>::max(), hashed);
}

Sha256Digest sha256_of_file(const std::filesystem::path& file, std::uint64_t size_bytes) {
    std::uint64_t hashed = 0;
    const Sha256Digest digest = hash_file(file, size_bytes, hashed);
    if (hashed < size_bytes) {
        throw std::system_error(
            std::make_error_code(std::errc::io_error),
            file.string() + " has " + std::to_string(hashed) + " bytes, not " + std::to_string(size_bytes));
    }
    return digest;
}

std::string to_hex(const Sha256Digest& digest) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (const std::byte byte : digest) {
        text += kHex[std::to_integer<unsigned>(byte) >> 4U];
        text += kHex[std::to_integer<unsigned>(byte) & 0xfU];
    }
    return text;
}

}  // namespace shipwitness::evidence
