#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>

#include "http/routes.h"

namespace shipwitness::web {

/// What the log says when disk or database refused: what was tried, on which file, and what a person should do. None:
/// it is another fault, one of our own.
[[nodiscard]] std::optional<std::string> storage_trouble(const std::exception& error,
                                                         const std::filesystem::path& data_folder);

/// Bytes free for us on the disk of the data folder; none when it does not say, as some network disks.
[[nodiscard]] std::optional<std::uint64_t> free_space_bytes(const std::filesystem::path& data_folder);

/// The route's handler, answering 503 `storage_unavailable` where disk or database refuse: transactions and files leave
/// nothing half-written, so the caller may simply try again. Other exceptions pass.
[[nodiscard]] http::Handler telling_storage_trouble(const http::Routes::Route& route,
                                                    const std::filesystem::path& data_folder);

}  // namespace shipwitness::web
