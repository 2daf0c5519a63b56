#pragma once

#include <filesystem>

#include "core/file_descriptor.h"

namespace shipwitness::capture {

/// One process per data folder: a second one would "mend" the files that the first is writing. Held while it lives;
/// the kernel lets go of it when the process dies, however it dies.
class DataLock {
  public:
    /// Makes the folder when it is not there. Throws std::runtime_error naming it when another process has it, and
    /// std::system_error when it cannot be made.
    explicit DataLock(const std::filesystem::path& folder);

  private:
    FileDescriptor file_;
};

}  // namespace shipwitness::capture
