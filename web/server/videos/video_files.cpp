#include "web/server/videos/video_files.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "web/server/videos/video_codec.h"
#include "web/server/videos/video_folder.h"

namespace shipwitness::web {
namespace {

/// What the request has under a name.
struct Found {
    std::string etag;
    bool poster = false;
};

std::optional<Found> find_named(const VideoRequest& video, const std::string& name) {
    if (name == kManifestName) {
        return Found{video.manifest->sha256};
    }
    for (const auto& clip : video.clips) {
        for (const auto& file : clip.files) {
            if (file.name == name && file.sha256) {
                return Found{*file.sha256};
            }
            // A film's picture changes with the film only.
            if (file.poster == name && file.sha256) {
                return Found{*file.sha256 + "-poster", true};
            }
        }
    }
    return std::nullopt;
}

/// A name to save under that needs no quoting: "SO-10483-1-bench-1-top.mp4".
std::string saved_as(const OrderNumber& order, const std::string& name) {
    std::string saved;
    for (const char c : order.text()) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        saved += plain ? c : '_';
    }
    return saved + "-" + name;
}

}  // namespace

Result<http::Response> video_file_response(App& app, const http::Request& request, const VideoRequest& video,
                                           const Downloader& who) {
    const auto now = app.clock.now();
    if (video.state == VideoState::expired || (video.state == VideoState::ready && !can_be_had(video, now))) {
        return fail(ErrorKind::gone, "video_expired", "The offer has ended; the video can be asked for again.");
    }
    if (video.state != VideoState::ready) {
        return fail(ErrorKind::conflict, "video_not_ready", "The video is not ready yet.");
    }
    const auto& name = request.parameter("file");
    const auto found = find_named(video, name);
    if (!found) {
        return fail(ErrorKind::not_found, "video_file_unknown", "The request has no file of this name.");
    }
    auto response = http::file_response(VideoFolder(app.settings.data_folder).whole(video.id, name));
    if (!response) {
        throw std::runtime_error("the file " + name + " of the ready video request " + video.id + " is not on disk");
    }
    response->headers.set("ETag", "\"" + found->etag + "\"");
    response->headers.set("Content-Disposition", "inline; filename=\"" + saved_as(video.order, name) + "\"");
    if (request.method != http::Method::head && !found->poster) {
        app.database.write(
            [&](storage::Connection& connection) { record_download(connection, video, name, who, now); });
    }
    return std::move(*response);
}

}  // namespace shipwitness::web
