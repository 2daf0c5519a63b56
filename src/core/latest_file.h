#pragma once

#include <filesystem>

#include <fcntl.h>

#include "core/file_descriptor.h"

namespace shipwitness {

/// For reading many files one after another: holds one descriptor, that of the file asked for last. Not thread-safe.
class LatestFile {
  public:
    /// A descriptor to read the file, valid until another file is asked for; -1, and errno says why, when it cannot be
    /// opened.
    [[nodiscard]] int descriptor_of(const std::filesystem::path& file) {
        if (!fd_ || file != file_) {
            fd_.reset();
            file_ = file;
            fd_ = FileDescriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
        }
        return fd_.get();
    }

  private:
    std::filesystem::path file_{};
    FileDescriptor fd_{};
};

}  // namespace shipwitness
