#pragma once

#include <optional>
#include <string>

#include "media/clip/clip.h"

namespace shipwitness::media::clip {

/// A picture of what the recordings show, as a JPEG at most 960 pixels wide: the key frame nearest to the middle of the
/// interval, where an order lies on the bench, not the empty bench of its beginning. nullopt when nothing of the
/// interval can be decoded. Decodes one picture. Thread-safe.
[[nodiscard]] std::optional<std::string> poster_of(const Request& request);

}  // namespace shipwitness::media::clip
