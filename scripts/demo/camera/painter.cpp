#include "scripts/demo/camera/painter.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "scripts/demo/camera/picture_time.h"

namespace shipwitness::demo {
namespace {

constexpr std::uint8_t kBlack = 16;
constexpr std::uint8_t kWhite = 235;
constexpr std::chrono::milliseconds kBetweenHands{150};
constexpr int kStripsPerPicture = 14;
constexpr std::string_view kClockSigns = "0123456789-:. Z";

/// White words on black as a grey tile.
std::vector<std::uint8_t> grey_words(const std::string& words, int width, int height, double size) {
    const Image image(width, height);
    write(image.pen(), words, 0, height * 0.78, size, 0xFFFFFF, Face::mono);
    const unsigned char* const pixels = image.pixels();
    std::vector<std::uint8_t> tile;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int level =
                pixels[static_cast<std::ptrdiff_t>(y) * image.stride() + static_cast<std::ptrdiff_t>(x) * 4];
            tile.push_back(static_cast<std::uint8_t>(kBlack + level * (kWhite - kBlack) / 255));
        }
    }
    return tile;
}

}  // namespace

Painter::Painter(CameraSpec camera, Size size)
    : camera_(std::move(camera)),
      frame_(size.width, size.height),
      still_(size.width, size.height),
      moving_(size.width, size.height) {
    make_tiles();
}

const Frame& Painter::paint(Timestamp now, std::chrono::steady_clock::time_point steady, const Packing& packing) {
    if (!started_ || !(packing == shown_)) {
        if (!started_ || packing.step != shown_.step || packing.order != shown_.order ||
            packing.packed != shown_.packed) {
            step_began_ = steady;
        }
        started_ = true;
        shown_ = packing;
        paint_bench(packing);
        hands_drawn_ = {};
    }
    if (steady - hands_drawn_ >= kBetweenHands) {
        hands_drawn_ = steady;
        paint_hands(packing, std::chrono::duration<double>(steady - step_began_).count());
    }
    paint_clock(now);
    paint_cells(now);
    return frame_;
}

void Painter::look(cairo_t* pen) const {
    cairo_scale(pen, frame_.width() / kSceneWidth, frame_.height() / kSceneHeight);
    if (camera_.view == View::carton) {
        cairo_translate(pen, kSceneWidth / 2, kSceneHeight / 2);
        cairo_rotate(pen, 0.06);
        cairo_scale(pen, 1.4, 1.4);
        cairo_translate(pen, -kCarton.x - 40, -kCarton.y - 10);
    }
}

void Painter::paint_bench(const Packing& packing) {
    {
        const Saved saved(still_.pen());
        look(still_.pen());
        draw_bench(still_.pen(), packing);
    }
    cairo_set_source_surface(moving_.pen(), still_.surface(), 0, 0);
    cairo_paint(moving_.pen());
    frame_.take(moving_.pixels(), moving_.stride(), scene());
    hands_ = {};
    frame_.put(name_, frame_.width() / 3, frame_.width() - frame_.width() / 3, 0);
}

void Painter::paint_hands(const Packing& packing, double seconds) {
    const Saved saved(moving_.pen());
    look(moving_.pen());
    const Field field = hands_field(packing, seconds);
    Box now{};
    if (field.left < field.right) {
        double left = frame_.width();
        double top = frame_.height();
        double right = 0;
        double bottom = 0;
        for (const Place& corner : {Place{field.left, field.top}, Place{field.right, field.top},
                                    Place{field.left, field.bottom}, Place{field.right, field.bottom}}) {
            Place at = corner;
            cairo_user_to_device(moving_.pen(), &at.x, &at.y);
            left = std::min(left, at.x);
            top = std::min(top, at.y);
            right = std::max(right, at.x);
            bottom = std::max(bottom, at.y);
        }
        now = {std::max(0, static_cast<int>(left)), std::max(0, static_cast<int>(top)),
               std::min(frame_.width(), static_cast<int>(right) + 1),
               std::min(frame_.height(), static_cast<int>(bottom) + 1)};
    }
    Box changed = around(now, std::exchange(hands_, now));
    if (changed.empty()) {
        return;
    }
    {
        const Saved plain(moving_.pen());
        cairo_identity_matrix(moving_.pen());
        cairo_rectangle(moving_.pen(), changed.left, changed.top, changed.right - changed.left,
                        changed.bottom - changed.top);
        cairo_set_source_surface(moving_.pen(), still_.surface(), 0, 0);
        cairo_fill(moving_.pen());
    }
    draw_hands(moving_.pen(), packing, seconds);
    changed.top = std::max(changed.top, scene().top);
    changed.bottom = std::min(changed.bottom, scene().bottom);
    frame_.take(moving_.pixels(), moving_.stride(), changed);
}

Box Painter::scene() const {
    return {0, strip_height_, frame_.width(), frame_.height() - frame_.height() / kTimeRowsPerPicture};
}

/// The clock's signs as grey tiles; the name of the camera stands at the right end of the strip.
void Painter::make_tiles() {
    strip_height_ = (frame_.height() / kStripsPerPicture + 3) & ~3;
    const double size = strip_height_ * 0.78;
    tile_width_ = static_cast<int>(std::ceil(size * 0.61));
    for (const char sign : kClockSigns) {
        tiles_[sign] = grey_words(std::string(1, sign), tile_width_, strip_height_, size);
    }
    name_ = grey_words(camera_.name, frame_.width() / 3, strip_height_, size / 2);
}

void Painter::paint_clock(Timestamp now) {
    std::string text = to_rfc3339(now).substr(0, 23) + "Z";  // 2026-11-22T08:36:56.060Z
    text[10] = ' ';
    int left = 12;
    for (const char sign : text) {
        frame_.put(tiles_.at(sign), tile_width_, left, 0);
        left += tile_width_;
    }
}

void Painter::paint_cells(Timestamp now) {
    const TimeCells cells = time_cells(now);
    const int top = frame_.height() - frame_.height() / kTimeRowsPerPicture;
    for (std::size_t i = 0; i < kTimeCells; ++i) {
        const auto edge = [&](std::size_t cell) {
            return static_cast<int>(cell) * frame_.width() / static_cast<int>(kTimeCells);
        };
        frame_.fill({edge(i), top, edge(i + 1), frame_.height()}, cells.at(i) ? kWhite : kBlack);
    }
}

}  // namespace shipwitness::demo
