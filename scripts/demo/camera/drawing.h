#pragma once

#include <memory>
#include <string>

#include <cairo.h>

namespace shipwitness::demo {

/// A colour as designers write it: 0xRRGGBB.
using Rgb = unsigned;

/// A Cairo image of 32 bits a pixel (B G R x) and the pen for it.
class Image {
  public:
    Image(int width, int height);

    [[nodiscard]] cairo_t* pen() const { return pen_.get(); }
    [[nodiscard]] cairo_surface_t* surface() const { return surface_.get(); }
    /// Pixels with all drawing done.
    [[nodiscard]] const unsigned char* pixels() const;
    [[nodiscard]] int stride() const;

  private:
    struct Release {
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
        void operator()(cairo_t* pen) const { cairo_destroy(pen); }
    };
    std::unique_ptr<cairo_surface_t, Release> surface_;
    std::unique_ptr<cairo_t, Release> pen_;
};

/// Saves the pen's state, and gives it back at the end of the scope.
class Saved {
  public:
    explicit Saved(cairo_t* pen) : pen_(pen) { cairo_save(pen_); }
    ~Saved() { cairo_restore(pen_); }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;

  private:
    cairo_t* pen_;
};

void set_colour(cairo_t* pen, Rgb colour, double opacity = 1.0);
void rounded(cairo_t* pen, double x, double y, double width, double height, double radius);
void fill(cairo_t* pen, Rgb colour, double opacity = 1.0);
void stroke(cairo_t* pen, Rgb colour, double line_width, double opacity = 1.0);
/// A soft shadow of a box, to be drawn before it.
void shadow(cairo_t* pen, double x, double y, double width, double height, double depth);
/// Fills the path from `top` to `bottom` with a blend from the one colour to the other.
void fill_blend(cairo_t* pen, double top, double bottom, Rgb upper, Rgb lower);

enum class Face { plain, bold, mono };
void write(cairo_t* pen, const std::string& text, double x, double y, double size, Rgb colour, Face face = Face::plain);
/// The bars of `text` as Code 128, centred at `middle`, each module `module` wide, without its words.
void bars(cairo_t* pen, const std::string& text, double middle, double top, double height, double module);
[[nodiscard]] double bars_width(const std::string& text, double module);

}  // namespace shipwitness::demo
