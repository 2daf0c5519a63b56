#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace shipwitness::evidence {

using Sha256Digest = std::array<std::byte, 32>;

/// SHA-256 (FIPS 180-4) as bytes come. Copyable: digest() of a copy tells the hash so far. By OpenSSL, which uses the
/// processor's SHA instructions.
class Sha256 {
  public:
    Sha256();
    Sha256(const Sha256& other);
    Sha256& operator=(const Sha256& other);
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void update(std::span<const std::byte> bytes);
    void update(std::string_view text);
    /// The hash of all that was given so far; more may be given afterwards.
    [[nodiscard]] Sha256Digest digest() const;

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

[[nodiscard]] Sha256Digest sha256(std::string_view bytes);
/// Of a whole file. Throws std::system_error when it cannot be read.
[[nodiscard]] Sha256Digest sha256_of_file(const std::filesystem::path& file);
/// Of a file's first `size_bytes`. Throws std::system_error when it is shorter.
[[nodiscard]] Sha256Digest sha256_of_file(const std::filesystem::path& file, std::uint64_t size_bytes);
[[nodiscard]] std::string to_hex(const Sha256Digest& digest);

}  // namespace shipwitness::evidence
