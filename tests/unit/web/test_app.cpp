#include "tests/unit/web/test_app.h"

#include <map>
#include <stdexcept>

#include "web/server/app/service.h"
#include "web/server/auth/buyer_sign_in.h"
#include "web/server/auth/staff_sign_in.h"
#include "web/server/letters/mailing.h"

namespace shipwitness::web {
namespace {

const std::filesystem::path kSource = SHIPWITNESS_SOURCE_DIR;

template <class T, class E>
T need(tl::expected<T, E> result) {
    if (!result) {
        throw std::runtime_error(result.error().detail);
    }
    return std::move(*result);
}

Settings test_settings(const std::filesystem::path& folder) {
    using std::chrono::hours;
    using std::chrono::minutes;
    Settings settings;
    settings.data_folder = folder;
    settings.templates_folder = kSource / "config/templates";
    settings.cause_table = kSource / "config/rules/cause.dmn";
    settings.http.public_url = "https://claims.example";
    settings.company = {"Поставщик", "help@company.example", std::nullopt};
    settings.sites = {{"warehouse-1", "site-token-0123456789", "http://127.0.0.1:1", "web-token-0123456789"}};
    settings.machines = {{"erp", "erp-token-0123456789"}};
    settings.answers = {hours{4}, hours{24}};
    settings.sign_in = {minutes{15}, hours{24 * 14}, hours{24 * 3}, hours{12}, hours{2}};
    settings.pictures = {15'000'000, 50'000'000};
    settings.videos = {VideoApproval::automatic, hours{24 * 14}, std::chrono::seconds{5}, std::chrono::seconds{5}};
    settings.mail.from = "claims@company.example";
    return settings;
}

}  // namespace

Result<void> FakeSender::send(const mail::Letter& letter) {
    if (refusal) {
        return tl::unexpected(*refusal);
    }
    sent.push_back(letter);
    return {};
}

TestApp::TestApp()
    : settings_(test_settings(folder_.path())),
      templates_(need(Templates::load(settings_.templates_folder))),
      database_(open_database(settings_.data_folder)),
      causes_(
          std::make_unique<CauseTables>(need(read_cause_table(settings_.cause_table)), settings_.cause_table, clock_)),
      app_(std::make_unique<App>(App{*database_, clock_, settings_, templates_, [] {}, causes_.get()})) {
    add_api_routes(routes_, *app_);
}

TestApp::~TestApp() = default;

http::Response TestApp::ask(const TestCall& call) {
    http::Request request;
    request.method = call.method;
    const std::size_t question = call.path.find('?');
    request.path = call.path.substr(0, question);
    if (question != std::string::npos) {
        const std::string query = call.path.substr(question + 1);
        request.query[query.substr(0, query.find('='))] = query.substr(query.find('=') + 1);
    }
    request.peer = "192.0.2.7";
    request.body = call.json ? call.json->dump() : call.body;
    if (call.json || !call.type.empty()) {
        request.headers.set("Content-Type", call.json ? "application/json" : call.type);
    }
    for (const auto& [name, value] : call.headers) {
        request.headers.set(name, value);
    }
    if (call.browser) {
        request.headers.set("Cookie", call.browser->cookie);
        request.headers.set("X-CSRF-Token", call.browser->csrf_token);
    }
    return http::dispatch(routes_, request);
}

http::Response TestApp::get(const std::string& path, const std::optional<TestBrowser>& browser) {
    return ask({.path = path, .browser = browser});
}

http::Response TestApp::post(const std::string& path, const http::Json& json, const std::optional<TestBrowser>& browser,
                             const std::string& key) {
    TestCall call{.method = http::Method::post, .path = path, .json = json, .browser = browser};
    if (!key.empty()) {
        call.headers["Idempotency-Key"] = key;
    }
    return ask(call);
}

void TestApp::run_jobs() {
    JobRunner jobs(*database_, clock_,
                   {{kSignInJob, sign_in_jobs(*app_)}, {kSendLetterJob, letter_jobs(*app_, sender_)}});
    while (jobs.run_one(JobLane::prompt)) {
    }
}

void TestApp::have_order(const std::string& number, const std::string& email) {
    const http::Json order{{"buyer", {{"name", "Ольга Иванова"}, {"email", email}, {"language", "ru"}}},
                           {"carrier", "СДЭК"},
                           {"lines",
                            {{{"sku", "K-1"}, {"name", "Чайник"}, {"quantity", 3}, {"unit", "шт"}},
                             {{"sku", "C-2"}, {"name", "Чашка"}, {"quantity", 2}, {"unit", "шт"}}}}};
    const auto response = ask({.method = http::Method::put,
                               .path = "/api/v1/orders/" + number,
                               .json = order,
                               .headers = {{"Authorization", "Bearer erp-token-0123456789"}}});
    if (response.status >= 300) {
        throw std::runtime_error("the order was refused: " + std::get<std::string>(response.body));
    }
}

TestBrowser TestApp::sign_in_buyer(const std::string& order, const std::string& email) {
    post("/api/v1/portal/sign-in-requests", {{"order", order}, {"email", email}, {"language", "ru"}});
    run_jobs();
    const std::string letter = last_letter();
    const std::string mark = "#token=";
    const std::size_t at = letter.find(mark) + mark.size();
    const auto response = post("/api/v1/portal/session", {{"token", letter.substr(at, letter.find('\n', at) - at)}});
    return {cookie_of(response), json_of(response).value("csrf_token", "")};
}

TestBrowser TestApp::sign_in_staff(Role role) {
    const std::string email = role == Role::manager ? "boss@company.example" : "agent@company.example";
    save_staff(*database_, email, "Пётр Петров", role, Language::ru, "correct horse battery", clock_.now());
    const auto response = post("/api/v1/desk/session", {{"email", email}, {"password", "correct horse battery"}});
    return {cookie_of(response), json_of(response).value("csrf_token", "")};
}

std::string TestApp::last_letter() const {
    return sender_.sent.empty() ? "" : sender_.sent.back().text;
}

http::Json json_of(const http::Response& response) {
    const auto* text = std::get_if<std::string>(&response.body);
    return text == nullptr || text->empty() ? http::Json() : http::Json::parse(*text);
}

std::string code_of(const http::Response& response) {
    const auto json = json_of(response);
    return response.status >= 400 && json.is_object() ? json.value("code", "") : "";
}

std::vector<std::string> faults_of(const http::Response& response) {
    std::vector<std::string> faults;
    for (const auto& fault : json_of(response).value("errors", http::Json::array())) {
        faults.push_back(fault.value("field", "") + ": " + fault.value("code", ""));
    }
    return faults;
}

std::string cookie_of(const http::Response& response) {
    const std::string cookie = response.headers.get("Set-Cookie").value_or("");
    return cookie.substr(0, cookie.find(';'));
}

http::Json some_claim() {
    return {{"lines",
             {{{"line", 1},
               {"kind", "content"},
               {"content_kind", "shortage"},
               {"quantity", 1},
               {"words", "Не хватает одного чайника"}}}},
            {"wish", {{"kind", "send_again"}}},
            {"acceptance", {{"seal", "intact"}, {"noted", "unknown"}}}};
}

}  // namespace shipwitness::web
