#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "scripts/demo/camera/frame.h"
#include "scripts/demo/camera/spec.h"

namespace shipwitness::demo {

/// A band of noise in the middle of the picture, other in every picture: what makes a stream as large as a real
/// camera's, whose sensor is never as quiet as a painted bench. Only as large as the bit rate needs, for noise over a
/// whole 1080p picture is more than one core encodes to H.265 in time. Not thread-safe.
class Grain {
  public:
    Grain(Size picture, const CameraSpec& camera);

    /// Adds noise to a picture's grey plane (`pixels` has at least the plane's bytes).
    void add_to(std::span<std::uint8_t> pixels);

  private:
    std::size_t from_;                  ///< pixel at which the band begins
    std::size_t pixels_;                ///< in the band
    std::minstd_rand chance_;           ///< the same noise in every run
    std::vector<std::uint8_t> grains_;  ///< to be added modulo 256
};

}  // namespace shipwitness::demo
