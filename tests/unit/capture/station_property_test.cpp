#include <map>
#include <random>

#include <gtest/gtest.h>

#include "capture/sessions/decide.h"

// Whatever packers scan and whatever the clock does: never two open sessions at a station, every session that began is
// ended or open, and times are in order.

namespace shipwitness::capture {
namespace {

constexpr int kSteps = 400;
constexpr unsigned kSequences = 40;
const char* const kCodes[] = {"A",    "B",       "C", "END",  "SW:END", "CANCEL", "START",
                              "NOTE", "SW:NOPE", "",  "\x01", "A",      "B"};

class RandomStation {
  public:
    explicit RandomStation(unsigned seed) : random_(seed) {}

    void step() {
        switch (pick(20)) {
            case 0:
                restart();
                break;
            case 1:
                idle();
                break;
            case 2:
                lose_camera();
                break;
            case 3:
                now_ -= std::chrono::seconds{pick(7200)};
                break;  // somebody sets the clock
            default:
                scan();
                break;
        }
        now_ += Microseconds{pick(90'000'000)};
    }

    void finish() {
        now_ += std::chrono::hours{1000};
        idle();
        for (const auto& [id, session] : sessions_) {
            EXPECT_TRUE(session.ended_at.has_value()) << id;
        }
        EXPECT_FALSE(memory_.session.has_value());
    }

  private:
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

    void scan() {
        const Scan scan{StationId("bench"), kCodes[pick(std::size(kCodes))], now_,
                        SessionId("session-" + std::to_string(next_id_++)), idle_time()};
        const OrderFacts facts{pick(2) == 0, pick(9) == 0, pick(3) == 0, {}};
        const Decision decision = decide(memory_, scan, facts, {{CameraId("top"), pick(4) != 0}}, rules_);
        for (const Change& change : decision.changes) {
            apply(change);
        }
        memory_ = decision.next;
        check();
    }

    void restart() {
        if (memory_.session) {
            without_scan(decide_restart(*memory_.session, now_, rules_));
        }
    }
    void idle() {
        if (memory_.session) {
            without_scan(decide_idle(*memory_.session, now_, idle_time(), rules_));
        }
    }
    [[nodiscard]] Microseconds idle_time() const {
        return memory_.session ? now_ - memory_.session->last_activity_at : Microseconds::zero();
    }
    void lose_camera() {
        if (memory_.session) {
            without_scan(decide_camera_down(*memory_.session, now_));
        }
    }

    void without_scan(const std::optional<Change>& change) {
        if (!change) {
            return;
        }
        apply(*change);
        memory_.session = change->session.ended_at ? std::nullopt : std::optional(change->session);
        check();
    }

    void apply(const Change& change) {
        const Session& session = change.session;
        const auto known = sessions_.find(session.id.text());
        ASSERT_EQ(known == sessions_.end(), change.type == EventType::session_started);
        if (known != sessions_.end()) {
            ASSERT_FALSE(known->second.ended_at.has_value()) << "an ended session changed";
            ASSERT_EQ(known->second.started_at, session.started_at);
            ASSERT_LE(known->second.marks.size(), session.marks.size());
        }
        ASSERT_EQ(session.ended_at.has_value(), session.end_reason.has_value());
        ASSERT_LE(session.started_at, session.last_activity_at);
        for (const SessionCamera& camera : session.cameras) {
            ASSERT_EQ(camera.to.has_value(), session.ended_at.has_value());
            ASSERT_LT(camera.from, camera.to.value_or(Timestamp::max()));
        }
        if (session.ended_at) {
            ASSERT_LE(session.last_activity_at, *session.ended_at);
        }
        sessions_[session.id.text()] = session;
    }

    void check() {
        int open = 0;
        for (const auto& [id, session] : sessions_) {
            if (!session.ended_at) {
                ++open;
                ASSERT_TRUE(memory_.session.has_value());
                ASSERT_EQ(*memory_.session, session) << "memory and what was told differ";
            }
        }
        ASSERT_LE(open, 1);
        ASSERT_EQ(open == 1, memory_.session.has_value());
    }

    std::mt19937 random_;
    const SessionRules rules_{};
    Timestamp now_ = from_us(1'760'000'000'000'000);
    StationMemory memory_;
    std::map<std::string, Session> sessions_;
    int next_id_ = 0;
};

TEST(AnySequenceOfScans, KeepsOneSessionAtATimeAndEndsThemAll) {
    for (unsigned seed = 0; seed < kSequences && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomStation station(seed);
        for (int step = 0; step < kSteps && !testing::Test::HasFailure(); ++step) {
            station.step();
        }
        station.finish();
    }
}

}  // namespace
}  // namespace shipwitness::capture
