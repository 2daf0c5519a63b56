#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "media/nal_units.h"
#include "media/packet.h"

namespace shipwitness::media {

/// Puts together access units from the pieces in which RTP carries them (RFC 6184, RFC 7798: all pieces of a picture
/// have one time). Pieces are Annex B bytes, in order. A unit is known to be whole when a piece with another time
/// comes.
///
/// Chosen over libavcodec's parsers, which search every byte for start codes to find what RTP's time stamps already
/// tell: it halves the processor time of reading a stream.
class AccessUnitAssembler {
  public:
    struct Unit {
        Microseconds pts{};
        std::chrono::steady_clock::time_point arrived{};  ///< of its last piece
        std::optional<Timestamp> camera_time{};           ///< of its first piece
        AccessUnitHead head{};
        std::shared_ptr<const std::vector<std::byte>> bytes{};
    };

    explicit AccessUnitAssembler(Codec codec) : codec_(codec) {}

    struct Piece {
        Microseconds pts{};
        std::chrono::steady_clock::time_point arrived{};
        std::optional<Timestamp> camera_time{};
        std::span<const std::byte> bytes{};
    };
    /// Takes a piece; gives the access unit that it completes. Parameter sets that come with a time of their own are
    /// kept for the picture after them.
    [[nodiscard]] std::optional<Unit> add(const Piece& piece);

    /// Bytes of the unit that is being put together: the caller's guard against a stream that never ends one.
    [[nodiscard]] std::size_t pending_bytes() const { return bytes_ ? bytes_->size() : 0; }

  private:
    void append(const Piece& piece);
    std::optional<Unit> finish();

    Codec codec_;
    std::shared_ptr<std::vector<std::byte>> bytes_;
    std::size_t usual_bytes_ = 16'384;  ///< room for a usual picture
    Microseconds pts_{};
    std::chrono::steady_clock::time_point arrived_{};
    std::optional<Timestamp> camera_time_;
};

}  // namespace shipwitness::media
