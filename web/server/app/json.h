#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/time.h"
#include "http/json.h"

namespace shipwitness::web {

/// The value, or null.
[[nodiscard]] inline http::Json to_json(const std::optional<Timestamp>& at) {
    return at ? http::Json(to_rfc3339(*at)) : http::Json();
}
[[nodiscard]] inline http::Json to_json(const std::optional<std::string>& text) {
    return text ? http::Json(*text) : http::Json();
}
[[nodiscard]] inline http::Json to_json(const std::optional<std::int64_t>& number) {
    return number ? http::Json(*number) : http::Json();
}

}  // namespace shipwitness::web
