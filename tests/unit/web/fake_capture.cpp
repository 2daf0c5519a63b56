#include "tests/unit/web/fake_capture.h"

#include <fstream>
#include <utility>

namespace shipwitness::web {
namespace {

tl::unexpected<Error> out_of_reach() {
    return fail(ErrorKind::unavailable, "unreachable", "the line is cut");
}

}  // namespace

Result<void> FakeCapture::tell_order(const std::string& site, const OrderTold& order) {
    if (unreachable) {
        return out_of_reach();
    }
    if (refuses == order.number.text()) {
        return fail(ErrorKind::invalid, "capture_refused", "never");
    }
    // What is told was read before: a change from here on is the next telling's.
    told_[site].push_back(order.number.text() + (order.cancelled ? " cancelled " : " open ") +
                          std::to_string(order.packages));
    if (const auto hook = while_telling) {
        hook();
    }
    return {};
}

Result<OfferedClip> FakeCapture::make_clip(const std::string&, const ClipWanted& wanted) {
    if (unreachable) {
        return out_of_reach();
    }
    if (footage_gone) {
        return fail(ErrorKind::gone, "capture_has_it_no_more", "deleted");
    }
    clips_made.push_back(wanted);
    clips_forgotten = false;
    OfferedClip clip;
    clip.id = ClipId("clip-" + std::to_string(clips_made.size()));
    clip.interval = wanted.interval;
    clip.files = {{CameraId("bench-1-top"),
                   "/api/v1/clips/" + clip.id.text() + "/bench-1-top.mp4",
                   "\"" + clip.id.text() + "\"",
                   footage.size(),
                   wanted.interval,
                   "h264",
                   1920,
                   1080,
                   {}}};
    clip.gaps = {{CameraId("bench-1-top"), {}}};
    return clip;
}

Result<void> FakeCapture::fetch(const std::string&, const OfferedFile&, const std::filesystem::path& file,
                                const http::Progress& progress) {
    if (unreachable) {
        return out_of_reach();
    }
    if (clips_forgotten) {
        return fail(ErrorKind::not_found, "refused", "no such clip");
    }
    ++downloads;
    std::error_code none;
    const auto had = std::filesystem::exists(file, none) ? std::filesystem::file_size(file) : 0;
    const auto until = std::min(breaks_after.value_or(footage.size()), footage.size());
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out << footage.substr(had, until > had ? until - had : 0);
    out.close();
    if (!progress(until, footage.size())) {
        return fail(ErrorKind::unavailable, "stopped", "the download was stopped");
    }
    if (std::exchange(breaks_after, std::nullopt)) {
        return out_of_reach();
    }
    return {};
}

Result<std::string> FakeCapture::poster(const std::string&, const OfferedFile&) {
    if (!picture) {
        return fail(ErrorKind::not_found, "capture_has_it_not", "no picture");
    }
    return *picture;
}

}  // namespace shipwitness::web
