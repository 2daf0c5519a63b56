#pragma once

#include <stdexcept>

namespace shipwitness::media {

/// libav* failed where it should not: the call and AVERROR's text.
class MediaError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace shipwitness::media
