// How fast is a clip? Six minutes of real footage behind the real server, against `cp` of the same bytes and `ffmpeg -c
// copy` of the same interval, in one run. Everything comes from the page cache. See scripts/bench.d/clip.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capture/clips/clip_routes.h"
#include "capture/schema/migrations.h"
#include "http/client.h"
#include "http/json.h"
#include "http/server.h"
#include "media/mp4/scan.h"

namespace {

using namespace shipwitness;
using namespace std::chrono_literals;
using std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr Timestamp kStart = from_us(1'795'336'616'000'000);
const CameraId kCamera{"bench-1-top"};
constexpr int kSegments = 7;
constexpr auto kSegmentLength = 60s;
constexpr Interval kSession{kStart + 20s, kStart + 380s};  // six minutes
constexpr int kRounds = 11;

void run(const std::string& command) {
    if (std::system(command.c_str()) != 0) {  // NOLINT(cert-env33-c): commands of our own
        throw std::runtime_error("failed: " + command);
    }
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double milliseconds_of(const std::function<void()>& work) {
    const auto begin = steady_clock::now();
    work();
    return Milliseconds(steady_clock::now() - begin).count();
}

/// Ten seconds of 1080p25 at about 4 Mb/s, repeated to a minute, as fragments of half a second.
void film(const std::filesystem::path& file) {
    const auto part = file.parent_path() / "part.mp4";
    run(fmt::format(
        "ffmpeg -nostdin -loglevel error -f lavfi -i 'testsrc2=size=1920x1080:rate=25,noise=alls=12:allf=t' "
        "-t 10 -c:v libx264 -preset ultrafast -g 50 -b:v 4M -maxrate 4M -bufsize 4M -pix_fmt yuv420p -y '{}'",
        part.string()));
    run(
        fmt::format("ffmpeg -nostdin -loglevel error -stream_loop 5 -i '{}' -c copy -t 60 -frag_duration 500000 "
                    "-movflags frag_keyframe+empty_moov+default_base_moof -y '{}'",
                    part.string(), file.string()));
}

void record(capture::Catalogue& catalogue, const std::filesystem::path& film_file) {
    const auto run_id = catalogue.begin_run({kCamera, kStart, media::Codec::h264, 1920, 1080});
    for (int i = 0; i < kSegments; ++i) {
        const std::string name = fmt::format("{}.mp4", i + 1);
        capture::Segment segment =
            catalogue.open_segment({kCamera, run_id, i + 1, name, kStart + kSegmentLength * i, std::nullopt});
        std::filesystem::copy_file(film_file, segment.file);
        const FileDescriptor fd(::open(segment.file.c_str(), O_RDONLY | O_CLOEXEC));
        const auto scan = media::mp4::scan_fragments(fd.get()).value();
        segment.size_bytes = scan.whole_bytes;
        segment.wall_duration = segment.media_duration = kSegmentLength;
        segment.state = capture::SegmentState::closed;
        segment.end_reason = capture::EndReason::full;
        segment.sha256 = std::string(64, '0');
        catalogue.close_segment(segment);
    }
}

/// A client that does nothing but receive.
class Receiver {
  public:
    Receiver(std::uint16_t port, const std::string& path) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const std::string request =
            fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", path);
        if (::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
            ::send(fd_.get(), request.data(), request.size(), 0) != static_cast<ssize_t>(request.size())) {
            throw std::runtime_error("cannot ask the server");
        }
    }

    /// Until the first byte behind the head has come.
    void first_byte() {
        std::array<char, 4096> buffer{};
        const ssize_t got = ::recv(fd_.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0 ||
            std::string_view(buffer.data(), static_cast<std::size_t>(got)).find("\r\n\r\n") == std::string_view::npos) {
            throw std::runtime_error("no answer");
        }
    }

    /// Everything into a file, the head too: its few bytes do not matter here.
    std::uint64_t whole(const std::filesystem::path& file) {
        const FileDescriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        std::vector<char> buffer(256U * 1024U);
        std::uint64_t size = 0;
        ssize_t got = 0;
        while ((got = ::recv(fd_.get(), buffer.data(), buffer.size(), 0)) > 0) {
            if (::write(out.get(), buffer.data(), static_cast<std::size_t>(got)) != got) {
                throw std::runtime_error("cannot write " + file.string());
            }
            size += static_cast<std::uint64_t>(got);
        }
        return size;
    }

  private:
    FileDescriptor fd_;
};

std::string make_clip(std::uint16_t port) {
    http::ClientRequest request{.method = http::Method::post,
                                .url = fmt::format("http://127.0.0.1:{}/api/v1/clips", port)};
    request.headers.set("Content-Type", "application/json");
    request.body = http::Json{{"order", "SO-10417"},
                              {"from", to_rfc3339(kSession.from)},
                              {"to", to_rfc3339(kSession.to)},
                              {"cameras", {kCamera.text()}}}
                       .dump();
    return http::Json::parse(http::send(request).value().body)["files"][0]["url"];
}

struct Times {
    std::vector<double> first_byte{};
    std::vector<double> whole{};
    std::vector<double> cp{};
    std::vector<double> ffmpeg{};
};

Times measure(std::uint16_t port, const std::filesystem::path& folder) {
    const auto clip = folder / "clip.mp4";
    const auto list = folder / "list.txt";
    std::string segments;
    for (int i = 0; i < kSegments; ++i) {
        segments += fmt::format("file '{}'\n", (folder / "footage" / fmt::format("{}.mp4", i + 1)).string());
    }
    const FileDescriptor out(::open(list.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (::write(out.get(), segments.data(), segments.size()) != static_cast<ssize_t>(segments.size())) {
        throw std::runtime_error("cannot write the list");
    }
    const std::string path = make_clip(port);
    (void)Receiver(port, path).whole(clip);
    Times times;
    for (int round = 0; round < kRounds; ++round) {
        times.first_byte.push_back(milliseconds_of([&] { Receiver(port, make_clip(port)).first_byte(); }));
        times.whole.push_back(
            milliseconds_of([&] { (void)Receiver(port, make_clip(port)).whole(folder / "got.mp4"); }));
        times.cp.push_back(milliseconds_of(
            [&] { run(fmt::format("cp --reflink=never '{}' '{}'", clip.string(), (folder / "copy.mp4").string())); }));
        times.ffmpeg.push_back(milliseconds_of([&] {
            run(fmt::format("ffmpeg -nostdin -loglevel fatal -f concat -safe 0 -ss 20 -i '{}' -t 360 -c copy -y '{}'",
                            list.string(), (folder / "remuxed.mp4").string()));
        }));
        for (const char* made : {"got.mp4", "copy.mp4", "remuxed.mp4"}) {
            std::filesystem::remove(folder / made);
        }
    }
    return times;
}

int bench(const std::filesystem::path& folder) {
    storage::Database database(folder / "capture.sqlite");
    database.migrate(capture::schema::migrations());
    capture::Catalogue catalogue(database, folder / "footage");
    std::filesystem::create_directories(folder / "footage");
    film(folder / "film.mp4");
    record(catalogue, folder / "film.mp4");
    const SystemClock clock;
    capture::Clips clips({{kCamera}, 4h}, database, catalogue, clock);
    auto routes = std::make_shared<http::Routes>();
    capture::add_clip_routes(*routes, clips, [](http::Handler handler) { return handler; });
    const http::Server server({}, routes);
    const Times times = measure(server.port(), folder);

    const double size = static_cast<double>(std::filesystem::file_size(folder / "clip.mp4")) / 1e6;
    const double cp = median(times.cp);
    const double whole = median(times.whole);
    const double first = median(times.first_byte);
    fmt::print("A clip of 6 minutes, {:.0f} MB, from cache; median of {} rounds\n", size, kRounds);
    fmt::print("{:<44} {:>9} {:>12}\n", "", "ms", "against cp");
    const auto row = [&](const char* name, double time) {
        fmt::print("{:<44} {:>9.1f} {:>12.2f}\n", name, time, time / cp);
    };
    row("POST /clips and first byte of the file", first);
    row("POST /clips and the whole file over HTTP", whole);
    row("cp of the same bytes", cp);
    row("ffmpeg -c copy of the same interval", median(times.ffmpeg));
    const bool good = first < 50 && whole <= 2 * cp;
    fmt::print("target: first byte < 50 ms, whole <= 2.00 of cp: {}\n", good ? "met" : "MISSED");
    return good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    std::string pattern = std::string(argc > 1 ? argv[1] : "/tmp") + "/shipwitness-bench-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) {
        fmt::print(stderr, "cannot make a folder in {}\n", argc > 1 ? argv[1] : "/tmp");
        return 2;
    }
    int outcome = 2;
    try {
        outcome = bench(pattern);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
    }
    std::filesystem::remove_all(pattern);
    return outcome;
}
