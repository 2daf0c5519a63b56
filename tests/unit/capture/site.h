#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "capture/orders/orders.h"
#include "capture/outbox/outbox_queries.h"
#include "capture/schema/migrations.h"
#include "capture/sessions/sessions.h"
#include "storage/database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::capture {

/// A warehouse of two stations for tests: a real database, a clock to turn, cameras to switch. bench-1 is filmed by
/// "top" and "side", bench-2 by "far".
class Site {
  public:
    Site() : database_(folder_ / "capture.sqlite"), catalogue_(migrated(database_), folder_ / "footage") {
        for (const char* const camera : {"top", "side", "far"}) {
            cameras[CameraId(camera)] = CameraState{true, std::nullopt, clock.now()};
        }
        restart();
    }

    /// As when the process ends and starts anew on the same data.
    void restart() {
        sessions_ = std::make_unique<Sessions>(
            std::vector<Sessions::Station>{{StationId("bench-1"), {CameraId("top"), CameraId("side")}},
                                           {StationId("bench-2"), {CameraId("far")}}},
            rules, database_, catalogue_, clock,
            Sessions::Ports{[this](const CameraId& camera) { return cameras[camera]; }, [this] { ++changes; }});
    }

    Answer scan(const std::string& code, const std::string& station = "bench-1") {
        return sessions_->scan(StationId(station), {code, std::nullopt}).value();
    }
    StationView view(const std::string& station = "bench-1") { return sessions_->view(StationId(station)).value(); }

    /// What waits for web, in words: "session_started A".
    std::vector<std::string> told() {
        std::vector<std::string> words;
        for (const OutboxEvent& event : events()) {
            words.push_back(std::string(to_text(event.type)) + " " + session(event.session).order.text());
        }
        return words;
    }
    std::vector<OutboxEvent> events() {
        return database_.read([](storage::Connection& connection) { return waiting_events(connection, 1000); });
    }
    Session session(const SessionId& id) {
        return database_.read([&](storage::Connection& connection) { return find_session(connection, id); }).value();
    }
    void tell_order(const std::string& number, OrderStatus status = OrderStatus::open) {
        Orders(database_, clock).put(OrderNumber(number), status, std::nullopt);
    }

    Sessions& sessions() { return *sessions_; }
    storage::Database& database() { return database_; }
    Catalogue& catalogue() { return catalogue_; }

    test::ManualClock clock;
    SessionRules rules;
    std::map<CameraId, CameraState> cameras;
    int changes = 0;

  private:
    static storage::Database& migrated(storage::Database& database) {
        database.migrate(schema::migrations());
        return database;
    }

    test::TemporaryFolder folder_;
    storage::Database database_;
    Catalogue catalogue_;
    std::unique_ptr<Sessions> sessions_;
};

}  // namespace shipwitness::capture
