#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace shipwitness::test {

/// A process of shipwitness-demo-camera: real RTSP cameras on a free port of loopback, with faults on command. Ends
/// with this object, and with the test program should that die. One thread at a time.
class DemoCamera {
  public:
    /// `cameras` as the program's --camera takes them, "bench-1/top,h264,640x360,10"; small and slow ones keep tests
    /// quick. `port` 0 takes a free one; give a used one to come back where another instance was. Throws
    /// std::runtime_error when the cameras are not ready within 30 s.
    DemoCamera(const std::filesystem::path& program, const std::vector<std::string>& cameras, int port = 0);
    ~DemoCamera();
    DemoCamera(const DemoCamera&) = delete;
    DemoCamera& operator=(const DemoCamera&) = delete;

    [[nodiscard]] int port() const { return port_; }
    /// "rtsp://127.0.0.1:PORT/bench-1/top"
    [[nodiscard]] std::string url(std::string_view camera) const;

    /// One command of docs/demonstration.md: "cut bench-1/top", "silent …", "speak …", "size … 1280x720",
    /// "jump … -20", "down …", "up …", "scene bench-1 SO-1 pack 1/3", "status". Returns what follows "ok"; throws
    /// std::runtime_error with the answer otherwise.
    std::string command(const std::string& line) const;

  private:
    pid_t process_ = -1;
    int port_ = 0;
    int control_port_ = 0;
};

#ifdef SHIPWITNESS_BIN_DIR
/// The program of this build.
inline std::filesystem::path demo_camera_program() {
    return std::filesystem::path(SHIPWITNESS_BIN_DIR) / "shipwitness-demo-camera";
}
#endif

}  // namespace shipwitness::test
