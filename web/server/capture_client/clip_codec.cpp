#include "web/server/capture_client/clip_codec.h"

#include <stdexcept>
#include <utility>

namespace shipwitness::web {
namespace {

using http::Json;

Timestamp time_of(const Json& object, const char* name) {
    const auto at = parse_rfc3339(object.at(name).get<std::string>());
    if (!at) {
        throw std::invalid_argument(std::string(name) + " is no time");
    }
    return *at;
}

/// The file's camera becomes part of a file name here: capture's names are plain, anything else is not capture's.
CameraId camera_of(const Json& object) {
    auto name = object.at("camera").get<std::string>();
    if (name.empty() || name.size() > 64 ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") !=
            std::string::npos) {
        throw std::invalid_argument("camera is no name of a camera");
    }
    return CameraId(std::move(name));
}

OfferedFile file_of(const Json& object) {
    OfferedFile file;
    file.camera = camera_of(object);
    file.url = object.at("url").get<std::string>();
    file.etag = object.at("etag").get<std::string>();
    file.size_bytes = object.at("size_bytes").get<std::uint64_t>();
    file.interval = {time_of(object, "from"), time_of(object, "to")};
    file.codec = object.at("codec").get<std::string>();
    file.width = object.at("width").get<int>();
    file.height = object.at("height").get<int>();
    file.gaps = gaps_from_json(object.at("gaps"));
    if (file.url.empty() || file.url.front() != '/') {
        throw std::invalid_argument("url is no path on the site");
    }
    return file;
}

}  // namespace

Result<OfferedClip> read_clip(const std::string& body) {
    try {
        const auto object = Json::parse(body);
        OfferedClip clip;
        clip.id = ClipId(object.at("id").get<std::string>());
        clip.interval = {time_of(object, "from"), time_of(object, "to")};
        for (const auto& file : object.at("files")) {
            clip.files.push_back(file_of(file));
        }
        clip.gaps = camera_gaps_from_json(object.at("gaps"));
        return clip;
    } catch (const std::exception& wrong) {  // nlohmann's and our own: both say which member
        return fail(ErrorKind::unavailable, "capture_answer_wrong",
                    std::string("Capture's answer is no clip: ") + wrong.what());
    }
}

Json gaps_to_json(const std::vector<FootageGap>& gaps) {
    Json list = Json::array();
    for (const auto& gap : gaps) {
        list.push_back({{"from", to_rfc3339(gap.from)},
                        {"to", gap.to ? Json(to_rfc3339(*gap.to)) : Json(nullptr)},
                        {"reason", gap.reason}});
    }
    return list;
}

std::vector<FootageGap> gaps_from_json(const Json& gaps) {
    std::vector<FootageGap> list;
    for (const auto& gap : gaps) {
        std::optional<Timestamp> to;
        if (!gap.at("to").is_null()) {
            to = time_of(gap, "to");
        }
        list.push_back({time_of(gap, "from"), to, gap.at("reason").get<std::string>()});
    }
    return list;
}

Json camera_gaps_to_json(const std::vector<CameraGaps>& gaps) {
    Json list = Json::array();
    for (const auto& camera : gaps) {
        list.push_back({{"camera", camera.camera.text()}, {"gaps", gaps_to_json(camera.gaps)}});
    }
    return list;
}

std::vector<CameraGaps> camera_gaps_from_json(const Json& gaps) {
    std::vector<CameraGaps> list;
    for (const auto& camera : gaps) {
        list.push_back({camera_of(camera), gaps_from_json(camera.at("gaps"))});
    }
    return list;
}

}  // namespace shipwitness::web
