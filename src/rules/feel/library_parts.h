#pragma once

#include <span>

#include "rules/feel/library.h"

namespace shipwitness::rules::feel {

// The parts of FEEL's library, one file each. Inside this folder only.
[[nodiscard]] std::span<const LibraryFunction> conversion_functions();
[[nodiscard]] std::span<const LibraryFunction> text_functions();
[[nodiscard]] std::span<const LibraryFunction> number_functions();
[[nodiscard]] std::span<const LibraryFunction> list_functions();
[[nodiscard]] std::span<const LibraryFunction> context_functions();
[[nodiscard]] std::span<const LibraryFunction> time_functions();
[[nodiscard]] std::span<const LibraryFunction> range_functions();

}  // namespace shipwitness::rules::feel
