#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include "core/time.h"
#include "scripts/demo/camera/drawing.h"
#include "scripts/demo/camera/frame.h"
#include "scripts/demo/camera/packing.h"
#include "scripts/demo/camera/scene.h"
#include "scripts/demo/camera/spec.h"

namespace shipwitness::demo {

/// Paints one camera's pictures. What stands still is drawn once a step; hands 6 times a second and only where
/// they are; clock and time cells in every picture, straight into the grey plane. That keeps a camera at a few percent
/// of a core. Not thread-safe: one painter for one feeding thread.
class Painter {
  public:
    Painter(CameraSpec camera, Size size);

    /// The picture for this moment. The reference is good until the next call.
    const Frame& paint(Timestamp now, std::chrono::steady_clock::time_point steady, const Packing& packing);

  private:
    void paint_bench(const Packing& packing);
    void paint_hands(const Packing& packing, double seconds);
    void paint_clock(Timestamp now);
    void paint_cells(Timestamp now);
    void make_tiles();
    void look(cairo_t* pen) const;
    [[nodiscard]] Box scene() const;  ///< all but the clock's strip and the cells

    CameraSpec camera_;
    Frame frame_;
    Image still_;   ///< the bench without hands
    Image moving_;  ///< the bench with hands
    Packing shown_{};
    bool started_ = false;
    Box hands_{};
    std::chrono::steady_clock::time_point step_began_{};
    std::chrono::steady_clock::time_point hands_drawn_{};
    int tile_width_ = 0;
    int strip_height_ = 0;
    std::map<char, std::vector<std::uint8_t>> tiles_;  ///< grey pictures of the clock's signs
    std::vector<std::uint8_t> name_;                   ///< the camera's name, a third of the picture wide
};

}  // namespace shipwitness::demo
