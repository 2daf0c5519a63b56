#include <array>
#include <string>
#include <utility>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "http/message.h"

namespace shipwitness::http {

namespace {

std::string_view title_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::invalid:
            return "The input is not right";
        case ErrorKind::unauthenticated:
            return "Sign in first";
        case ErrorKind::forbidden:
            return "Not allowed";
        case ErrorKind::not_found:
            return "Not found";
        case ErrorKind::conflict:
            return "Conflict with the current state";
        case ErrorKind::gone:
            return "No longer there";
        case ErrorKind::too_large:
            return "Too large";
        case ErrorKind::stale:
            return "Changed by somebody else meanwhile";
        case ErrorKind::too_many:
            return "Too many requests";
        case ErrorKind::unavailable:
            return "Not available at the moment";
        case ErrorKind::internal:
            return "Our fault";
    }
    return "Our fault";
}

std::string_view type_of(const std::string& ending) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kTypes{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".yaml", "application/yaml"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".mp4", "video/mp4"},
        {".txt", "text/plain; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
        {".map", "application/json"},
    }};
    for (const auto& [known, type] : kTypes) {
        if (ending == known) {
            return type;
        }
    }
    return "application/octet-stream";
}

}  // namespace

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::invalid:
            return 422;
        case ErrorKind::unauthenticated:
            return 401;
        case ErrorKind::forbidden:
            return 403;
        case ErrorKind::not_found:
            return 404;
        case ErrorKind::conflict:
            return 409;
        case ErrorKind::gone:
            return 410;
        case ErrorKind::too_large:
            return 413;
        case ErrorKind::stale:
            return 412;
        case ErrorKind::too_many:
            return 429;
        case ErrorKind::unavailable:
            return 503;
        case ErrorKind::internal:
            return 500;
    }
    return 500;
}

Response json_response(int status, std::string json) {
    Response response{.status = status, .headers = {}, .body = std::move(json)};
    response.headers.set("Content-Type", "application/json");
    response.headers.set("Cache-Control", "no-store");
    return response;
}

Response problem(const Error& error) {
    return problem(error, status_of(error.kind));
}

Response problem(const Error& error, int status) {
    nlohmann::ordered_json body{{"type", "about:blank"},
                                {"title", title_of(error.kind)},
                                {"status", status},
                                {"code", error.code},
                                {"detail", error.detail}};
    if (!error.fields.empty()) {
        auto& errors = body["errors"] = nlohmann::ordered_json::array();
        for (const FieldError& field : error.fields) {
            errors.push_back({{"field", field.field}, {"code", field.code}, {"detail", field.detail}});
        }
    }
    // Details may quote the caller's bytes; what is not UTF-8 in them is replaced, not thrown about.
    Response response =
        json_response(status, body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    response.headers.set("Content-Type", "application/problem+json");
    if (error.kind == ErrorKind::too_many || error.kind == ErrorKind::unavailable) {
        response.headers.set("Retry-After", error.kind == ErrorKind::too_many ? "60" : "5");
    }
    if (error.kind == ErrorKind::unauthenticated) {
        response.headers.set("WWW-Authenticate", "Bearer");
    }
    return response;
}

Response no_content() {
    return {.status = 204, .headers = {}, .body = std::string()};
}

std::optional<Response> file_response(const std::filesystem::path& file) {
    FileDescriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    struct stat status {};
    if (!fd || ::fstat(fd.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    Response response;
    response.headers.set("Content-Type", std::string(type_of(file.extension().string())));
    response.body = Pieces{FileRange{.file = std::make_shared<const FileDescriptor>(std::move(fd)),
                                     .offset = 0,
                                     .size_bytes = static_cast<std::uint64_t>(status.st_size)}};
    return response;
}

}  // namespace shipwitness::http
