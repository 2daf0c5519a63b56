#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace shipwitness::cli {

/// The bytes of a file. Fails (not_found, invalid, too_large) naming the file: it is not there, is a folder, cannot be
/// read, or is larger than `max_bytes`.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes);

/// Replaces a file, or makes it; never leaves half of it under its name. Fails (invalid) naming the file.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& file, std::string_view bytes);

/// The files of a folder that end so (".yaml"), by name. Fails (not_found) naming the folder when there is none of
/// them.
[[nodiscard]] Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder,
                                                                  std::string_view ending);

}  // namespace shipwitness::cli
