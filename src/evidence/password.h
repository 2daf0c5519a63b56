#pragma once

#include <string>
#include <string_view>

namespace shipwitness::evidence {

/// Argon2id of a password with a random salt, as "$argon2id$v=19$m=19456,t=2,p=1$…" (libsodium). Costs are the least
/// that OWASP's Password Storage Cheat Sheet asks for: 19 MiB and two passes, some 20 ms: more would let a few sign-ins
/// at once exhaust a small machine. Throws std::bad_alloc when there is no memory for it. Thread-safe.
[[nodiscard]] std::string hash_password(std::string_view password);

/// Whether the password fits the hash. False for a hash that is none. Takes as long as hashing. Thread-safe.
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);

}  // namespace shipwitness::evidence
