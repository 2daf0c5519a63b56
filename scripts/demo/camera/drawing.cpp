#include "scripts/demo/camera/drawing.h"

#include <numbers>
#include <numeric>

#include "scripts/demo/camera/code128.h"

namespace shipwitness::demo {

Image::Image(int width, int height)
    : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)), pen_(cairo_create(surface_.get())) {}

const unsigned char* Image::pixels() const {
    cairo_surface_flush(surface_.get());
    return cairo_image_surface_get_data(surface_.get());
}

int Image::stride() const {
    return cairo_image_surface_get_stride(surface_.get());
}

void set_colour(cairo_t* pen, Rgb colour, double opacity) {
    cairo_set_source_rgba(pen, ((colour >> 16U) & 0xFFU) / 255.0, ((colour >> 8U) & 0xFFU) / 255.0,
                          (colour & 0xFFU) / 255.0, opacity);
}

void rounded(cairo_t* pen, double x, double y, double width, double height, double radius) {
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_new_sub_path(pen);
    cairo_arc(pen, x + width - radius, y + radius, radius, -kQuarter, 0);
    cairo_arc(pen, x + width - radius, y + height - radius, radius, 0, kQuarter);
    cairo_arc(pen, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(pen, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(pen);
}

void fill(cairo_t* pen, Rgb colour, double opacity) {
    set_colour(pen, colour, opacity);
    cairo_fill(pen);
}

void stroke(cairo_t* pen, Rgb colour, double line_width, double opacity) {
    set_colour(pen, colour, opacity);
    cairo_set_line_width(pen, line_width);
    cairo_stroke(pen);
}

void shadow(cairo_t* pen, double x, double y, double width, double height, double depth) {
    for (int layer = 6; layer >= 1; --layer) {
        const double spread = depth * layer / 6;
        rounded(pen, x - spread / 2 + depth / 3, y - spread / 2 + depth / 2, width + spread, height + spread,
                6 + spread);
        fill(pen, 0x000000, 0.055);
    }
}

void fill_blend(cairo_t* pen, double top, double bottom, Rgb upper, Rgb lower) {
    cairo_pattern_t* const blend = cairo_pattern_create_linear(0, top, 0, bottom);
    const auto stop = [blend](double at, Rgb colour) {
        cairo_pattern_add_color_stop_rgb(blend, at, ((colour >> 16U) & 0xFFU) / 255.0, ((colour >> 8U) & 0xFFU) / 255.0,
                                         (colour & 0xFFU) / 255.0);
    };
    stop(0, upper);
    stop(1, lower);
    cairo_set_source(pen, blend);
    cairo_fill(pen);
    cairo_pattern_destroy(blend);
}

void write(cairo_t* pen, const std::string& text, double x, double y, double size, Rgb colour, Face face) {
    cairo_select_font_face(pen, face == Face::mono ? "DejaVu Sans Mono" : "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           face == Face::plain ? CAIRO_FONT_WEIGHT_NORMAL : CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(pen, size);
    set_colour(pen, colour);
    cairo_move_to(pen, x, y);
    cairo_show_text(pen, text.c_str());
    cairo_new_path(pen);
}

double bars_width(const std::string& text, double module) {
    const auto widths = code128(text);
    return module * std::accumulate(widths.begin(), widths.end(), 0);
}

void bars(cairo_t* pen, const std::string& text, double middle, double top, double height, double module) {
    double x = middle - bars_width(text, module) / 2;
    bool black = true;
    for (const int width : code128(text)) {
        if (black) {
            cairo_rectangle(pen, x, top, module * width, height);
        }
        x += module * width;
        black = !black;
    }
    fill(pen, 0x111111);
}

}  // namespace shipwitness::demo
