// Any bytes as two segments of a camera, one of them still being written, and as a clip to be verified: what is made
// must lie inside the file, and stay small.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <variant>

#include <sys/mman.h>
#include <unistd.h>

#include "core/file_descriptor.h"
#include "media/clip/clip.h"
#include "media/clip/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace shipwitness;
    const FileDescriptor file(::memfd_create("fuzz", MFD_CLOEXEC));
    if (::pwrite(file.get(), data, size, 0) != static_cast<ssize_t>(size)) {
        std::abort();
    }
    const Timestamp start = from_us(1'795'336'616'000'000);
    media::clip::Recording recording;
    recording.file = "/proc/self/fd/" + std::to_string(file.get());
    recording.start = start;
    recording.wall_duration = std::chrono::milliseconds(2001);
    recording.media_duration = std::chrono::seconds(2);
    media::clip::Recording open = recording;
    open.start += std::chrono::seconds(1);
    open.open = true;
    const auto clip = media::clip::assemble(
        {{start + std::chrono::milliseconds(500), start + std::chrono::minutes(5)}, {recording, open}, {}, "fuzz"});
    if (!clip) {
        std::abort();
    }
    for (const media::clip::Piece& piece : clip->pieces) {
        if (const auto* stretch = std::get_if<media::clip::Stretch>(&piece)) {
            if (stretch->offset + stretch->size_bytes > size) {
                std::abort();
            }
        }
    }
    (void)media::clip::verify(file.get(), {recording});
    return 0;
}
