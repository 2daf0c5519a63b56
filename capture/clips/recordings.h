#pragma once

#include <optional>
#include <string>
#include <vector>

#include "capture/catalogue/gap.h"
#include "capture/catalogue/segment.h"
#include "capture/clips/clip_queries.h"
#include "media/clip/clip.h"

namespace shipwitness::capture {

/// What there is now of an interval: of the time behind the last footage and the last gap nothing is known yet. Pure.
[[nodiscard]] Extent extent_of(Interval interval, const std::vector<Segment>& segments, const std::vector<Gap>& gaps);

/// Brings segments into the order of recording (by run, then by place in it), and back to what there was when the clip
/// was made. Pure.
[[nodiscard]] std::vector<Segment> as_they_were(std::vector<Segment> segments, const Extent& extent);

/// The same for the assembler. Pure.
[[nodiscard]] std::vector<media::clip::Recording> recordings_of(const std::vector<Segment>& segments,
                                                                const Extent& extent);
[[nodiscard]] std::vector<media::clip::Gap> gaps_of(const std::vector<Gap>& gaps);

/// Tells one content from another: a hash of the texts and of which bytes of which segments stand between them. A
/// segment's bytes never change once they are written, so its id stands for them. Pure.
[[nodiscard]] std::string etag_of(const media::clip::Clip& clip, const std::vector<Segment>& segments);

}  // namespace shipwitness::capture
