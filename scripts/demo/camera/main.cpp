#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <glib-unix.h>
#include <gst/gst.h>
#include <sys/prctl.h>

#include "scripts/demo/camera/control.h"
#include "scripts/demo/camera/photograph.h"
#include "scripts/demo/camera/server.h"
#include "scripts/demo/camera/spec.h"

// GStreamer's plug-ins keep memory until the process ends and call that no leak; the leak checker of a sanitizer build
// would.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name that the sanitizer asks for
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
    return "detect_leaks=0";
}

namespace shipwitness::demo {
namespace {

constexpr std::string_view kHelp = R"(Cameras of the demonstration and of the tests: a real RTSP server on loopback.

  shipwitness-demo-camera [--port N] [--control-port N] [--camera NAME,CODEC,SIZE,RATE[,VIEW[,KBPS]]]...

  --port N          RTSP port; 0 takes a free one (default 8554)
  --control-port N  port for commands, a line each (docs/demonstration.md); 0 takes a free one (default 0)
  --camera ...      NAME   bench and camera, "bench-1/top", also the path of the address
                    CODEC  h264 or h265
                    SIZE   1920x1080
                    RATE   pictures a second, 5 to 30
                    VIEW   whole (default) or carton
                    KBPS   kb/s, 100 to 50000, by a band of noise in the pictures; default: clean
                           pictures of constant quality, some 500 kb/s
                    may be given several times; default: bench-1/top,h264,1920x1080,25
                                                         bench-1/carton,h265,1280x720,15,carton
                                                         bench-2/top,h264,1280x720,15
  --film NAME,CODEC,FILE
                    plays an MP4 file in real time from the moment when somebody watches; several times
  --photograph dented|open ORDER FILE.png
                    writes a picture as a buyer would take it, and ends
  --with-parent     ends when the process that started it ends

Prints "control 127.0.0.1:PORT" and one line "ready rtsp://127.0.0.1:PORT/NAME" for each camera. Nothing is encoded
while nobody watches. Ends at SIGINT or SIGTERM.
)";

struct Options {
    int port = 8554;
    int control_port = 0;
    std::vector<CameraSpec> cameras;
    std::vector<FilmSpec> films;
};

std::optional<Options> parse_options(const std::vector<std::string_view>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--with-parent") {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM);
            continue;
        }
        if (i + 1 == arguments.size()) {
            return std::nullopt;
        }
        const std::string_view option = arguments[i];
        const std::string_view value = arguments[++i];
        const auto number = parse_number(value, 0, 65535);
        const auto camera = parse_camera(value);
        const auto film = parse_film(value);
        if (option == "--port" && number) {
            options.port = *number;
        } else if (option == "--control-port" && number) {
            options.control_port = *number;
        } else if (option == "--camera" && camera) {
            options.cameras.push_back(*camera);
        } else if (option == "--film" && film) {
            options.films.push_back(*film);
        } else {
            return std::nullopt;
        }
    }
    if (options.cameras.empty() && options.films.empty()) {
        options.cameras = {parse_camera("bench-1/top,h264,1920x1080,25").value(),
                           parse_camera("bench-1/carton,h265,1280x720,15,carton").value(),
                           parse_camera("bench-2/top,h264,1280x720,15").value()};
    }
    return options;
}

gboolean quit(gpointer loop) {
    g_main_loop_quit(static_cast<GMainLoop*>(loop));
    return G_SOURCE_REMOVE;
}

void serve(const Options& options) {
    GMainLoop* const loop = g_main_loop_new(nullptr, FALSE);
    g_unix_signal_add(SIGINT, quit, loop);
    g_unix_signal_add(SIGTERM, quit, loop);
    Server server(options.cameras, options.port);
    for (const FilmSpec& film : options.films) {
        server.add_film(film);
    }
    const Control control(server, options.control_port);
    fmt::print("control 127.0.0.1:{}\n", control.port());
    for (const auto& stream : server.streams()) {
        fmt::print("ready {}\n", server.address_of(stream->camera().name));
    }
    for (const FilmSpec& film : options.films) {
        fmt::print("ready {}\n", server.address_of(film.name));
    }
    std::fflush(stdout);
    g_main_loop_run(loop);
    // The kernel closes connections at once; GStreamer would wait for watchers that no longer listen.
    std::_Exit(EXIT_SUCCESS);
}

}  // namespace
}  // namespace shipwitness::demo

int main(int argc, char** argv) {
    using shipwitness::demo::kHelp;
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    if (arguments.size() == 1 && arguments[0] == "--help") {
        fmt::print("{}", kHelp);
        return 0;
    }
    if (arguments.size() == 4 && arguments[0] == "--photograph") {
        const auto subject = shipwitness::demo::parse_subject(arguments[1]);
        return subject && shipwitness::demo::photograph(*subject, argv[3], argv[4]) ? 0 : 2;
    }
    const auto options = shipwitness::demo::parse_options(arguments);
    if (!options) {
        fmt::print(stderr, "{}", kHelp);
        return 2;
    }
    try {
        // A broken pipe of a watcher is an error of that write, not the end of the server.
        std::signal(SIGPIPE, SIG_IGN);
        gst_init(nullptr, nullptr);
        shipwitness::demo::serve(*options);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "shipwitness-demo-camera: {}\n", error.what());
        return 1;
    }
}
