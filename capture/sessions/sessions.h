#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "capture/catalogue/catalogue.h"
#include "capture/recorder/host_clock.h"
#include "capture/recorder/recorder.h"
#include "capture/sessions/decide.h"
#include "capture/sessions/session_queries.h"
#include "core/clock.h"
#include "core/result.h"
#include "storage/database.h"

namespace shipwitness::capture {

struct ScanRequest {
    std::string code;                    ///< as read
    std::optional<std::string> scan_id;  ///< the same id again gives the same answer and does nothing
    ScanSource source = ScanSource::scanner;
};

/// A station as it is now.
struct StationView {
    StationId id;
    std::optional<Session> session;
    std::vector<std::pair<CameraId, CameraState>> cameras;
    std::optional<StationMemory::Reading> last;

    [[nodiscard]] bool recording() const;
};

/// The sessions of all stations: what decide.h says, made durable. Every change is on disk, with its event for web,
/// before anybody hears of it. Thread-safe.
class Sessions {
  public:
    struct Station {
        StationId id;
        std::vector<CameraId> cameras;
    };
    struct Ports {
        /// The state of a camera; that of one which is not configured any more is "not recording".
        std::function<CameraState(const CameraId&)> camera;
        std::function<void()> station_changed = [] {};  ///< something on a station's page is different now
        std::function<void()> event_waiting = [] {};    ///< the outbox has something to deliver
    };

    /// Takes up where an earlier process stopped: open sessions go on, marked, or have ended by idle time.
    Sessions(std::vector<Station> stations, const SessionRules& rules, storage::Database& database,
             const Catalogue& catalogue, const Clock& clock, Ports ports);

    /// Does what the code says. Fails with station_unknown, scan_id_reused; throws storage::StorageError when it cannot
    /// be stored. Then nothing was done.
    [[nodiscard]] Result<Answer> scan(const StationId& station, const ScanRequest& request);

    [[nodiscard]] Result<StationView> view(const StationId& station) const;

    /// To be called when a camera's state has changed. Quick; stores nothing by itself, tick() does.
    void camera_changed(const CameraId& camera, const CameraState& state);

    /// What time brings: ends idle sessions, marks sessions whose camera was lost, settles sessions that have ended.
    /// Call it about once a second. Throws storage::StorageError; the next call then tries again.
    void tick();

    /// Tells web about sessions anew whose events it refused before this moment.
    void tell_refused_anew(Timestamp refused_before);

  private:
    struct Decided {
        Answer answer;
        std::optional<Decision> decision;  ///< none: an answer given before
    };
    Result<Decided> decide_and_store(storage::Connection& connection, const StationId& station,
                                     const std::vector<StationCamera>& cameras, const ScanRequest& request);
    OrderFacts facts_of(storage::Connection& connection, const StationId& station, const std::string& code) const;
    std::vector<StationCamera> cameras_of(const Station& station) const;
    void store(storage::Connection& connection, const std::vector<Change>& changes) const;
    void remember(const std::vector<Change>& changes);
    void change(const std::vector<Change>& changes);
    using DecideOpen = std::function<std::optional<Change>(const StationId&, const Session&)>;
    /// Stores what `decide` makes of each open session; false when that is nothing. The mutex is held.
    bool change_open_sessions(const DecideOpen& decide);
    void watch_clock();
    [[nodiscard]] Microseconds idle_of(const StationId& station) const;
    void end_idle_sessions();
    void mark_lost_cameras();
    void mark_lost(const std::set<CameraId>& lost);
    void settle();
    [[nodiscard]] bool footage_is_final(const Session& session) const;
    [[nodiscard]] Session settled(Session session) const;

    const std::map<StationId, Station> stations_;
    const SessionRules rules_;
    storage::Database& database_;
    const Catalogue& catalogue_;
    const Clock& clock_;
    const Ports ports_;

    mutable std::mutex mutex_;
    std::map<StationId, StationMemory> memories_;  ///< also of stations that are gone, while a session is open there
    HostClock host_;
    std::map<StationId, std::chrono::steady_clock::time_point> active_;  ///< last activity of the open session

    std::mutex lost_mutex_;
    std::set<CameraId> lost_cameras_;  ///< stopped recording since the last tick
};

}  // namespace shipwitness::capture
