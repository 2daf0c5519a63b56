#include "scripts/demo/camera/grain.h"

#include <algorithm>
#include <cassert>

namespace shipwitness::demo {
namespace {

// Loud, so that few pixels make many bits: an encoder's time goes by pixels.
constexpr int kMost = 64;
// Bits that an encoder spends on a pixel of this noise at a quantiser that cameras use.
constexpr double kBitsPerPixel = 2.4;
// The band grows to this part of the picture at most: the clock above and the cells of time below stay clean.
constexpr double kLargestPart = 0.8;
// The field is this much longer than the band, which begins elsewhere in it in each picture.
constexpr std::size_t kPlaces = 1U << 16U;

std::size_t band_rows(Size picture, const CameraSpec& camera) {
    const double bits = 1000.0 * camera.kilobits_per_second / camera.rate;
    return static_cast<std::size_t>(std::min(kLargestPart * picture.height, bits / kBitsPerPixel / picture.width));
}

}  // namespace

Grain::Grain(Size picture, const CameraSpec& camera) {
    const auto width = static_cast<std::size_t>(picture.width);
    const auto height = static_cast<std::size_t>(picture.height);
    const std::size_t rows = band_rows(picture, camera);
    from_ = (height - rows) / 2 * width;
    pixels_ = rows * width;
    grains_.resize(pixels_ + kPlaces);
    std::uniform_int_distribution<int> half(-kMost / 2, kMost / 2);
    std::generate(grains_.begin(), grains_.end(),
                  [&] { return static_cast<std::uint8_t>(half(chance_) + half(chance_)); });
}

void Grain::add_to(std::span<std::uint8_t> pixels) {
    assert(pixels.size() >= from_ + pixels_);
    const std::uint8_t* const grains = grains_.data() + chance_() % kPlaces;
    const auto band = pixels.subspan(from_, pixels_);
    std::transform(band.begin(), band.end(), grains, band.begin(), [](std::uint8_t grey, std::uint8_t grain) {
        return static_cast<std::uint8_t>(grey + grain);  // where it wraps around, it is noise all the same
    });
}

}  // namespace shipwitness::demo
