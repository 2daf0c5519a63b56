#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ids.h"
#include "storage/database.h"

namespace shipwitness::web {

/// An uploaded picture as it is kept.
struct Picture {
    std::string id;
    OrderNumber order;
    std::string original_sha256;
    std::string original_type;  ///< "image/png"
    std::int64_t original_size_bytes = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t size_bytes = 0;
    Timestamp uploaded;
    std::optional<ClaimId> claim;  ///< none: used nowhere yet
};

void insert_picture(storage::Connection& connection, const Picture& picture);
[[nodiscard]] std::optional<Picture> find_picture(storage::Connection& connection, std::string_view id);
/// The same bytes uploaded for the same order and used nowhere yet.
[[nodiscard]] std::optional<Picture> find_unused_picture(storage::Connection& connection, const OrderNumber& order,
                                                         std::string_view original_sha256);
[[nodiscard]] std::int64_t count_unused_pictures(storage::Connection& connection, const OrderNumber& order);

/// The pictures that came through an order's portal.
struct UploadedPictures {
    std::set<std::string> unused;
    std::set<std::string> used;  ///< in a claim or message already
};
[[nodiscard]] UploadedPictures uploaded_pictures(storage::Connection& connection, const OrderNumber& order);

/// From now on the picture belongs to a claim's line, or to a message (no line).
void use_picture(storage::Connection& connection, std::string_view id, const ClaimId& claim, std::optional<int> line,
                 std::int64_t event);

/// Ids of pictures that nothing uses, uploaded before that moment; their rows are gone when this returns.
[[nodiscard]] std::vector<std::string> remove_unused_pictures(storage::Connection& connection, Timestamp before);

}  // namespace shipwitness::web
