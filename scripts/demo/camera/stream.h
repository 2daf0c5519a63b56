#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include <gst/rtsp-server/rtsp-server.h>

#include "scripts/demo/camera/packing.h"
#include "scripts/demo/camera/spec.h"

namespace shipwitness::demo {

/// One camera of the server: paints and encodes while somebody watches, and not otherwise. All watchers get the same
/// encoded pictures. Lives as long as the server. Faults may be set from any thread.
class Stream {
  public:
    Stream(CameraSpec camera, const Benches& benches);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[nodiscard]] const CameraSpec& camera() const { return camera_; }
    /// A new factory for the server's mount points, which take it over.
    [[nodiscard]] GstRTSPMediaFactory* make_factory();

    /// Connected, but sends no pictures, as a hung camera does.
    void set_silent(bool silent) { silent_ = silent; }
    /// From the next picture on the size is another: a new parameter set inside the running stream.
    void set_size(Size size);
    /// Every RTP timestamp from now on is this much later (or earlier, when negative) than before.
    void jump(double seconds);

    [[nodiscard]] bool encoding() const { return encoding_; }
    [[nodiscard]] std::uint64_t pictures() const { return pictures_; }
    [[nodiscard]] bool silent() const { return silent_; }

  private:
    void begin(GstRTSPMedia* media);
    void end();
    void feed(const std::stop_token& stop, GstElement* source);
    [[nodiscard]] Size size() const;

    static void on_configure(GstRTSPMediaFactory* factory, GstRTSPMedia* media, gpointer self);
    static void on_unprepared(GstRTSPMedia* media, gpointer self);
    static GstPadProbeReturn on_packets(GstPad* pad, GstPadProbeInfo* info, gpointer self);

    CameraSpec camera_;
    const Benches& benches_;
    mutable std::mutex size_mutex_;
    Size size_;
    std::atomic<bool> silent_{false};
    std::atomic<std::uint32_t> jumped_ticks_{0};  ///< added to RTP timestamps, which wrap at 32 bits
    std::atomic<bool> encoding_{false};
    std::atomic<std::uint64_t> pictures_{0};
    std::mutex feeder_mutex_;
    std::jthread feeder_;
};

}  // namespace shipwitness::demo
