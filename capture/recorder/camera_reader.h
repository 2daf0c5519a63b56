#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "capture/recorder/back_off.h"
#include "capture/recorder/camera_status.h"
#include "capture/recorder/group_queue.h"
#include "media/camera.h"

namespace shipwitness::capture {

/// Keeps a camera connected and hands its pictures over in groups. Never waits for the disk: RTSP keep-alives are sent
/// only while reading.
class CameraReader {
  public:
    CameraReader(const CameraSettings& settings, const RecorderConfig& config, const media::CameraOpener& opener,
                 CameraStatus& status, GroupQueue& queue);

    /// Runs until stop() is called; closes the queue at the end.
    void run();
    /// From another thread.
    void stop();

  private:
    /// One connection from opening to loss.
    [[nodiscard]] media::CameraFailure follow_camera();
    [[nodiscard]] media::CameraFailure read_pictures(media::Camera& camera);
    void hand_over(std::optional<PictureGroup> group);
    /// The end: what waits for the disk has a last chance, and is told.
    void close_queue();
    void tell_loss(const media::CameraFailure& failure);
    void wait(std::chrono::milliseconds length);
    void wait_for_stop();
    void set_deadline(std::chrono::milliseconds from_now);

    const CameraSettings& settings_;
    const RecorderConfig& config_;
    const media::CameraOpener& opener_;
    CameraStatus& status_;
    GroupQueue& queue_;
    media::Interrupt interrupt_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::string last_detail_;  ///< of the loss that was logged last: the same is not logged again and again
};

}  // namespace shipwitness::capture
