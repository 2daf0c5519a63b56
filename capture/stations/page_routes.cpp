#include "capture/stations/page_routes.h"

#include <string>
#include <string_view>

namespace shipwitness::capture {
namespace {

using http::Request;
using http::Response;

// Pictures come by fetch (they need the Authorization header) and are shown as blobs.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; "
    "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

Response not_found(const std::string& what) {
    return http::problem({ErrorKind::not_found, "not_found", what});
}

Response guarded(Response response, std::string_view caching) {
    response.headers.set("Content-Security-Policy", std::string(kContentSecurityPolicy));
    response.headers.set("Referrer-Policy", "no-referrer");
    response.headers.set("Cache-Control", std::string(caching));
    return response;
}

Response page(const std::filesystem::path& folder) {
    auto response = http::file_response(folder / "index.html");
    if (!response) {
        return not_found(
            "The station page is not built: run `npm run build` in web/ui, or set `pages` in capture.yaml.");
    }
    return guarded(*std::move(response), "no-cache");
}

Response file_beside(const std::filesystem::path& folder, const std::string& name) {
    auto response = stays_inside(name) ? http::file_response(folder / name) : std::nullopt;
    return response ? guarded(*std::move(response), "no-cache") : not_found("There is no file " + name + ".");
}

Response asset(const std::filesystem::path& folder, const std::string& path) {
    auto response = stays_inside(path) ? http::file_response(folder / "assets" / path) : std::nullopt;
    // Their names carry a hash of what is in them.
    return response ? guarded(*std::move(response), "public, max-age=31536000, immutable")
                    : not_found("There is no file " + path + ".");
}

}  // namespace

bool stays_inside(std::string_view path) {
    constexpr std::string_view kNever("\\\0", 2);
    if (path.find_first_of(kNever) != std::string_view::npos) {
        return false;
    }
    while (true) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, end);
        if (part.empty() || part.front() == '.') {
            return false;
        }
        if (end == path.size()) {
            return true;
        }
        path.remove_prefix(end + 1);
    }
}

void add_page_routes(http::Routes& routes, const std::filesystem::path& folder, const std::set<StationId>& stations) {
    routes.add(http::Method::get, "/station/{id}", [folder, stations](const Request& request) {
        const std::string& id = request.parameter("id");
        if (stations.contains(StationId(id))) {
            return page(folder);
        }
        // Ids of stations have no dot, so that files beside the page can be told from them.
        return id.find('.') == std::string::npos ? not_found("There is no station " + id + ".")
                                                 : file_beside(folder, id);
    });
    // Asked for at the root whatever a page says: by browsers that show an answer of the API, and by phones.
    for (const char* const name : {"favicon.ico", "apple-touch-icon.png"}) {
        routes.add(http::Method::get, "/" + std::string(name),
                   [folder, name](const Request&) { return file_beside(folder, name); });
    }
    routes.add(http::Method::get, "/station/assets/{path*}",
               [folder](const Request& request) { return asset(folder, request.parameter("path")); });
}

}  // namespace shipwitness::capture
