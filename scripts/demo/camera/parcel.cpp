#include <algorithm>
#include <string>

#include "scripts/demo/camera/drawing.h"
#include "scripts/demo/camera/scene.h"

namespace shipwitness::demo {
namespace {

constexpr double kWidestBars = 470;

/// Whole modules keep the bars sharp in the picture of a 1080p camera; long orders get narrower ones.
double module_for(const std::string& order, double widest) {
    return bars_width(order, 3) <= widest ? 3 : 2;
}

void draw_label(cairo_t* pen, const Packing& packing) {
    const double width =
        std::clamp(bars_width(packing.order, module_for(packing.order, kWidestBars)) + 66, 380.0, 540.0);
    const double left = kCarton.x - width / 2;
    const double top = kCarton.y - 150;
    shadow(pen, left, top, width, 350, 4);
    rounded(pen, left, top, width, 350, 6);
    fill(pen, 0xFDFDFB);
    cairo_rectangle(pen, left, top, width, 56);
    fill(pen, 0x14213D);
    write(pen, "NORDKONTOR SUPPLY", left + 20, top + 38, 25, 0xFFFFFF, Face::bold);
    write(pen, "TO  Receiving, gate 2", left + 24, top + 96, 22, 0x333333);
    write(pen, "1 / 1", left + width - 90, top + 96, 24, 0x111111, Face::bold);
    bars(pen, packing.order, kCarton.x, top + 118, 140, module_for(packing.order, kWidestBars));
    write(pen, packing.order, left + 34, top + 312, 46, 0x111111, Face::mono);
}

}  // namespace

void draw_parcel(cairo_t* pen, const Packing& packing) {
    const double left = kCarton.x - kCartonWidth / 2;
    const double top = kCarton.y - kCartonHeight / 2;
    shadow(pen, left, top, kCartonWidth, kCartonHeight, 30);
    cairo_rectangle(pen, left, top, kCartonWidth, kCartonHeight);
    fill_blend(pen, top, top + kCartonHeight, 0xD3A86F, 0xB98A50);
    cairo_move_to(pen, left, kCarton.y);
    cairo_line_to(pen, left + kCartonWidth, kCarton.y);
    stroke(pen, 0x6E4C25, 4, 0.8);
    for (int line = 1; line < 24; ++line) {
        cairo_move_to(pen, left + line * 23.5, top + 4);
        cairo_line_to(pen, left + line * 23.5, top + kCartonHeight - 4);
    }
    stroke(pen, 0x8B6535, 1.5, 0.22);
    if (packing.step > Step::tape) {
        cairo_rectangle(pen, left - 8, kCarton.y - 34, kCartonWidth + 16, 68);
        fill(pen, 0xE9D3A0, 0.9);
        cairo_rectangle(pen, left - 8, kCarton.y - 30, kCartonWidth + 16, 5);
        fill(pen, 0xFFFFFF, 0.5);
    }
    if (packing.step >= Step::label) {
        draw_label(pen, packing);
    }
}

void draw_sheet(cairo_t* pen, const Packing& packing) {
    shadow(pen, 1410, 130, 440, 580, 8);
    cairo_rectangle(pen, 1410, 130, 440, 580);
    fill(pen, 0xFBFAF6);
    write(pen, "PACKING SHEET", 1436, 178, 26, 0x14213D, Face::bold);
    write(pen, packing.order, 1436, 228, 38, 0x111111, Face::mono);
    for (int line = 0; line < std::clamp(packing.articles, 1, 6); ++line) {
        const double y = 270 + line * 22.0;
        cairo_rectangle(pen, 1436, y - 12, 14, 14);
        stroke(pen, 0x555555, 2);
        if (line < packing.packed) {
            cairo_move_to(pen, 1438, y - 6);
            cairo_line_to(pen, 1443, y);
            cairo_line_to(pen, 1452, y - 14);
            stroke(pen, 0x1B8A3A, 4);
        }
        cairo_rectangle(pen, 1466, y - 9, 190 + (line * 53) % 120, 8);
        fill(pen, 0x9A9A94);
    }
    bars(pen, packing.order, 1630, 420, 150, module_for(packing.order, 400));
    write(pen, packing.order, 1500, 606, 28, 0x111111, Face::mono);
    write(pen, "Scan to begin, scan to end", 1436, 676, 22, 0x666666);
}

}  // namespace shipwitness::demo
