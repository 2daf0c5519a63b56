#include "scripts/demo/camera/server.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace shipwitness::demo {
namespace {

std::string path_of(const CameraSpec& camera) {
    return "/" + camera.name;
}

bool session_plays(GstRTSPSession* session, const std::string& path) {
    GList* const medias = gst_rtsp_session_filter(session, nullptr, nullptr);
    bool plays = false;
    for (const GList* media = medias; media != nullptr; media = media->next) {
        gint matched = 0;
        plays = plays ||
                gst_rtsp_session_media_matches(GST_RTSP_SESSION_MEDIA(media->data), path.c_str(), &matched) != FALSE;
    }
    g_list_free_full(medias, g_object_unref);
    return plays;
}

bool client_plays(GstRTSPClient* client, const std::string& path) {
    GList* const sessions = gst_rtsp_client_session_filter(client, nullptr, nullptr);
    bool plays = false;
    for (const GList* session = sessions; session != nullptr; session = session->next) {
        plays = plays || session_plays(GST_RTSP_SESSION(session->data), path);
    }
    g_list_free_full(sessions, g_object_unref);
    return plays;
}

GstRTSPFilterResult close_if_watching(GstRTSPServer* /*server*/, GstRTSPClient* client, gpointer path) {
    return client_plays(client, *static_cast<const std::string*>(path)) ? GST_RTSP_FILTER_REMOVE : GST_RTSP_FILTER_KEEP;
}

}  // namespace

Server::Server(const std::vector<CameraSpec>& cameras, int port)
    : server_(gst_rtsp_server_new()), mounts_(gst_rtsp_server_get_mount_points(server_)) {
    gst_rtsp_server_set_address(server_, "127.0.0.1");
    gst_rtsp_server_set_service(server_, std::to_string(port).c_str());
    for (const CameraSpec& camera : cameras) {
        streams_.push_back(std::make_unique<Stream>(camera, benches_));
        mount(*streams_.back());
    }
    if (gst_rtsp_server_attach(server_, nullptr) == 0) {
        throw std::runtime_error(fmt::format("cannot listen on 127.0.0.1:{}", port));
    }
}

Server::~Server() {
    g_object_unref(mounts_);
    g_object_unref(server_);
}

int Server::port() const {
    return gst_rtsp_server_get_bound_port(server_);
}

std::string Server::address_of(std::string_view name) const {
    return fmt::format("rtsp://127.0.0.1:{}/{}", port(), name);
}

void Server::add_film(const FilmSpec& film) {
    GstRTSPMediaFactory* const factory = gst_rtsp_media_factory_new();
    const char* const codec = film.codec == Codec::h264 ? "h264" : "h265";
    gst_rtsp_media_factory_set_launch(
        factory, fmt::format("( filesrc location=\"{}\" ! qtdemux ! {}parse ! rtp{}pay name=pay0 pt=96 "
                             "config-interval=-1 )",
                             film.file, codec, codec)
                     .c_str());
    gst_rtsp_media_factory_set_shared(factory, TRUE);
    gst_rtsp_media_factory_set_protocols(factory, GST_RTSP_LOWER_TRANS_TCP);
    gst_rtsp_mount_points_add_factory(mounts_, ("/" + film.name).c_str(), factory);
}

void Server::mount(Stream& stream) {
    gst_rtsp_mount_points_add_factory(mounts_, path_of(stream.camera()).c_str(), stream.make_factory());
}

void Server::unmount(const Stream& stream) {
    gst_rtsp_mount_points_remove_factory(mounts_, path_of(stream.camera()).c_str());
}

void Server::cut(const Stream& stream) {
    std::string path = path_of(stream.camera());
    g_list_free_full(gst_rtsp_server_client_filter(server_, close_if_watching, &path), g_object_unref);
}

Stream* Server::find(std::string_view name) const {
    const auto found = std::find_if(streams_.begin(), streams_.end(),
                                    [name](const auto& stream) { return stream->camera().name == name; });
    return found == streams_.end() ? nullptr : found->get();
}

std::string Server::obey(std::string_view line) {
    std::vector<std::string_view> words = split(line, ' ');
    words.erase(std::remove(words.begin(), words.end(), std::string_view{}), words.end());
    if (words.empty()) {
        return "error say a command";
    }
    if (words[0] == "status") {
        return status();
    }
    if (words[0] == "scene") {
        return set_scene(words);
    }
    Stream* const stream = words.size() > 1 ? find(words[1]) : nullptr;
    if (stream == nullptr) {
        return "error no such command, or no such camera";
    }
    return trouble(*stream, words);
}

std::string Server::trouble(Stream& stream, const std::vector<std::string_view>& words) {
    const std::string_view command = words[0];
    const std::string argument{words.size() > 2 ? words[2] : ""};
    if (command == "cut") {
        cut(stream);
    } else if (command == "down") {
        unmount(stream);
        cut(stream);
    } else if (command == "up") {
        mount(stream);
    } else if (command == "silent") {
        stream.set_silent(true);
    } else if (command == "speak") {
        stream.set_silent(false);
    } else if (command == "size") {
        const auto size = parse_size(argument);
        if (!size) {
            return "error say WIDTHxHEIGHT, width a multiple of 16, height of 4, 320x180 to 3840x2160";
        }
        stream.set_size(*size);
    } else if (command == "jump") {
        char* end = nullptr;
        const double seconds = std::strtod(argument.c_str(), &end);
        if (argument.empty() || *end != '\0' || !(std::abs(seconds) <= 40'000)) {
            return "error say by how many seconds, at most 40000";
        }
        stream.jump(seconds);
    } else {
        return "error no such command";
    }
    return "ok";
}

std::string Server::set_scene(const std::vector<std::string_view>& words) {
    if (words.size() < 4 || words.size() > 5) {
        return "error say: scene BENCH ORDER|- STEP [PACKED/ARTICLES]";
    }
    const std::string bench{words[1]};
    const bool known = std::any_of(streams_.begin(), streams_.end(),
                                   [&bench](const auto& stream) { return stream->camera().bench == bench; });
    const auto step = parse_step(words[3]);
    if (!known || !step) {
        return known ? "error steps are idle scan pack fill close tape label done" : "error no camera sees that bench";
    }
    Packing packing;
    packing.order = words[2] == "-" ? "" : std::string{words[2]};
    packing.step = packing.order.empty() ? Step::idle : *step;
    if (words.size() == 5) {
        const auto counts = split(words[4], '/');
        const auto packed = parse_number(counts[0], 0, 9);
        const auto articles = counts.size() == 2 ? parse_number(counts[1], 1, 9) : std::nullopt;
        if (!packed || !articles || *packed > *articles) {
            return "error say PACKED/ARTICLES, at most 9/9";
        }
        packing.packed = *packed;
        packing.articles = *articles;
    }
    benches_.set(bench, std::move(packing));
    return "ok";
}

std::string Server::status() const {
    std::string cameras;
    for (const auto& stream : streams_) {
        const Packing packing = benches_.get(stream->camera().bench);
        cameras += fmt::format(R"({}{{"name":"{}","encoding":{},"pictures":{},"silent":{},"step":"{}"}})",
                               cameras.empty() ? "" : ",", stream->camera().name, stream->encoding(),
                               stream->pictures(), stream->silent(), step_word(packing.step));
    }
    return "ok [" + cameras + "]";
}

}  // namespace shipwitness::demo
