#pragma once

#include <chrono>
#include <vector>

#include "capture/catalogue/catalogue.h"
#include "capture/clips/clip.h"
#include "capture/clips/clip_queries.h"
#include "core/clock.h"
#include "core/result.h"
#include "storage/database.h"

namespace shipwitness::capture {

struct ClipRules {
    std::vector<CameraId> cameras;                  ///< those that are configured
    std::chrono::milliseconds longest{14'400'000};  ///< of a clip; at most media::clip::kMaxLength
};

/// Clips of recorded intervals. A clip is only its description (030_clips.sql): its bytes are put together from the
/// segments as they lie, each time it is read. Thread-safe. Throws storage::StorageError.
class Clips {
  public:
    Clips(ClipRules rules, storage::Database& database, const Catalogue& catalogue, const Clock& clock);

    /// Stores the description and tells what is in it. Where nothing was recorded on any camera, nothing is stored: the
    /// answer has no files, and its gaps say why. Fails with `invalid_input`, `camera_unknown`, `session_unknown`.
    [[nodiscard]] Result<Clip> make(const ClipRequest& request);
    /// Fails with `clip_unknown`.
    [[nodiscard]] Result<Clip> find(const ClipId& id) const;
    /// One camera's file. Fails with `clip_unknown`, also when the clip has no footage of that camera, and with
    /// `footage_gone` (gone) when it had.
    [[nodiscard]] Result<ClipContent> content(const ClipId& id, const CameraId& camera) const;
    /// A JPEG from the middle of one camera's file, to be shown before it is played. Fails as content() does, and with
    /// `no_picture` (not_found) when none of it can be decoded.
    [[nodiscard]] Result<std::string> poster(const ClipId& id, const CameraId& camera) const;

  private:
    [[nodiscard]] Result<std::vector<CameraId>> cameras_of(const ClipRequest& request) const;
    [[nodiscard]] bool is_known(const CameraId& camera) const;
    /// Put together from what there was when the clip was made.
    struct Assembled {
        media::clip::Clip clip;
        std::string etag;
    };
    [[nodiscard]] Assembled assemble(const ClipRow& clip, const ClipCameraRow& camera) const;
    /// The clip and which of its cameras is meant. Fails with `clip_unknown`.
    [[nodiscard]] Result<std::pair<ClipRow, ClipCameraRow>> find_file(const ClipId& id, const CameraId& camera) const;
    static void add_file(const CameraId& camera, Assembled part, Clip& clip);

    ClipRules rules_;
    storage::Database& database_;
    const Catalogue& catalogue_;
    const Clock& clock_;
};

}  // namespace shipwitness::capture
