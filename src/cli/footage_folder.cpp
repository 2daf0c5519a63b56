#include "cli/footage_folder.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "cli/footage_queries.h"
#include "storage/database.h"

namespace shipwitness::cli {

namespace {

namespace fs = std::filesystem;

/// Files of the folder and below, by their path relative to it.
FootageFolder list(const fs::path& folder, const std::optional<CameraId>& camera) {
    FootageFolder found;
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        const auto name = media::name_from(entry.path().lexically_relative(folder));
        if (!name) {
            found.foreign.push_back(entry.path());
        } else if (!camera || name->camera == *camera) {
            found.segments.push_back({entry.path(), *name});
        }
    }
    return found;
}

void add_rows(const fs::path& folder, const fs::path& file, const std::optional<CameraId>& camera,
              FootageFolder& found) {
    storage::Database database(file);
    std::map<std::string, FoundSegment::Row> rows =
        database.read([&](storage::Connection& connection) { return select_segments(connection, camera); });
    for (FoundSegment& segment : found.segments) {
        const auto row = rows.find(segment.file.lexically_relative(folder).string());
        if (row != rows.end()) {
            segment.row = row->second;
            rows.erase(row);
        }
    }
    for (const auto& [path, row] : rows) {
        if (const auto name = media::name_from(path)) {
            found.segments.push_back({folder / path, *name, row, false});
        }
    }
    found.has_catalogue = true;
}

}  // namespace

Result<FootageFolder> read_footage(const fs::path& folder, const std::optional<fs::path>& database,
                                   const std::optional<CameraId>& camera) {
    if (!fs::is_directory(folder)) {
        return fail(ErrorKind::not_found, "no_folder", "There is no folder " + folder.string() + ".");
    }
    // Opening would make an empty database.
    if (database && !fs::is_regular_file(*database)) {
        return fail(ErrorKind::not_found, "no_database", "There is no database " + database->string() + ".");
    }
    FootageFolder found = list(folder, camera);
    if (database) {
        add_rows(folder, *database, camera, found);
    }
    std::sort(found.segments.begin(), found.segments.end(), [](const FoundSegment& a, const FoundSegment& b) {
        return std::tie(a.name.camera, a.name.run, a.name.sequence, a.name.start) <
               std::tie(b.name.camera, b.name.run, b.name.sequence, b.name.start);
    });
    std::sort(found.foreign.begin(), found.foreign.end());
    return found;
}

std::vector<media::clip::Gap> read_gaps(const fs::path& database, const CameraId& camera, Interval interval) {
    storage::Database opened(database);
    return opened.read([&](storage::Connection& connection) { return select_gaps(connection, camera, interval); });
}

std::vector<media::clip::Recording> recordings_of(const std::vector<FoundSegment>& segments) {
    std::vector<media::clip::Recording> recordings;
    for (const FoundSegment& segment : segments) {
        media::clip::Recording recording;
        recording.file = segment.file;
        recording.start = segment.name.start;
        if (segment.row) {
            recording.start = segment.row->start;
            recording.wall_duration = segment.row->wall_duration;
            recording.media_duration = segment.row->media_duration;
            recording.size_bytes = segment.row->size_bytes;
            recording.open = segment.row->open;
        }
        recordings.push_back(std::move(recording));
    }
    return recordings;
}

}  // namespace shipwitness::cli
