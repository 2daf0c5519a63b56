#pragma once

#include <filesystem>
#include <string>

namespace shipwitness::test {

/// A small fragmented MP4 made by the ffmpeg program: an independent muxer and encoder.
struct TestVideo {
    std::string encoder = "libx264";  ///< or "libx265"
    int seconds = 2;
    int rate = 25;  ///< pictures a second
    int pictures_per_gop = 25;
    int b_frames = 0;
    std::string size = "160x120";
    std::string source = "testsrc2";  ///< a lavfi source
    std::string more{};               ///< further options of ffmpeg, before the output
};

/// Writes `file`. Throws std::runtime_error when ffmpeg fails.
void make_test_video(const TestVideo& video, const std::filesystem::path& file);

/// Runs a shell command and returns what it printed on standard output. Throws std::runtime_error, with the output,
/// when its exit status is not 0.
std::string run_command(const std::string& command);

/// The whole file. Throws std::runtime_error when it cannot be read.
std::string read_whole(const std::filesystem::path& file);
void write_whole(const std::filesystem::path& file, const std::string& bytes);

}  // namespace shipwitness::test
