#pragma once

#include "core/strong_id.h"

namespace shipwitness {

using CameraId = StrongId<struct CameraTag>;    ///< as named in capture.yaml, e.g. "bench-1-top"
using StationId = StrongId<struct StationTag>;  ///< as named in capture.yaml, e.g. "bench-1"
using SessionId = StrongId<struct SessionTag>;  ///< random, made by capture
using ClipId = StrongId<struct ClipTag>;        ///< random, made by capture
using OrderNumber = StrongId<struct OrderTag>;  ///< the distributor's own order number
using ClaimId = StrongId<struct ClaimTag>;      ///< public claim number, e.g. "C-7K3M-92QX"
using PersonId = StrongId<struct PersonTag>;    ///< a member of staff

}  // namespace shipwitness
