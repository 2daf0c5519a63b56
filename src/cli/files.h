#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "core/result.h"

namespace shipwitness::cli {

/// The bytes of a file. Fails (not_found, invalid, too_large) naming the file: it is not there, is a folder, cannot be
/// read, or is larger than `max_bytes`.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes);

}  // namespace shipwitness::cli
