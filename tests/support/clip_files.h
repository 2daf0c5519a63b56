#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include <fcntl.h>
#include <unistd.h>

#include "core/file_descriptor.h"
#include "core/latest_file.h"
#include "media/clip/clip.h"
#include "media/mp4/scan.h"
#include "tests/support/test_video.h"

// Inline, so that tests of folders which know nothing of media need not link it.
namespace shipwitness::test {

/// Writes a clip's pieces one behind the other, as the server sends them. Throws std::runtime_error.
inline void write_clip(const media::clip::Clip& clip, const std::filesystem::path& file) {
    std::string bytes;
    LatestFile latest;
    for (const media::clip::Piece& piece : clip.pieces) {
        if (const auto* text = std::get_if<std::string>(&piece)) {
            bytes += *text;
            continue;
        }
        const auto& stretch = std::get<media::clip::Stretch>(piece);
        std::string part(stretch.size_bytes, '\0');
        if (::pread(latest.descriptor_of(*stretch.file), part.data(), part.size(),
                    static_cast<off_t>(stretch.offset)) != static_cast<ssize_t>(part.size())) {
            throw std::runtime_error("a clip's stretch lies outside its file");
        }
        bytes += part;
    }
    write_whole(file, bytes);
}

/// Throws std::runtime_error when the file is no fragmented MP4.
inline media::mp4::Scan scan_file(const std::filesystem::path& file) {
    const FileDescriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    auto scan = media::mp4::scan_fragments(fd.get());
    if (!scan) {
        throw std::runtime_error(file.string() + ": " + scan.error().detail);
    }
    return std::move(*scan);
}

}  // namespace shipwitness::test
