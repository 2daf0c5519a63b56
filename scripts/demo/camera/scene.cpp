#include "scripts/demo/camera/scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>

#include "scripts/demo/camera/drawing.h"

namespace shipwitness::demo {
namespace {

constexpr int kMostArticles = 9;

void draw_table(cairo_t* pen) {
    cairo_rectangle(pen, 0, 0, kSceneWidth, kSceneHeight);
    fill_blend(pen, 0, kSceneHeight, 0xC9A679, 0xB58D5E);
    for (int board = 0; board < 6; ++board) {
        const double top = board * 180.0;
        for (int grain = 0; grain < 14; ++grain) {
            const double y = top + 8 + grain * 12.5 + 3 * std::sin(board * 3.1 + grain);
            cairo_move_to(pen, 0, y);
            cairo_curve_to(pen, 500, y + 7 * std::sin(grain * 1.7 + board), 1300, y - 7 * std::cos(grain * 2.3),
                           kSceneWidth, y + 4 * std::sin(grain + 0.4));
            stroke(pen, 0x6B4A26, 1.4, 0.10 + 0.03 * (grain % 3));
        }
        cairo_rectangle(pen, 0, top, kSceneWidth, 3);
        fill(pen, 0x4E3418, 0.55);
    }
}

void draw_mat(cairo_t* pen) {
    shadow(pen, 650, 130, 700, 880, 14);
    rounded(pen, 650, 130, 700, 880, 18);
    fill_blend(pen, 130, 1010, 0x2F6B5E, 0x265A4F);
    for (int line = 1; line < 14; ++line) {
        cairo_move_to(pen, 650 + line * 50.0, 140);
        cairo_line_to(pen, 650 + line * 50.0, 1000);
    }
    for (int line = 1; line < 18; ++line) {
        cairo_move_to(pen, 660, 130 + line * 50.0);
        cairo_line_to(pen, 1340, 130 + line * 50.0);
    }
    stroke(pen, 0xBFE3D6, 1, 0.28);
    rounded(pen, 660, 140, 680, 860, 12);
    stroke(pen, 0xBFE3D6, 2, 0.5);
}

void draw_crate(cairo_t* pen) {
    shadow(pen, 90, 200, 480, 740, 18);
    rounded(pen, 90, 200, 480, 740, 22);
    fill_blend(pen, 200, 940, 0x2C63B8, 0x1F4E9A);
    rounded(pen, 122, 232, 416, 676, 12);
    fill_blend(pen, 232, 908, 0x173A73, 0x1E478A);
    for (int rib = 0; rib < 8; ++rib) {
        cairo_rectangle(pen, 130 + rib * 52.0, 240, 4, 660);
    }
    fill(pen, 0x3E78CF, 0.25);
    rounded(pen, 250, 206, 160, 20, 10);
    rounded(pen, 250, 914, 160, 20, 10);
    fill(pen, 0x12305F);
}

void draw_tools(cairo_t* pen, Step step) {
    if (step != Step::tape) {  // else it is in the packer's hand
        shadow(pen, 1440, 770, 190, 120, 10);
        rounded(pen, 1440, 770, 190, 120, 20);
        fill(pen, 0xC8342B);
        cairo_arc(pen, 1520, 830, 46, 0, 6.2832);
        fill(pen, 0xD9B26A);
        cairo_arc(pen, 1520, 830, 22, 0, 6.2832);
        fill(pen, 0x5C4022);
    }
    if (step != Step::scan) {
        shadow(pen, 1690, 740, 110, 210, 10);
        rounded(pen, 1690, 740, 110, 100, 26);
        fill(pen, 0x2B2F36);
        rounded(pen, 1720, 820, 50, 140, 20);
        fill(pen, 0x3A4049);
        rounded(pen, 1706, 748, 78, 22, 8);
        fill(pen, 0x8C1D18);
    }
    cairo_arc(pen, 1480, 960, 30, 0, 6.2832);
    stroke(pen, 0x1E88C7, 12);
    cairo_arc(pen, 1580, 970, 26, 0, 6.2832);
    stroke(pen, 0x1E88C7, 10);
}

void draw_kraft(cairo_t* pen, double x, double y, double turn) {
    const Saved saved(pen);
    cairo_translate(pen, x, y);
    cairo_rotate(pen, turn);
    cairo_move_to(pen, -70, -30);
    cairo_curve_to(pen, -30, -80, 40, -70, 70, -20);
    cairo_curve_to(pen, 90, 30, 40, 70, -10, 60);
    cairo_curve_to(pen, -70, 70, -90, 20, -70, -30);
    cairo_close_path(pen);
    fill_blend(pen, -70, 70, 0xD8B583, 0xA77F4C);
    for (int fold = 0; fold < 5; ++fold) {
        cairo_move_to(pen, -55 + fold * 24.0, -44 + (fold % 2) * 22.0);
        cairo_line_to(pen, -30 + fold * 20.0, 30 - (fold % 3) * 16.0);
    }
    stroke(pen, 0x7A5931, 3, 0.6);
}

}  // namespace

Place place_in_crate(int number) {
    return {200.0 + (number % 3) * 130.0, 330.0 + (number / 3 % 3) * 230.0};
}

Place place_in_carton(int number) {
    return {kCarton.x - 170 + (number % 3) * 170.0, kCarton.y - 190 + (number / 3 % 3) * 190.0};
}

void draw_article(cairo_t* pen, const Packing& packing, int number, double x, double y) {
    constexpr std::array<Rgb, 7> kColours = {0xE4572E, 0x17BEBB, 0xFFC914, 0x76B041, 0x7768AE, 0xF2F2F0, 0xD1495B};
    const std::size_t kind = std::hash<std::string>{}(packing.order + std::to_string(number));
    const Rgb colour = kColours.at(kind % kColours.size());
    const Saved saved(pen);
    cairo_translate(pen, x, y);
    switch (kind / 7 % 3) {
        case 0:  // a box with a printed band
            shadow(pen, -60, -80, 120, 160, 8);
            rounded(pen, -60, -80, 120, 160, 6);
            fill(pen, colour);
            cairo_rectangle(pen, -60, -20, 120, 46);
            fill(pen, 0xFFFFFF, 0.9);
            write(pen, "No. " + std::to_string(kind % 900 + 100), -46, 10, 22, 0x333333, Face::bold);
            break;
        case 1:  // a tin from above
            shadow(pen, -56, -56, 112, 112, 8);
            cairo_arc(pen, 0, 0, 58, 0, 6.2832);
            fill(pen, 0xC9CED6);
            cairo_arc(pen, 0, 0, 46, 0, 6.2832);
            fill(pen, colour);
            cairo_arc(pen, 0, 0, 30, 0, 6.2832);
            stroke(pen, 0xFFFFFF, 4, 0.6);
            break;
        default:  // a bottle lying
            shadow(pen, -34, -88, 68, 176, 8);
            rounded(pen, -34, -50, 68, 138, 18);
            fill(pen, colour);
            rounded(pen, -14, -88, 28, 44, 6);
            fill(pen, 0x2F3640);
            cairo_rectangle(pen, -34, -10, 68, 60);
            fill(pen, 0xFFFFFF, 0.85);
            break;
    }
}

void draw_open_carton(cairo_t* pen, const Packing& packing) {
    const double left = kCarton.x - kCartonWidth / 2;
    const double top = kCarton.y - kCartonHeight / 2;
    shadow(pen, left - 60, top - 60, kCartonWidth + 120, kCartonHeight + 120, 26);
    cairo_rectangle(pen, left + 10, top - 84, kCartonWidth - 20, 90);
    fill_blend(pen, top - 84, top, 0xD0A46C, 0xBC8E55);
    cairo_rectangle(pen, left + 10, top + kCartonHeight - 6, kCartonWidth - 20, 90);
    fill_blend(pen, top + kCartonHeight, top + kCartonHeight + 84, 0xBC8E55, 0xD0A46C);
    cairo_rectangle(pen, left - 70, top + 10, 76, kCartonHeight - 20);
    cairo_rectangle(pen, left + kCartonWidth - 6, top + 10, 76, kCartonHeight - 20);
    fill(pen, 0xC59A61);
    cairo_rectangle(pen, left, top, kCartonWidth, kCartonHeight);
    fill(pen, 0xA87A44);
    cairo_rectangle(pen, left + 16, top + 16, kCartonWidth - 32, kCartonHeight - 32);
    fill_blend(pen, top, top + kCartonHeight, 0x6F4E28, 0x8A6436);
    for (int article = 0; article < std::min(packing.packed, kMostArticles); ++article) {
        const Place place = place_in_carton(article);
        draw_article(pen, packing, article, place.x, place.y);
    }
    if (packing.step == Step::fill) {
        draw_kraft(pen, kCarton.x - 150, kCarton.y - 180, 0.3);
        draw_kraft(pen, kCarton.x + 150, kCarton.y + 170, 2.0);
        draw_kraft(pen, kCarton.x + 140, kCarton.y - 190, 1.1);
    }
}

void draw_bench(cairo_t* pen, const Packing& packing) {
    draw_table(pen);
    draw_crate(pen);
    draw_mat(pen);
    draw_tools(pen, packing.step);
    if (packing.order.empty()) {
        return;
    }
    draw_sheet(pen, packing);
    for (int article = packing.packed; article < std::min(packing.articles, kMostArticles); ++article) {
        const Place place = place_in_crate(article);
        draw_article(pen, packing, article, place.x, place.y);
    }
    if (packing.step >= Step::close) {
        draw_parcel(pen, packing);
    } else {
        draw_open_carton(pen, packing);
    }
}

}  // namespace shipwitness::demo
