#include "web/server/desk/live_routes.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "web/server/auth/guard.h"
#include "web/server/desk/queue_queries.h"

namespace shipwitness::web {
namespace {

/// The newest event is looked up in the database, not told by whoever wrote it: another process may have.
constexpr std::chrono::milliseconds kLookEvery{500};
/// Then the page comes again, and its session is looked at anew.
constexpr int kMostLooks = 600;

/// Each stream holds a thread of the server: some must be left for everything else.
class Seats {
  public:
    explicit Seats(int most) : most_(most) {}

    /// A seat until the last copy of it goes; none when all are taken.
    [[nodiscard]] static std::shared_ptr<const void> take(const std::shared_ptr<Seats>& seats) {
        if (seats->taken_.fetch_add(1) >= seats->most_) {
            seats->taken_.fetch_sub(1);
            return nullptr;
        }
        return {seats.get(), [seats](const void*) { seats->taken_.fetch_sub(1); }};
    }

  private:
    int most_;
    std::atomic<int> taken_{0};
};

void stream_changes(const App& app, const std::optional<ClaimId>& claim, const http::StreamWriter& write) {
    std::optional<std::int64_t> told;
    for (int look = 0; look < kMostLooks; ++look) {
        const auto newest =
            app.database.read([&](storage::Connection& connection) { return newest_event(connection, claim); });
        // A comment, when nothing is new, tells both sides that the line is there.
        const auto text = newest == told ? std::string(":\n\n")
                                         : "event: changed\ndata: {\"version\":" + std::to_string(newest) + "}\n\n";
        if (!write(text)) {
            return;
        }
        told = newest;
        std::this_thread::sleep_for(kLookEvery);
    }
}

Result<http::Response> changes(const App& app, const std::shared_ptr<Seats>& seats, const http::Request& request) {
    std::optional<ClaimId> claim;
    if (const auto number = request.query_value("claim")) {
        claim = ClaimId(*number);
    }
    auto seat = Seats::take(seats);
    if (!seat) {
        return fail(ErrorKind::unavailable, "overloaded", "Too many pages listen already; ask from time to time.");
    }
    http::Response response;
    response.headers.set("Content-Type", "text/event-stream");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Accel-Buffering", "no");
    response.body =
        http::Streamer([&app, claim, seat](const http::StreamWriter& write) { stream_changes(app, claim, write); });
    return response;
}

}  // namespace

void add_live_routes(http::Routes& routes, App& app) {
    const auto seats = std::make_shared<Seats>(std::max(1, app.settings.http.listener.threads / 2));
    routes.add(http::Method::get, "/api/v1/desk/changes",
               for_staff(app, Role::agent, [&app, seats](const http::Request& request, const Staff&) {
                   return changes(app, seats, request);
               }));
}

}  // namespace shipwitness::web
