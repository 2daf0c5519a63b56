#include "media/clip/timeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "media/clip/footage.h"
#include "media/clip/gaps.h"

namespace shipwitness::media::clip {

namespace {

Interval moved(Interval interval, Microseconds by) {
    return {interval.from + by, interval.to + by};
}

/// The part of one recording's run that goes into the clip.
struct Part {
    std::size_t source = 0;
    WallClock clock;
    Run run;
    Microseconds shift{};
    [[nodiscard]] Interval wall() const { return {clock.at(run.shown_from()), clock.at(run.shown_to)}; }
    [[nodiscard]] Interval placed() const { return moved(wall(), shift); }
};

/// What the sources have of the interval, and where they are damaged.
struct Choice {
    std::vector<Part> parts{};
    std::vector<Interval> damaged{};
    std::vector<Interval> other_codec{};  ///< footage that one video track cannot hold beside the rest
};

Choice choose(const Request& request, const std::vector<Source>& sources) {
    Choice choice;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Recording& recording = *sources[i].recording;
        if (!sources[i].scan) {
            choice.damaged.push_back(
                moved({recording.start, recording.start + recording.wall_duration}, recording.shift));
            continue;
        }
        const mp4::Scan& scan = *sources[i].scan;
        const WallClock clock(recording, scan.init.timescale);
        const Footage footage = footage_of(recording, scan);
        for (const Interval& damaged : footage.damaged) {
            choice.damaged.push_back(moved(damaged, recording.shift));
        }
        const Interval wanted = moved(request.interval, -recording.shift);
        for (const Run& run : footage.runs) {
            if (Run part = cut(run, clock, wanted); !part.empty()) {
                choice.parts.push_back({i, clock, std::move(part), recording.shift});
            }
        }
    }
    return choice;
}

/// A track has one codec: that of most of the pictures stays, the rest is told as a gap.
void keep_one_codec(Choice& choice, const std::vector<Source>& sources) {
    const auto codec_of = [&](const Part& part) { return sources[part.source].scan->init.codec; };
    std::array<std::size_t, 2> pictures{};
    for (const Part& part : choice.parts) {
        pictures.at(codec_of(part) == Codec::h264 ? 0 : 1) += part.run.pictures.size();
    }
    const Codec kept = pictures[0] >= pictures[1] ? Codec::h264 : Codec::h265;
    std::vector<Part> parts;
    for (Part& part : choice.parts) {
        if (codec_of(part) == kept) {
            parts.push_back(std::move(part));
        } else {
            choice.other_codec.push_back(part.placed());
        }
    }
    choice.parts = std::move(parts);
}

/// Ticks of the clip: those of the recordings, so that their times survive exactly, unless they are so fine that the
/// 32 bits of a picture's duration could not hold a long gap.
std::uint32_t timescale_for(const mp4::Scan& first) {
    constexpr std::uint32_t kFinest = 100'000;
    constexpr std::uint32_t kUsual = 90'000;
    return first.init.timescale <= kFinest && first.init.timescale >= 1000 ? first.init.timescale : kUsual;
}

/// Lays parts one behind the other on the clip's time line.
class Layer {
  public:
    Layer(const std::vector<Source>& sources, Timestamp end, Timeline& timeline)
        : sources_(sources), end_(end), timeline_(timeline) {}

    void lay(const Part& part) {
        if (timeline_.spans.empty()) {
            origin_ = part.placed().from;
        }
        const std::int64_t base = place(part);
        const mp4::InitPart& init = sources_[part.source].scan->init;
        for (const Run::Picture& picture : part.run.pictures) {
            const mp4::Sample& sample = picture.sample;
            PlacedPicture placed;
            placed.source = part.source;
            placed.description = entry(init.sample_entries.at(picture.description - 1));
            placed.offset = sample.offset;
            placed.size_bytes = sample.size_bytes;
            placed.key = sample.key;
            placed.presentation = base + ticks(part, sample.presentation_time());
            placed.decode = base + ticks(part, static_cast<std::int64_t>(sample.decode_time));
            placed.duration = part.clock.scaled(sample.duration, timeline_.timescale);
            if (!timeline_.pictures.empty()) {
                placed.decode = std::max(placed.decode, timeline_.pictures.back().decode + 1);
            }
            last_shown_ = std::max(last_shown_, placed.presentation);
            timeline_.pictures.push_back(placed);
        }
        timeline_.spans.push_back(span_of(part, base));
    }

  private:
    /// Where the part begins: at its wall time, but never before the picture shown last has been seen.
    std::int64_t place(const Part& part) {
        if (timeline_.spans.empty()) {
            return 0;
        }
        Span& last = timeline_.spans.back();
        std::int64_t natural = to_ticks(part.placed().from - origin_ + late_);
        // A clock that was set back: what follows keeps its distance to this.
        if (const Microseconds overlap = to_time(last.to - natural); overlap > kJitter) {
            late_ += overlap;
            natural = last.to;
        }
        // The length of a recording's last picture is a guess of the recorder: half of it may be taken away.
        if (natural < last_shown_ + (last.to - last_shown_) / 2) {
            return last.to;
        }
        last.to = std::min(last.to, natural);
        return natural;
    }

    /// The last picture is shown no longer than was asked for, however long its recording says.
    [[nodiscard]] Span span_of(const Part& part, std::int64_t base) const {
        Span span{base, base + ticks(part, part.run.shown_to), part.wall(), part.shift};
        const std::int64_t needed = base + to_ticks(end_ - span.placed().from);
        if (needed < span.to) {
            span.to = needed;
            span.wall.to = end_ - span.shift;
        }
        return span;
    }

    [[nodiscard]] std::int64_t to_ticks(Microseconds time) const {
        return time.count() / 1'000'000 * timeline_.timescale +
               time.count() % 1'000'000 * timeline_.timescale / 1'000'000;
    }

    [[nodiscard]] Microseconds to_time(std::int64_t ticks) const {
        return Microseconds(std::llround(static_cast<double>(ticks) * 1e6 / timeline_.timescale));
    }

    [[nodiscard]] std::int64_t ticks(const Part& part, std::int64_t own) const {
        return part.clock.scaled(own - part.run.shown_from(), timeline_.timescale);
    }

    std::size_t entry(const std::string& bytes) {
        auto& entries = timeline_.sample_entries;
        const auto found = std::find(entries.begin(), entries.end(), bytes);
        if (found != entries.end()) {
            return static_cast<std::size_t>(found - entries.begin());
        }
        entries.push_back(bytes);
        return entries.size() - 1;
    }

    const std::vector<Source>& sources_;
    Timestamp end_;
    Timeline& timeline_;
    Timestamp origin_{};
    std::int64_t last_shown_ = 0;
    Microseconds late_{};  ///< the time line runs so much behind the clock, since that was set back
};

/// The moment's place inside a span; its nearest end when it lies outside.
std::int64_t place_in(const Span& span, Timestamp moment, std::uint32_t timescale) {
    const Timestamp begins = span.placed().from;
    if (moment <= begins) {
        return span.from;
    }
    const auto since = static_cast<double>((moment - begins).count()) * timescale / 1e6;
    return std::min<std::int64_t>(span.to, span.from + std::llround(since));
}

Span shown_part(const Timeline& timeline, Interval interval) {
    const Span& first = timeline.spans.front();
    const Span& last = timeline.spans.back();
    const std::int64_t from = place_in(first, interval.from, timeline.timescale);
    // An edit of no length would mean "to the end".
    return {from,
            std::max(from + 1, place_in(last, interval.to, timeline.timescale)),
            {std::max(first.placed().from, interval.from), std::min(last.placed().to, interval.to)},
            {}};
}

}  // namespace

Timeline lay_out(const Request& request, const std::vector<Source>& sources) {
    Choice choice = choose(request, sources);
    keep_one_codec(choice, sources);
    Timeline timeline;
    FoundGaps found;
    found.damaged = std::move(choice.damaged);
    found.other_codec = std::move(choice.other_codec);
    for (const Part& part : choice.parts) {
        found.footage.push_back(part.placed());
    }
    timeline.gaps = tell_gaps(request, found);
    if (choice.parts.empty()) {
        return timeline;
    }
    const mp4::InitPart& init = sources[choice.parts.front().source].scan->init;
    timeline.timescale = timescale_for(*sources[choice.parts.front().source].scan);
    timeline.codec = init.codec;
    timeline.width = init.width;
    timeline.height = init.height;
    Layer layer(sources, request.interval.to, timeline);
    for (const Part& part : choice.parts) {
        layer.lay(part);
    }
    timeline.shown = shown_part(timeline, request.interval);
    return timeline;
}

}  // namespace shipwitness::media::clip
