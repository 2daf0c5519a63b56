#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "web/server/app/app.h"
#include "web/server/capture_client/capture.h"
#include "web/server/jobs/runner.h"
#include "web/server/videos/fetch_plan.h"
#include "web/server/videos/video_folder.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

/// The job kFetchVideoJob: has capture make a clip of every session of the order, downloads each camera's file, checks
/// its size, takes its SHA-256, writes the manifest, and offers it all. Whatever was done stays done: an attempt goes
/// on where the one before was cut short, files by Range. Thread-safe for different requests.
///
/// What is durable first: a clip's rows before its first byte; a file's name before its hash is in the database; the
/// manifest before the request is ready.
class VideoFetcher {
  public:
    /// All must outlive it.
    VideoFetcher(const App& app, Capture& capture);

    [[nodiscard]] JobOutcome run(const std::string& request_id, const std::stop_token& stop);
    /// The job was given up: the request fails, and who asked is told.
    void give_up(storage::Connection& connection, const std::string& request_id) const;

  private:
    class Progress;
    using Trouble = std::optional<JobOutcome>;  ///< none: go on

    [[nodiscard]] std::optional<VideoRequest> read(const std::string& request_id) const;
    [[nodiscard]] Trouble make_clips(const VideoRequest& request, const FetchPlan& plan);
    [[nodiscard]] Trouble fetch_files(const VideoRequest& request, const std::stop_token& stop);
    [[nodiscard]] Trouble fetch_file(const VideoRequest& request, const VideoClip& clip, const VideoFile& file,
                                     Progress& progress, const std::stop_token& stop);
    /// The picture that stands for the file until it is played; its name. Nothing is lost without one.
    [[nodiscard]] std::optional<std::string> fetch_poster(const VideoRequest& request, const VideoClip& clip,
                                                          const VideoFile& file);
    [[nodiscard]] JobOutcome start_clip_anew(const VideoRequest& request, const VideoClip& clip,
                                             const std::string& why);
    void offer(const VideoRequest& request);

    const App& app_;
    Capture& capture_;
    VideoFolder folder_;
};

}  // namespace shipwitness::web
