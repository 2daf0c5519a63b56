#include "scripts/demo/camera/stream.h"

#include <chrono>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <gst/app/gstappsrc.h>
#include <gst/rtp/gstrtpbuffer.h>

#include "core/clock.h"
#include "core/log.h"
#include "scripts/demo/camera/grain.h"
#include "scripts/demo/camera/painter.h"

namespace shipwitness::demo {
namespace {

using Steady = std::chrono::steady_clock;

constexpr double kRtpTicksPerSecond = 90'000;
// A feeder that was kept from the processor for longer than this leaves pictures out, as a camera would.
constexpr std::chrono::seconds kMostLag{1};

// Measured with the painted scene, in percent of one core of a two-core server: 1080p25 H.264 with constant quantiser
// 11, with constant quality 13; 720p15 H.265 of x265's "ultrafast" alone 42, with larger blocks and no motion
// search 25.
constexpr std::string_view kH264 =
    "x264enc tune=zerolatency speed-preset=ultrafast threads=1 {} key-int-max={} "
    "! video/x-h264,profile=baseline ! h264parse ! rtph264pay";
constexpr std::string_view kH265 =
    "x265enc tune=zerolatency speed-preset=ultrafast {} key-int-max={} option-string=\"pools=none:frame-threads=1:"
    "open-gop=0:repeat-headers=0:info=0:log-level=none:{}rd=1:ctu=32:min-cu-size=16:me=0:max-merge=1\" "
    "! h265parse ! rtph265pay";

std::string encoder_of(const CameraSpec& camera) {
    const int kilobits = camera.kilobits_per_second;
    if (camera.codec == Codec::h264) {
        const std::string rate =
            kilobits > 0 ? fmt::format("pass=cbr bitrate={}", kilobits) : "pass=quant quantizer=25";
        return fmt::format(fmt::runtime(kH264), rate, camera.rate);
    }
    const std::string rate = kilobits > 0 ? fmt::format("bitrate={}", kilobits) : "";
    return fmt::format(fmt::runtime(kH265), rate, camera.rate, kilobits > 0 ? "" : "qp=28:");
}

/// The pipeline: a key picture every second, no B pictures, parameter sets before every key picture, so that a watcher
/// who comes late, and a change of size, work.
std::string launch_line(const CameraSpec& camera) {
    return fmt::format(
        "( appsrc name=source is-live=true format=time max-buffers=4 leaky-type=downstream block=false ! {} "
        "name=pay0 pt=96 config-interval=-1 )",
        encoder_of(camera));
}

GstCaps* caps_of(Size size, int rate) {
    return gst_caps_new_simple("video/x-raw", "format", G_TYPE_STRING, "I420", "width", G_TYPE_INT, size.width,
                               "height", G_TYPE_INT, size.height, "framerate", GST_TYPE_FRACTION, rate, 1,
                               "colorimetry", G_TYPE_STRING, "bt709", "interlace-mode", G_TYPE_STRING, "progressive",
                               nullptr);
}

/// Buffers of one size, used again and again: fresh ones of 3 MB each would be page faults at every picture.
class Buffers {
  public:
    Buffers(GstCaps* caps, std::size_t bytes) : pool_(gst_buffer_pool_new()) {
        GstStructure* const config = gst_buffer_pool_get_config(pool_);
        gst_buffer_pool_config_set_params(config, caps, static_cast<guint>(bytes), 4, 0);
        gst_buffer_pool_set_config(pool_, config);
        gst_buffer_pool_set_active(pool_, TRUE);
    }
    ~Buffers() {
        gst_buffer_pool_set_active(pool_, FALSE);
        gst_object_unref(pool_);
    }
    Buffers(const Buffers&) = delete;
    Buffers& operator=(const Buffers&) = delete;

    /// A buffer with these bytes, grain over them when there is some; null when the media is going away.
    [[nodiscard]] GstBuffer* filled(std::span<const std::uint8_t> bytes, std::optional<Grain>& grain) {
        GstBuffer* buffer = nullptr;
        if (gst_buffer_pool_acquire_buffer(pool_, &buffer, nullptr) != GST_FLOW_OK) {
            return nullptr;
        }
        gst_buffer_fill(buffer, 0, bytes.data(), bytes.size());
        GstMapInfo map;
        if (grain && gst_buffer_map(buffer, &map, GST_MAP_READWRITE) != FALSE) {
            grain->add_to({map.data, map.size});
            gst_buffer_unmap(buffer, &map);
        }
        return buffer;
    }

  private:
    GstBufferPool* pool_;
};

/// Painter and buffers for one picture size.
struct Studio {
    Studio(const CameraSpec& camera, Size of, GstElement* source)
        : size(of), painter(camera, of), caps(caps_of(of, camera.rate)), buffers(caps, frame_bytes(of)) {
        gst_app_src_set_caps(GST_APP_SRC(source), caps);
        if (camera.kilobits_per_second > 0) {
            grain.emplace(of, camera);
        }
    }
    ~Studio() { gst_caps_unref(caps); }
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;

    static std::size_t frame_bytes(Size of) {
        return static_cast<std::size_t>(of.width) * static_cast<std::size_t>(of.height) * 3 / 2;
    }

    Size size;
    Painter painter;
    GstCaps* caps;
    Buffers buffers;
    std::optional<Grain> grain;
};

void add_ticks(GstBuffer* buffer, std::uint32_t ticks) {
    GstRTPBuffer packet = GST_RTP_BUFFER_INIT;
    if (gst_rtp_buffer_map(buffer, GST_MAP_READWRITE, &packet) != FALSE) {
        gst_rtp_buffer_set_timestamp(&packet, gst_rtp_buffer_get_timestamp(&packet) + ticks);
        gst_rtp_buffer_unmap(&packet);
    }
}

}  // namespace

Stream::Stream(CameraSpec camera, const Benches& benches)
    : camera_(std::move(camera)), benches_(benches), size_{camera_.width, camera_.height} {}

Stream::~Stream() {
    end();
}

GstRTSPMediaFactory* Stream::make_factory() {
    GstRTSPMediaFactory* const factory = gst_rtsp_media_factory_new();
    gst_rtsp_media_factory_set_launch(factory, launch_line(camera_).c_str());
    gst_rtsp_media_factory_set_shared(factory, TRUE);
    gst_rtsp_media_factory_set_protocols(factory, GST_RTSP_LOWER_TRANS_TCP);
    g_signal_connect(factory, "media-configure", G_CALLBACK(on_configure), this);
    return factory;
}

void Stream::set_size(Size size) {
    const std::scoped_lock lock(size_mutex_);
    size_ = size;
}

Size Stream::size() const {
    const std::scoped_lock lock(size_mutex_);
    return size_;
}

void Stream::jump(double seconds) {
    const auto ticks = static_cast<std::int64_t>(std::llround(seconds * kRtpTicksPerSecond));
    jumped_ticks_ += static_cast<std::uint32_t>(ticks & 0xFFFFFFFF);
}

void Stream::on_configure(GstRTSPMediaFactory* /*factory*/, GstRTSPMedia* media, gpointer self) {
    static_cast<Stream*>(self)->begin(media);
}

void Stream::on_unprepared(GstRTSPMedia* /*media*/, gpointer self) {
    static_cast<Stream*>(self)->end();
}

void Stream::begin(GstRTSPMedia* media) {
    GstElement* const pipeline = gst_rtsp_media_get_element(media);
    GstElement* const source = gst_bin_get_by_name(GST_BIN(pipeline), "source");
    GstElement* const payloader = gst_bin_get_by_name(GST_BIN(pipeline), "pay0");
    GstPad* const pad = gst_element_get_static_pad(payloader, "src");
    gst_pad_add_probe(pad, static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST),
                      on_packets, this, nullptr);
    gst_object_unref(pad);
    gst_object_unref(payloader);
    gst_object_unref(pipeline);
    g_signal_connect(media, "unprepared", G_CALLBACK(on_unprepared), this);

    const std::scoped_lock lock(feeder_mutex_);
    feeder_ = std::jthread([this, source](const std::stop_token& stop) {
        encoding_ = true;
        feed(stop, source);
        encoding_ = false;
        gst_object_unref(source);
    });
}

void Stream::end() {
    const std::scoped_lock lock(feeder_mutex_);
    if (feeder_.joinable()) {
        feeder_.request_stop();
        feeder_.join();
    }
}

void Stream::feed(const std::stop_token& stop, GstElement* source) {
    const SystemClock clock;
    std::optional<Studio> studio;
    const auto period = std::chrono::duration_cast<Steady::duration>(std::chrono::seconds{1}) / camera_.rate;
    auto due = Steady::now();
    std::optional<GstClockTime> first;  // running time of picture 0, once the pipeline runs
    std::uint64_t number = 0;
    while (!stop.stop_requested()) {
        std::this_thread::sleep_until(due);
        if (Steady::now() - due > kMostLag) {
            const auto missed = (Steady::now() - due) / period;
            due += missed * period;
            number += static_cast<std::uint64_t>(missed);
        }
        due += period;
        if (!first) {
            const GstClockTime now = gst_element_get_current_running_time(source);
            if (now == GST_CLOCK_TIME_NONE) {
                continue;
            }
            first = now;
        }
        const GstClockTime at =
            *first + gst_util_uint64_scale(number++, GST_SECOND, static_cast<guint64>(camera_.rate));
        if (silent_) {
            continue;
        }
        const Size wanted = size();
        if (!studio || studio->size.width != wanted.width || studio->size.height != wanted.height) {
            studio.reset();
            studio.emplace(camera_, wanted, source);
        }
        const Frame& frame = studio->painter.paint(clock.now(), Steady::now(), benches_.get(camera_.bench));
        GstBuffer* const buffer = studio->buffers.filled(frame.bytes(), studio->grain);
        if (buffer == nullptr) {
            continue;
        }
        GST_BUFFER_PTS(buffer) = at;
        GST_BUFFER_DURATION(buffer) = GST_SECOND / static_cast<guint64>(camera_.rate);
        if (gst_app_src_push_buffer(GST_APP_SRC(source), buffer) != GST_FLOW_OK) {
            continue;  // the media is going away; on_unprepared ends this thread
        }
        ++pictures_;
    }
}

GstPadProbeReturn Stream::on_packets(GstPad* /*pad*/, GstPadProbeInfo* info, gpointer self) {
    const std::uint32_t ticks = static_cast<Stream*>(self)->jumped_ticks_;
    if (ticks == 0) {
        return GST_PAD_PROBE_OK;
    }
    if ((GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER_LIST) != 0) {
        GstBufferList* const list = gst_buffer_list_make_writable(GST_PAD_PROBE_INFO_BUFFER_LIST(info));
        for (guint i = 0; i < gst_buffer_list_length(list); ++i) {
            add_ticks(gst_buffer_list_get_writable(list, i), ticks);
        }
        GST_PAD_PROBE_INFO_DATA(info) = list;
    } else {
        GstBuffer* const buffer = gst_buffer_make_writable(GST_PAD_PROBE_INFO_BUFFER(info));
        add_ticks(buffer, ticks);
        GST_PAD_PROBE_INFO_DATA(info) = buffer;
    }
    return GST_PAD_PROBE_OK;
}

}  // namespace shipwitness::demo
