#include "web/server/videos/video_folder.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "core/file_descriptor.h"

namespace shipwitness::web {
namespace {

[[noreturn]] void failed(const char* call, const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), std::string(call) + " " + path.string());
}

/// A new name is on disk only when its folder is.
void sync(const std::filesystem::path& path, int flags) {
    const FileDescriptor fd(::open(path.c_str(), flags | O_CLOEXEC));
    if (!fd || ::fsync(fd.get()) != 0) {
        failed("fsync", path);
    }
}

void write_all(const FileDescriptor& fd, const std::filesystem::path& path, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            failed("write", path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

std::filesystem::path VideoFolder::whole(const std::string& request, std::string_view name) const {
    return root_ / request / name;
}

std::filesystem::path VideoFolder::part(const std::string& request, std::string_view name) const {
    return root_ / request / (std::string(name) + ".part");
}

void VideoFolder::prepare(const std::string& request) const {
    std::filesystem::create_directories(root_ / request);
    sync(root_, O_RDONLY | O_DIRECTORY);
}

void VideoFolder::complete(const std::string& request, std::string_view name) const {
    sync(part(request, name), O_RDONLY);
    std::filesystem::rename(part(request, name), whole(request, name));
    sync(root_ / request, O_RDONLY | O_DIRECTORY);
}

void VideoFolder::write(const std::string& request, std::string_view name, std::string_view bytes) const {
    const auto path = part(request, name);
    const FileDescriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!fd) {
        failed("open", path);
    }
    write_all(fd, path, bytes);
    complete(request, name);
}

void VideoFolder::remove(const std::string& request, std::string_view name) const {
    std::filesystem::remove(part(request, name));
    std::filesystem::remove(whole(request, name));
}

void VideoFolder::remove_all(const std::string& request) const {
    std::filesystem::remove_all(root_ / request);
}

}  // namespace shipwitness::web
