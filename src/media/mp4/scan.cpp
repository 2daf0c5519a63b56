#include "media/mp4/scan.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace shipwitness::media::mp4 {

namespace {

/// A window on the file that reads ahead a little: a 'moof' and the header of its 'mdat' come in one read.
class Window {
  public:
    Window(int fd, std::uint64_t file_bytes) : fd_(fd), file_bytes_(file_bytes) {}

    /// Up to `count` bytes from `offset`: fewer at the file's end. Valid until the next call. Throws std::system_error.
    std::span<const std::byte> at(std::uint64_t offset, std::size_t count) {
        if (offset >= file_bytes_) {
            return {};
        }
        count = static_cast<std::size_t>(std::min<std::uint64_t>(count, file_bytes_ - offset));
        if (offset < begin_ || offset + count > begin_ + filled_) {
            load(offset, count);
        }
        const auto held = std::span(buffer_).first(filled_).subspan(static_cast<std::size_t>(offset - begin_));
        return held.first(std::min(held.size(), count));
    }

  private:
    static constexpr std::size_t kReadAhead = 4096;

    void load(std::uint64_t offset, std::size_t count) {
        buffer_.resize(std::max(count, kReadAhead));
        begin_ = offset;
        filled_ = 0;
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size(), file_bytes_ - offset));
        while (filled_ < wanted) {
            const ssize_t got =
                ::pread(fd_, buffer_.data() + filled_, wanted - filled_, static_cast<off_t>(offset + filled_));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                throw std::system_error(errno, std::generic_category(), "pread");
            }
            if (got == 0) {
                break;  // the file has shrunk since its size was asked for
            }
            filled_ += static_cast<std::size_t>(got);
        }
    }

    int fd_;
    std::uint64_t file_bytes_;
    std::uint64_t begin_ = 0;
    std::size_t filled_ = 0;
    std::vector<std::byte> buffer_{};
};

/// Garbage of many tiny boxes must not fill the memory.
constexpr std::size_t kMaxDamages = 1024;

struct Placed {
    BoxHeader header;
    std::uint64_t offset = 0;
    [[nodiscard]] std::uint64_t end() const { return offset + header.size_bytes; }
};

class Scanner {
  public:
    Scanner(int fd, std::uint64_t file_bytes) : window_(fd, file_bytes), file_bytes_(file_bytes) {}

    Result<Scan> run() {
        scan_.file_bytes = file_bytes_;
        if (auto init = read_init(); !init) {
            return tl::unexpected(init.error());
        }
        scan_.whole_bytes = scan_.init.size_bytes;
        read_rest();
        if (scan_.torn.empty() && moof_) {
            scan_.torn = "the last 'moof' has no 'mdat'";
        }
        return std::move(scan_);
    }

  private:
    /// The box at the position, whole in the file; nullopt when there is none.
    std::optional<Placed> box_here() {
        const auto header = read_box_header(window_.at(position_, kMaxHeaderBytes));
        if (!header || header->size_bytes == 0 || header->size_bytes > file_bytes_ - position_) {
            return std::nullopt;
        }
        return Placed{*header, position_};
    }

    Result<void> read_init() {
        bool is_mp4 = false;
        while (true) {
            const auto box = box_here();
            if (!box) {
                break;
            }
            is_mp4 = is_mp4 || box->header.type == fourcc("ftyp");
            if (!is_mp4) {
                break;
            }
            if (box->header.type == fourcc("moov")) {
                return take_moov(*box);
            }
            if (box->header.type == fourcc("moof") || box->header.type == fourcc("mdat")) {
                return fail(ErrorKind::invalid, "not_mp4", "Media data comes before 'moov': no fragmented MP4.");
            }
            position_ = box->end();
        }
        if (is_mp4 || begins_as_mp4()) {
            return fail(ErrorKind::invalid, "no_init_part", "The file ends before its init part does.");
        }
        return fail(ErrorKind::invalid, "not_mp4", "The file does not begin with 'ftyp': it is no MP4.");
    }

    /// Empty, or cut inside its first box.
    bool begins_as_mp4() {
        const auto bytes = window_.at(0, 8);
        return bytes.size() < 8 || std::memcmp(bytes.data() + 4, "ftyp", 4) == 0;
    }

    Result<void> take_moov(const Placed& box) {
        if (box.header.size_bytes > kMaxMoovBytes) {
            return fail(ErrorKind::invalid, "not_mp4", "'moov' is too large for a fragmented MP4.");
        }
        const auto whole = window_.at(box.offset, static_cast<std::size_t>(box.header.size_bytes));
        if (whole.size() != box.header.size_bytes) {
            return fail(ErrorKind::invalid, "no_init_part", "The file ends before its init part does.");
        }
        auto init = read_moov(whole.subspan(box.header.header_bytes));
        if (!init) {
            return tl::unexpected(init.error());
        }
        scan_.init = std::move(*init);
        scan_.init.size_bytes = box.end();
        position_ = box.end();
        return {};
    }

    void read_rest() {
        try {
            while (position_ < file_bytes_ && scan_.torn.empty()) {
                step();
            }
        } catch (const std::system_error& error) {
            // A bad sector ends what can be read; what lies before it is still good.
            scan_.torn = "cannot be read behind byte " + std::to_string(position_) + ": " + error.code().message();
        }
    }

    void step() {
        const auto box = box_here();
        if (!box) {
            scan_.torn = "no whole box at byte " + std::to_string(position_);
            return;
        }
        position_ = box->end();
        switch (box->header.type) {
            case fourcc("moof"):
                take_moof(*box);
                break;
            case fourcc("mdat"):
                take_mdat(*box);
                break;
            case fourcc("mfra"):
                scan_.whole_bytes = moof_ ? scan_.whole_bytes : box->end();
                break;
            default:
                take_other(*box);
        }
    }

    /// Boxes that may stand between fragments; anything else is where a torn tail's garbage begins.
    void take_other(const Placed& box) {
        static constexpr FourCc kKnown[] = {fourcc("free"), fourcc("skip"), fourcc("sidx"), fourcc("styp"),
                                            fourcc("prft"), fourcc("emsg"), fourcc("uuid"), fourcc("ssix")};
        if (std::find(std::begin(kKnown), std::end(kKnown), box.header.type) == std::end(kKnown)) {
            scan_.torn = "an unknown box '" + to_text(box.header.type) + "' at byte " + std::to_string(box.offset);
        }
    }

    void take_moof(const Placed& box) {
        if (moof_) {
            damage(moof_->offset, box.offset - moof_->offset, "a 'moof' has no 'mdat'");
        }
        moof_ = box;
    }

    void take_mdat(const Placed& mdat) {
        if (!moof_) {
            damage(mdat.offset, mdat.header.size_bytes, "an 'mdat' has no 'moof'");
            scan_.whole_bytes = mdat.end();
            return;
        }
        const Placed moof = *std::exchange(moof_, std::nullopt);
        const std::uint64_t size = mdat.end() - moof.offset;
        auto fragment = read_fragment(moof, mdat);
        if (!fragment) {
            damage(moof.offset, size, fragment.error().detail);
        } else if (samples_ + fragment->samples.size() > kMaxSamplesPerFile) {
            scan_.torn = "too many samples";
            return;
        } else {
            fragment->offset = moof.offset;
            fragment->size_bytes = size;
            samples_ += fragment->samples.size();
            scan_.fragments.push_back(std::move(*fragment));
        }
        scan_.whole_bytes = mdat.end();
    }

    Result<Fragment> read_fragment(const Placed& moof, const Placed& mdat) {
        if (moof.header.size_bytes > kMaxMoofBytes) {
            return fail(ErrorKind::invalid, "malformed", "A fragment is malformed: 'moof' is too large.");
        }
        const auto whole = window_.at(moof.offset, static_cast<std::size_t>(moof.header.size_bytes));
        if (whole.size() != moof.header.size_bytes) {
            return fail(ErrorKind::invalid, "malformed", "A fragment is malformed: the file has shrunk.");
        }
        return read_moof(whole.subspan(moof.header.header_bytes), moof.offset,
                         {mdat.offset + mdat.header.header_bytes, mdat.end()}, scan_.init);
    }

    void damage(std::uint64_t offset, std::uint64_t size_bytes, std::string what) {
        if (!scan_.damages.empty() && scan_.damages.back().offset + scan_.damages.back().size_bytes == offset) {
            scan_.damages.back().size_bytes += size_bytes;
            return;
        }
        if (scan_.damages.size() == kMaxDamages) {
            scan_.torn = "too much damage";
            return;
        }
        scan_.damages.push_back({offset, size_bytes, std::move(what)});
    }

    Window window_;
    std::uint64_t file_bytes_;
    std::uint64_t position_ = 0;
    std::size_t samples_ = 0;
    std::optional<Placed> moof_{};  ///< waits for its 'mdat'
    Scan scan_{};
};

}  // namespace

Result<Scan> scan_fragments(int fd, std::optional<std::uint64_t> limit_bytes) {
    struct stat status {};
    if (::fstat(fd, &status) != 0) {
        return fail(ErrorKind::internal, "unreadable",
                    "The file cannot be read: " + std::generic_category().message(errno) + ".");
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    try {
        return Scanner(fd, std::min(size, limit_bytes.value_or(size))).run();
    } catch (const std::system_error& error) {
        return fail(ErrorKind::internal, "unreadable", "The file cannot be read: " + error.code().message() + ".");
    }
}

}  // namespace shipwitness::media::mp4
