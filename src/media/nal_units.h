#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "media/packet.h"

namespace shipwitness::media {

/// What the start of an Annex B access unit tells, up to its first slice.
struct AccessUnitHead {
    bool picture = false;  ///< it holds a slice, not only parameter sets and messages
    bool key = false;      ///< that slice begins an IDR (H.264) or IRAP (H.265) picture
    /// The parameter sets before the slice, each after a four-byte start code, when they are complete: SPS and PPS,
    /// with H.265 the VPS too. Else empty.
    std::vector<std::byte> parameters;
};

/// Reads NAL unit headers (ITU-T H.264 table 7-1, H.265 table 7-1) up to the first slice; the rest of the bytes, which
/// is nearly all, is not touched.
[[nodiscard]] AccessUnitHead read_head(Codec codec, std::span<const std::byte> bytes);

/// Do these parameter sets (AccessUnitHead::parameters) hold one that is not among the known ones? Their order, what is
/// repeated or left out, and messages among the known ones mean nothing: a camera says so what it has said before.
[[nodiscard]] bool brings_news(std::span<const std::byte> parameters, std::span<const std::byte> known);

/// Goes over the NAL units of Annex B bytes: what lies between start codes, without the zeros that may stand before
/// one. Searches the whole for start codes, a few hundred bytes at a step.
class NalUnitWalk {
  public:
    explicit NalUnitWalk(std::span<const std::byte> bytes);
    /// The next unit, not empty unless the stream holds two start codes in a row; none at the end.
    [[nodiscard]] std::optional<std::span<const std::byte>> next();

  private:
    std::span<const std::byte> bytes_;
    std::size_t at_;
};

/// Is this NAL unit a parameter set (VPS, SPS or PPS)?
[[nodiscard]] bool is_parameter_set(Codec codec, std::span<const std::byte> unit);

/// Does the access unit begin with a start code (Annex B)?
[[nodiscard]] bool is_annex_b(std::span<const std::byte> bytes);

}  // namespace shipwitness::media
