#include "web/server/app/pages.h"

#include <algorithm>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace shipwitness::web {

namespace {

// Scripts and styles come from our own files only; pictures also from what the page has just taken (blob:).
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";
constexpr std::string_view kAssets = "assets/";  // Vite puts a hash of the content into names there

bool is_safe(std::string_view path) {
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, end);
        const bool odd = part.empty() || part.front() == '.' || part.find('\\') != std::string_view::npos ||
                         part.find('\0') != std::string_view::npos;
        if (odd) {
            return false;
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return true;
}

bool looks_like_file(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

/// Made of size and time: pages are replaced whole, by an installation.
std::string etag_of(const std::filesystem::path& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    const auto written = std::filesystem::last_write_time(file, failed).time_since_epoch().count();
    return failed ? "" : fmt::format("\"{:x}-{:x}\"", size, written);
}

std::optional<http::Response> file_of(const std::filesystem::path& file, std::string_view caching) {
    auto response = http::file_response(file);
    if (response) {
        response->headers.set("Cache-Control", std::string(caching));
        if (std::string etag = etag_of(file); !etag.empty()) {
            response->headers.set("ETag", std::move(etag));
        }
        response->headers.set("Content-Security-Policy", std::string(kPagePolicy));
    }
    return response;
}

http::Handler pages_from(const std::filesystem::path& folder) {
    return [folder](const http::Request& request) {
        const auto path = request.parameters.find("path");
        auto response = page_response(folder, path == request.parameters.end() ? "" : path->second);
        http::Response answer = response
                                    ? std::move(*response)
                                    : http::problem(Error{ErrorKind::not_found, "not_found", "There is no such page."});
        protect(answer);
        return answer;
    };
}

http::Handler moved_to(const std::string& address) {
    return [address](const http::Request&) {
        http::Response response;
        response.status = 308;
        response.headers.set("Location", address);
        response.body = std::string();
        protect(response);
        return response;
    };
}

}  // namespace

std::optional<http::Response> page_response(const std::filesystem::path& folder, std::string_view path) {
    if (!is_safe(path)) {
        return std::nullopt;
    }
    if (looks_like_file(path)) {
        const bool hashed = path.substr(0, kAssets.size()) == kAssets;
        return file_of(folder / path, hashed ? "public, max-age=31536000, immutable" : "no-cache");
    }
    return file_of(folder / "index.html", "no-cache");
}

void protect(http::Response& response) {
    const auto set = [&](const char* name, std::string_view value) {
        if (!response.headers.get(name)) {
            response.headers.set(name, std::string(value));
        }
    };
    set("Referrer-Policy", "no-referrer");
    set("Cross-Origin-Opener-Policy", "same-origin");
    set("Cross-Origin-Resource-Policy", "same-origin");
    set("Content-Security-Policy", kDataPolicy);
}

void add_page_routes(http::Routes& routes, const App& app) {
    const auto& folder = app.settings.pages_folder;
    routes.add(http::Method::get, "/{path*}", pages_from(folder / "portal"));
    routes.add(http::Method::get, "/desk", moved_to("/desk/"));
    routes.add(http::Method::get, "/desk/{path*}", pages_from(folder / "desk"));
    if (app.settings.demonstration.on) {
        routes.add(http::Method::get, "/start", moved_to("/start/"));
        routes.add(http::Method::get, "/start/{path*}", pages_from(folder / "start"));
    }
    // Without these, the portal's pages would answer what the API does not know.
    routes.add(http::Method::get, "/api/{path*}", [](const http::Request& request) {
        http::Response response =
            http::problem(Error{ErrorKind::not_found, "not_found", "There is nothing at " + request.path + "."});
        protect(response);
        return response;
    });
}

}  // namespace shipwitness::web
