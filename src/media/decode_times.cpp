#include "media/decode_times.h"

#include <algorithm>

namespace shipwitness::media {

namespace {

using namespace std::chrono_literals;

constexpr Microseconds kJump = 1s;
constexpr Microseconds kLeadIn = 10ms;    // between the decode times of the first pictures; any small step will do
constexpr Microseconds kSmallest = 12us;  // a little over one tick of 90 kHz
constexpr std::size_t kDeepest = 16;      // H.264 and H.265 allow no more

}  // namespace

Microseconds DecodeTimes::next(Microseconds& pts) {
    if (last_dts_ && std::chrono::abs(pts - last_pts_) > kJump) {
        window_.clear();
        count_ = 0;
        last_dts_.reset();
    }
    last_pts_ = pts;
    window_.insert(std::upper_bound(window_.begin(), window_.end(), pts), pts);
    Microseconds dts{};
    if (count_ < depth_) {
        dts = window_.front() - kLeadIn * static_cast<int>(depth_ - count_);
    } else {
        dts = window_.front();
        window_.erase(window_.begin());
    }
    ++count_;
    if (last_dts_ && dts <= *last_dts_) {
        dts = *last_dts_ + kSmallest;
    }
    if (pts < dts) {
        depth_ = std::min(depth_ + 1, kDeepest);
        window_.insert(window_.begin(), pts);
        pts = dts;
    }
    last_dts_ = dts;
    return dts;
}

}  // namespace shipwitness::media
