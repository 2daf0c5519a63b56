#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/ids.h"
#include "core/time.h"

namespace shipwitness::media {

/// Where a segment's file lies under the footage folder, readable without the database:
/// CAMERA/2026-11-22/083656.060000Z-r17-s3.mp4 (UTC of its start, run 17, third segment of it).
struct SegmentName {
    CameraId camera;
    Timestamp start;
    std::int64_t run = 0;
    std::int64_t sequence = 0;

    bool operator==(const SegmentName&) const = default;
};

[[nodiscard]] std::filesystem::path path_of(const SegmentName& name);
/// nullopt when the path is not one of ours.
[[nodiscard]] std::optional<SegmentName> name_from(const std::filesystem::path& relative);

/// May the id be a folder's name? Letters, digits, '.', '_', '-', not beginning with '.', at most 64.
[[nodiscard]] bool is_camera_id(const CameraId& camera);

}  // namespace shipwitness::media
