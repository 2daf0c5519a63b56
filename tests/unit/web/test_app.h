#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/json.h"
#include "http/routes.h"
#include "mail/sender.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "web/server/app/app.h"
#include "web/server/letters/templates.h"
#include "web/server/responsibility/cause_table.h"

namespace shipwitness::web {

/// Takes letters into a list, or refuses them.
class FakeSender final : public mail::Sender {
  public:
    Result<void> send(const mail::Letter& letter) override;

    std::vector<mail::Letter> sent;
    std::optional<Error> refusal;  ///< every letter fails with it
};

/// A signed-in browser: its cookie, and the token against forged requests.
struct TestBrowser {
    std::string cookie;
    std::string csrf_token;
};

/// One request as tests write it.
struct TestCall {
    http::Method method = http::Method::get;
    std::string path;
    std::optional<http::Json> json{};
    std::string body{};  ///< when it is not JSON
    std::string type{};
    std::map<std::string, std::string> headers{};
    std::optional<TestBrowser> browser{};
};

/// The web service without sockets and threads: the real route table over a real database, a clock that the test turns,
/// and jobs that run when the test says so.
class TestApp {
  public:
    TestApp();
    ~TestApp();
    TestApp(const TestApp&) = delete;
    TestApp& operator=(const TestApp&) = delete;

    [[nodiscard]] App& app() { return *app_; }
    [[nodiscard]] storage::Database& database() { return *database_; }
    [[nodiscard]] test::ManualClock& clock() { return clock_; }
    [[nodiscard]] Settings& settings() { return settings_; }
    [[nodiscard]] FakeSender& sender() { return sender_; }
    [[nodiscard]] const http::Routes& routes() const { return routes_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    http::Response ask(const TestCall& call);
    http::Response get(const std::string& path, const std::optional<TestBrowser>& browser = std::nullopt);
    http::Response post(const std::string& path, const http::Json& json,
                        const std::optional<TestBrowser>& browser = std::nullopt, const std::string& key = "");

    /// Sign-in letters and the sending of letters, until nothing is due.
    void run_jobs();

    /// An order SO-1 of olga@example.com: 3 kettles (line 1), 2 cups (line 2). Other numbers and addresses on request.
    void have_order(const std::string& number = "SO-1", const std::string& email = "olga@example.com");
    /// Through the letter's link.
    TestBrowser sign_in_buyer(const std::string& order = "SO-1", const std::string& email = "olga@example.com");
    TestBrowser sign_in_staff(Role role = Role::agent);
    /// The newest letter's text.
    [[nodiscard]] std::string last_letter() const;

  private:
    test::TemporaryFolder folder_;
    test::ManualClock clock_;
    Settings settings_;
    Templates templates_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<CauseTables> causes_;
    FakeSender sender_;
    std::unique_ptr<App> app_;
    http::Routes routes_;
};

[[nodiscard]] http::Json json_of(const http::Response& response);
/// The problem's code; empty for what is none.
[[nodiscard]] std::string code_of(const http::Response& response);
/// "field: code" of each fault, in order.
[[nodiscard]] std::vector<std::string> faults_of(const http::Response& response);
/// A cookie that the response sets: name=value.
[[nodiscard]] std::string cookie_of(const http::Response& response);

/// What a buyer could file about SO-1.
[[nodiscard]] http::Json some_claim();

}  // namespace shipwitness::web
