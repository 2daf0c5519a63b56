#pragma once

#include <optional>

#include "capture/recorder/camera_status.h"
#include "capture/recorder/group_queue.h"
#include "capture/recorder/host_clock.h"
#include "capture/recorder/segment_grid.h"
#include "capture/recorder/segment_writer.h"
#include "capture/recorder/space_guard.h"
#include "capture/recorder/utc_mapping.h"

namespace shipwitness::capture {

/// Turns what a camera's reader tells into segments, runs and gaps: when to cut, when to begin a new run, when to
/// pause. Used by one thread; troubles of disk and database end as gaps and log lines, not as exceptions.
class CameraWriter {
  public:
    struct Place {
        std::size_t index;  ///< of this camera among the site's, for staggered cuts
        std::size_t count;
    };
    CameraWriter(const CameraId& camera, const RecorderConfig& config, Place place, Catalogue& catalogue,
                 const Clock& clock, CameraStatus& status);

    /// Takes the queue's events until it is closed; then finishes what is open.
    void run(GroupQueue& queue);

    /// One event, as run() takes it.
    void take(ReaderEvent event);
    /// The service stops: finishes file and row; from here on the service is down.
    void finish();

  private:
    /// Why the segment must not go on, and what that means for the time line.
    struct Cut {
        EndReason end;
        std::optional<GapReason> mark;  ///< a new run begins; what lies between is this
    };

    /// The service stops, and the disk was too slow for so many packets.
    void give_up(std::uint64_t packets);
    void take_connection(Connected connected);
    void take_group(PictureGroup& group);
    void take_loss(const Lost& lost);

    void watch_clocks(const PictureGroup& group);
    void watch_line(const PictureGroup& group, const UtcMapping& mapping);
    [[nodiscard]] bool may_write(const PictureGroup& group);
    [[nodiscard]] std::optional<Cut> cut_before(const PictureGroup& group) const;
    void cut(const Cut& cut);
    void open_segment(const PictureGroup& group);
    void append(const PictureGroup& group);
    void drop(const PictureGroup& group);
    void lose(EndReason end, GapReason reason);
    void survive(const std::exception& error, const PictureGroup& group);

    const CameraId& camera_;
    const RecorderConfig& config_;
    SegmentGrid grid_;
    Catalogue& catalogue_;
    const Clock& clock_;
    CameraStatus& status_;
    HostClock host_;
    SpaceGuard space_;
    SegmentWriter writer_;
    media::VideoFormat format_;
    std::optional<UtcMapping> mapping_;       ///< of the present run
    std::optional<UtcMapping> next_mapping_;  ///< of the run that begins with the next key frame
    Timestamp cut_at_{};
    struct Mark {
        GapReason reason;
        Timestamp from;
    };
    std::optional<Mark> mark_;  ///< to be told when the next segment has begun
};

}  // namespace shipwitness::capture
