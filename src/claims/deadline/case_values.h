#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "config/tree_reader.h"

namespace shipwitness::claims::deadline {

// Values of a case. Each is none when the key is absent or null, and none with a fault when it cannot be meant.
// `also`: other names of the key, as config::MapReader::find() takes them.

/// A text that says something, without the spaces around it.
[[nodiscard]] std::optional<std::string> read_text(config::MapReader& in, std::string_view key,
                                                   std::initializer_list<std::string_view> also = {});
/// true, false, yes, no, да, нет.
[[nodiscard]] std::optional<bool> read_flag(config::MapReader& in, std::string_view key,
                                            std::initializer_list<std::string_view> also = {});
/// A whole number from 1 to `max`.
[[nodiscard]] std::optional<int> read_number(config::MapReader& in, std::string_view key,
                                             std::initializer_list<std::string_view> also, int max);

}  // namespace shipwitness::claims::deadline
