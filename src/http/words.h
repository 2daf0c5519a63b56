#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

// Internal to src/http: words and decodings of the protocol.

namespace shipwitness::http {

[[nodiscard]] std::string_view word_of(Method method);
[[nodiscard]] std::optional<Method> method_of(std::string_view word);

/// "%41+b" → "A+b"; nullopt when a % is not followed by two hex digits or gives a NUL. `plus_is_space` as in queries.
enum class Plus { is_plus, is_space };
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

/// Stands in Request::path for a slash that was percent-encoded, so that "/orders/A%2F7" has two segments; a route's
/// single parameter gets the slash back, a rest parameter ("{path*}", a file's name) does not.
constexpr char kEncodedSlash = '\x1f';

/// Splits "path?query" of a request line into the request. False when it is not decodable UTF-8, does not begin with a
/// slash, or holds a "." or ".." segment.
[[nodiscard]] bool read_target(std::string_view target, Request& request);

[[nodiscard]] Error too_large(std::size_t limit_bytes);

}  // namespace shipwitness::http
