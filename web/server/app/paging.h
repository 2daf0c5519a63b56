#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "http/message.h"

namespace shipwitness::web {

/// Where the next page begins: the sort key of the last row of the page before, as texts and numbers in order.
/// Opaque to clients; a tampered one fails with `cursor_invalid` and can show nothing that its reader may not see.
struct Cursor {
    std::int64_t number = 0;
    std::string text;
};
[[nodiscard]] std::string encode(const Cursor& cursor);
[[nodiscard]] std::optional<Cursor> decode_cursor(std::string_view text);

struct PageRequest {
    std::optional<Cursor> after;
    std::size_t limit = 50;
};
/// From `cursor` and `limit` (1 to 200). Fails with invalid `cursor_invalid` or `invalid_input`.
[[nodiscard]] Result<PageRequest> page_request(const http::Request& request);

}  // namespace shipwitness::web
