#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"
#include "http/client.h"
#include "web/server/packing/session.h"

namespace shipwitness::web {

/// What capture is told about an order.
struct OrderTold {
    OrderNumber number;
    bool cancelled = false;
    std::int64_t packages = 0;
};

struct ClipWanted {
    OrderNumber order;
    SessionId session;
    Interval interval;
};

/// One camera's part of a clip, as capture offers it.
struct OfferedFile {
    CameraId camera;
    std::string url;   ///< path on the site
    std::string etag;  ///< quoted, as in HTTP
    std::uint64_t size_bytes = 0;
    Interval interval;  ///< from the first picture (a key frame) on
    std::string codec;
    int width = 0;
    int height = 0;
    std::vector<FootageGap> gaps;
};

struct CameraGaps {
    CameraId camera;
    std::vector<FootageGap> gaps;
};

struct OfferedClip {
    ClipId id;
    Interval interval;  ///< as asked for
    std::vector<OfferedFile> files;
    std::vector<CameraGaps> gaps;  ///< cameras without any footage included
};

/// What web asks of the capture services of all sites. Errors:
/// - unavailable: out of reach, too busy, not understood, or our token is refused: worth trying again;
/// - not_found, gone: capture does not have it (any more);
/// - invalid: capture will never take it.
/// The detail names site and cause. Thread-safe; calls block.
class Capture {
  public:
    virtual ~Capture() = default;

    [[nodiscard]] virtual std::vector<std::string> sites() const = 0;
    [[nodiscard]] virtual Result<void> tell_order(const std::string& site, const OrderTold& order) = 0;
    [[nodiscard]] virtual Result<OfferedClip> make_clip(const std::string& site, const ClipWanted& wanted) = 0;
    /// Downloads into `file`, continuing what is there when its bytes are of the same ETag.
    [[nodiscard]] virtual Result<void> fetch(const std::string& site, const OfferedFile& offered,
                                             const std::filesystem::path& file, const http::Progress& progress) = 0;
    /// A JPEG to be shown before the file is played.
    [[nodiscard]] virtual Result<std::string> poster(const std::string& site, const OfferedFile& offered) = 0;
};

}  // namespace shipwitness::web
