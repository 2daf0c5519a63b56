#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "scripts/demo/camera/drawing.h"
#include "scripts/demo/camera/scene.h"

namespace shipwitness::demo {
namespace {

constexpr double kReach = 250;  // how far fingers and what they hold stand out from the middle of the hand

enum class Side { left, right };
enum class Held { nothing, article, scanner, tape, paper };

struct Hand {
    Side side;
    Place at;
    Held held = Held::nothing;
};

/// From 0 to 1 and back once in `period` seconds, resting a little at both ends as hands do.
double to_and_fro(double seconds, double period) {
    const double wave = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * seconds / period);
    return std::clamp(1.3 * wave - 0.15, 0.0, 1.0);
}

Place between(Place from, Place to, double part) {
    return {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
}

std::vector<Hand> packing_hands(const Packing& packing, double seconds) {
    constexpr double kPeriod = 2.4;
    const double part = to_and_fro(seconds, kPeriod);
    const bool carries = std::fmod(seconds, kPeriod) < kPeriod / 2 && packing.packed < packing.articles;
    const Place from = place_in_crate(packing.packed);
    const Place into = place_in_carton(packing.packed);
    const Place left = between({from.x, from.y + 60}, {into.x - 20, into.y + 60}, part);
    return {{Side::left, left, carries ? Held::article : Held::nothing}, {Side::right, {1235, 800}}};
}

std::vector<Hand> hands_at(const Packing& packing, double seconds) {
    const double swing = std::sin(seconds * 2.2);
    switch (packing.step) {
        case Step::idle:
        case Step::done:
            return {};
        case Step::scan:
            return {{Side::left, {860 + 10 * swing, 900}}, {Side::right, {1600 + 30 * swing, 850}, Held::scanner}};
        case Step::pack:
            return packing_hands(packing, seconds);
        case Step::fill:
            return {{Side::left, {880 + 40 * swing, 700 - 20 * swing}, Held::paper},
                    {Side::right, {1150 - 40 * swing, 720 + 20 * swing}}};
        case Step::close:
            return {{Side::left, {860, 620 + 60 * swing}}, {Side::right, {1150, 620 + 60 * swing}}};
        case Step::tape: {
            const double along = kCarton.x - 260 + 520 * to_and_fro(seconds, 3);
            return {{Side::left, {790, 760}}, {Side::right, {along + 40, 620}, Held::tape}};
        }
        case Step::label:
            return {{Side::left, {800, 840}}, {Side::right, {1180 + 110 * swing, 800}}};
    }
    return {};
}

/// Arms come in over the lower edge, where the packer stands.
Place shoulder(const Hand& hand) {
    return {hand.side == Side::left ? hand.at.x - 60 : hand.at.x + 90, kSceneHeight + 60};
}

void draw_sleeve(cairo_t* pen, const Hand& hand) {
    const Place from = shoulder(hand);
    cairo_move_to(pen, from.x - 105, from.y);
    cairo_line_to(pen, hand.at.x - 44, hand.at.y + 96);
    cairo_line_to(pen, hand.at.x + 44, hand.at.y + 96);
    cairo_line_to(pen, from.x + 105, from.y);
    cairo_close_path(pen);
    fill_blend(pen, hand.at.y, kSceneHeight, 0xF08A24, 0xC96A12);
    cairo_move_to(pen, hand.at.x - 56, hand.at.y + 176);
    cairo_line_to(pen, hand.at.x + 58, hand.at.y + 176);
    stroke(pen, 0xE8F0A8, 26);
    rounded(pen, hand.at.x - 52, hand.at.y + 74, 104, 34, 14);
    fill(pen, 0x3B4252);
}

void draw_glove(cairo_t* pen, const Hand& hand) {
    const double mirror = hand.side == Side::left ? 1 : -1;
    const Saved saved(pen);
    cairo_translate(pen, hand.at.x, hand.at.y);
    cairo_scale(pen, mirror, 1);
    rounded(pen, -50, -20, 100, 108, 38);
    fill_blend(pen, -20, 88, 0x55606E, 0x3D4652);
    for (int finger = 0; finger < 4; ++finger) {
        const Saved turned(pen);
        cairo_translate(pen, -38 + finger * 25.0, 0);
        cairo_rotate(pen, -0.14 + finger * 0.09);
        rounded(pen, -12, -72 - (finger == 1 || finger == 2 ? 14 : 0), 24, 100, 12);
        fill_blend(pen, -86, 20, 0xE8B58C, 0x55606E);
    }
    cairo_translate(pen, 48, 34);
    cairo_rotate(pen, 0.75);
    rounded(pen, -14, -78, 28, 96, 14);
    fill_blend(pen, -78, 18, 0xE8B58C, 0x55606E);
}

void draw_held(cairo_t* pen, const Hand& hand, const Packing& packing) {
    switch (hand.held) {
        case Held::nothing:
            return;
        case Held::article:
            draw_article(pen, packing, packing.packed, hand.at.x + 10, hand.at.y - 70);
            return;
        case Held::scanner:
            cairo_move_to(pen, hand.at.x - 4, hand.at.y - 150);
            cairo_line_to(pen, kScanned.x - 180, kScanned.y + 30);
            cairo_line_to(pen, kScanned.x + 240, kScanned.y + 30);
            cairo_close_path(pen);
            fill(pen, 0xFF2A1A, 0.20);
            cairo_rectangle(pen, kScanned.x - 180, kScanned.y + 26, 420, 8);
            fill(pen, 0xFF2A1A, 0.85);
            rounded(pen, hand.at.x - 56, hand.at.y - 160, 112, 100, 26);
            fill(pen, 0x2B2F36);
            rounded(pen, hand.at.x - 26, hand.at.y - 70, 52, 130, 20);
            fill(pen, 0x3A4049);
            return;
        case Held::tape:
            cairo_rectangle(pen, kCarton.x - kCartonWidth / 2, kCarton.y - 34,
                            std::max(0.0, hand.at.x - 40 - kCarton.x + kCartonWidth / 2), 68);
            fill(pen, 0xE9D3A0, 0.9);
            rounded(pen, hand.at.x - 100, hand.at.y - 120, 190, 110, 20);
            fill(pen, 0xC8342B);
            cairo_arc(pen, hand.at.x - 20, hand.at.y - 66, 44, 0, 6.2832);
            fill(pen, 0xD9B26A);
            return;
        case Held::paper:
            rounded(pen, hand.at.x - 60, hand.at.y - 130, 260, 120, 40);
            fill_blend(pen, hand.at.y - 130, hand.at.y, 0xD8B583, 0xA77F4C);
            return;
    }
}

}  // namespace

void draw_hands(cairo_t* pen, const Packing& packing, double seconds) {
    for (const Hand& hand : hands_at(packing, seconds)) {
        draw_held(pen, hand, packing);
        draw_sleeve(pen, hand);
        draw_glove(pen, hand);
    }
}

Field hands_field(const Packing& packing, double seconds) {
    std::optional<Field> field;
    const auto take = [&field](double left, double top, double right, double bottom) {
        const Field now = field.value_or(Field{left, top, right, bottom});
        field = Field{std::min(now.left, left), std::min(now.top, top), std::max(now.right, right),
                      std::max(now.bottom, bottom)};
    };
    for (const Hand& hand : hands_at(packing, seconds)) {
        take(hand.at.x - kReach, hand.at.y - kReach, hand.at.x + kReach, kSceneHeight);
        if (hand.held == Held::scanner) {
            take(kScanned.x - 200, kScanned.y, kScanned.x + 260, kScanned.y + 60);
        }
        if (hand.held == Held::tape) {
            take(kCarton.x - kCartonWidth / 2 - 10, kCarton.y - 40, kCarton.x, kCarton.y + 40);
        }
    }
    return field.value_or(Field{});
}

}  // namespace shipwitness::demo
