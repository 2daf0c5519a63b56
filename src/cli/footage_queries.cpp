#include "cli/footage_queries.h"

namespace shipwitness::cli {

std::map<std::string, FoundSegment::Row> select_segments(storage::Connection& connection,
                                                         const std::optional<CameraId>& camera) {
    std::map<std::string, FoundSegment::Row> rows;
    for (const storage::Row& row : connection.query(
             "select file, start_us, wall_duration, media_duration, size_bytes, state, sha256, camera from segments "
             "where state <> 'deleting'")) {
        if (camera && row.text(7) != camera->text()) {
            continue;
        }
        FoundSegment::Row found;
        found.start = row.timestamp(1);
        found.wall_duration = Microseconds(row.integer(2));
        found.media_duration = Microseconds(row.integer(3));
        found.size_bytes = static_cast<std::uint64_t>(row.integer(4));
        found.open = row.text(5) == "open";
        found.sha256 = row.maybe_text(6);
        rows.emplace(row.text(0), found);
    }
    return rows;
}

std::vector<media::clip::Gap> select_gaps(storage::Connection& connection, const CameraId& camera, Interval interval) {
    std::vector<media::clip::Gap> gaps;
    for (const storage::Row& row :
         connection.query("select from_us, coalesce(to_us, $1), reason from gaps "
                          "where camera = $2 and from_us < $3 and coalesce(to_us, $4) > $5 order by from_us",
                          interval.to, camera, interval.to, interval.to, interval.from)) {
        gaps.push_back({{row.timestamp(0), std::max(row.timestamp(0), row.timestamp(1))}, row.text(2)});
    }
    return gaps;
}

}  // namespace shipwitness::cli
