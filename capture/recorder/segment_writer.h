#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "capture/catalogue/catalogue.h"
#include "capture/recorder/picture_grouper.h"
#include "capture/recorder/segment_file.h"
#include "capture/recorder/utc_mapping.h"
#include "core/clock.h"
#include "media/fragment_muxer.h"

namespace shipwitness::capture {

/// Writes one segment at a time: file and row. Throws what its parts throw: std::system_error of the file,
/// storage::StorageError of the row, media::MediaError of the muxer. Used by one thread.
class SegmentWriter {
  public:
    SegmentWriter(Catalogue& catalogue, CameraId camera, std::chrono::milliseconds sync_interval);

    /// Begins a run: the next segment is its first.
    void begin_run(const media::VideoFormat& format, Timestamp start);
    [[nodiscard]] bool in_run() const { return run_ != 0; }
    /// Ends the run; nothing when there is none.
    void end_run(EndReason reason);

    /// Begins a segment with this group, which begins with a key frame: row, then file.
    void open(const PictureGroup& group, const UtcMapping& mapping);
    [[nodiscard]] bool is_open() const { return open_.has_value(); }
    /// Of the open segment.
    [[nodiscard]] const Segment& segment() const { return open_->row; }

    /// Appends the group as one fragment; forces the file to the disk when that is due. The number of bytes.
    std::uint64_t append(const PictureGroup& group, const UtcMapping& mapping, const Clock& clock);

    /// Finishes the open segment. A row that the database refuses is kept and tried again by the next call.
    void close(EndReason reason, std::optional<GapReason> then);

    /// End of what was written in this run.
    [[nodiscard]] Timestamp end() const { return end_; }

  private:
    struct Open {
        Segment row;
        SegmentFile file;
        media::FragmentMuxer muxer;
        Microseconds begin;  ///< dts of its first packet on the run's time line
        std::chrono::steady_clock::time_point synced{};
    };
    struct Finished {
        Segment row;
        std::optional<GapReason> then;
    };
    void settle(Open& open, const UtcMapping& mapping);
    void finish_rows();

    Catalogue& catalogue_;
    CameraId camera_;
    std::chrono::milliseconds sync_interval_;
    media::VideoFormat format_;
    std::int64_t run_ = 0;
    std::int64_t sequence_ = 0;
    Timestamp run_start_{};
    Timestamp end_{};
    std::optional<Open> open_;
    std::vector<Finished> finished_;  ///< rows still to be written
};

}  // namespace shipwitness::capture
