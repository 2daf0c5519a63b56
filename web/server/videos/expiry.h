#pragma once

#include <string>

#include "web/server/app/app.h"
#include "web/server/jobs/runner.h"
#include "web/server/videos/video_folder.h"

namespace shipwitness::web {

/// The job kExpireVideoJob: deletes the files of a request whose time is over, or that failed. The desk's own copy
/// stays while a claim of the order is open. The database says that the offer has ended before the first file goes, and
/// that they are deleted after the last one.
class VideoExpiry {
  public:
    /// `app` must outlive it.
    explicit VideoExpiry(const App& app) : app_(app), folder_(app.settings.data_folder) {}

    [[nodiscard]] JobOutcome run(const std::string& request_id);

  private:
    const App& app_;
    VideoFolder folder_;
};

}  // namespace shipwitness::web
