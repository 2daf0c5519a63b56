// Any bytes as a recorded file: the scan must end, stay within its memory, and name only samples inside the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

#include "core/file_descriptor.h"
#include "media/mp4/scan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const shipwitness::FileDescriptor file(::memfd_create("fuzz", MFD_CLOEXEC));
    if (::pwrite(file.get(), data, size, 0) != static_cast<ssize_t>(size)) {
        std::abort();
    }
    const auto scan = shipwitness::media::mp4::scan_fragments(file.get());
    if (!scan) {
        return 0;
    }
    if (scan->whole_bytes > size) {
        std::abort();
    }
    for (const auto& fragment : scan->fragments) {
        for (const auto& sample : fragment.samples) {
            if (sample.size_bytes == 0 || sample.offset + sample.size_bytes > scan->whole_bytes) {
                std::abort();
            }
        }
    }
    return 0;
}
