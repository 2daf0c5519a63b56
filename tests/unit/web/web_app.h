#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/json.h"
#include "http/message.h"
#include "http/routes.h"
#include "mail/sender.h"
#include "tests/support/manual_clock.h"
#include "tests/unit/web/fake_capture.h"
#include "tests/unit/web/web_database.h"
#include "web/server/app/app.h"
#include "web/server/jobs/runner.h"
#include "web/server/letters/templates.h"
#include "web/server/packing/session.h"
#include "web/server/responsibility/cause_table.h"
#include "web/server/videos/expiry.h"
#include "web/server/videos/fetcher.h"

namespace shipwitness::web {

/// What was answered, with its body as JSON when it is.
struct Answered {
    int status = 0;
    http::Headers headers;
    std::string text;
    http::Json json;

    [[nodiscard]] std::string code() const { return json.is_object() ? json.value("code", "") : ""; }
    [[nodiscard]] std::string etag() const { return headers.get("ETag").value_or(""); }
};

/// Somebody with a browser: a session's cookie and CSRF token.
class Visitor {
  public:
    Visitor(const http::Routes& routes, std::string cookie, std::string csrf)
        : routes_(routes), cookie_(std::move(cookie)), csrf_(std::move(csrf)) {}

    Answered get(const std::string& path, const std::map<std::string, std::string>& query = {});
    Answered post(const std::string& path, const http::Json& body = http::Json::object(),
                  const std::map<std::string, std::string>& headers = {});
    Answered put(const std::string& path, const http::Json& body,
                 const std::map<std::string, std::string>& headers = {});
    Answered send(http::Request request);
    /// Runs an endless answer until `write` has enough. Throws when the answer is none.
    void stream(http::Request request, const http::StreamWriter& write);

    std::string& csrf() { return csrf_; }

  private:
    [[nodiscard]] http::Request mine(http::Request request) const;

    const http::Routes& routes_;
    std::string cookie_;
    std::string csrf_;
};

/// The whole web service without its sockets and threads: real database, routes, rules and letters; capture is a fake,
/// the clock is the test's, jobs run when the test says.
class WebApp {
  public:
    /// The site "north" with token "north-site-token".
    explicit WebApp(VideoApproval approval = VideoApproval::automatic);

    [[nodiscard]] Visitor agent(const std::string& name = "Olga");
    [[nodiscard]] Visitor manager(const std::string& name = "Maria");
    [[nodiscard]] Visitor buyer(const std::string& order = "SO-1");
    /// A request with that bearer token, or none.
    Answered post_with_token(const std::string& path, const http::Json& body, const std::string& token);

    void save(const std::string& order);
    /// As if its site had told.
    void pack(const PackingSession& session);
    /// The buyer of the order files a claim about its one line; the claim's number.
    std::string file_claim(const std::string& order = "SO-1", const std::string& kind = "content");
    /// Does all jobs that are due, on this thread.
    void run_jobs();

    [[nodiscard]] storage::Database& database() { return *database_; }
    [[nodiscard]] std::filesystem::path data_folder() const { return database_.folder().path(); }
    std::int64_t count(const std::string& sql);

    test::ManualClock clock;
    FakeCapture capture{{"north"}};

  private:
    Visitor staff(const std::string& name, Role role);
    [[nodiscard]] Settings settings_for(VideoApproval approval) const;

    WebDatabase database_;
    Settings settings_;
    Templates templates_;
    CauseTables causes_;
    App app_;
    std::unique_ptr<mail::Sender> sender_;
    VideoFetcher fetcher_;
    VideoExpiry expiry_;
    JobRunner jobs_;
    http::Routes routes_;
    std::int64_t sequence_ = 0;
};

}  // namespace shipwitness::web
