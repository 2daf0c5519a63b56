#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

#include "core/file_descriptor.h"
#include "evidence/sha256.h"

namespace shipwitness::capture {

/// A file of footage that is being written: every write whole or taken back, hashed as it goes, forced to the disk.
/// Throws std::system_error (its code says ENOSPC when the disk is full); the file then holds what was written whole.
/// Used by one thread.
class SegmentFile {
  public:
    /// Creates the file, which must not exist, and the folders to it.
    explicit SegmentFile(std::filesystem::path file);

    /// Appends all of it or nothing.
    void append(std::span<const std::byte> bytes);
    /// Forces what was written to the disk (fdatasync).
    void sync();
    /// Forces file and folder to the disk and closes the file.
    void finish();

    [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }
    [[nodiscard]] std::string sha256() const { return evidence::to_hex(hash_.digest()); }

  private:
    std::filesystem::path file_;
    FileDescriptor fd_;
    evidence::Sha256 hash_;
    std::uint64_t size_bytes_ = 0;
};

/// fsync of a folder, so that names made or removed in it survive a power cut.
void sync_folder(const std::filesystem::path& folder);

}  // namespace shipwitness::capture
