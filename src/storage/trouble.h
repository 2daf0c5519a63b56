#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>

namespace shipwitness::storage {

/// What the log says when disk or database refused what was right: what was tried, on which file, and what a person
/// should do. None: it is another fault, one of our own, and trying again helps nobody.
[[nodiscard]] std::optional<std::string> trouble(const std::exception& error, const std::filesystem::path& data_folder);

/// Bytes free for us on the disk of the data folder; none when it does not say, as some network disks.
[[nodiscard]] std::optional<std::uint64_t> free_space_bytes(const std::filesystem::path& data_folder);

}  // namespace shipwitness::storage
