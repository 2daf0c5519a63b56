#include "media/clip/footage.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fcntl.h>

#include "core/file_descriptor.h"
#include "media/clip/timeline.h"

namespace shipwitness::media::clip {

namespace {

/// A ratio of wall to media time further from 1 than this is no camera's clock but a nonsensical row: ignored.
constexpr double kMaxStretch = 0.05;

/// Times further inside a recording than two days are garbage; below that no arithmetic of ours overflows.
constexpr std::uint64_t kMaxRecordingSeconds = 172'800;

/// Walks over a recording's fragments and damages in the order of the file.
class Walk {
  public:
    Walk(const Recording& recording, const mp4::Scan& scan)
        : recording_(recording), scan_(scan), clock_(recording, scan.init.timescale) {}

    Footage run() {
        auto damage = scan_.damages.begin();
        for (const mp4::Fragment& fragment : scan_.fragments) {
            for (; damage != scan_.damages.end() && damage->offset < fragment.offset; ++damage) {
                lose();
            }
            take(fragment);
        }
        if (damage != scan_.damages.end() || !scan_.torn.empty()) {
            lose();
        }
        if (!recording_.open) {
            tell_damage(recording_.start + recording_.wall_duration);
        }
        return std::move(footage_);
    }

  private:
    /// What follows cannot be decoded before the next key frame.
    void lose() {
        whole_ = false;
        lost_ = true;
    }

    void take(const mp4::Fragment& fragment) {
        if (last_decode_ && fragment.decode_time <= *last_decode_) {
            lose();  // its times run backwards: a foreign or repeated fragment
            return;
        }
        if (end_decode_ && fragment.decode_time > *end_decode_ + jitter_ticks()) {
            whole_ = false;  // pictures were left out while recording: whether a gap is told is the catalogue's matter
        }
        for (const mp4::Sample& sample : fragment.samples) {
            take(sample, fragment.description);
        }
    }

    void take(const mp4::Sample& sample, std::uint32_t description) {
        if (sample.decode_time > std::uint64_t{scan_.init.timescale} * kMaxRecordingSeconds) {
            lose();
            return;
        }
        last_decode_ = sample.decode_time;
        end_decode_ = sample.decode_time + sample.duration;
        if (!whole_ && !sample.key) {
            lost_ = true;
            return;
        }
        if (!whole_) {
            tell_damage(clock_.at(sample.presentation_time()));
            footage_.runs.emplace_back().shown_to = sample.presentation_time();
            whole_ = true;
        }
        Run& run = footage_.runs.back();
        run.pictures.push_back({sample, description});
        run.shown_to = std::max(run.shown_to, sample.presentation_time() + sample.duration);
    }

    [[nodiscard]] std::uint64_t jitter_ticks() const {
        return std::uint64_t{scan_.init.timescale} * static_cast<std::uint64_t>(kJitter.count()) / 1000U;
    }

    void tell_damage(Timestamp to) {
        const Timestamp from = footage_.runs.empty() ? recording_.start : clock_.at(footage_.runs.back().shown_to);
        if (lost_ && from < to) {
            footage_.damaged.push_back({from, to});
        }
        lost_ = false;
    }

    const Recording& recording_;
    const mp4::Scan& scan_;
    WallClock clock_;
    Footage footage_{};
    bool whole_ = false;  ///< the next picture continues the run
    bool lost_ = false;   ///< something was left out since the last run
    std::optional<std::uint64_t> last_decode_{};
    std::optional<std::uint64_t> end_decode_{};
};

}  // namespace

WallClock::WallClock(const Recording& recording, std::uint32_t timescale)
    : start_(recording.start), timescale_(timescale) {
    if (recording.wall_duration.count() > 0 && recording.media_duration.count() > 0) {
        const double stretch = static_cast<double>(recording.wall_duration.count()) /
                               static_cast<double>(recording.media_duration.count());
        stretch_ = std::abs(stretch - 1.0) <= kMaxStretch ? stretch : 1.0;
    }
}

Timestamp WallClock::at(std::int64_t ticks) const {
    // A double holds every microsecond of 285 years.
    const double us = static_cast<double>(ticks) * 1e6 / static_cast<double>(timescale_) * stretch_;
    return start_ + Microseconds(std::llround(us));
}

std::int64_t WallClock::scaled(std::int64_t ticks, std::uint32_t timescale) const {
    if (timescale == timescale_ && stretch_ == 1.0) {
        return ticks;
    }
    const double other = static_cast<double>(timescale) / static_cast<double>(timescale_);
    return std::llround(static_cast<double>(ticks) * other * stretch_);
}

std::optional<mp4::Scan> scan_of(const Recording& recording) {
    const FileDescriptor file(::open(recording.file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) {
        return std::nullopt;
    }
    const auto limit = recording.size_bytes > 0 ? std::optional(recording.size_bytes) : std::nullopt;
    auto scan = mp4::scan_fragments(file.get(), limit);
    return scan ? std::optional(std::move(*scan)) : std::nullopt;
}

Footage footage_of(const Recording& recording, const mp4::Scan& scan) {
    return Walk(recording, scan).run();
}

Run cut(const Run& run, const WallClock& clock, Interval interval) {
    if (clock.at(run.shown_to) <= interval.from || clock.at(run.shown_from()) >= interval.to) {
        return {};
    }
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < run.pictures.size(); ++i) {
        const mp4::Sample& sample = run.pictures[i].sample;
        const Timestamp shown = clock.at(sample.presentation_time());
        if (sample.key && shown <= interval.from) {
            begin = i;
        }
        if (shown < interval.to) {
            end = i + 1;
        }
    }
    Run part;
    part.pictures.assign(run.pictures.begin() + static_cast<std::ptrdiff_t>(begin),
                         run.pictures.begin() + static_cast<std::ptrdiff_t>(std::max(begin, end)));
    for (const Run::Picture& picture : part.pictures) {
        part.shown_to = std::max(part.shown_to, picture.sample.presentation_time() + picture.sample.duration);
    }
    return part;
}

}  // namespace shipwitness::media::clip
