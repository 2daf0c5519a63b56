#pragma once

#include <optional>
#include <string>

#include "core/result.h"
#include "http/message.h"
#include "web/server/desk/actions.h"

namespace shipwitness::web {

// What staff send, read with every fault by its place (docs/openapi/web.yaml).

/// Words are kept as written; of a message to the buyer or a note at most this long.
inline constexpr std::size_t kMaxWords = 10'000;

[[nodiscard]] Result<FactInput> read_fact(const http::Request& request);
[[nodiscard]] Result<DecisionInput> read_decision(const http::Request& request);
[[nodiscard]] Result<ReplyInput> read_message(const http::Request& request);
[[nodiscard]] Result<std::string> read_words(const http::Request& request);
[[nodiscard]] Result<std::optional<std::string>> read_optional_words(const http::Request& request);
[[nodiscard]] Result<WaitFor> read_waiting(const http::Request& request);
[[nodiscard]] Result<SecondLook> read_second_look(const http::Request& request);
[[nodiscard]] Result<Assignment> read_assignment(const http::Request& request);
/// The route's line. Fails with not_found `line_unknown` when it is no number.
[[nodiscard]] Result<int> line_of(const http::Request& request);

}  // namespace shipwitness::web
