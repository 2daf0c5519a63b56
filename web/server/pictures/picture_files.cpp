#include "web/server/pictures/picture_files.h"

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "core/file_descriptor.h"
#include "core/log.h"

namespace shipwitness::web {

namespace {

[[noreturn]] void fail_with(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    const FileDescriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!out) {
        fail_with("open " + file.string());
    }
    while (!bytes.empty()) {
        const ssize_t written = ::write(out.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            fail_with("write " + file.string());
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(out.get()) != 0) {
        fail_with("fsync " + file.string());
    }
}

void sync_folder(const std::filesystem::path& folder) {
    const FileDescriptor in(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!in || ::fsync(in.get()) != 0) {
        fail_with("fsync " + folder.string());
    }
}

}  // namespace

std::filesystem::path PictureFiles::shown(std::string_view id) const {
    return folder_ / (std::string(id) + ".jpg");
}

std::filesystem::path PictureFiles::original(std::string_view id) const {
    return folder_ / "originals" / id;
}

void PictureFiles::write(std::string_view id, std::string_view original_bytes, std::string_view shown_bytes) const {
    std::filesystem::create_directories(folder_ / "originals");
    try {
        write_file(original(id), original_bytes);
        write_file(shown(id), shown_bytes);
        sync_folder(folder_ / "originals");
        sync_folder(folder_);
    } catch (...) {
        take_back(id);
        throw;
    }
}

void PictureFiles::remove(std::string_view id) const {
    std::filesystem::remove(shown(id));
    std::filesystem::remove(original(id));
}

void PictureFiles::set_aside(std::string_view id) const {
    std::filesystem::create_directories(aside());
    for (const auto& file : {shown(id), original(id)}) {
        if (std::filesystem::exists(file)) {
            std::filesystem::rename(file, aside() / file.filename());
        }
    }
}

void PictureFiles::take_back(std::string_view id) const noexcept {
    try {
        remove(id);
    } catch (const std::exception& error) {
        log_warning(std::string("a picture that was not taken cannot be removed: ") + error.what());
    }
}

std::set<std::string> PictureFiles::ids_written_before(std::filesystem::file_time_type before) const {
    std::set<std::string> ids;
    for (const auto& folder : {folder_, folder_ / "originals"}) {
        std::error_code missing;
        for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
            if (entry.is_regular_file() && entry.last_write_time() < before) {
                ids.insert(entry.path().stem().string());
            }
        }
    }
    return ids;
}

}  // namespace shipwitness::web
