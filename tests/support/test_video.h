#pragma once

#include <filesystem>
#include <string>

namespace shipwitness::test {

/// A small film made by the ffmpeg program: an independent muxer and encoder. A file that ends in .mp4 becomes a
/// fragmented MP4, any other what its ending says.
struct TestVideo {
    std::string encoder = "libx264";  ///< or "libx265", "wrapped_avframe" (raw, for .y4m), "mjpeg", …
    double seconds = 2;
    int rate = 25;  ///< pictures a second
    int pictures_per_gop = 25;
    int b_frames = 0;
    std::string size = "160x120";
    std::string source = "testsrc2";  ///< a lavfi source
    std::string more{};               ///< further options of ffmpeg, before the output

    bool operator==(const TestVideo&) const = default;
};

/// Writes `file`. Throws std::runtime_error when ffmpeg fails.
void make_test_video(const TestVideo& video, const std::filesystem::path& file);

/// Runs a shell command and returns what it printed on standard output. Throws std::runtime_error, with the output,
/// when its exit status is not 0.
std::string run_command(const std::string& command);

/// What ffmpeg's decoder makes of a film.
struct DecodedVideo {
    int pictures = 0;
    std::string errors{};  ///< what ffmpeg complained of; empty when nothing was wrong
};
[[nodiscard]] DecodedVideo decode_video(const std::filesystem::path& file);

/// The whole file. Throws std::runtime_error when it cannot be read.
std::string read_whole(const std::filesystem::path& file);
void write_whole(const std::filesystem::path& file, const std::string& bytes);

}  // namespace shipwitness::test
