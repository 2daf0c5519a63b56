#include "scripts/demo/camera/photograph.h"

#include "scripts/demo/camera/drawing.h"
#include "scripts/demo/camera/scene.h"

namespace shipwitness::demo {
namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 1200;

void draw_pallet(cairo_t* pen) {
    cairo_rectangle(pen, 0, 0, kWidth, kHeight);
    fill_blend(pen, 0, kHeight, 0x8E9196, 0x6F7277);
    for (int board = 0; board < 7; ++board) {
        const double top = 40 + board * 165.0;
        cairo_rectangle(pen, 70, top, kWidth - 140, 120);
        fill_blend(pen, top, top + 120, 0xC8A877, 0xA98652);
        cairo_rectangle(pen, 70, top + 112, kWidth - 140, 8);
        fill(pen, 0x5D4526, 0.7);
        for (int nail = 0; nail < 3; ++nail) {
            cairo_arc(pen, 180 + nail * 620.0, top + 60, 7, 0, 6.2832);
            fill(pen, 0x54452F);
        }
    }
}

/// The crushed lower right corner: torn edge, folds, and the dark inside.
void draw_dent(cairo_t* pen) {
    const double right = kCarton.x + kCartonWidth / 2;
    const double bottom = kCarton.y + kCartonHeight / 2;
    cairo_move_to(pen, right + 12, bottom - 210);
    cairo_line_to(pen, right - 36, bottom - 176);
    cairo_line_to(pen, right - 22, bottom - 128);
    cairo_line_to(pen, right - 104, bottom - 96);
    cairo_line_to(pen, right - 92, bottom - 46);
    cairo_line_to(pen, right - 190, bottom - 30);
    cairo_line_to(pen, right - 206, bottom + 12);
    cairo_line_to(pen, right + 12, bottom + 12);
    cairo_close_path(pen);
    fill_blend(pen, bottom - 210, bottom, 0x7B5A30, 0x2F2111);
    for (int fold = 0; fold < 6; ++fold) {
        cairo_move_to(pen, right - 40.0 - fold * 30, bottom - 190.0 + fold * 28);
        cairo_line_to(pen, right - 150.0 - fold * 22, bottom - 250.0 + fold * 44);
    }
    stroke(pen, 0x6A4B24, 5, 0.6);
    cairo_move_to(pen, right - 30, bottom - 170);
    cairo_line_to(pen, right + 46, bottom - 96);
    cairo_line_to(pen, right + 20, bottom - 40);
    cairo_line_to(pen, right - 60, bottom - 80);
    cairo_close_path(pen);
    fill_blend(pen, bottom - 170, bottom - 40, 0xCDA269, 0x9A7340);
}

}  // namespace

std::optional<Subject> parse_subject(std::string_view word) {
    if (word == "dented") {
        return Subject::dented;
    }
    return word == "open" ? std::optional(Subject::open) : std::nullopt;
}

bool photograph(Subject subject, const std::string& order, const std::string& file) {
    const Image image(kWidth, kHeight);
    cairo_t* const pen = image.pen();
    draw_pallet(pen);
    cairo_translate(pen, kWidth / 2.0, kHeight / 2.0);
    cairo_rotate(pen, subject == Subject::dented ? -0.16 : 0.09);
    cairo_scale(pen, 1.45, 1.45);
    cairo_translate(pen, -kCarton.x, -kCarton.y);
    if (subject == Subject::dented) {
        draw_parcel(pen, Packing{order, Step::done, 4, 4});
        draw_dent(pen);
    } else {
        draw_open_carton(pen, Packing{order, Step::pack, 3, 4});
    }
    cairo_surface_flush(image.surface());
    return cairo_surface_write_to_png(image.surface(), file.c_str()) == CAIRO_STATUS_SUCCESS;
}

}  // namespace shipwitness::demo
