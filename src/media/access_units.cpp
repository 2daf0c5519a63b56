#include "media/access_units.h"

#include <algorithm>

namespace shipwitness::media {

namespace {

constexpr std::size_t kSmallestRoom = 16'384;

}  // namespace

std::optional<AccessUnitAssembler::Unit> AccessUnitAssembler::add(const Piece& piece) {
    std::optional<Unit> whole;
    if (bytes_ && piece.pts != pts_) {
        whole = finish();
    }
    append(piece);
    return whole;
}

void AccessUnitAssembler::append(const Piece& piece) {
    if (!bytes_) {
        bytes_ = std::make_shared<std::vector<std::byte>>();
        camera_time_ = piece.camera_time;
    }
    if (bytes_->capacity() < bytes_->size() + piece.bytes.size()) {
        // A picture is mostly as large as the one before. Else grow by doubling, but not in small steps.
        bytes_->reserve(std::max({bytes_->size() + piece.bytes.size(), bytes_->capacity() * 2, usual_bytes_}));
    }
    bytes_->insert(bytes_->end(), piece.bytes.begin(), piece.bytes.end());
    pts_ = piece.pts;
    arrived_ = piece.arrived;
}

std::optional<AccessUnitAssembler::Unit> AccessUnitAssembler::finish() {
    AccessUnitHead head = read_head(codec_, *bytes_);
    if (!head.picture) {
        return std::nullopt;  // the bytes stay, and the picture's are put behind them
    }
    Unit unit{pts_, arrived_, camera_time_, std::move(head), std::move(bytes_)};
    bytes_.reset();
    // Room for a picture an eighth larger; a key picture's size counts for nothing, for it comes once a second.
    usual_bytes_ = unit.head.key ? usual_bytes_ : std::max(unit.bytes->size() * 9 / 8, kSmallestRoom);
    return unit;
}

}  // namespace shipwitness::media
