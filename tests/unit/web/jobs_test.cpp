#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/database.h"
#include "tests/support/manual_clock.h"
#include "tests/unit/web/web_database.h"
#include "web/server/jobs/job_queries.h"
#include "web/server/jobs/runner.h"

namespace shipwitness::web {
namespace {

using namespace std::chrono_literals;

TEST(PauseAfter, DoublesUpToTheLongest) {
    const RetryPolicy policy{.first = 1s, .longest = 10s};
    EXPECT_EQ(pause_after(policy, 1), 1s);
    EXPECT_EQ(pause_after(policy, 2), 2s);
    EXPECT_EQ(pause_after(policy, 4), 8s);
    EXPECT_EQ(pause_after(policy, 5), 10s);
    EXPECT_EQ(pause_after(policy, 1'000'000), 10s);
}

class Jobs : public testing::Test {
  protected:
    void ask(const std::string& subject, const std::string& kind = "work") {
        database_->write([&](storage::Connection& c) { enqueue(c, {kind, subject}, clock_.now()); });
    }
    std::int64_t count(const std::string& state) {
        return database_->read([&](storage::Connection& c) {
            return c.query_one("select count(*) from jobs where state = $1", state)->integer(0);
        });
    }
    /// A runner whose one kind of job is done by `handler`.
    JobRunner runner(JobHandler handler, RetryPolicy retry = {}) {
        return JobRunner(*database_, clock_, {{"work", {.handler = std::move(handler), .retry = retry}}});
    }
    JobHandler writes_down(JobOutcome outcome = JobOutcome::done()) {
        return [this, outcome](const Job& job, const std::stop_token&) {
            done_.push_back(job.subject);
            return outcome;
        };
    }

    test::ManualClock clock_;
    WebDatabase database_;
    std::vector<std::string> done_;
};

TEST_F(Jobs, AreDoneOnceOldestFirst) {
    auto works = runner(writes_down());
    ask("a");
    clock_.advance(1us);
    ask("b");
    while (works.run_one(JobLane::prompt)) {
    }
    EXPECT_EQ(done_, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(count("done"), 2);
}

TEST_F(Jobs, AskedForTwiceWhileWaitingAreOne) {
    auto works = runner(writes_down());
    ask("a");
    ask("a");
    while (works.run_one(JobLane::prompt)) {
    }
    EXPECT_EQ(done_, (std::vector<std::string>{"a"}));
}

TEST_F(Jobs, AskedForAgainWhileRunningRunAgainAfterwards) {
    auto works = runner([this](const Job& job, const std::stop_token&) {
        done_.push_back(job.subject);
        if (done_.size() == 1) {
            ask("a");
            database_->write([&](storage::Connection& c) {
                EXPECT_FALSE(take_due(c, {"work"}, clock_.now())) << "two attempts for one subject at once";
            });
        }
        return JobOutcome::done();
    });
    ask("a");
    while (works.run_one(JobLane::prompt)) {
    }
    EXPECT_EQ(done_.size(), 2U);
}

TEST_F(Jobs, AreTriedAgainAfterTheirPause) {
    auto works = runner(writes_down(JobOutcome::again("no line")), {.first = 10s, .longest = 1min});
    ask("a");
    EXPECT_TRUE(works.run_one(JobLane::prompt));
    EXPECT_FALSE(works.run_one(JobLane::prompt));
    clock_.advance(9s);
    EXPECT_FALSE(works.run_one(JobLane::prompt));
    clock_.advance(1s);
    EXPECT_TRUE(works.run_one(JobLane::prompt));
    clock_.advance(10s);
    EXPECT_FALSE(works.run_one(JobLane::prompt)) << "the second pause is longer";
    EXPECT_EQ(count("waiting"), 1);
}

TEST_F(Jobs, ThatThrowAreTriedAgain) {
    auto works =
        runner([](const Job&, const std::stop_token&) -> JobOutcome { throw std::runtime_error("disk gone"); });
    ask("a");
    EXPECT_TRUE(works.run_one(JobLane::prompt));
    database_->read([&](storage::Connection& c) {
        const auto row = c.query_one("select state, words from jobs");
        EXPECT_EQ(row->text(0), "waiting");
        EXPECT_EQ(row->text(1), "disk gone");
    });
}

TEST_F(Jobs, AreGivenUpAfterTheLastAttemptAndSomebodyIsTold) {
    std::vector<std::string> told;
    JobRunner works(*database_, clock_,
                    {{"work",
                      {.handler = writes_down(JobOutcome::again("no line")),
                       .retry = {.first = 1s, .longest = 1s, .attempts = 2},
                       .given_up = [&](storage::Connection&, const Job& job, const std::string& words) {
                           told.push_back(job.subject + ": " + words);
                       }}}});
    ask("a");
    works.run_one(JobLane::prompt);
    EXPECT_TRUE(told.empty());
    clock_.advance(1s);
    works.run_one(JobLane::prompt);
    EXPECT_EQ(told, (std::vector<std::string>{"a: no line"}));
    EXPECT_EQ(count("dead"), 1);
    clock_.advance(24h);
    EXPECT_FALSE(works.run_one(JobLane::prompt));
}

// A disk that was full for the moment in which a job ended left it "running", and its subject's next ones waiting for a
// restart.
TEST_F(Jobs, AreSettledAsSoonAsTheDiskTakesItAgain) {
    int refusals = 0;
    JobRunner works(*database_, clock_,
                    {{"work",
                      {.handler = writes_down(JobOutcome::hopeless("no")),
                       .given_up = [&](storage::Connection&, const Job&, const std::string&) {
                           if (++refusals < 3) {
                               throw storage::StorageError(storage::StorageError::Kind::full, "the disk is full");
                           }
                       }}}});
    ask("a");
    EXPECT_TRUE(works.run_one(JobLane::prompt));
    EXPECT_EQ(refusals, 3);
    EXPECT_EQ(count("dead"), 1);
    EXPECT_EQ(done_, (std::vector<std::string>{"a"})) << "the work itself is done once";
}

TEST_F(Jobs, WithoutHopeAreGivenUpAtOnce) {
    auto works = runner(writes_down(JobOutcome::hopeless("gone for good")));
    ask("a");
    works.run_one(JobLane::prompt);
    EXPECT_EQ(count("dead"), 1);
}

TEST_F(Jobs, OfAnUnknownKindStayAsTheyAreAndHoldUpNobody) {
    auto works = runner(writes_down());
    ask("a", "from_a_newer_version");
    clock_.advance(1us);
    ask("b");
    while (works.run_one(JobLane::prompt)) {
    }
    EXPECT_EQ(done_, (std::vector<std::string>{"b"}));
    EXPECT_EQ(count("waiting"), 1);
}

TEST_F(Jobs, OfOneLaneDoNotWaitForTheOther) {
    JobRunner works(
        *database_, clock_,
        {{"work", {.handler = writes_down()}}, {"film", {.handler = writes_down(), .lane = JobLane::lengthy}}});
    ask("long", "film");
    clock_.advance(1us);
    ask("short");
    EXPECT_TRUE(works.run_one(JobLane::prompt));
    EXPECT_FALSE(works.run_one(JobLane::prompt));
    EXPECT_EQ(done_, (std::vector<std::string>{"short"}));
}

TEST_F(Jobs, InterruptedByTheEndOfTheProgramRunAtTheNextStart) {
    ask("a");
    database_->write([&](storage::Connection& c) { ASSERT_TRUE(take_due(c, {"work"}, clock_.now())); });
    ASSERT_EQ(count("running"), 1);
    auto works = runner(writes_down());  // the next start
    EXPECT_TRUE(works.run_one(JobLane::prompt));
    EXPECT_EQ(done_, (std::vector<std::string>{"a"}));
    database_->read([&](storage::Connection& c) {
        EXPECT_EQ(c.query_one("select attempts from jobs")->integer(0), 1) << "an interrupted attempt is no failure";
    });
}

TEST_F(Jobs, CutShortByStoppingAreRecoveredNotCountedAsFailed) {
    std::stop_source stop;
    auto works = runner([&](const Job&, const std::stop_token&) {
        stop.request_stop();
        return JobOutcome::again("cut short");
    });
    ask("a");
    works.run_one(JobLane::prompt, stop.get_token());
    EXPECT_EQ(count("running"), 1);
}

TEST_F(Jobs, AreDoneByTheThreadsWhenWoken) {
    std::mutex mutex;
    std::condition_variable done;
    bool ran = false;
    auto works = runner([&](const Job&, const std::stop_token&) {
        const std::scoped_lock lock(mutex);
        ran = true;
        done.notify_all();
        return JobOutcome::done();
    });
    works.start({{JobLane::prompt, 2}});
    ask("a");
    works.wake();
    std::unique_lock lock(mutex);
    EXPECT_TRUE(done.wait_for(lock, 30s, [&] { return ran; }));
}

TEST_F(Jobs, TellWhatWaitsAndWhatIsDead) {
    auto works = runner(writes_down(JobOutcome::hopeless("no")));
    ask("a");
    works.run_one(JobLane::prompt);
    ask("b");
    const auto counts = database_->read([](storage::Connection& c) { return count_jobs(c); });
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(word_of(counts[0].state), "dead");
    EXPECT_EQ(word_of(counts[1].state), "waiting");
}

TEST_F(Jobs, DoneLongAgoAreForgottenDeadOnesAreKept) {
    auto works = runner([&](const Job& job, const std::stop_token&) {
        return job.subject == "bad" ? JobOutcome::hopeless("no") : JobOutcome::done();
    });
    ask("good");
    ask("bad");
    while (works.run_one(JobLane::prompt)) {
    }
    clock_.advance(24h);
    EXPECT_EQ(database_->write([&](storage::Connection& c) { return forget_done(c, clock_.now()); }), 1);
    EXPECT_EQ(count("dead"), 1);
}

}  // namespace
}  // namespace shipwitness::web
