#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "core/clock.h"
#include "http/server.h"
#include "mail/sender.h"
#include "web/server/app/app.h"
#include "web/server/capture_client/capture_client.h"
#include "web/server/capture_client/order_teller.h"
#include "web/server/jobs/runner.h"
#include "web/server/letters/templates.h"
#include "web/server/responsibility/cause_table.h"
#include "web/server/videos/expiry.h"
#include "web/server/videos/fetcher.h"

namespace shipwitness::web {

/// Opens or creates the database under the data folder and brings its tables up to date. Throws StorageError.
[[nodiscard]] std::unique_ptr<storage::Database> open_database(const std::filesystem::path& data_folder);

/// The whole service: database, jobs, housekeeping and HTTP. Serves as soon as it is made; stops when it is destroyed.
class Service {
  public:
    /// Throws StorageError, or std::runtime_error when the address cannot be listened on.
    Service(Settings settings, Templates templates, CauseTable causes, const Clock& clock);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

  private:
    std::map<std::string, JobKind> job_kinds();
    void wake_jobs();
    void keep_house(const std::stop_token& stop);

    // In the order in which they need each other.
    Settings settings_;
    Templates templates_;
    const Clock& clock_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<mail::Sender> sender_;
    CaptureClient capture_;
    CauseTables causes_;
    App app_;
    OrderTeller teller_;
    VideoFetcher fetcher_;
    VideoExpiry expiry_;
    std::unique_ptr<JobRunner> jobs_;
    /// Whom to wake; none while there is no runner. Jobs themselves ask for jobs, also while the runner is being
    /// stopped: then it still waits for them, so the pointer that they read is good.
    std::atomic<JobRunner*> awake_{nullptr};
    std::unique_ptr<http::Server> server_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread housekeeper_;
};

/// What is thrown away when its time is over: sessions, codes, counters, kept answers, pictures that nothing uses, jobs
/// done long ago.
void keep_house_once(const App& app);

}  // namespace shipwitness::web
