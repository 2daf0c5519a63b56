#include "capture/app/data_lock.h"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>

namespace shipwitness::capture {

DataLock::DataLock(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const std::filesystem::path file = folder / "capture.lock";
    constexpr int kMode = 0600;
    file_ = FileDescriptor(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, kMode));
    if (!file_) {
        throw std::system_error(errno, std::generic_category(), "cannot open " + file.string());
    }
    if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            throw std::runtime_error("another shipwitness-capture works in " + folder.string() +
                                     ": stop it, or set another `data` folder");
        }
        throw std::system_error(errno, std::generic_category(), "cannot lock " + file.string());
    }
}

}  // namespace shipwitness::capture
