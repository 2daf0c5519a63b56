#include "web/server/capture_client/capture_client.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "http/json.h"
#include "web/server/capture_client/clip_codec.h"

namespace shipwitness::web {
namespace {

using http::Json;

/// Order numbers may hold any printable sign; in a path only unreserved ones stand for themselves (RFC 3986).
std::string path_segment(const std::string& text) {
    std::string segment;
    for (const char c : text) {
        const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                c == '-' || c == '_' || c == '~';
        segment += unreserved ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return segment;
}

/// Capture's own code when it sent a problem, for people who look for the cause.
std::string told(const std::string& body) {
    const auto problem = Json::parse(body, nullptr, false);
    if (problem.is_object() && problem.contains("code") && problem["code"].is_string()) {
        const auto detail = problem.contains("detail") && problem["detail"].is_string()
                                ? problem["detail"].get<std::string>()
                                : std::string();
        return fmt::format("{}: {}", problem["code"].get<std::string>(), detail.substr(0, 300));
    }
    return "no problem details";
}

Error refusal(const std::string& site, int status, const std::string& body) {
    const auto detail = fmt::format("Capture of site {} answered {} ({}).", site, status, told(body));
    switch (status) {
        case 401:
        case 403:
            // A wrong token is mended in web.yaml or capture.yaml, and then the work goes on: hence "unavailable".
            return {ErrorKind::unavailable, "capture_token_refused", detail};
        case 404:
            return {ErrorKind::not_found, "capture_has_it_not", detail};
        case 410:
            return {ErrorKind::gone, "capture_has_it_no_more", detail};
        case 400:
        case 409:
        case 413:
        case 422:
            return {ErrorKind::invalid, "capture_refused", detail};
        default:
            return {ErrorKind::unavailable, "capture_unavailable", detail};
    }
}

}  // namespace

CaptureClient::CaptureClient(std::vector<SiteSettings> sites, std::chrono::milliseconds timeout)
    : sites_(std::move(sites)), timeout_(timeout) {}

std::vector<std::string> CaptureClient::sites() const {
    std::vector<std::string> ids;
    ids.reserve(sites_.size());
    for (const auto& site : sites_) {
        ids.push_back(site.id);
    }
    return ids;
}

Result<SiteSettings> CaptureClient::find(const std::string& site) const {
    const auto found = std::ranges::find(sites_, site, &SiteSettings::id);
    if (found == sites_.end()) {
        // The site may come back into the configuration; its footage is not lost by a missing line.
        return fail(ErrorKind::unavailable, "site_not_configured",
                    fmt::format("There is no site {} in web.yaml, so its capture cannot be asked.", site));
    }
    return *found;
}

Result<std::string> CaptureClient::ask(const std::string& site, http::Method method, const std::string& path,
                                       const std::string& body) const {
    const auto configured = find(site);
    if (!configured) {
        return tl::unexpected(configured.error());
    }
    http::ClientRequest request{
        .method = method, .url = configured->capture_url + path, .body = body, .timeout = timeout_};
    request.headers.set("Authorization", "Bearer " + configured->capture_token);
    request.headers.set("Content-Type", "application/json");
    auto answer = http::send(request);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    if (answer->status < 200 || answer->status > 299) {
        return tl::unexpected(refusal(site, answer->status, answer->body));
    }
    return std::move(answer->body);
}

Result<void> CaptureClient::tell_order(const std::string& site, const OrderTold& order) {
    const Json body{{"status", order.cancelled ? "cancelled" : "open"}, {"packages", order.packages}};
    const auto answer =
        ask(site, http::Method::put, "/api/v1/orders/" + path_segment(order.number.text()), body.dump());
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    return {};
}

Result<OfferedClip> CaptureClient::make_clip(const std::string& site, const ClipWanted& wanted) {
    const Json body{{"order", wanted.order.text()},
                    {"session", wanted.session.text()},
                    {"from", to_rfc3339(wanted.interval.from)},
                    {"to", to_rfc3339(wanted.interval.to)}};
    const auto answer = ask(site, http::Method::post, "/api/v1/clips", body.dump());
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    return read_clip(*answer);
}

Result<void> CaptureClient::fetch(const std::string& site, const OfferedFile& offered,
                                  const std::filesystem::path& file, const http::Progress& progress) {
    const auto configured = find(site);
    if (!configured) {
        return tl::unexpected(configured.error());
    }
    http::ClientRequest request{.url = configured->capture_url + offered.url, .timeout = timeout_};
    request.headers.set("Authorization", "Bearer " + configured->capture_token);
    const auto etag = http::download(request, file, offered.etag, progress);
    if (!etag) {
        return tl::unexpected(etag.error());
    }
    if (*etag != offered.etag) {
        return fail(ErrorKind::gone, "capture_clip_changed",
                    fmt::format("{} has another ETag now: the clip must be made anew.", request.url));
    }
    return {};
}

Result<std::string> CaptureClient::poster(const std::string& site, const OfferedFile& offered) {
    auto path = std::filesystem::path(offered.url);
    return ask(site, http::Method::get, path.replace_extension(".jpg").string(), "");
}

}  // namespace shipwitness::web
