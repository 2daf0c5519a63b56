#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipwitness::demo {

enum class Codec { h264, h265 };
/// Where the camera hangs: over the whole bench, or close over the carton.
enum class View { whole, carton };

/// One camera: what it sees and what it sends.
struct CameraSpec {
    std::string name;   ///< "bench-1/top": the path of its RTSP address without the first stroke
    std::string bench;  ///< "bench-1": the name up to the last stroke
    Codec codec = Codec::h264;
    int width = 1920;   ///< pixels, a multiple of 16
    int height = 1080;  ///< pixels, a multiple of 4
    int rate = 25;      ///< pictures a second; a key picture every `rate` pictures
    View view = View::whole;
    /// What the stream is held to, with noise in the pictures so that it is really needed. 0: clean pictures at
    /// constant quality, some 500 kb/s.
    int kilobits_per_second = 0;
};

/// Reads "NAME,h264|h265,WIDTHxHEIGHT,RATE[,whole|carton[,KBPS]]"; nullopt when it is not that.
[[nodiscard]] std::optional<CameraSpec> parse_camera(std::string_view text);

/// A camera that plays a film instead of painting: streams that cannot be encoded in time on the machine at hand.
struct FilmSpec {
    std::string name;  ///< the path of its RTSP address without the first stroke
    Codec codec = Codec::h264;
    std::string file;  ///< MP4, one video track
};

/// Reads "NAME,h264|h265,FILE"; nullopt when it is not that.
[[nodiscard]] std::optional<FilmSpec> parse_film(std::string_view text);

/// Reads "1280x720" into width and height that encoder and painter can do; nullopt otherwise.
struct Size {
    int width;
    int height;
};
[[nodiscard]] std::optional<Size> parse_size(std::string_view text);

/// A whole number within [lowest, highest] and nothing else.
[[nodiscard]] std::optional<int> parse_number(std::string_view text, int lowest, int highest);

/// Cuts at every `mark`; "a,,b" has an empty middle.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char mark);

}  // namespace shipwitness::demo
