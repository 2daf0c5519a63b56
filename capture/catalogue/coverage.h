#pragma once

#include <vector>

#include "capture/catalogue/gap.h"

namespace shipwitness::capture {

/// What is missing of `asked`: the rows clipped to it, and where neither footage nor a row accounts for the time, a gap
/// `service_down`. Pure.
///
/// `footage`: intervals with footage, in order of start; may overlap. `rows`: recorded gaps in order of start, an open
/// one with interval.to at the end of time. `live_from`: from this moment on footage is on its way to the disk, so that
/// nothing counts as missing without a row; the end of time when nobody records.
[[nodiscard]] std::vector<Gap> missing_of(const CameraId& camera, Interval asked, const std::vector<Interval>& footage,
                                          const std::vector<Gap>& rows, Timestamp live_from);

}  // namespace shipwitness::capture
