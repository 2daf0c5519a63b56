#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "capture/catalogue/gap.h"
#include "capture/catalogue/segment.h"
#include "core/clock.h"
#include "storage/database.h"

namespace shipwitness::capture {

/// What footage there is and what is missing: rows for segments, runs and gaps in capture's database, and the live
/// state of the segments that are being written. Reading is for everybody, writing for the recorder alone. Thread-safe.
/// Throws storage::StorageError.
class Catalogue {
  public:
    /// `footage` is the folder of all segment files; the database must be migrated.
    Catalogue(storage::Database& database, std::filesystem::path footage);

    [[nodiscard]] const std::filesystem::path& footage() const { return footage_; }

    /// Segments with footage in the interval, open ones as far as they are written, in order of start. Segments of two
    /// runs can overlap when the host's clock was set back.
    ///
    /// `set_back`: the interval's times run on as they began, although the host's clock was set back by so much in all
    /// meanwhile: what was recorded then is told too, with its shift, in order of recording.
    [[nodiscard]] std::vector<Segment> segments(const CameraId& camera, Interval interval,
                                                Microseconds set_back = {}) const;
    [[nodiscard]] std::optional<Segment> segment(std::int64_t id) const;

    /// What is missing of the interval, clipped to it, in order; empty when all of it is footage. Marks included. Time
    /// that is not on disk yet while the camera records (after recorded_through()) is not missing; time without footage
    /// and without a recorded reason is `service_down`. `set_back` as above.
    [[nodiscard]] std::vector<Gap> gaps(const CameraId& camera, Interval interval, Microseconds set_back = {}) const;

    /// End of the newest footage on disk; none when there is none. While a camera records it follows the present by
    /// about a second: to ask for an interval that has just ended, wait until this has passed it, or the camera is in a
    /// gap.
    [[nodiscard]] std::optional<Timestamp> recorded_through(const CameraId& camera) const;

    // For the recorder.

    struct NewRun {
        CameraId camera;
        Timestamp start;
        media::Codec codec;
        int width;
        int height;
    };
    [[nodiscard]] std::int64_t begin_run(const NewRun& run);
    void end_run(std::int64_t run, Timestamp at, EndReason reason);

    struct NewSegment {
        CameraId camera;
        std::int64_t run;
        std::int64_t sequence;
        std::filesystem::path file;  ///< relative to footage()
        Timestamp start;
        std::optional<Timestamp> camera_time;
    };
    /// Inserts the row of a file that is going to be written. Closes the camera's open gap at `start`.
    [[nodiscard]] Segment open_segment(const NewSegment& segment);
    /// The open segment has grown: kept in memory only.
    void grow(const Segment& segment);
    /// Writes the finished row. Where its start was settled after open_segment(), the gap before it ends there too.
    /// `then`: nothing is recorded from its end on, for this reason.
    void close_segment(const Segment& segment, std::optional<GapReason> then = std::nullopt);
    /// A segment that never got footage: forgets its row.
    void forget_segment(std::int64_t id);
    /// Segments left open by an earlier process.
    [[nodiscard]] std::vector<Segment> unfinished() const;
    /// Ends the runs of an earlier process, after their segments.
    void end_runs_left_open();
    /// Inserts the finished row of a file that was found without one; makes its run when there is none.
    void adopt(const Segment& segment);
    /// Files that have a row, relative to footage().
    [[nodiscard]] std::unordered_set<std::string> known_files() const;

    /// From now on nothing is recorded, for this reason, until open_segment() or close_gap(). An open gap of another
    /// reason ends where this one begins.
    void open_gap(const CameraId& camera, Timestamp from, GapReason reason);
    void close_gap(const CameraId& camera, Timestamp to);
    /// A whole gap, or a mark.
    void add_gap(const Gap& gap);
    [[nodiscard]] std::optional<Gap> open_gap_of(const CameraId& camera) const;

  private:
    /// A row with the absolute path and, when it is being written, the live state. The mutex is held since before the
    /// row was read: only then an open row without live state is one that nothing has been written to.
    [[nodiscard]] Segment as_it_is(Segment row) const;
    /// Segments that may have footage in the interval. The mutex is held.
    [[nodiscard]] std::vector<Segment> find_segments(storage::Connection& db, const CameraId& camera, Interval interval,
                                                     Microseconds set_back) const;

    storage::Database& database_;
    std::filesystem::path footage_;
    mutable std::mutex mutex_;
    std::map<std::int64_t, Segment> live_;  ///< open segments by id
};

}  // namespace shipwitness::capture
