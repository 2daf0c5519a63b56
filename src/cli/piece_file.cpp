#include "cli/piece_file.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <variant>

#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "core/file_descriptor.h"
#include "core/latest_file.h"

namespace shipwitness::cli {

namespace {

[[noreturn]] void fail_with_errno(const char* call, const std::filesystem::path& file) {
    throw std::system_error(errno, std::generic_category(), std::string(call) + " " + file.string());
}

void write_text(int out, std::string_view text, const std::filesystem::path& file) {
    while (!text.empty()) {
        const ssize_t written = ::write(out, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            fail_with_errno("write", file);
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

void write_stretch(int out, const media::clip::Stretch& stretch, LatestFile& latest,
                   const std::filesystem::path& file) {
    const int in = latest.descriptor_of(*stretch.file);
    if (in < 0) {
        fail_with_errno("open", *stretch.file);
    }
    auto offset = static_cast<off_t>(stretch.offset);
    std::uint64_t left = stretch.size_bytes;
    while (left > 0) {
        const ssize_t sent = ::sendfile(out, in, &offset, static_cast<std::size_t>(left));
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            errno = sent == 0 ? EIO : errno;
            fail_with_errno("write", file);
        }
        left -= static_cast<std::uint64_t>(sent);
    }
}

}  // namespace

void write_clip(const media::clip::Clip& clip, const std::filesystem::path& file) {
    std::filesystem::path part = file;
    part += ".part";
    const FileDescriptor out(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!out) {
        fail_with_errno("open", part);
    }
    LatestFile latest;
    for (const media::clip::Piece& piece : clip.pieces) {
        if (const auto* text = std::get_if<std::string>(&piece)) {
            write_text(out.get(), *text, part);
        } else {
            write_stretch(out.get(), std::get<media::clip::Stretch>(piece), latest, part);
        }
    }
    if (::fsync(out.get()) != 0) {
        fail_with_errno("fsync", part);
    }
    std::filesystem::rename(part, file);
}

}  // namespace shipwitness::cli
