#include "capture/outbox/outbox.h"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capture/schema/migrations.h"
#include "capture/sessions/sessions.h"
#include "tests/integration/capture/receiving_web.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::capture {
namespace {

using std::chrono::milliseconds;
using test::ReceivingWeb;
using testing::ElementsAre;

http::Response problem_of(ErrorKind kind) {
    return http::problem({kind, "no", "No."});
}

/// A warehouse with one station and a running outbox; a real database, a real line.
class OutboxDelivery : public testing::Test {
  protected:
    OutboxDelivery() {
        database_.migrate(schema::migrations());
        config_.site = "warehouse-1";
        config_.url = web_.url();
        config_.token = "site-token-0000001";
        config_.first_retry = milliseconds{20};
        config_.longest_retry = milliseconds{200};
        config_.look_every = milliseconds{100};
        config_.timeout = milliseconds{10'000};
        sessions_ =
            std::make_unique<Sessions>(std::vector<Sessions::Station>{{StationId("bench-1"), {CameraId("top")}}},
                                       SessionRules{}, database_, catalogue_, clock_,
                                       Sessions::Ports{[](const CameraId&) {
                                                           return CameraState{true, {}, {}};
                                                       },
                                                       [] {},
                                                       [this] {
                                                           if (outbox_) {
                                                               outbox_->notify();
                                                           }
                                                       }});
    }
    ~OutboxDelivery() override { outbox_.reset(); }

    void start() {
        outbox_ =
            std::make_unique<Outbox>(config_, database_, clock_,
                                     Outbox::Ports{[this](Timestamp before) { sessions_->tell_refused_anew(before); }});
        outbox_->start();
    }
    void stop() { outbox_.reset(); }
    void scan(const std::string& code) { ASSERT_TRUE(sessions_->scan(StationId("bench-1"), {code, std::nullopt})); }
    bool web_has(std::size_t count) {
        return web_.wait_for([&](const auto& events) { return events.size() >= count; });
    }
    /// Nothing waits in the outbox any more.
    bool drained() {
        return eventually([&] { return counts().waiting == 0; });
    }
    OutboxCounts counts() {
        return database_.read([](storage::Connection& connection) { return count_events(connection); });
    }
    static bool eventually(const std::function<bool()>& condition) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (!condition()) {
            if (std::chrono::steady_clock::now() > deadline) {
                return false;
            }
            std::this_thread::sleep_for(milliseconds{10});
        }
        return true;
    }
    std::vector<std::string> orders_told() {
        std::vector<std::string> orders;
        for (const auto& event : web_.events()) {
            orders.push_back(event["session"]["order"].get<std::string>());
        }
        return orders;
    }

    test::TemporaryFolder folder_;
    SystemClock clock_;
    storage::Database database_{folder_ / "capture.sqlite"};
    Catalogue catalogue_{database_, folder_ / "footage"};
    ReceivingWeb web_;
    OutboxConfig config_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<Sessions> sessions_;
};

TEST_F(OutboxDelivery, TellsWebInOrderWithTheSiteToken) {
    start();
    scan("A");
    scan("B");
    scan("END");
    ASSERT_TRUE(web_has(4));
    EXPECT_THAT(web_.types(), ElementsAre("session_started", "session_ended", "session_started", "session_ended"));
    EXPECT_THAT(orders_told(), ElementsAre("A", "A", "B", "B"));
    EXPECT_EQ(web_.last_token(), "site-token-0000001");
    EXPECT_TRUE(drained());
    EXPECT_TRUE(outbox_->web_reachable());
    EXPECT_TRUE(eventually([&] { return outbox_->status().delivered == 4; }));
}

TEST_F(OutboxDelivery, WaitsForAWebThatIsAwayAndThenDeliversOnce) {
    web_.stop();
    start();
    scan("A");
    scan("END");
    ASSERT_TRUE(eventually([&] { return outbox_->status().failures >= 3; }));
    EXPECT_FALSE(outbox_->web_reachable());
    EXPECT_EQ(counts().waiting, 2);
    web_.start();
    ASSERT_TRUE(web_has(2));
    EXPECT_TRUE(drained());
    EXPECT_EQ(web_.repeated(), 0);
    EXPECT_TRUE(outbox_->web_reachable());
}

TEST_F(OutboxDelivery, RepeatsWhatWasTakenButNotConfirmed) {
    web_.lose_answers(2);
    start();
    scan("A");
    scan("END");
    ASSERT_TRUE(web_has(2));
    ASSERT_TRUE(drained());
    EXPECT_THAT(web_.types(), ElementsAre("session_started", "session_ended"));
    EXPECT_GE(web_.repeated(), 1);
}

TEST_F(OutboxDelivery, SurvivesItsOwnRestart) {
    web_.stop();
    start();
    scan("A");
    stop();
    scan("END");
    web_.start();
    start();
    ASSERT_TRUE(web_has(2));
    EXPECT_TRUE(drained());
    EXPECT_EQ(web_.repeated(), 0);
}

TEST_F(OutboxDelivery, DeliversALongQueueInBatches) {
    for (int i = 0; i < 60; ++i) {
        scan("order-" + std::to_string(i));
    }
    start();
    ASSERT_TRUE(web_has(119));
    EXPECT_TRUE(drained());
    EXPECT_LT(web_.deliveries(), 10);
}

TEST_F(OutboxDelivery, OneRefusedEventDoesNotHoldUpTheOthers) {
    web_.refuse([](const http::Json& event) -> std::optional<http::Response> {
        if (event["session"]["order"] == "B") {
            return problem_of(ErrorKind::invalid);
        }
        return std::nullopt;
    });
    for (const char* const code : {"A", "B", "C", "END"}) {
        scan(code);
    }
    start();
    ASSERT_TRUE(web_has(4));
    ASSERT_TRUE(eventually([&] { return counts().refused == 2 && counts().waiting == 0; }));
    EXPECT_THAT(orders_told(), ElementsAre("A", "A", "C", "C"));
    EXPECT_TRUE(outbox_->web_reachable()) << "web answers; it is only this event that it does not take";
}

TEST_F(OutboxDelivery, RefusedSessionIsToldAnewUntilItIsTaken) {
    config_.refused_retry = milliseconds{100};
    web_.refuse([](const http::Json&) { return std::optional(problem_of(ErrorKind::conflict)); });
    scan("A");
    scan("END");
    start();
    ASSERT_TRUE(web_.wait_for_deliveries(8)) << "it tries again and again";
    web_.refuse({});
    ASSERT_TRUE(web_has(1));
    EXPECT_TRUE(eventually([&] { return counts().refused == 0 && counts().waiting == 0; }));
    const auto told = web_.events().back();
    EXPECT_EQ(told["session"]["order"], "A");
    EXPECT_EQ(told["session"]["end_reason"], "end_code") << "the whole session as it is now";
}

TEST_F(OutboxDelivery, UnknownTokenIsRetriedAndNothingIsSetAside) {
    web_.refuse([](const http::Json&) { return std::optional(problem_of(ErrorKind::unauthenticated)); });
    scan("A");
    start();
    ASSERT_TRUE(web_.wait_for_deliveries(3));
    EXPECT_FALSE(outbox_->web_reachable());
    EXPECT_EQ(counts().refused, 0);
    web_.refuse({});
    EXPECT_TRUE(web_has(1));
    EXPECT_TRUE(drained());
}

TEST_F(OutboxDelivery, DatabaseOlderThanWebsMemoryIsToldAllTheSame) {
    // A backup was restored and the host's clock stood in the past: web has seen higher sequences than ours.
    start();
    scan("A");
    ASSERT_TRUE(web_has(1));
    ASSERT_TRUE(drained());
    stop();
    database_.write([](storage::Connection& connection) {
        connection.execute("update outbox_sequence set last_sequence = $1 where only_row = 1", 5);
    });
    scan("END");
    database_.write([](storage::Connection& connection) {
        connection.execute("update outbox set sequence = $1", 6);
        connection.execute("update outbox_sequence set last_sequence = $1 where only_row = 1", 6);
    });
    start();
    ASSERT_TRUE(web_has(2));
    EXPECT_EQ(web_.events().back()["session"]["end_reason"], "end_code");
    EXPECT_TRUE(eventually([&] { return counts().refused == 0 && counts().waiting == 0; }));
}

TEST_F(OutboxDelivery, NoticesThatWebHasGoneAndComeBackWithNothingToDeliver) {
    start();
    ASSERT_TRUE(eventually([&] { return outbox_->web_reachable(); }));
    web_.stop();
    ASSERT_TRUE(eventually([&] { return !outbox_->web_reachable(); }));
    web_.start();
    EXPECT_TRUE(eventually([&] { return outbox_->web_reachable(); }));
}

}  // namespace
}  // namespace shipwitness::capture
