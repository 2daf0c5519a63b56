#include "capture/sessions/sessions.h"

#include <algorithm>

#include "capture/orders/order_queries.h"
#include "capture/outbox/outbox_queries.h"
#include "capture/sessions/code.h"
#include "capture/sessions/retelling.h"
#include "core/random.h"

namespace shipwitness::capture {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMaxStoredCode = 200;

std::map<StationId, Sessions::Station> by_id(std::vector<Sessions::Station> stations) {
    std::map<StationId, Sessions::Station> result;
    for (Sessions::Station& station : stations) {
        const StationId id = station.id;
        result.emplace(id, std::move(station));
    }
    return result;
}

// What is kept of a code: enough of any sensible one, cut between two characters of UTF-8.
std::string kept(std::string_view code) {
    const std::string_view text = trimmed(code);
    if (text.size() <= kMaxStoredCode) {
        return std::string(text);
    }
    std::size_t length = kMaxStoredCode;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
        --length;
    }
    return std::string(text.substr(0, length));
}

// The session a scan was about: the last one that it changed at its own station (with `switched`, the new one).
std::optional<SessionId> subject_of(const Decision& decision, const StationId& station) {
    std::optional<SessionId> subject;
    for (const Change& change : decision.changes) {
        if (change.session.station == station) {
            subject = change.session.id;
        }
    }
    return subject;
}

}  // namespace

bool StationView::recording() const {
    return std::all_of(cameras.begin(), cameras.end(), [](const auto& camera) { return camera.second.recording; });
}

Sessions::Sessions(std::vector<Station> stations, const SessionRules& rules, storage::Database& database,
                   const Catalogue& catalogue, const Clock& clock, Ports ports)
    : stations_(by_id(std::move(stations))),
      rules_(rules),
      database_(database),
      catalogue_(catalogue),
      clock_(clock),
      ports_(std::move(ports)),
      host_(clock) {
    static_cast<void>(host_.sample());
    const Timestamp now = clock_.now();
    database_.write([&](storage::Connection& connection) {
        memories_ = load_memories(connection);
        std::vector<Change> changes;
        for (const Session& session : open_sessions(connection)) {
            changes.push_back(decide_restart(session, now, rules_));
        }
        store(connection, changes);
        remember(changes);
    });
    for (const auto& [station, memory] : memories_) {
        if (memory.session) {
            const Microseconds idle = now + memory.session->set_back - memory.session->last_activity_at;
            active_[station] = clock_.steady_now() - std::max(idle, Microseconds::zero());
        }
    }
}

Result<Answer> Sessions::scan(const StationId& station, const ScanRequest& request) {
    const auto configured = stations_.find(station);
    if (configured == stations_.end()) {
        return fail(ErrorKind::not_found, "station_unknown", "There is no station " + station.text() + ".");
    }
    // Asked before any lock is taken: the recorder has locks of its own.
    const std::vector<StationCamera> cameras = cameras_of(configured->second);
    Decided decided;
    {
        const std::scoped_lock lock(mutex_);
        watch_clock();
        auto stored = database_.try_write(
            [&](storage::Connection& connection) { return decide_and_store(connection, station, cameras, request); });
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        decided = *std::move(stored);
        if (decided.decision) {
            remember(decided.decision->changes);
            memories_[station] = decided.decision->next;
        }
    }
    if (decided.decision) {
        ports_.station_changed();
        if (!decided.decision->changes.empty()) {
            ports_.event_waiting();
        }
    }
    return decided.answer;
}

Result<Sessions::Decided> Sessions::decide_and_store(storage::Connection& connection, const StationId& station,
                                                     const std::vector<StationCamera>& cameras,
                                                     const ScanRequest& request) {
    const std::string code = kept(request.code);
    if (request.scan_id) {
        if (const auto before = find_scan(connection, *request.scan_id)) {
            if (before->station != station || before->code != code) {
                return fail(ErrorKind::conflict, "scan_id_reused",
                            "This scan_id was used for another reading. Every reading needs an id of its own.");
            }
            return Decided{before->answer, std::nullopt};
        }
    }
    const auto memory = memories_.find(station);
    const Scan scan{station, code, clock_.now(), SessionId(random_hex(kIdBytes)), idle_of(station)};
    Decision decision = decide(memory == memories_.end() ? StationMemory{} : memory->second, scan,
                               facts_of(connection, station, code), cameras, rules_);
    store(connection, decision.changes);
    const StoredScan stored{request.scan_id.value_or(random_hex(kIdBytes)),
                            station,
                            code,
                            request.source,
                            scan.at,
                            decision.answer,
                            subject_of(decision, station)};
    insert_scan(connection, stored);
    if (decision.answer.outcome == Outcome::duplicate) {
        save_repetition(connection, station, scan.at);
    } else {
        save_memory(connection, station, decision.next, stored.id);
    }
    const Answer answer = decision.answer;
    return Decided{answer, std::move(decision)};
}

OrderFacts Sessions::facts_of(storage::Connection& connection, const StationId& station,
                              const std::string& code) const {
    const Code parsed = parse_code(code);
    const auto* number = std::get_if<OrderNumber>(&parsed);
    if (number == nullptr) {
        return {};
    }
    OrderFacts facts;
    if (const auto order = find_order(connection, *number)) {
        facts.known = true;
        facts.cancelled = order->status == OrderStatus::cancelled;
    }
    facts.packed_before = was_packed(connection, *number);
    for (const auto& [other, memory] : memories_) {
        if (other != station && memory.session && memory.session->order == *number) {
            facts.elsewhere.push_back(*memory.session);
        }
    }
    return facts;
}

std::vector<StationCamera> Sessions::cameras_of(const Station& station) const {
    std::vector<StationCamera> cameras;
    for (const CameraId& camera : station.cameras) {
        cameras.push_back({camera, ports_.camera(camera).recording});
    }
    return cameras;
}

void Sessions::store(storage::Connection& connection, const std::vector<Change>& changes) const {
    const Timestamp now = clock_.now();
    for (const Change& change : changes) {
        save_session(connection, change.session);
        const bool over = change.type == EventType::session_ended || change.type == EventType::session_cancelled;
        append_event(connection, change.type, change.session,
                     over ? change.session.ended_at.value() - change.session.set_back : now, now);
    }
}

void Sessions::remember(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
        StationMemory& memory = memories_[change.session.station];
        if (change.session.ended_at) {
            memory.session.reset();
            continue;
        }
        const auto& known = memory.session;
        if (!known || known->id != change.session.id || known->last_activity_at != change.session.last_activity_at) {
            active_[change.session.station] = clock_.steady_now();
        }
        memory.session = change.session;
    }
}

Result<StationView> Sessions::view(const StationId& station) const {
    const auto configured = stations_.find(station);
    if (configured == stations_.end()) {
        return fail(ErrorKind::not_found, "station_unknown", "There is no station " + station.text() + ".");
    }
    StationView view{station, {}, {}, {}};
    for (const CameraId& camera : configured->second.cameras) {
        view.cameras.emplace_back(camera, ports_.camera(camera));
    }
    const std::scoped_lock lock(mutex_);
    if (const auto memory = memories_.find(station); memory != memories_.end()) {
        view.session = memory->second.session;
        view.last = memory->second.last;
    }
    return view;
}

void Sessions::camera_changed(const CameraId& camera, const CameraState& state) {
    if (!state.recording) {
        const std::scoped_lock lock(lost_mutex_);
        lost_cameras_.insert(camera);
    }
    ports_.station_changed();
}

// When the host's clock was set back, running sessions remember by how much: their own times run on. Call with mutex_
// held.
void Sessions::watch_clock() {
    const auto moved = host_.sample();
    if (!moved || *moved > Microseconds::zero()) {
        return;
    }
    // All in memory first: what cannot be stored now is stored with the session's next change.
    std::vector<Session> running;
    for (auto& [station, memory] : memories_) {
        if (memory.session) {
            memory.session->set_back -= *moved;
            running.push_back(*memory.session);
        }
    }
    database_.write([&](storage::Connection& connection) {
        for (const Session& session : running) {
            save_session(connection, session);
        }
    });
}

Microseconds Sessions::idle_of(const StationId& station) const {
    const auto since = active_.find(station);
    return since == active_.end() ? Microseconds::zero()
                                  : std::chrono::duration_cast<Microseconds>(clock_.steady_now() - since->second);
}

// Stores changes that no scan brought, and remembers them. Call with mutex_ held.
void Sessions::change(const std::vector<Change>& changes) {
    database_.write([&](storage::Connection& connection) { store(connection, changes); });
    remember(changes);
}

void Sessions::tell_refused_anew(Timestamp refused_before) {
    // Read first: there is nearly always nothing, and writers wait for each other.
    const std::vector<SessionId> ids =
        database_.read([&](storage::Connection& connection) { return refused_sessions(connection, refused_before); });
    if (ids.empty()) {
        return;
    }
    tell_anew(database_, ids, clock_);
    ports_.event_waiting();
}

}  // namespace shipwitness::capture
