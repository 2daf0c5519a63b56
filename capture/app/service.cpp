#include "capture/app/service.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <utility>

#include "capture/app/data_lock.h"
#include "capture/app/housekeeping.h"
#include "capture/app/service_routes.h"
#include "capture/catalogue/catalogue.h"
#include "capture/clips/clip_routes.h"
#include "capture/clips/clips.h"
#include "capture/orders/order_routes.h"
#include "capture/outbox/outbox.h"
#include "capture/recorder/recorder.h"
#include "capture/schema/migrations.h"
#include "capture/sessions/sessions.h"
#include "capture/stations/access.h"
#include "capture/stations/changes.h"
#include "capture/stations/page_routes.h"
#include "capture/stations/station_routes.h"
#include "core/log.h"
#include "http/server.h"
#include "http/storage_trouble.h"
#include "storage/database.h"
#include "storage/trouble.h"

namespace shipwitness::capture {
namespace {

std::vector<Sessions::Station> stations_of(const Settings& settings) {
    std::vector<Sessions::Station> stations;
    for (const StationSettings& station : settings.stations) {
        stations.push_back({station.id, station.cameras});
    }
    return stations;
}

std::vector<Access::Station> keys_of(const Settings& settings) {
    std::vector<Access::Station> stations;
    for (const StationSettings& station : settings.stations) {
        stations.push_back({station.id, station.key, station.cameras});
    }
    return stations;
}

OutboxConfig outbox_config_of(const Settings& settings) {
    OutboxConfig config{settings.site, settings.web.url, settings.web.site_token};
    config.first_retry = settings.web.first_retry;
    config.longest_retry = settings.web.longest_retry;
    config.refused_retry = settings.web.refused_retry;
    return config;
}

ClipRules clip_rules_of(const Settings& settings) {
    ClipRules rules{{}, settings.longest_clip};
    for (const CameraSettings& camera : settings.recording.cameras) {
        rules.cameras.push_back(camera.id);
    }
    return rules;
}

}  // namespace

std::filesystem::path database_file(const Settings& settings) {
    return settings.data / "capture.sqlite";
}

class Service::Implementation {
  public:
    Implementation(const Settings& settings, const Clock& clock, const media::CameraOpener& opener)
        : settings_(settings),
          clock_(clock),
          lock_(settings.data),
          database_(database_file(settings)),
          catalogue_(migrated(database_), settings.data / "footage"),
          recorder_(settings.recording, catalogue_, clock, opener),
          access_(keys_of(settings), settings.web.web_token),
          orders_(database_, clock),
          sessions_(stations_of(settings), settings.sessions, database_, catalogue_, clock, session_ports()),
          outbox_(outbox_config_of(settings), database_, clock, outbox_ports()),
          clips_(clip_rules_of(settings), database_, catalogue_, clock),
          housekeeping_([this] { sessions_.tick(); }),
          routes_(make_routes()),
          server_(std::make_unique<http::Server>(http::ServerConfig{.address = settings.listener.address,
                                                                    .port = settings.listener.port,
                                                                    .threads = settings.listener.threads},
                                                 routes_)) {
        recorder_.start([this](const CameraId& camera, const CameraState& state) {
            sessions_.camera_changed(camera, state);
            housekeeping_.wake();
        });
        outbox_.start();
        housekeeping_.start();
        running_ = true;
    }

    ~Implementation() {
        changes_.stop();  // lets the streams of station pages end
        server_->stop();  // not reset: a request under way may still ask it for its counters
        outbox_.stop();
        // Before the recorder: cameras that stop because we stop are no lost cameras.
        housekeeping_.stop();
        recorder_.stop();
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] const http::Routes& routes() const { return *routes_; }

  private:
    static storage::Database& migrated(storage::Database& database) {
        database.migrate(schema::migrations());
        return database;
    }

    [[nodiscard]] bool has_camera(const CameraId& camera) const {
        const auto& cameras = settings_.recording.cameras;
        return std::any_of(cameras.begin(), cameras.end(),
                           [&](const CameraSettings& known) { return known.id == camera; });
    }

    // Sessions outlive settings: a camera may be gone since a session began.
    [[nodiscard]] CameraState camera_state(const CameraId& camera) const {
        return has_camera(camera) ? recorder_.state(camera) : CameraState{};
    }

    Sessions::Ports session_ports() {
        return {[this](const CameraId& camera) { return camera_state(camera); }, [this] { changes_.notify(); },
                [this] { outbox_.notify(); }};
    }

    Outbox::Ports outbox_ports() {
        return {[this](Timestamp refused_before) { sessions_.tell_refused_anew(refused_before); },
                [this] { changes_.notify(); }};
    }

    std::shared_ptr<const http::Routes> make_routes() {
        http::Routes bare;
        add_api_routes(bare);
        const auto trouble_of = [data_folder = settings_.data](const std::exception& error) {
            return storage::trouble(error, data_folder);
        };
        auto routes = std::make_shared<http::Routes>();
        for (const auto& route : bare.all()) {
            routes->add(route.method, route.pattern, http::telling_storage_trouble(route, trouble_of), route.options);
        }
        return routes;
    }

    void add_api_routes(http::Routes& routes) {
        std::map<StationId, std::string> names;
        std::set<StationId> ids;
        for (const StationSettings& station : settings_.stations) {
            names.emplace(station.id, station.name);
            ids.insert(station.id);
        }
        const std::shared_ptr<const StationService> stations(new StationService{
            sessions_, access_, changes_, clock_, std::move(names),
            [this](const CameraId& camera) { return recorder_.newest_picture(camera); },
            [this](const CameraId& camera) { return has_camera(camera); }, [this] { return outbox_.web_reachable(); }});
        add_station_routes(routes, stations);
        add_page_routes(routes, settings_.pages, ids);
        add_order_routes(routes, orders_, access_);
        add_clip_routes(routes, clips_, [this](http::Handler handler) { return access_.for_web(std::move(handler)); });
        add_service_routes(
            routes, [this] { return readiness(); }, [this] { return snapshot(); });
    }

    Readiness readiness() {
        Readiness readiness{"ok", {}, outbox_.web_reachable()};
        try {
            database_.read([](storage::Connection& connection) { static_cast<void>(count_sessions(connection)); });
        } catch (const storage::StorageError& error) {
            readiness.database = error.what();
        }
        for (const CameraSettings& camera : settings_.recording.cameras) {
            readiness.cameras.emplace_back(camera.id, recorder_.state(camera.id));
        }
        return readiness;
    }

    MetricsSnapshot snapshot() {
        MetricsSnapshot snapshot{clock_.now()};
        for (const CameraSettings& camera : settings_.recording.cameras) {
            snapshot.cameras.push_back(camera_metrics(camera.id, snapshot.now));
        }
        snapshot.sessions = database_.read([](storage::Connection& connection) { return count_sessions(connection); });
        snapshot.outbox = outbox_.status();
        if (running_) {  // else the server is still being made, and serves already
            snapshot.server = server_->stats();
        }
        snapshot.free_bytes = settings_.recording.free_space(settings_.data);
        return snapshot;
    }

    MetricsSnapshot::Camera camera_metrics(const CameraId& id, Timestamp now) {
        MetricsSnapshot::Camera camera{id, recorder_.state(id).recording, recorder_.counters(id)};
        for (const Gap& gap : catalogue_.gaps(id, {now - std::chrono::hours{1}, now})) {
            camera.missing_last_hour += gap.interval.length();
            ++camera.gaps_last_hour;
        }
        return camera;
    }

    const Settings settings_;
    const Clock& clock_;
    DataLock lock_;
    storage::Database database_;
    Catalogue catalogue_;
    Recorder recorder_;
    Changes changes_;
    Access access_;
    Orders orders_;
    Sessions sessions_;
    Outbox outbox_;
    Clips clips_;
    Housekeeping housekeeping_;
    std::atomic<bool> running_{false};
    std::shared_ptr<const http::Routes> routes_;
    std::unique_ptr<http::Server> server_;
};

Service::Service(const Settings& settings, const Clock& clock, const media::CameraOpener& opener)
    : implementation_(std::make_unique<Implementation>(settings, clock, opener)) {}
Service::~Service() = default;
std::uint16_t Service::port() const {
    return implementation_->port();
}

const http::Routes& Service::routes() const {
    return implementation_->routes();
}

}  // namespace shipwitness::capture
