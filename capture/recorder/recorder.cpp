#include "capture/recorder/recorder.h"

#include <map>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <sys/statvfs.h>

#include "capture/recorder/camera_reader.h"
#include "capture/recorder/camera_status.h"
#include "capture/recorder/camera_writer.h"
#include "capture/recorder/recovery.h"
#include "media/segment_name.h"

namespace shipwitness::capture {

namespace {

/// One camera: its threads and what they share.
class CameraRecorder {
  public:
    CameraRecorder(const CameraSettings& settings, const RecorderConfig& config, CameraWriter::Place place,
                   Catalogue& catalogue, const Clock& clock, const media::CameraOpener& opener)
        : status_(settings.id, clock),
          queue_(config.queue_bytes),
          reader_(settings, config, opener, status_, queue_),
          writer_(settings.id, config, place, catalogue, clock, status_) {}
    ~CameraRecorder() { stop(); }
    CameraRecorder(const CameraRecorder&) = delete;
    CameraRecorder& operator=(const CameraRecorder&) = delete;

    void start() {
        writing_ = std::jthread([this] { writer_.run(queue_); });
        reading_ = std::jthread([this] { reader_.run(); });
    }
    void request_stop() { reader_.stop(); }
    void stop() {
        request_stop();
        for (std::jthread* thread : {&reading_, &writing_}) {
            if (thread->joinable()) {
                thread->join();
            }
        }
    }
    [[nodiscard]] CameraStatus& status() { return status_; }

  private:
    CameraStatus status_;
    GroupQueue queue_;
    CameraReader reader_;
    CameraWriter writer_;
    std::jthread writing_;
    std::jthread reading_;
};

}  // namespace

std::uint64_t free_space_of(const std::filesystem::path& folder) {
    struct statvfs disk {};
    // A folder that is not there yet lies on the disk of the one above it.
    std::filesystem::path at = folder;
    while (::statvfs(at.c_str(), &disk) != 0) {
        if (errno != ENOENT || !at.has_relative_path()) {
            throw std::system_error(errno, std::generic_category(), "statvfs " + at.string());
        }
        at = at.parent_path();
    }
    return static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
}

class Recorder::Implementation {
  public:
    Implementation(RecorderConfig config, Catalogue& catalogue, const Clock& clock, const media::CameraOpener& opener)
        : config_(std::move(config)) {
        recover(catalogue);
        for (std::size_t i = 0; i < config_.cameras.size(); ++i) {
            const CameraSettings& settings = config_.cameras[i];
            if (!media::is_camera_id(settings.id)) {
                throw std::invalid_argument("camera id '" + settings.id.text() + "' cannot name a folder");
            }
            tell_down_time(catalogue, settings.id);
            cameras_.try_emplace(settings.id, settings, config_, CameraWriter::Place{i, config_.cameras.size()},
                                 catalogue, clock, opener);
        }
    }

    void start(const Listener& listener) {
        for (auto& [id, camera] : cameras_) {
            camera.status().set_listener(listener);
            camera.start();
        }
    }
    void stop() {
        for (auto& [id, camera] : cameras_) {
            camera.request_stop();  // all at once, so that they close side by side
        }
        for (auto& [id, camera] : cameras_) {
            camera.stop();
        }
    }
    [[nodiscard]] CameraStatus& status(const CameraId& id) { return cameras_.at(id).status(); }
    [[nodiscard]] const RecorderConfig& config() const { return config_; }

  private:
    /// Nobody has recorded since the last footage.
    static void tell_down_time(Catalogue& catalogue, const CameraId& camera) {
        const auto end = catalogue.recorded_through(camera);
        if (end && !catalogue.open_gap_of(camera)) {
            catalogue.open_gap(camera, *end, GapReason::service_down);
        }
    }

    const RecorderConfig config_;
    std::map<CameraId, CameraRecorder> cameras_;
};

Recorder::Recorder(RecorderConfig config, Catalogue& catalogue, const Clock& clock, const media::CameraOpener& opener)
    : implementation_(std::make_unique<Implementation>(std::move(config), catalogue, clock, opener)) {}

Recorder::~Recorder() = default;

void Recorder::start(const Listener& listener) {
    implementation_->start(listener);
}

void Recorder::stop() {
    implementation_->stop();
}

CameraState Recorder::state(const CameraId& camera) const {
    return implementation_->status(camera).state();
}

CameraCounters Recorder::counters(const CameraId& camera) const {
    return implementation_->status(camera).counts();
}

std::vector<CameraId> Recorder::cameras() const {
    std::vector<CameraId> ids;
    for (const CameraSettings& settings : implementation_->config().cameras) {
        ids.push_back(settings.id);
    }
    return ids;
}

std::optional<std::string> Recorder::newest_picture(const CameraId& camera) {
    return implementation_->status(camera).newest_picture();
}

}  // namespace shipwitness::capture
