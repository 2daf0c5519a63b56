#include "capture/clips/clip_json.h"

#include <utility>

namespace shipwitness::capture {

namespace {

constexpr std::size_t kMaxCameras = 64;
constexpr std::size_t kMaxName = 64;

http::Json gaps_json(const std::vector<media::clip::Gap>& gaps) {
    http::Json list = http::Json::array();
    for (const media::clip::Gap& gap : gaps) {
        list.push_back(
            {{"from", to_rfc3339(gap.interval.from)}, {"to", to_rfc3339(gap.interval.to)}, {"reason", gap.reason}});
    }
    return list;
}

}  // namespace

Result<ClipRequest> read_clip_request(const http::Json& body) {
    http::JsonReader in(body);
    ClipRequest request;
    request.order = OrderNumber(in.text("order", {.max_length = kMaxName}));
    request.interval.from = in.time("from");
    request.interval.to = in.time("to");
    std::vector<CameraId> cameras;
    for (std::string& name : in.texts("cameras", kMaxCameras, {.max_length = kMaxName})) {
        cameras.emplace_back(std::move(name));
    }
    if (!cameras.empty()) {
        request.cameras = std::move(cameras);
    }
    if (auto session = in.maybe_text("session", {.max_length = kMaxName})) {
        request.session = SessionId(std::move(*session));
    }
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return request;
}

http::Json to_json(const std::vector<ClipGaps>& gaps) {
    http::Json list = http::Json::array();
    for (const ClipGaps& camera : gaps) {
        list.push_back({{"camera", camera.camera.text()}, {"gaps", gaps_json(camera.gaps)}});
    }
    return list;
}

http::Json to_json(const Clip& clip) {
    http::Json files = http::Json::array();
    for (const ClipFile& file : clip.files) {
        http::Json gaps = http::Json::array();
        for (const ClipGaps& camera : clip.gaps) {
            if (camera.camera == file.camera) {
                gaps = gaps_json(camera.gaps);
            }
        }
        files.push_back({{"camera", file.camera.text()},
                         {"url", path_of(clip.id, file.camera)},
                         {"size_bytes", file.size_bytes},
                         {"etag", file.etag},
                         {"from", to_rfc3339(file.footage.from)},
                         {"to", to_rfc3339(file.footage.to)},
                         {"codec", file.codec == media::Codec::h264 ? "h264" : "h265"},
                         {"width", file.width},
                         {"height", file.height},
                         {"gaps", std::move(gaps)}});
    }
    return {{"id", clip.id.text()},
            {"order", clip.order.text()},
            {"from", to_rfc3339(clip.interval.from)},
            {"to", to_rfc3339(clip.interval.to)},
            {"files", std::move(files)},
            {"gaps", to_json(clip.gaps)}};
}

std::string path_of(const ClipId& clip) {
    return "/api/v1/clips/" + clip.text();
}

std::string path_of(const ClipId& clip, const CameraId& camera) {
    return path_of(clip) + "/" + camera.text() + ".mp4";
}

}  // namespace shipwitness::capture
