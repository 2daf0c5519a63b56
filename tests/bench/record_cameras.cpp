// The recorder alone, without the service around it: what scripts/bench.d/record and scripts/bench.d/crash measure.
//
//   record_cameras FOLDER SEGMENT_SECONDS CAMERA=ADDRESS...
//
// Records into FOLDER until SIGINT or SIGTERM. Prints "ready" once every camera records.
#include <atomic>
#include <cstdio>
#include <exception>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "capture/recorder/recorder.h"
#include "capture/schema/migrations.h"
#include "core/process.h"
#include "media/opener.h"

namespace shipwitness::capture {
namespace {

RecorderConfig config_from(int argc, char** argv) {
    RecorderConfig config;
    config.segment_length = std::chrono::seconds(std::stoi(argv[2]));
    for (int i = 3; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        config.cameras.push_back({CameraId(argument.substr(0, equals)), argument.substr(equals + 1)});
    }
    return config;
}

void record(const std::filesystem::path& folder, const RecorderConfig& config) {
    const SystemClock clock;
    const media::LibavOpener opener(clock);
    storage::Database database(folder / "capture.sqlite");
    database.migrate(schema::migrations());
    Catalogue catalogue(database, folder / "footage");
    Recorder recorder(config, catalogue, clock, opener);
    std::atomic<std::size_t> waiting{config.cameras.size()};
    recorder.start([&](const CameraId&, const CameraState& state) {
        if (state.recording && --waiting == 0) {
            fmt::print("ready\n");
            std::fflush(stdout);
        }
    });
    (void)wait_for_stop();
    recorder.stop();
}

}  // namespace
}  // namespace shipwitness::capture

int main(int argc, char** argv) {
    if (argc < 4) {
        fmt::print(stderr, "usage: record_cameras FOLDER SEGMENT_SECONDS CAMERA=ADDRESS...\n");
        return 2;
    }
    try {
        shipwitness::block_stop_signals();
        shipwitness::capture::record(argv[1], shipwitness::capture::config_from(argc, argv));
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "record_cameras: {}\n", error.what());
        return 1;
    }
}
