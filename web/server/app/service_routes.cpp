#include "web/server/app/service_routes.h"

#include <fmt/format.h>
#include <unistd.h>

#include "core/log.h"
#include "generated/web_description.h"
#include "storage/trouble.h"
#include "web/server/app/metrics_queries.h"
#include "web/server/auth/guard.h"
#include "web/server/capture_client/order_news_queries.h"
#include "web/server/jobs/job_queries.h"
#include "web/server/letters/letter_queries.h"
#include "web/server/orders/order_queries.h"
#include "web/server/responsibility/cause_table.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kShownLetters = 50;

http::Response text_response(int status, std::string text, const char* type) {
    http::Response response;
    response.status = status;
    response.headers.set("Content-Type", type);
    response.headers.set("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

http::Response ready(const App& app) {
    if (::access(app.settings.data_folder.c_str(), W_OK) != 0) {
        return text_response(503, "the data folder cannot be written\n", "text/plain; charset=utf-8");
    }
    // A small write may still find room in the database's own file, so that trying one would prove little.
    if (const auto free_bytes = storage::free_space_bytes(app.settings.data_folder);
        free_bytes && *free_bytes < app.settings.free_space_floor_bytes) {
        log_error(fmt::format("not ready: the disk of {} has {} kB left, make room", app.settings.data_folder.string(),
                              *free_bytes / 1000));
        return text_response(
            503, fmt::format("the disk of the data folder is full: {} kB are left, make room\n", *free_bytes / 1000),
            "text/plain; charset=utf-8");
    }
    try {
        app.database.write([](storage::Connection&) {});
    } catch (const storage::StorageError& error) {
        log_error(fmt::format("not ready: {}", error.what()));
        return text_response(503, "the database cannot be written\n", "text/plain; charset=utf-8");
    }
    return text_response(200, "ready\n", "text/plain; charset=utf-8");
}

void append_metric(std::string& text, std::string_view name, std::string_view help, std::string_view labels,
                   std::int64_t value) {
    if (text.find(fmt::format("# TYPE {} gauge", name)) == std::string::npos) {
        text += fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name, help, name);
    }
    text += fmt::format("{}{} {}\n", name, labels, value);
}

void append_video_metrics(std::string& text, storage::Connection& connection) {
    for (const auto& [state, count] : count_video_requests(connection)) {
        append_metric(text, "shipwitness_video_requests", "Video requests by state.",
                      fmt::format("{{state=\"{}\"}}", to_text(state)), count);
    }
    for (const NewsCount& news : count_news(connection)) {
        append_metric(text, "shipwitness_orders_to_tell", "Orders that a site has yet to be told about.",
                      fmt::format("{{site=\"{}\"}}", news.site), news.waiting);
        append_metric(text, "shipwitness_orders_refused", "Orders that a site says it can never take.",
                      fmt::format("{{site=\"{}\"}}", news.site), news.refused);
    }
}

std::string metrics(storage::Connection& connection, Timestamp now) {
    std::string text;
    append_metric(text, "shipwitness_orders", "Orders known.", "", count_orders(connection));
    for (const auto& [state, count] : count_claims(connection)) {
        append_metric(text, "shipwitness_claims", "Claims by state.", fmt::format("{{state=\"{}\"}}", state), count);
    }
    append_metric(text, "shipwitness_claims_late", "Open claims whose promised answer is late.", "",
                  count_late_claims(connection, now));
    for (const auto& [state, count] : count_letters(connection)) {
        append_metric(text, "shipwitness_letters", "Letters by state.", fmt::format("{{state=\"{}\"}}", state), count);
    }
    for (const JobCount& job : count_jobs(connection)) {
        append_metric(text, "shipwitness_jobs", "Jobs that are waiting, running or given up.",
                      fmt::format("{{kind=\"{}\",state=\"{}\"}}", job.kind, word_of(job.state)), job.count);
    }
    append_video_metrics(text, connection);
    return text;
}

http::Json demonstration_people(const DemonstrationSettings& settings) {
    http::Json people = http::Json::array();
    for (const DemonstrationPerson& person : settings.people) {
        people.push_back({{"name", person.name},
                          {"email", person.email},
                          {"password", person.password},
                          {"role", to_text(person.role)}});
    }
    return people;
}

http::Json demonstration_orders(storage::Connection& connection, const DemonstrationSettings& settings) {
    http::Json orders = http::Json::array();
    for (const std::string& number : settings.orders) {
        if (const auto order = find_order(connection, OrderNumber(number))) {
            orders.push_back({{"order", number},
                              {"email", order->buyer.email},
                              {"buyer_name", order->buyer.name},
                              {"language", to_text(order->buyer.language)}});
        }
    }
    return orders;
}

http::Json demonstration_letters(storage::Connection& connection) {
    http::Json letters = http::Json::array();
    for (const Letter& letter : list_letters(connection, {}, {std::nullopt, kShownLetters})) {
        if (letters.size() == kShownLetters) {
            break;
        }
        letters.push_back({{"id", letter.id},
                           {"kind", to_text(letter.kind)},
                           {"to", letter.recipient},
                           {"subject", letter.subject},
                           {"text", letter.body},
                           {"created_at", to_rfc3339(letter.created)}});
    }
    return letters;
}

Result<http::Response> demonstration(const App& app) {
    const DemonstrationSettings& settings = app.settings.demonstration;
    if (!settings.on) {
        return fail(ErrorKind::not_found, "not_found", "The demonstration is not on.");
    }
    http::Json links = http::Json::array();
    for (const DemonstrationLink& link : settings.links) {
        links.push_back({{"title", link.title}, {"url", link.url}});
    }
    http::Json body{{"people", demonstration_people(settings)}, {"links", std::move(links)}};
    app.database.read([&](storage::Connection& connection) {
        body["orders"] = demonstration_orders(connection, settings);
        body["letters"] = demonstration_letters(connection);
    });
    return http::json_response(200, body.dump());
}

}  // namespace

std::string_view openapi_document() {
    return description::embedded_files().front().bytes;
}

void add_service_routes(http::Routes& routes, App& app) {
    routes.add(http::Method::get, "/api/v1/demonstration",
               for_anybody([&app](const http::Request&) { return demonstration(app); }));
    routes.add(http::Method::get, "/healthz",
               [](const http::Request&) { return text_response(200, "ok\n", "text/plain; charset=utf-8"); });
    routes.add(http::Method::get, "/readyz", [&app](const http::Request&) { return ready(app); });
    routes.add(http::Method::get, "/metrics", [&app](const http::Request&) {
        std::string text =
            app.database.read([&](storage::Connection& connection) { return metrics(connection, app.clock.now()); });
        if (const auto free_bytes = storage::free_space_bytes(app.settings.data_folder)) {
            append_metric(text, "shipwitness_disk_free_bytes", "Free space where the data folder lies.", "",
                          static_cast<std::int64_t>(*free_bytes));
        }
        append_metric(text, "shipwitness_cause_table_refused",
                      "1: the file of rules is wrong, the table before it stays in force.", "",
                      app.causes != nullptr && app.causes->refused() ? 1 : 0);
        return text_response(200, std::move(text), "text/plain; version=0.0.4; charset=utf-8");
    });
    routes.add(http::Method::get, "/openapi.yaml", [](const http::Request&) {
        return text_response(200, std::string(openapi_document()), "application/yaml");
    });
}

}  // namespace shipwitness::web
