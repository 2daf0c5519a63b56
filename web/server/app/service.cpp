#include "web/server/app/service.h"

#include <chrono>
#include <utility>
#include <vector>

#include "core/log.h"
#include "generated/web_schema.h"
#include "web/server/app/once.h"
#include "web/server/app/pages.h"
#include "web/server/auth/buyer_sign_in.h"
#include "web/server/auth/people_queries.h"
#include "web/server/auth/rate.h"
#include "web/server/auth/sign_in_queries.h"
#include "web/server/auth/staff_sign_in.h"
#include "web/server/capture_client/order_news.h"
#include "web/server/jobs/job_queries.h"
#include "web/server/letters/mailing.h"
#include "web/server/pictures/picture_routes.h"
#include "web/server/videos/requests.h"

namespace shipwitness::web {

namespace {

constexpr auto kHousekeeping = std::chrono::minutes{10};
constexpr auto kDoneJobsKept = std::chrono::hours{24 * 7};
// A warehouse that cannot be reached for half a day: the buyer is told, and may ask again.
constexpr RetryPolicy kFetchRetry{std::chrono::seconds{2}, std::chrono::minutes{10}, 80};
const std::map<JobLane, std::size_t> kJobThreads = {{JobLane::prompt, 2}, {JobLane::bulk, 1}, {JobLane::lengthy, 2}};

void tell_sites(storage::Database& database, const std::vector<SiteSettings>& sites, Timestamp now) {
    std::vector<std::string> ids;
    ids.reserve(sites.size());
    for (const SiteSettings& site : sites) {
        ids.push_back(site.id);
    }
    database.write([&](storage::Connection& connection) { set_sites(connection, ids, now); });
}

/// People of the demonstration who are there keep what they have: changing a password must survive a restart.
void make_people(storage::Database& database, const DemonstrationSettings& settings, Timestamp now) {
    for (const DemonstrationPerson& person : settings.people) {
        const bool known = database.read(
            [&](storage::Connection& connection) { return find_person(connection, person.email).has_value(); });
        if (settings.on && !known) {
            save_staff(database, person.email, person.name, person.role, person.language, person.password, now);
        }
    }
}

http::ServerConfig server_config(const HttpSettings& settings) {
    http::ServerConfig config;
    config.address = settings.listener.address;
    config.port = settings.listener.port;
    config.threads = settings.listener.threads;
    return config;
}

}  // namespace

std::unique_ptr<storage::Database> open_database(const std::filesystem::path& data_folder) {
    std::vector<std::pair<std::string_view, std::string_view>> files;
    for (const auto& file : schema::embedded_files()) {
        files.emplace_back(file.name, file.bytes);
    }
    auto database = std::make_unique<storage::Database>(data_folder / "web.sqlite");
    database->migrate(storage::migrations_from(files));
    return database;
}

void keep_house_once(const App& app) {
    const Timestamp now = app.clock.now();
    app.database.write([&](storage::Connection& connection) {
        remove_expired_sessions(connection, now);
        remove_old_sign_in_letters(connection, now - std::chrono::hours{24});
        forget_old_counters(connection, now);
        forget_answers(connection, now);
        forget_done(connection, now - kDoneJobsKept);
    });
    remove_unused_pictures(app);
}

Service::Service(Settings settings, Templates templates, CauseTable causes, const Clock& clock)
    : settings_(std::move(settings)),
      templates_(std::move(templates)),
      clock_(clock),
      database_(open_database(settings_.data_folder)),
      sender_(make_sender(settings_)),
      capture_(settings_.sites),
      causes_(std::move(causes), settings_.cause_table, clock_),
      app_{*database_, clock_, settings_, templates_, [this] { wake_jobs(); }, &causes_},
      teller_(*database_, clock_, capture_),
      fetcher_(app_, capture_),
      expiry_(app_) {
    tell_sites(*database_, settings_.sites, clock_.now());
    make_people(*database_, settings_.demonstration, clock_.now());
    set_lost_pictures_aside(app_);
    jobs_ = std::make_unique<JobRunner>(*database_, clock_, job_kinds());
    awake_ = jobs_.get();
    auto routes = std::make_shared<http::Routes>();
    add_api_routes(*routes, app_);
    add_page_routes(*routes, app_);
    server_ = std::make_unique<http::Server>(server_config(settings_.http), routes);
    jobs_->start(kJobThreads);
    housekeeper_ = std::jthread([this](const std::stop_token& stop) { keep_house(stop); });
}

Service::~Service() {
    housekeeper_.request_stop();
    server_.reset();
    awake_ = nullptr;
    jobs_.reset();
}

void Service::wake_jobs() {
    if (JobRunner* jobs = awake_) {
        jobs->wake();
    }
}

std::map<std::string, JobKind> Service::job_kinds() {
    std::map<std::string, JobKind> kinds;
    kinds[kSignInJob] = sign_in_jobs(app_);
    kinds[kSendLetterJob] = letter_jobs(app_, *sender_);
    kinds[kTellCaptureJob] = {
        .handler = [this](const Job& job, const std::stop_token& stop) { return teller_.run(job.subject, stop); },
        .lane = JobLane::bulk};
    kinds[kFetchVideoJob] = {
        .handler = [this](const Job& job, const std::stop_token& stop) { return fetcher_.run(job.subject, stop); },
        .retry = kFetchRetry,
        .lane = JobLane::lengthy,
        .given_up = [this](storage::Connection& connection, const Job& job,
                           const std::string&) { fetcher_.give_up(connection, job.subject); }};
    kinds[kExpireVideoJob] = {
        .handler = [this](const Job& job, const std::stop_token&) { return expiry_.run(job.subject); }};
    return kinds;
}

void Service::keep_house(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            keep_house_once(app_);
        } catch (const std::exception& error) {
            log_error(std::string("housekeeping: ") + error.what());
        }
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, stop, kHousekeeping, [] { return false; });
    }
}

}  // namespace shipwitness::web
