#include "cli/files.h"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace shipwitness::cli {

Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        return fail(ErrorKind::not_found, "file_not_found", "There is no file " + file.string() + ".");
    }
    if (std::filesystem::is_directory(status)) {
        return fail(ErrorKind::invalid, "file_is_folder", file.string() + " is a folder; name a file.");
    }
    std::ifstream in(file, std::ios::binary);
    std::string bytes;
    constexpr std::size_t kPiece = 65'536;
    while (in && bytes.size() <= max_bytes) {
        const std::size_t before = bytes.size();
        bytes.resize(before + kPiece);
        in.read(bytes.data() + before, kPiece);
        bytes.resize(before + static_cast<std::size_t>(in.gcount()));
    }
    if (bytes.size() > max_bytes) {
        return fail(ErrorKind::too_large, "file_too_large",
                    file.string() + " has more than " + std::to_string(max_bytes) + " bytes.");
    }
    if (!in.eof()) {
        return fail(ErrorKind::invalid, "file_unreadable", file.string() + " cannot be read.");
    }
    return bytes;
}

Result<void> write_file(const std::filesystem::path& file, std::string_view bytes) {
    const std::filesystem::path half = file.string() + ".new";
    std::ofstream out(half, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code error;
    if (out) {
        std::filesystem::rename(half, file, error);
    }
    if (!out || error) {
        std::error_code ignored;  // what cannot be written can often not be removed either
        std::filesystem::remove(half, ignored);
        return fail(ErrorKind::invalid, "file_unwritable", file.string() + " cannot be written.");
    }
    return {};
}

Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder, std::string_view ending) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ending) {
            files.push_back(entry.path());
        }
    }
    if (error || files.empty()) {
        return fail(ErrorKind::not_found, "folder_empty",
                    "There is no folder " + folder.string() + " with files *" + std::string(ending) + ".");
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace shipwitness::cli
