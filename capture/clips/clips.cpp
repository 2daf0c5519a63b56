#include "capture/clips/clips.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "capture/clips/recordings.h"
#include "core/random.h"
#include "media/clip/poster.h"

namespace shipwitness::capture {

namespace {

constexpr std::size_t kIdBytes = 16;

Error clip_unknown(const ClipId& id) {
    return {ErrorKind::not_found, "clip_unknown", fmt::format("There is no clip {}.", id.text())};
}

http::Pieces pieces_of(media::clip::Clip clip) {
    http::Pieces pieces;
    pieces.reserve(clip.pieces.size());
    for (media::clip::Piece& piece : clip.pieces) {
        if (auto* text = std::get_if<std::string>(&piece)) {
            pieces.emplace_back(std::move(*text));
        } else {
            auto& stretch = std::get<media::clip::Stretch>(piece);
            pieces.emplace_back(http::FileRange{std::move(stretch.file), stretch.offset, stretch.size_bytes});
        }
    }
    return pieces;
}

Result<void> check_interval(const ClipRequest& request, std::chrono::milliseconds longest) {
    if (request.interval.from >= request.interval.to) {
        return invalid_field("to", "not_after_from", "must be later than \"from\"");
    }
    const auto most = std::min<Microseconds>(longest, media::clip::kMaxLength);
    if (request.interval.length() > most) {
        const auto minutes = std::chrono::floor<std::chrono::minutes>(most).count();
        return invalid_field("to", "too_long", fmt::format("a clip is at most {} minutes long", minutes));
    }
    return {};
}

}  // namespace

Clips::Clips(ClipRules rules, storage::Database& database, const Catalogue& catalogue, const Clock& clock)
    : rules_(std::move(rules)), database_(database), catalogue_(catalogue), clock_(clock) {}

Result<Clip> Clips::make(const ClipRequest& request) {
    if (auto checked = check_interval(request, rules_.longest); !checked) {
        return tl::unexpected(checked.error());
    }
    const auto cameras = cameras_of(request);
    if (!cameras) {
        return tl::unexpected(cameras.error());
    }
    ClipRow row;
    row.id = ClipId(random_hex(kIdBytes));
    row.order = request.order;
    row.session = request.session;
    row.interval = request.interval;
    row.created = clock_.now();
    if (row.session) {
        row.set_back =
            database_.read([&](storage::Connection& connection) { return select_set_back(connection, *row.session); });
    }
    Clip clip{row.id, row.order, row.interval, {}, {}};
    for (const CameraId& camera : *cameras) {
        ClipCameraRow kept{camera, 0,
                           extent_of(row.interval, catalogue_.segments(camera, row.interval, row.set_back),
                                     catalogue_.gaps(camera, row.interval, row.set_back))};
        Assembled part = assemble(row, kept);
        kept.pictures = static_cast<std::int64_t>(part.clip.pictures);
        row.cameras.push_back(kept);
        add_file(camera, std::move(part), clip);
    }
    if (!clip.files.empty()) {
        database_.write([&](storage::Connection& connection) { insert_clip(connection, row); });
    }
    return clip;
}

Result<Clip> Clips::find(const ClipId& id) const {
    const auto row = database_.read([&](storage::Connection& connection) { return select_clip(connection, id); });
    if (!row) {
        return tl::unexpected(clip_unknown(id));
    }
    Clip clip{row->id, row->order, row->interval, {}, {}};
    for (const ClipCameraRow& camera : row->cameras) {
        add_file(camera.camera, assemble(*row, camera), clip);
    }
    return clip;
}

Result<std::pair<ClipRow, ClipCameraRow>> Clips::find_file(const ClipId& id, const CameraId& camera) const {
    auto row = database_.read([&](storage::Connection& connection) { return select_clip(connection, id); });
    if (!row) {
        return tl::unexpected(clip_unknown(id));
    }
    const auto kept = std::find_if(row->cameras.begin(), row->cameras.end(),
                                   [&](const ClipCameraRow& one) { return one.camera == camera; });
    if (kept == row->cameras.end() || kept->pictures == 0) {
        return fail(ErrorKind::not_found, "clip_unknown",
                    fmt::format("The clip {} has no file of a camera {}.", id.text(), camera.text()));
    }
    auto found = *kept;
    return std::pair(std::move(*row), std::move(found));
}

Result<ClipContent> Clips::content(const ClipId& id, const CameraId& camera) const {
    const auto file = find_file(id, camera);
    if (!file) {
        return tl::unexpected(file.error());
    }
    Assembled part = assemble(file->first, file->second);
    if (part.clip.empty()) {
        return fail(
            ErrorKind::gone, "footage_gone",
            fmt::format("The footage of camera {} in the clip {} is no longer there.", camera.text(), id.text()));
    }
    return ClipContent{std::move(part.etag), pieces_of(std::move(part.clip))};
}

Result<std::string> Clips::poster(const ClipId& id, const CameraId& camera) const {
    const auto file = find_file(id, camera);
    if (!file) {
        return tl::unexpected(file.error());
    }
    const auto& extent = file->second.extent;
    media::clip::Request request;
    request.interval = {file->first.interval.from, extent.through};
    request.recordings = recordings_of(
        as_they_were(catalogue_.segments(camera, request.interval, file->first.set_back), extent), extent);
    auto picture = media::clip::poster_of(request);
    if (!picture) {
        return fail(ErrorKind::not_found, "no_picture",
                    fmt::format("No picture of camera {} in the clip {} can be shown.", camera.text(), id.text()));
    }
    return *std::move(picture);
}

Result<std::vector<CameraId>> Clips::cameras_of(const ClipRequest& request) const {
    std::vector<CameraId> cameras = rules_.cameras;
    if (request.session) {
        const auto filmed = database_.read(
            [&](storage::Connection& connection) { return select_session_cameras(connection, *request.session); });
        if (!filmed) {
            return fail(ErrorKind::not_found, "session_unknown",
                        fmt::format("There is no session {}.", request.session->text()));
        }
        cameras = *filmed;
    }
    if (!request.cameras) {
        return cameras;
    }
    cameras.clear();
    for (const CameraId& camera : *request.cameras) {
        if (!is_known(camera)) {
            return fail(ErrorKind::not_found, "camera_unknown", fmt::format("There is no camera {}.", camera.text()));
        }
        if (std::find(cameras.begin(), cameras.end(), camera) == cameras.end()) {
            cameras.push_back(camera);
        }
    }
    return cameras;
}

bool Clips::is_known(const CameraId& camera) const {
    return std::find(rules_.cameras.begin(), rules_.cameras.end(), camera) != rules_.cameras.end() ||
           database_.read([&](storage::Connection& connection) { return select_camera_known(connection, camera); });
}

Clips::Assembled Clips::assemble(const ClipRow& clip, const ClipCameraRow& camera) const {
    const Interval known{clip.interval.from, camera.extent.through};
    if (known.from >= known.to) {
        return {};
    }
    const auto segments = as_they_were(catalogue_.segments(camera.camera, known, clip.set_back), camera.extent);
    media::clip::Request request;
    request.interval = known;
    request.recordings = recordings_of(segments, camera.extent);
    request.gaps = gaps_of(catalogue_.gaps(camera.camera, known, clip.set_back));
    request.caption = clip.order.text() + " · " + camera.camera.text();
    // The interval's length was checked when the clip was made: failing now would be a bug.
    Assembled part{media::clip::assemble(request).value(), {}};
    part.etag = etag_of(part.clip, segments);
    return part;
}

void Clips::add_file(const CameraId& camera, Assembled part, Clip& clip) {
    if (!part.clip.empty()) {
        clip.files.push_back({camera, part.clip.size_bytes, std::move(part.etag), part.clip.footage, part.clip.codec,
                              part.clip.width, part.clip.height});
    }
    clip.gaps.push_back({camera, std::move(part.clip.gaps)});
}

}  // namespace shipwitness::capture
