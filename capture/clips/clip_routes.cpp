#include "capture/clips/clip_routes.h"

#include <string>
#include <string_view>
#include <utility>

#include "capture/clips/clip_json.h"
#include "http/json.h"

namespace shipwitness::capture {

namespace {

constexpr int kOk = 200;
constexpr int kCreated = 201;
constexpr std::string_view kFilm = ".mp4";
constexpr std::string_view kPoster = ".jpg";

/// A problem that also tells what is missing and why.
http::Response no_footage(const std::vector<ClipGaps>& gaps) {
    http::Response response =
        http::problem({ErrorKind::not_found, "no_footage", "Nothing was recorded in this interval; see the gaps."});
    http::Json body = http::Json::parse(std::get<std::string>(response.body));
    body["gaps"] = to_json(gaps);
    response.body = body.dump();
    return response;
}

http::Response post_clip(Clips& clips, const http::Request& request) {
    const auto body = http::json_body(request);
    if (!body) {
        return http::problem(body.error());
    }
    const auto wanted = read_clip_request(*body);
    if (!wanted) {
        return http::problem(wanted.error());
    }
    const auto made = clips.make(*wanted);
    if (!made) {
        return http::problem(made.error());
    }
    if (made->files.empty()) {
        return no_footage(made->gaps);
    }
    http::Response response = http::json_response(kCreated, to_json(*made).dump());
    response.headers.set("Location", path_of(made->id));
    return response;
}

http::Response get_clip(const Clips& clips, const http::Request& request) {
    const auto clip = clips.find(ClipId(request.parameter("id")));
    return clip ? http::json_response(kOk, to_json(*clip).dump()) : http::problem(clip.error());
}

CameraId camera_of(const std::string& file, std::string_view ending) {
    return CameraId(file.substr(0, file.size() - ending.size()));
}

http::Response get_film(const Clips& clips, const ClipId& clip, const CameraId& camera) {
    auto content = clips.content(clip, camera);
    if (!content) {
        return http::problem(content.error());
    }
    http::Response response;
    response.headers.set("Content-Type", "video/mp4");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("ETag", std::move(content->etag));
    response.body = std::move(content->pieces);
    return response;
}

http::Response get_poster(const Clips& clips, const ClipId& clip, const CameraId& camera) {
    auto picture = clips.poster(clip, camera);
    if (!picture) {
        return http::problem(picture.error());
    }
    http::Response response;
    response.headers.set("Content-Type", "image/jpeg");
    response.headers.set("Cache-Control", "no-store");
    response.body = std::move(*picture);
    return response;
}

http::Response get_file(const Clips& clips, const http::Request& request) {
    const ClipId clip(request.parameter("id"));
    const std::string& file = request.parameter("file");
    if (file.ends_with(kFilm)) {
        return get_film(clips, clip, camera_of(file, kFilm));
    }
    if (file.ends_with(kPoster)) {
        return get_poster(clips, clip, camera_of(file, kPoster));
    }
    return http::problem(
        {ErrorKind::not_found, "clip_unknown", "A clip's files are named <camera>.mp4, their pictures <camera>.jpg."});
}

}  // namespace

void add_clip_routes(http::Routes& routes, Clips& clips, const ClipGuard& guard) {
    routes.add(http::Method::post, "/api/v1/clips",
               guard([&clips](const http::Request& request) { return post_clip(clips, request); }));
    routes.add(http::Method::get, "/api/v1/clips/{id}",
               guard([&clips](const http::Request& request) { return get_clip(clips, request); }));
    routes.add(http::Method::get, "/api/v1/clips/{id}/{file}",
               guard([&clips](const http::Request& request) { return get_file(clips, request); }));
}

}  // namespace shipwitness::capture
