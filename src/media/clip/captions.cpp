#include "media/clip/captions.h"

#include <algorithm>
#include <cmath>

namespace shipwitness::media::clip {

namespace {

/// A part of the clip with one thing to say under the time.
struct Scene {
    std::int64_t from = 0;  ///< ticks
    std::int64_t to = 0;
    Timestamp wall_from{};
    std::string reason{};  ///< of the gap; empty while there are pictures
};

/// The reason of the gap that covers most of the interval.
std::string reason_of(const std::vector<Gap>& gaps, Interval interval) {
    std::string reason;
    Microseconds longest{-1};
    for (const Gap& gap : gaps) {
        const Microseconds common = std::min(gap.interval.to, interval.to) - std::max(gap.interval.from, interval.from);
        if (common > longest) {
            longest = common;
            reason = gap.reason;
        }
    }
    return reason;
}

std::vector<Scene> scenes_of(const Timeline& timeline) {
    std::vector<Scene> scenes;
    for (std::size_t i = 0; i < timeline.spans.size(); ++i) {
        const Span& span = timeline.spans[i];
        scenes.push_back({span.from, span.to, span.wall.from, {}});
        if (i + 1 == timeline.spans.size()) {
            break;
        }
        const Span& next = timeline.spans[i + 1];
        const Interval hole{span.placed().to, next.placed().from};
        const std::string reason = reason_of(timeline.gaps, hole);
        if (next.from > span.to && !reason.empty()) {
            scenes.push_back({span.to, next.from, span.wall.to, reason});
        } else {
            scenes.back().to = next.from;
        }
    }
    return scenes;
}

/// "2026-11-22 08:36:56 UTC"
std::string second_of(Timestamp at) {
    std::string text = to_rfc3339(at).substr(0, 19);
    text[10] = ' ';
    return text + " UTC";
}

class Writer {
  public:
    Writer(const Timeline& timeline, const std::string& under_time) : timeline_(timeline), under_time_(under_time) {}

    void write(const Scene& scene) {
        std::int64_t from = std::max(scene.from, timeline_.shown.from);
        const std::int64_t to = std::min(scene.to, timeline_.shown.to);
        while (from < to) {
            const Timestamp now = scene.wall_from + Microseconds(us(from - scene.from));
            const Timestamp second = std::chrono::floor<std::chrono::seconds>(now);
            const Microseconds left = second + std::chrono::seconds(1) - now;
            const std::int64_t next = std::min(to, from + std::max<std::int64_t>(1, ticks(left)));
            say(text_at(now, scene), next);
            from = next;
        }
    }

    std::vector<Caption> take() { return std::move(captions_); }

  private:
    [[nodiscard]] std::int64_t us(std::int64_t ticks) const {
        return std::llround(static_cast<double>(ticks) * 1e6 / timeline_.timescale);
    }
    [[nodiscard]] std::int64_t ticks(Microseconds time) const {
        return std::llround(static_cast<double>(time.count()) * timeline_.timescale / 1e6);
    }

    [[nodiscard]] std::string text_at(Timestamp now, const Scene& scene) const {
        std::string text = second_of(now);
        if (!under_time_.empty()) {
            text += "\n" + under_time_;
        }
        if (!scene.reason.empty()) {
            text += "\nnot recorded / нет записи: " + scene.reason;
        }
        return text;
    }

    /// Rounding happens on the place in the clip, so that no error adds up.
    void say(std::string text, std::int64_t until) {
        const std::int64_t until_ms = us(until - timeline_.shown.from) / 1000;
        if (until_ms <= said_ms_) {
            return;
        }
        const auto duration = static_cast<std::uint32_t>(until_ms - said_ms_);
        said_ms_ = until_ms;
        if (!captions_.empty() && captions_.back().text == text) {
            captions_.back().duration_ms += duration;
            return;
        }
        captions_.push_back({std::move(text), duration});
    }

    const Timeline& timeline_;
    const std::string& under_time_;
    std::vector<Caption> captions_{};
    std::int64_t said_ms_ = 0;
};

}  // namespace

std::vector<Caption> captions_of(const Timeline& timeline, const std::string& under_time) {
    Writer writer(timeline, under_time);
    for (const Scene& scene : scenes_of(timeline)) {
        writer.write(scene);
    }
    return writer.take();
}

}  // namespace shipwitness::media::clip
