#include "tests/support/test_video.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

namespace shipwitness::test {

std::string run_command(const std::string& command) {
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        throw std::runtime_error("popen: " + command);
    }
    std::string output;
    std::array<char, 4096> buffer{};
    std::size_t got = 0;
    while ((got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
        output.append(buffer.data(), got);
    }
    if (const int status = ::pclose(pipe); status != 0) {
        throw std::runtime_error(fmt::format("status {}: {}\n{}", status, command, output));
    }
    return output;
}

namespace {

std::string encoder_options(const TestVideo& video) {
    if (video.encoder == "libx265") {
        return fmt::format(
            "-preset ultrafast -x265-params log-level=error:pools=1:frame-threads=1:keyint={0}:min-keyint={0}:"
            "scenecut=0:open-gop=0:bframes={1}",
            video.pictures_per_gop, video.b_frames);
    }
    if (video.encoder == "libx264") {
        return fmt::format("-preset ultrafast -threads 1 -g {0} -keyint_min {0} -sc_threshold 0 -bf {1}",
                           video.pictures_per_gop, video.b_frames);
    }
    return "";
}

}  // namespace

void make_test_video(const TestVideo& video, const std::filesystem::path& file) {
    const char* const container =
        file.extension() == ".mp4" ? "-movflags frag_keyframe+empty_moov+default_base_moof -f mp4" : "";
    run_command(
        fmt::format("ffmpeg -nostdin -hide_banner -loglevel error -f lavfi -i '{}=size={}:rate={}' -t {} -c:v {} {} "
                    "-pix_fmt yuv420p -fflags +bitexact -flags:v +bitexact {} {} -y '{}' 2>&1",
                    video.source, video.size, video.rate, video.seconds, video.encoder, encoder_options(video),
                    video.more, container, file.string()));
}

DecodedVideo decode_video(const std::filesystem::path& file) {
    DecodedVideo decoded;
    decoded.errors = run_command(fmt::format(
        "ffmpeg -nostdin -hide_banner -loglevel error -i '{}' -f null - 2>&1 || echo failed", file.string()));
    decoded.pictures = std::atoi(run_command(fmt::format("ffprobe -v quiet -count_frames -select_streams v:0 "
                                                         "-show_entries stream=nb_read_frames -of csv=p=0 '{}' || true",
                                                         file.string()))
                                     .c_str());
    return decoded;
}

std::string read_whole(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw std::runtime_error("cannot read " + file.string());
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_whole(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

}  // namespace shipwitness::test
