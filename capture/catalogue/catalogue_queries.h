#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "capture/catalogue/catalogue.h"

/// The catalogue's SQL. Every function runs inside the caller's transaction or snapshot.
namespace shipwitness::capture::queries {

using storage::Connection;

/// Segments that overlap the interval or are open, in order of start; `file` is relative to the footage folder.
[[nodiscard]] std::vector<Segment> segments(Connection& db, const CameraId& camera, Interval interval);
[[nodiscard]] std::optional<Segment> segment(Connection& db, std::int64_t id);
[[nodiscard]] std::vector<Segment> unfinished(Connection& db);
[[nodiscard]] std::optional<Timestamp> end_of_closed(Connection& db, const CameraId& camera);
[[nodiscard]] std::unordered_set<std::string> known_files(Connection& db);

[[nodiscard]] std::int64_t insert_run(Connection& db, const Catalogue::NewRun& run);
void end_run(Connection& db, std::int64_t run, Timestamp at, EndReason reason);
/// Ends the runs that an earlier process left; called when their segments are closed.
void end_runs_left_open(Connection& db);
/// The run for a found file: this one if it is this camera's and has no such sequence, else a new one with sequence 1.
void place_in_run(Connection& db, Segment& segment);

[[nodiscard]] std::int64_t insert_segment(Connection& db, const Catalogue::NewSegment& segment);
void insert_closed(Connection& db, const Segment& segment, const std::filesystem::path& relative);
void close_segment(Connection& db, const Segment& segment);
void delete_segment(Connection& db, std::int64_t id);

/// Gaps that overlap or touch the interval, in order; an open one reaches to the end of time.
[[nodiscard]] std::vector<Gap> gaps(Connection& db, const CameraId& camera, Interval interval);
[[nodiscard]] std::optional<Gap> open_gap(Connection& db, const CameraId& camera);
void insert_gap(Connection& db, const Gap& gap);
/// Ends the camera's open gap, if there is one; never before its beginning.
void end_gap(Connection& db, const CameraId& camera, Timestamp at);
/// The gap that ended at `from` ends at `to` instead.
void move_gap_end(Connection& db, const CameraId& camera, Timestamp from, Timestamp to);

}  // namespace shipwitness::capture::queries
