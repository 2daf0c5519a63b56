#include "web/server/pictures/picture_routes.h"

#include <chrono>

#include <fmt/format.h>

#include "core/log.h"
#include "core/random.h"
#include "core/turns.h"
#include "evidence/sha256.h"
#include "vision/picture.h"
#include "web/server/auth/guard.h"
#include "web/server/auth/rate.h"
#include "web/server/pictures/picture_files.h"
#include "web/server/pictures/picture_queries.h"
#include "web/server/pictures/picture_view.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::int64_t kMaxUnused = 60;
constexpr auto kUnusedKept = std::chrono::hours{24};
constexpr auto kOnItsWay = std::chrono::hours{1};
constexpr std::ptrdiff_t kDecodedAtOnce = 2;

/// A large picture takes hundreds of megabytes while it is decoded: two at once, the others wait.
Result<vision::CleanPicture> clean(std::string_view bytes, std::int64_t max_pixels) {
    static Turns<kDecodedAtOnce> turns;
    return turns.take([&] { return vision::clean_picture(bytes, max_pixels); });
}

std::string_view media_type(vision::PictureType type) {
    switch (type) {
        case vision::PictureType::png:
            return "image/png";
        case vision::PictureType::webp:
            return "image/webp";
        default:
            return "image/jpeg";
    }
}

http::Response kept(const Picture& picture) {
    return http::json_response(201, picture_json(picture, Viewer::buyer).dump());
}

/// The picture that is there already, a refusal, or none: go on.
Result<std::optional<Picture>> before_upload(const App& app, const OrderNumber& order, const std::string& sha256) {
    return app.database.write([&](storage::Connection& connection) -> Result<std::optional<Picture>> {
        if (auto known = find_unused_picture(connection, order, sha256)) {
            return known;
        }
        if (auto counted = count_attempt(connection, kPicturesPerOrder, order.text(), app.clock.now()); !counted) {
            return tl::unexpected(counted.error());
        }
        if (count_unused_pictures(connection, order) >= kMaxUnused) {
            return fail(ErrorKind::conflict, "picture_quota",
                        "There are many pictures already that no claim uses; file the claim, or wait a day.");
        }
        return std::nullopt;
    });
}

/// Files and row, or neither.
void keep(const App& app, const Picture& picture, std::string_view original_bytes, std::string_view shown_bytes) {
    const PictureFiles files(app.settings.data_folder);
    files.write(picture.id, original_bytes, shown_bytes);
    try {
        app.database.write([&](storage::Connection& connection) { insert_picture(connection, picture); });
    } catch (...) {
        files.take_back(picture.id);
        throw;
    }
}

Result<http::Response> upload(const App& app, const http::Request& request, const Buyer& buyer) {
    const std::string sha256 = evidence::to_hex(evidence::sha256(request.body));
    const auto known = before_upload(app, buyer.order, sha256);
    if (!known) {
        return tl::unexpected(known.error());
    }
    if (*known) {
        return kept(**known);
    }
    const auto cleaned = clean(request.body, app.settings.pictures.max_pixels);
    if (!cleaned) {
        return tl::unexpected(cleaned.error());
    }
    Picture picture;
    picture.id = random_hex(kIdBytes);
    picture.order = buyer.order;
    picture.original_sha256 = sha256;
    picture.original_type = media_type(cleaned->original);
    picture.original_size_bytes = static_cast<std::int64_t>(request.body.size());
    picture.width = cleaned->width;
    picture.height = cleaned->height;
    picture.size_bytes = static_cast<std::int64_t>(cleaned->jpeg.size());
    picture.uploaded = app.clock.now();
    keep(app, picture, request.body, cleaned->jpeg);
    return kept(picture);
}

tl::unexpected<Error> unknown() {
    return fail(ErrorKind::not_found, "picture_unknown", "There is no such picture.");
}

/// Sandboxed: whatever hides in the bytes, it is shown as a picture and nothing else.
Result<http::Response> show(const App& app, const std::optional<Picture>& picture) {
    if (!picture) {
        return unknown();
    }
    auto response = http::file_response(PictureFiles(app.settings.data_folder).shown(picture->id));
    if (!response) {
        return unknown();
    }
    response->headers.set("Content-Type", "image/jpeg");
    response->headers.set("Content-Disposition", "inline; filename=\"picture.jpg\"");
    response->headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response->headers.set("Cache-Control", "private, no-cache");
    response->headers.set("ETag", "\"" + picture->id + "\"");
    return std::move(*response);
}

std::optional<Picture> asked_for(const App& app, const http::Request& request) {
    return app.database.read(
        [&](storage::Connection& connection) { return find_picture(connection, request.parameter("id")); });
}

}  // namespace

void add_picture_routes(http::Routes& routes, App& app) {
    routes.add(http::Method::post, "/api/v1/portal/pictures",
               for_buyer(app, [&app](const http::Request& request,
                                     const Buyer& buyer) { return upload(app, request, buyer); }),
               {.max_body_bytes = app.settings.pictures.max_bytes});
    routes.add(http::Method::get, "/api/v1/portal/pictures/{id}",
               for_buyer(app, [&app](const http::Request& request, const Buyer& buyer) {
                   auto picture = asked_for(app, request);
                   return show(app, picture && picture->order == buyer.order ? picture : std::nullopt);
               }));
    routes.add(http::Method::get, "/api/v1/desk/pictures/{id}",
               for_staff(app, Role::agent, [&app](const http::Request& request, const Staff&) {
                   return show(app, asked_for(app, request));
               }));
}

void remove_unused_pictures(const App& app) {
    const auto ids = app.database.write([&](storage::Connection& connection) {
        return remove_unused_pictures(connection, app.clock.now() - kUnusedKept);
    });
    for (const std::string& id : ids) {
        PictureFiles(app.settings.data_folder).remove(id);
    }
}

void set_lost_pictures_aside(const App& app) {
    const PictureFiles files(app.settings.data_folder);
    auto lost = files.ids_written_before(std::filesystem::file_time_type::clock::now() - kOnItsWay);
    app.database.read([&](storage::Connection& connection) {
        std::erase_if(lost, [&](const std::string& id) { return find_picture(connection, id).has_value(); });
    });
    for (const std::string& id : lost) {
        files.set_aside(id);
    }
    if (!lost.empty()) {
        log_warning(fmt::format("pictures that the database does not know were moved to {}: {}", files.aside().string(),
                                lost.size()));
    }
}

}  // namespace shipwitness::web
