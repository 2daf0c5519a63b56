#include "capture/app/service_routes.h"

#include <utility>

#include "capture/stations/station_json.h"
#include "generated/capture_description.h"

namespace shipwitness::capture {
namespace {

using http::Request;
using http::Response;

constexpr int kOk = 200;
constexpr int kNotReady = 503;

Response text_response(std::string type, std::string text) {
    Response response;
    response.headers.set("Content-Type", std::move(type));
    response.headers.set("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

Response readiness_response(const Readiness& readiness) {
    const bool ready = readiness.database == "ok";
    http::Json cameras = http::Json::array();
    for (const auto& [camera, state] : readiness.cameras) {
        cameras.push_back(to_json(camera, state));
    }
    const http::Json body{{"ready", ready},
                          {"database", readiness.database},
                          {"cameras", std::move(cameras)},
                          {"web_reachable", readiness.web_reachable}};
    return http::json_response(ready ? kOk : kNotReady, body.dump());
}

}  // namespace

std::string_view api_description() {
    return description::embedded_files().front().bytes;
}

void add_service_routes(http::Routes& routes, std::function<Readiness()> readiness,
                        std::function<MetricsSnapshot()> snapshot) {
    using http::Method;
    routes.add(Method::get, "/healthz",
               [](const Request&) { return text_response("text/plain; charset=utf-8", "ok\n"); });
    routes.add(Method::get, "/readyz",
               [readiness = std::move(readiness)](const Request&) { return readiness_response(readiness()); });
    routes.add(Method::get, "/metrics", [snapshot = std::move(snapshot)](const Request&) {
        return text_response("text/plain; version=0.0.4; charset=utf-8", metrics_text(snapshot()));
    });
    routes.add(Method::get, "/openapi.yaml",
               [](const Request&) { return text_response("application/yaml", std::string(api_description())); });
}

}  // namespace shipwitness::capture
