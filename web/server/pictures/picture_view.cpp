#include "web/server/pictures/picture_view.h"

#include "web/server/pictures/picture_queries.h"

namespace shipwitness::web {

http::Json picture_json(const Picture& picture, Viewer viewer) {
    const std::string prefix = viewer == Viewer::buyer ? "/api/v1/portal/pictures/" : "/api/v1/desk/pictures/";
    return {{"id", picture.id},
            {"url", prefix + picture.id},
            {"width", picture.width},
            {"height", picture.height},
            {"size_bytes", picture.size_bytes}};
}

http::Json pictures_json(storage::Connection& connection, const std::vector<std::string>& ids, Viewer viewer) {
    http::Json array = http::Json::array();
    for (const std::string& id : ids) {
        if (const auto picture = find_picture(connection, id)) {
            array.push_back(picture_json(*picture, viewer));
        }
    }
    return array;
}

}  // namespace shipwitness::web
