#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "media/clip/clip.h"
#include "media/segment_name.h"

namespace shipwitness::cli {

/// A segment file in a footage folder, with what capture's database says of it.
struct FoundSegment {
    std::filesystem::path file;  ///< absolute, or relative as the folder was given
    media::SegmentName name;
    struct Row {
        Timestamp start;
        Microseconds wall_duration{};
        Microseconds media_duration{};
        std::uint64_t size_bytes = 0;
        bool open = false;
        std::optional<std::string> sha256{};  ///< lower-case hex
    };
    std::optional<Row> row{};
    bool on_disk = true;
};

struct FootageFolder {
    std::vector<FoundSegment> segments;          ///< in the order of recording, camera by camera
    std::vector<std::filesystem::path> foreign;  ///< files with other names
    bool has_catalogue = false;                  ///< a database was read
};

/// Lists a footage folder, all cameras or one. `database` is capture's, read beside a running service without
/// disturbing it; without it times come from the files' names. Fails with `no_folder`, `no_database`. Throws
/// storage::StorageError.
[[nodiscard]] Result<FootageFolder> read_footage(const std::filesystem::path& folder,
                                                 const std::optional<std::filesystem::path>& database,
                                                 const std::optional<CameraId>& camera);

/// What capture's database knows to be missing.
[[nodiscard]] std::vector<media::clip::Gap> read_gaps(const std::filesystem::path& database, const CameraId& camera,
                                                      Interval interval);

/// For the assembler, in the order of recording.
[[nodiscard]] std::vector<media::clip::Recording> recordings_of(const std::vector<FoundSegment>& segments);

}  // namespace shipwitness::cli
