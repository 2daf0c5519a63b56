#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gst/rtsp-server/rtsp-server.h>

#include "scripts/demo/camera/stream.h"

namespace shipwitness::demo {

/// The RTSP server on loopback with all cameras. One thread (the main loop's) makes it and gives it commands.
class Server {
  public:
    /// Listens at once; port 0 takes a free one. Throws std::runtime_error when the port is taken.
    Server(const std::vector<CameraSpec>& cameras, int port);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Plays the film once in real time, from its beginning when the first watcher comes.
    void add_film(const FilmSpec& film);

    [[nodiscard]] int port() const;
    /// Of a camera or a film.
    [[nodiscard]] std::string address_of(std::string_view name) const;
    [[nodiscard]] const std::vector<std::unique_ptr<Stream>>& streams() const { return streams_; }

    /// Obeys one line of the control connection and gives the answer, one line: "ok…" or "error …".
    /// docs/demonstration.md lists the commands.
    [[nodiscard]] std::string obey(std::string_view line);

  private:
    [[nodiscard]] std::string set_scene(const std::vector<std::string_view>& words);
    [[nodiscard]] std::string status() const;
    [[nodiscard]] std::string trouble(Stream& stream, const std::vector<std::string_view>& words);
    [[nodiscard]] Stream* find(std::string_view name) const;
    void mount(Stream& stream);
    void unmount(const Stream& stream);
    /// Closes the connections of all who watch this camera.
    void cut(const Stream& stream);

    Benches benches_;
    std::vector<std::unique_ptr<Stream>> streams_;
    GstRTSPServer* server_;
    GstRTSPMountPoints* mounts_;
};

}  // namespace shipwitness::demo
