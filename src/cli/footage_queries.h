#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/footage_folder.h"
#include "storage/database.h"

namespace shipwitness::cli {

// The tables are those of capture/schema/010_footage.sql.

/// Segments by their file, relative to the footage folder.
[[nodiscard]] std::map<std::string, FoundSegment::Row> select_segments(storage::Connection& connection,
                                                                       const std::optional<CameraId>& camera);
/// Gaps that touch the interval, in order; one that still lasts ends where the interval ends.
[[nodiscard]] std::vector<media::clip::Gap> select_gaps(storage::Connection& connection, const CameraId& camera,
                                                        Interval interval);

}  // namespace shipwitness::cli
