#include "tests/unit/web/web_app.h"

#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

#include "core/random.h"
#include "tests/unit/web/order_samples.h"
#include "web/server/auth/people_queries.h"
#include "web/server/auth/session.h"
#include "web/server/letters/mailing.h"
#include "web/server/orders/order_queries.h"
#include "web/server/packing/session_queries.h"
#include "web/server/videos/requests.h"

namespace shipwitness::web {
namespace {

using namespace std::chrono_literals;

Answered answered(const http::Response& response) {
    Answered answer{response.status, response.headers, "", {}};
    if (const auto* text = std::get_if<std::string>(&response.body)) {
        answer.text = *text;
        answer.json = http::Json::parse(*text, nullptr, false);
    }
    return answer;
}

Answered dispatched(const http::Routes& routes, http::Request request) {
    return answered(http::dispatch(routes, request));
}

template <class T>
T or_throw(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().detail);
    }
    return std::move(*result);
}

const std::filesystem::path kConfig = std::filesystem::path(SHIPWITNESS_SOURCE_DIR) / "config";

}  // namespace

Answered Visitor::get(const std::string& path, const std::map<std::string, std::string>& query) {
    http::Request request;
    request.path = path;
    request.query = query;
    return send(std::move(request));
}

Answered Visitor::post(const std::string& path, const http::Json& body,
                       const std::map<std::string, std::string>& headers) {
    http::Request request;
    request.method = http::Method::post;
    request.path = path;
    request.headers.set("Content-Type", "application/json");
    request.body = body.dump();
    for (const auto& [name, value] : headers) {
        request.headers.set(name, value);
    }
    return send(std::move(request));
}

Answered Visitor::put(const std::string& path, const http::Json& body,
                      const std::map<std::string, std::string>& headers) {
    http::Request request;
    request.method = http::Method::put;
    request.path = path;
    request.headers.set("Content-Type", "application/json");
    request.body = body.dump();
    for (const auto& [name, value] : headers) {
        request.headers.set(name, value);
    }
    return send(std::move(request));
}

Answered Visitor::send(http::Request request) {
    return dispatched(routes_, mine(std::move(request)));
}

void Visitor::stream(http::Request request, const http::StreamWriter& write) {
    request = mine(std::move(request));
    const auto response = http::dispatch(routes_, request);
    std::get<http::Streamer>(response.body)(write);
}

http::Request Visitor::mine(http::Request request) const {
    request.peer = "127.0.0.1";
    request.headers.set("Cookie", cookie_);
    request.headers.set("X-CSRF-Token", csrf_);
    return request;
}

WebApp::WebApp(VideoApproval approval)
    : settings_(settings_for(approval)),
      templates_(or_throw(Templates::load(kConfig / "templates"))),
      causes_(or_throw(read_cause_table(settings_.cause_table)), settings_.cause_table, clock),
      app_{*database_, clock, settings_, templates_, [] {}, &causes_},
      sender_(make_sender(settings_)),
      fetcher_(app_, capture),
      expiry_(app_),
      jobs_(
          *database_, clock,
          {{kSendLetterJob, letter_jobs(app_, *sender_)},
           {kFetchVideoJob,
            {.handler = [this](const Job& job, const std::stop_token& stop) { return fetcher_.run(job.subject, stop); },
             .retry = {.first = 2s, .longest = 1min, .attempts = 5},
             .given_up = [this](storage::Connection& connection, const Job& job,
                                const std::string&) { fetcher_.give_up(connection, job.subject); }}},
           {kExpireVideoJob,
            {.handler = [this](const Job& job, const std::stop_token&) { return expiry_.run(job.subject); }}}}) {
    add_api_routes(routes_, app_);
}

Settings WebApp::settings_for(VideoApproval approval) const {
    Settings settings;
    settings.data_folder = database_.folder().path();
    settings.cause_table = kConfig / "rules/cause.dmn";
    settings.http.public_url = "http://127.0.0.1:8480";
    settings.company.name = "Nordkontor";
    settings.mail.from = "claims@nordkontor.example";
    settings.sites = {{"north", "north-site-token", "http://127.0.0.1:1", "north-web-token"}};
    settings.answers = {.first = 4h, .next = 24h};
    settings.sign_in.buyer_session_lifetime = 24h * 14;
    settings.sign_in.buyer_session_idle = 24h * 14;
    settings.sign_in.staff_session_lifetime = 24h * 14;
    settings.sign_in.staff_session_idle = 24h * 14;
    settings.videos = {.approval = approval, .offered_for = 24h * 7, .margin_before = 5s, .margin_after = 5s};
    return settings;
}

Visitor WebApp::agent(const std::string& name) {
    return staff(name, Role::agent);
}

Visitor WebApp::manager(const std::string& name) {
    return staff(name, Role::manager);
}

Visitor WebApp::staff(const std::string& name, Role role) {
    const Person person{PersonId("p-" + name), name + "@nordkontor.example", name, role, Language::en, "none"};
    StaffSession session;
    session.person = person.id;
    session.name = name;
    const auto token = database_->write([&](storage::Connection& connection) {
        save_person(connection, person, clock.now());
        return start_session(app_, connection, session);
    });
    return {routes_, std::string(kStaffCookie) + "=" + token, session.csrf_token};
}

Visitor WebApp::buyer(const std::string& order) {
    BuyerSession session;
    session.order = OrderNumber(order);
    session.email = "buyer@example.com";
    session.language = Language::en;
    const auto token =
        database_->write([&](storage::Connection& connection) { return start_session(app_, connection, session); });
    return {routes_, std::string(kBuyerCookie) + "=" + token, session.csrf_token};
}

Answered WebApp::post_with_token(const std::string& path, const http::Json& body, const std::string& token) {
    http::Request request;
    request.method = http::Method::post;
    request.path = path;
    request.headers.set("Content-Type", "application/json");
    if (!token.empty()) {
        request.headers.set("Authorization", "Bearer " + token);
    }
    request.body = body.dump();
    return dispatched(routes_, std::move(request));
}

void WebApp::save(const std::string& order) {
    or_throw(database_->try_write([&](storage::Connection& connection) {
        return save_order(connection, an_order(order), Missing::remove, clock.now());
    }));
}

void WebApp::pack(const PackingSession& session) {
    database_->write(
        [&](storage::Connection& connection) { store_session(connection, session, ++sequence_, clock.now()); });
}

std::string WebApp::file_claim(const std::string& order, const std::string& kind) {
    const http::Json body{{"lines", {{{"line", 1}, {"kind", kind}, {"words", "Two kettles are missing"}}}},
                          {"wish", {{"kind", "send_again"}}}};
    const auto filed = buyer(order).post("/api/v1/portal/claims", body, {{"Idempotency-Key", random_hex(8)}});
    if (filed.status != 201) {
        throw std::runtime_error("the claim was not taken: " + filed.text);
    }
    return filed.json.at("number").get<std::string>();
}

void WebApp::run_jobs() {
    while (jobs_.run_one(JobLane::prompt)) {
    }
}

std::int64_t WebApp::count(const std::string& sql) {
    return database_->read([&](storage::Connection& connection) { return connection.query_one(sql)->integer(0); });
}

}  // namespace shipwitness::web
