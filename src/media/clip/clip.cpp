#include "media/clip/clip.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "media/clip/captions.h"
#include "media/clip/footage.h"
#include "media/clip/timeline.h"
#include "media/mp4/movie.h"

namespace shipwitness::media::clip {

namespace {

constexpr std::uint32_t kTextTimescale = 1000;

using Files = std::vector<std::shared_ptr<const std::filesystem::path>>;

std::uint32_t limited(std::int64_t ticks) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(ticks, 0, std::numeric_limits<std::uint32_t>::max()));
}

mp4::MovieSample sample_of(const Timeline& timeline, std::size_t i) {
    const PlacedPicture& picture = timeline.pictures[i];
    const std::int64_t duration = i + 1 < timeline.pictures.size()
                                      ? timeline.pictures[i + 1].decode - picture.decode
                                      : std::max<std::int64_t>(1, timeline.spans.back().to - picture.presentation);
    mp4::MovieSample sample;
    sample.size_bytes = picture.size_bytes;
    sample.duration = limited(duration);
    sample.composition_offset = static_cast<std::int32_t>(
        std::clamp<std::int64_t>(picture.presentation - picture.decode, std::numeric_limits<std::int32_t>::min(),
                                 std::numeric_limits<std::int32_t>::max()));
    sample.key = picture.key;
    return sample;
}

/// Builds the movie and its pieces: texts first, for they are few and small, then the recorded bytes in order.
class Builder {
  public:
    Builder(const Request& request, const Timeline& timeline, const Files& files)
        : request_(request), timeline_(timeline), files_(files) {}

    std::vector<Piece> build() {
        movie_.created = timeline_.shown.wall.from;
        movie_.timescale = timeline_.timescale;
        mp4::Track text = text_track();
        mp4::Track video = video_track();
        movie_.tracks.push_back(std::move(video));
        if (!text.samples.empty()) {
            movie_.tracks.push_back(std::move(text));
        }
        std::get<std::string>(pieces_.front()).insert(0, mp4::movie_header(movie_));
        return std::move(pieces_);
    }

  private:
    [[nodiscard]] std::uint64_t shown_ticks() const {
        return static_cast<std::uint64_t>(timeline_.shown.to - timeline_.shown.from);
    }

    mp4::Track text_track() {
        mp4::Track track;
        track.kind = mp4::TrackKind::text;
        track.timescale = kTextTimescale;
        track.width = timeline_.width;
        track.height = timeline_.height;
        track.edit = {0, shown_ticks()};
        track.sample_entries.push_back(mp4::timed_text_entry(timeline_.width, timeline_.height));
        std::string bytes;
        for (const Caption& caption : captions_of(timeline_, request_.caption)) {
            const std::string sample = mp4::timed_text_sample(caption.text);
            track.samples.push_back({static_cast<std::uint32_t>(sample.size()), caption.duration_ms, 0, true});
            bytes += sample;
        }
        track.chunks.push_back({0, static_cast<std::uint32_t>(track.samples.size()), 1});
        movie_.payload_bytes = bytes.size();
        pieces_.emplace_back(std::move(bytes));
        return track;
    }

    mp4::Track video_track() {
        mp4::Track track;
        track.timescale = timeline_.timescale;
        track.width = timeline_.width;
        track.height = timeline_.height;
        track.sample_entries = timeline_.sample_entries;
        track.samples.reserve(timeline_.pictures.size());
        for (std::size_t i = 0; i < timeline_.pictures.size(); ++i) {
            place(timeline_.pictures[i], track);
            track.samples.push_back(sample_of(timeline_, i));
        }
        // Media time counts from the first decode time.
        const std::int64_t first = timeline_.shown.from - timeline_.pictures.front().decode;
        track.edit = {static_cast<std::uint64_t>(std::max<std::int64_t>(0, first)), shown_ticks()};
        return track;
    }

    /// Continues the last chunk when the picture lies right behind it, begins another when not.
    void place(const PlacedPicture& picture, mp4::Track& track) {
        const auto description = static_cast<std::uint32_t>(picture.description + 1);
        auto* stretch = std::get_if<Stretch>(&pieces_.back());
        const bool adjacent = stretch != nullptr && stretch->recording == picture.source &&
                              stretch->offset + stretch->size_bytes == picture.offset;
        if (!adjacent) {
            stretch = &std::get<Stretch>(
                pieces_.emplace_back(Stretch{picture.source, files_[picture.source], picture.offset, 0}));
        }
        if (!adjacent || track.chunks.back().description != description) {
            track.chunks.push_back({movie_.payload_bytes, 0, description});
        }
        ++track.chunks.back().samples;
        stretch->size_bytes += picture.size_bytes;
        movie_.payload_bytes += picture.size_bytes;
    }

    const Request& request_;
    const Timeline& timeline_;
    const Files& files_;
    mp4::Movie movie_{};
    std::vector<Piece> pieces_{};
};

std::uint64_t size_of(const std::vector<Piece>& pieces) {
    std::uint64_t size = 0;
    for (const Piece& piece : pieces) {
        const auto* stretch = std::get_if<Stretch>(&piece);
        size += stretch != nullptr ? stretch->size_bytes : std::get<std::string>(piece).size();
    }
    return size;
}

}  // namespace

Result<Clip> assemble(const Request& request) {
    if (request.interval.length() > kMaxLength) {
        return fail(ErrorKind::invalid, "too_long", "A clip is at most 10 hours long.");
    }
    Files files;
    std::vector<Source> sources;
    for (const Recording& recording : request.recordings) {
        files.push_back(std::make_shared<const std::filesystem::path>(recording.file));
        sources.push_back({&recording, scan_of(recording)});
    }
    Timeline timeline = lay_out(request, sources);
    Clip clip;
    clip.gaps = std::move(timeline.gaps);
    if (timeline.pictures.empty()) {
        return clip;
    }
    timeline.gaps = clip.gaps;
    clip.footage = {timeline.spans.front().placed().from, timeline.spans.back().placed().to};
    clip.shown = timeline.shown.wall;
    clip.pictures = timeline.pictures.size();
    clip.codec = timeline.codec;
    clip.width = timeline.width;
    clip.height = timeline.height;
    clip.pieces = Builder(request, timeline, files).build();
    clip.size_bytes = size_of(clip.pieces);
    return clip;
}

}  // namespace shipwitness::media::clip
