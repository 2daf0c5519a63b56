#pragma once

#include <vector>

#include "capture/catalogue/segment.h"
#include "storage/database.h"

namespace shipwitness::capture {

/// The fragment index as the column segments.fragments holds it (capture/schema/010_footage.sql).
[[nodiscard]] storage::Blob pack(const std::vector<Fragment>& fragments);
/// Throws storage::StorageError when the bytes are no whole number of entries.
[[nodiscard]] std::vector<Fragment> unpack(const storage::Blob& blob);

}  // namespace shipwitness::capture
