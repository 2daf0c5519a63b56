#pragma once

#include <string>
#include <vector>

#include "http/json.h"
#include "storage/database.h"

namespace shipwitness::web {

/// Who will read the pictures: their addresses differ.
enum class Viewer { buyer, desk };

struct Picture;

/// The document's schema Picture.
[[nodiscard]] http::Json picture_json(const Picture& picture, Viewer viewer);

/// The same of each id, in the order given; ids that are not there are left out.
[[nodiscard]] http::Json pictures_json(storage::Connection& connection, const std::vector<std::string>& ids,
                                       Viewer viewer);

}  // namespace shipwitness::web
