#include "media/clip/verify.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <string>

#include <unistd.h>

#include "core/latest_file.h"
#include "media/clip/footage.h"
#include "media/clip/timeline.h"
#include "media/mp4/movie_reader.h"
#include "media/mp4/scan.h"

namespace shipwitness::media::clip {

namespace {

/// A picture in the recordings.
struct Recorded {
    std::size_t file = 0;  ///< index into Footages::files
    std::uint64_t offset = 0;
    std::uint32_t size_bytes = 0;
    Timestamp shown{};
    Timestamp shown_to{};
};

struct Footages {
    std::vector<std::filesystem::path> files{};
    std::vector<Recorded> pictures{};
    std::vector<std::string> sample_entries{};
};

void add(const Recording& recording, Footages& all) {
    const auto scan = scan_of(recording);
    if (!scan) {
        return;
    }
    const WallClock clock(recording, scan->init.timescale);
    for (const Run& run : footage_of(recording, *scan).runs) {
        for (const Run::Picture& picture : run.pictures) {
            const mp4::Sample& sample = picture.sample;
            all.pictures.push_back({all.files.size(), sample.offset, sample.size_bytes,
                                    clock.at(sample.presentation_time()),
                                    clock.at(sample.presentation_time() + sample.duration)});
        }
    }
    all.sample_entries.insert(all.sample_entries.end(), scan->init.sample_entries.begin(),
                              scan->init.sample_entries.end());
    all.files.push_back(recording.file);
}

/// Whether all of it could be read.
bool read_all(int fd, std::uint64_t offset, std::string& into) {
    std::size_t filled = 0;
    while (filled < into.size()) {
        const ssize_t got =
            ::pread(fd, into.data() + filled, into.size() - filled, static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        filled += static_cast<std::size_t>(got);
    }
    return true;
}

class Comparison {
  public:
    Comparison(int clip_fd, const mp4::MovieVideo& clip, const Footages& footage)
        : clip_fd_(clip_fd), clip_(clip), footage_(footage) {}

    Verification run() {
        verification_.pictures = clip_.samples.size();
        for (std::size_t i = 0; i < clip_.samples.size(); ++i) {
            if (const auto found = find(clip_.samples[i])) {
                take(i, *found);
            } else {
                verification_.foreign.push_back(i);
            }
        }
        verification_.parameters_as_recorded =
            std::all_of(clip_.sample_entries.begin(), clip_.sample_entries.end(), [&](const std::string& entry) {
                const auto& known = footage_.sample_entries;
                return std::find(known.begin(), known.end(), entry) != known.end();
            });
        return std::move(verification_);
    }

  private:
    /// The next recorded picture with these bytes.
    std::optional<std::size_t> find(const mp4::Sample& sample) {
        clip_bytes_.resize(sample.size_bytes);
        if (!read_all(clip_fd_, sample.offset, clip_bytes_)) {
            return std::nullopt;
        }
        for (std::size_t i = next_; i < footage_.pictures.size(); ++i) {
            const Recorded& recorded = footage_.pictures[i];
            if (recorded.size_bytes != sample.size_bytes) {
                continue;
            }
            recorded_bytes_.resize(sample.size_bytes);
            if (read_all(recording_.descriptor_of(footage_.files[recorded.file]), recorded.offset, recorded_bytes_) &&
                recorded_bytes_ == clip_bytes_) {
                return i;
            }
        }
        return std::nullopt;
    }

    void take(std::size_t i, std::size_t found) {
        const Recorded& recorded = footage_.pictures[found];
        const Timestamp at =
            Timestamp{} + Microseconds(std::llround(static_cast<double>(clip_.samples[i].presentation_time()) * 1e6 /
                                                    static_cast<double>(clip_.timescale)));
        if (!verification_.footage) {
            verification_.footage = Interval{recorded.shown, recorded.shown_to};
            anchor_ = {at, recorded.shown};
        } else {
            verification_.left_out += found - next_;
        }
        next_ = found + 1;
        if (recorded.file != file_ && recorded.shown + kJitter < shown_to_) {
            // The host's clock was set back: the clip goes on where it was, and its time counts from here.
            anchor_ = {anchor_.clip + (shown_to_ - anchor_.wall), recorded.shown};
            shown_to_ = recorded.shown_to;
        }
        file_ = recorded.file;
        shown_to_ = std::max(shown_to_, recorded.shown_to);
        verification_.footage->to = std::max(verification_.footage->to, recorded.shown_to);
        const Microseconds error = (at - anchor_.clip) - (recorded.shown - anchor_.wall);
        verification_.largest_time_error = std::max(verification_.largest_time_error, std::chrono::abs(error));
    }

    int clip_fd_;
    const mp4::MovieVideo& clip_;
    const Footages& footage_;
    Verification verification_{};
    std::size_t next_ = 0;  ///< recorded pictures before it are behind us
    /// A moment of the clip, and when it was filmed: time is compared from here.
    struct Anchor {
        Timestamp clip{};
        Timestamp wall{};
    };
    Anchor anchor_{};
    Timestamp shown_to_{};  ///< the latest end of a picture since the clock was set
    std::size_t file_ = 0;  ///< of the picture before
    LatestFile recording_{};
    std::string clip_bytes_{};
    std::string recorded_bytes_{};
};

}  // namespace

Result<Verification> verify(int clip_fd, const std::vector<Recording>& recordings) {
    const auto clip = mp4::read_movie(clip_fd);
    if (!clip) {
        return tl::unexpected(clip.error());
    }
    Footages footage;
    for (const Recording& recording : recordings) {
        add(recording, footage);
    }
    return Comparison(clip_fd, *clip, footage).run();
}

}  // namespace shipwitness::media::clip
