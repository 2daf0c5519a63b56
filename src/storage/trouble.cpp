#include "storage/trouble.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "storage/database.h"

namespace shipwitness::storage {

namespace {

/// What a disk or its rights answer to a call on a file; a thread that cannot be made is no such thing.
bool is_of_disk(const std::error_code& code) {
    static constexpr std::array kOfDisk{ENOSPC, EDQUOT, EFBIG,   EIO,    EROFS,  EACCES,
                                        EPERM,  ENOENT, ENOTDIR, EISDIR, EMFILE, ENFILE};
    return (code.category() == std::generic_category() || code.category() == std::system_category()) &&
           std::ranges::find(kOfDisk, code.value()) != kOfDisk.end();
}

bool is_of_space(const std::error_code& code) {
    return code.value() == ENOSPC || code.value() == EDQUOT;
}

std::string make_room(const std::filesystem::path& data_folder) {
    const auto free_bytes = free_space_bytes(data_folder);
    return fmt::format("make room on the disk of {}{}", data_folder.string(),
                       free_bytes ? fmt::format(" ({} kB are free)", *free_bytes / 1000) : "");
}

std::string remedy(bool full, const std::filesystem::path& data_folder) {
    return full ? make_room(data_folder)
                : fmt::format("is {} there and writable, the disk sound, and does another program hold the file?",
                              data_folder.string());
}

}  // namespace

std::optional<std::string> trouble(const std::exception& error, const std::filesystem::path& data_folder) {
    if (const auto* refused = dynamic_cast<const StorageError*>(&error);
        refused != nullptr && refused->of_environment()) {
        return fmt::format("{}; {}", error.what(), remedy(refused->kind() == StorageError::Kind::full, data_folder));
    }
    if (const auto* refused = dynamic_cast<const std::system_error*>(&error);
        refused != nullptr && is_of_disk(refused->code())) {
        return fmt::format("{}; {}", error.what(), remedy(is_of_space(refused->code()), data_folder));
    }
    return std::nullopt;
}

std::optional<std::uint64_t> free_space_bytes(const std::filesystem::path& data_folder) {
    std::error_code unknown;
    const auto space = std::filesystem::space(data_folder, unknown);
    return unknown || space.capacity == 0 ? std::nullopt : std::optional<std::uint64_t>(space.available);
}

}  // namespace shipwitness::storage
