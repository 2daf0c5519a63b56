#pragma once

#include <cairo.h>

#include "scripts/demo/camera/packing.h"

namespace shipwitness::demo {

/// The packing bench from above, drawn in a field of 1920x1080 whatever the camera's size.
inline constexpr double kSceneWidth = 1920;
inline constexpr double kSceneHeight = 1080;

/// All that stands still until the packing goes a step on: bench, crate, carton, goods, sheet, tools, label.
void draw_bench(cairo_t* pen, const Packing& packing);

/// The packer's hands and what they hold, `seconds` after the step began. They move in cycles of a few seconds.
void draw_hands(cairo_t* pen, const Packing& packing, double seconds);

/// The field that draw_hands() touches at that moment.
struct Field {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};
[[nodiscard]] Field hands_field(const Packing& packing, double seconds);

// The parts, in files of their own.
void draw_parcel(cairo_t* pen, const Packing& packing);
void draw_open_carton(cairo_t* pen, const Packing& packing);
void draw_sheet(cairo_t* pen, const Packing& packing);
/// Article `number` (from 0) of an order, about 120 wide, with its middle at (x, y). The same order has the same goods.
void draw_article(cairo_t* pen, const Packing& packing, int number, double x, double y);

/// Where things lie.
struct Place {
    double x;
    double y;
};
inline constexpr Place kCarton = {1000, 560};
inline constexpr double kCartonWidth = 560;
inline constexpr double kCartonHeight = 600;
inline constexpr Place kScanned = {1590, 480};
[[nodiscard]] Place place_in_crate(int number);
[[nodiscard]] Place place_in_carton(int number);

}  // namespace shipwitness::demo
