#include "capture/recorder/segment_file.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "core/log.h"

namespace shipwitness::capture {

namespace {

[[noreturn]] void fail_with_errno(const char* call, const std::filesystem::path& file) {
    throw std::system_error(errno, std::generic_category(), std::string(call) + " " + file.string());
}

/// Creates the folder and those above it; each new name is forced to the disk.
void make_folder(const std::filesystem::path& folder) {
    if (std::filesystem::is_directory(folder)) {
        return;
    }
    make_folder(folder.parent_path());
    if (std::filesystem::create_directory(folder)) {
        sync_folder(folder.parent_path());
    }
}

}  // namespace

void sync_folder(const std::filesystem::path& folder) {
    const FileDescriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!fd || ::fsync(fd.get()) != 0) {
        fail_with_errno("fsync", folder);
    }
}

SegmentFile::SegmentFile(std::filesystem::path file) : file_(std::move(file)) {
    make_folder(file_.parent_path());
    fd_ = FileDescriptor{::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640)};
    if (!fd_) {
        fail_with_errno("open", file_);
    }
    sync_folder(file_.parent_path());
}

void SegmentFile::append(std::span<const std::byte> bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::pwrite(fd_.get(), bytes.data() + written, bytes.size() - written,
                                       static_cast<off_t>(size_bytes_ + written));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            const int why = count == 0 ? EIO : errno;
            if (::ftruncate(fd_.get(), static_cast<off_t>(size_bytes_)) != 0) {
                log_warning("cannot take back a torn write of " + file_.string() + "; the next start mends it");
            }
            errno = why;
            fail_with_errno("write", file_);
        }
        written += static_cast<std::size_t>(count);
    }
    hash_.update(bytes);
    size_bytes_ += bytes.size();
}

void SegmentFile::sync() {
    if (::fdatasync(fd_.get()) != 0) {
        fail_with_errno("fdatasync", file_);
    }
}

void SegmentFile::finish() {
    if (::fsync(fd_.get()) != 0) {
        fail_with_errno("fsync", file_);
    }
    fd_.reset();
}

}  // namespace shipwitness::capture
