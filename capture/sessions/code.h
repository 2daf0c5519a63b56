#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/ids.h"

namespace shipwitness::capture {

/// A printed control code.
enum class Control { start, end, cancel, note };

/// Why a code that was read is neither an order nor a control code.
enum class BadCode { empty, too_long, not_printable, control_unknown };

using Code = std::variant<OrderNumber, Control, BadCode>;

/// White space at both ends cut off: scanners send what they are set to (CR, LF, tab) after a code.
[[nodiscard]] std::string_view trimmed(std::string_view read);

/// What a trimmed code means. Control codes are taken in any case of letters, with or without "SW:" before them. An
/// order number is 1 to 64 characters of ASCII 32 to 126: what Code 128 can print without function characters.
[[nodiscard]] Code parse_code(std::string_view code);

/// One spelling for all that mean the same ("end", "SW:END"): codes are compared by it.
[[nodiscard]] std::string canonical(std::string_view code);

}  // namespace shipwitness::capture
