#include "web/server/capture_client/order_news.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/unit/web/fake_capture.h"
#include "tests/unit/web/order_samples.h"
#include "tests/unit/web/web_database.h"
#include "web/server/capture_client/order_news_queries.h"
#include "web/server/capture_client/order_teller.h"
#include "web/server/orders/order_queries.h"

namespace shipwitness::web {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class OrderNewsTest : public testing::Test {
  protected:
    void sites(const std::vector<std::string>& ids) {
        database_->write([&](storage::Connection& c) { set_sites(c, ids, clock_.now()); });
    }
    void save(const OrderData& order) {
        clock_.advance(Microseconds{1});
        const auto saved = database_->try_write(
            [&](storage::Connection& c) { return save_order(c, order, Missing::remove, clock_.now()); });
        ASSERT_TRUE(saved) << saved.error().detail;
    }
    JobOutcome tell(const std::string& site = "north") { return teller_.run(site, {}); }
    std::int64_t jobs_waiting() {
        return database_->read([](storage::Connection& c) {
            return c.query_one("select count(*) from jobs where state = 'waiting'")->integer(0);
        });
    }
    NewsCount count(const std::string& site = "north") {
        for (const auto& each : database_->read([](storage::Connection& c) { return count_news(c); })) {
            if (each.site == site) {
                return each;
            }
        }
        return {};
    }

    test::ManualClock clock_;
    WebDatabase database_;
    FakeCapture capture_{{"north", "south"}};
    OrderTeller teller_{*database_, clock_, capture_};
};

TEST_F(OrderNewsTest, EverySiteHearsOfAChangedOrderByOneJob) {
    sites({"north", "south"});
    save(an_order("SO-1"));
    save(an_order("SO-2"));
    EXPECT_EQ(jobs_waiting(), 2) << "one for each site, however many orders";
    EXPECT_EQ(tell("north").end, JobOutcome::End::done);
    EXPECT_THAT(capture_.told("north"), ElementsAre("SO-1 open 1", "SO-2 open 1"));
    EXPECT_THAT(capture_.told("south"), IsEmpty());
}

TEST_F(OrderNewsTest, TheSameOrderAgainIsNoNews) {
    sites({"north"});
    save(an_order("SO-1"));
    tell();
    save(an_order("SO-1"));
    tell();
    EXPECT_THAT(capture_.told("north"), ElementsAre("SO-1 open 1"));
}

TEST_F(OrderNewsTest, WhatCannotBeToldWaitsForTheNextAttempt) {
    sites({"north"});
    save(an_order("SO-1"));
    capture_.unreachable = true;
    EXPECT_EQ(tell().end, JobOutcome::End::again);
    EXPECT_EQ(count().waiting, 1);
    capture_.unreachable = false;
    EXPECT_EQ(tell().end, JobOutcome::End::done);
    EXPECT_EQ(count().waiting, 0);
}

TEST_F(OrderNewsTest, AChangeWhileItIsToldIsToldAgain) {
    sites({"north"});
    save(an_order("SO-1"));
    capture_.while_telling = [&] {
        capture_.while_telling = {};
        auto cancelled_order = an_order("SO-1");
        cancelled_order.status = OrderStatus::cancelled;
        save(cancelled_order);
    };
    EXPECT_EQ(tell().end, JobOutcome::End::done);
    EXPECT_THAT(capture_.told("north"), ElementsAre("SO-1 open 1", "SO-1 cancelled 1"));
}

TEST_F(OrderNewsTest, WhatASiteRefusesIsSetAsideAndHoldsUpNothing) {
    sites({"north"});
    save(an_order("SO-1"));
    save(an_order("SO-2"));
    capture_.refuses = "SO-1";
    EXPECT_EQ(tell().end, JobOutcome::End::done);
    EXPECT_THAT(capture_.told("north"), ElementsAre("SO-2 open 1"));
    EXPECT_EQ(count().refused, 1);
}

TEST_F(OrderNewsTest, ANewSiteHearsOfAllOpenOrders) {
    sites({"north"});
    auto done = an_order("SO-0");
    done.status = OrderStatus::cancelled;
    save(done);
    save(an_order("SO-1"));
    sites({"north", "south"});
    tell("south");
    EXPECT_THAT(capture_.told("south"), ElementsAre("SO-1 open 1"));
}

TEST_F(OrderNewsTest, ASiteThatHasLeftTheConfigurationIsForgotten) {
    sites({"north", "south"});
    save(an_order("SO-1"));
    sites({"north"});
    EXPECT_EQ(count("south").waiting, 0);
    save(an_order("SO-2"));
    tell("south");
    EXPECT_THAT(capture_.told("south"), IsEmpty());
}

}  // namespace
}  // namespace shipwitness::web
