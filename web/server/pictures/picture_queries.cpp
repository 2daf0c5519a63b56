#include "web/server/pictures/picture_queries.h"

namespace shipwitness::web {

namespace {

constexpr std::string_view kColumns =
    "id, order_number, original_sha256, original_type, original_size_bytes, width, "
    "height, size_bytes, uploaded_at_us, claim_number";

Picture picture_of(const storage::Row& row) {
    const auto claim = row.maybe_text(9);
    return {row.text(0),      OrderNumber(row.text(1)),
            row.text(2),      row.text(3),
            row.integer(4),   row.integer(5),
            row.integer(6),   row.integer(7),
            row.timestamp(8), claim ? std::optional(ClaimId(*claim)) : std::nullopt};
}

}  // namespace

void insert_picture(storage::Connection& connection, const Picture& picture) {
    connection.execute(
        "insert into pictures (id, order_number, original_sha256, original_type, original_size_bytes, "
        "width, height, size_bytes, uploaded_at_us) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        picture.id, picture.order, picture.original_sha256, picture.original_type, picture.original_size_bytes,
        picture.width, picture.height, picture.size_bytes, picture.uploaded);
}

std::optional<Picture> find_picture(storage::Connection& connection, std::string_view id) {
    const auto row = connection.query_one("select " + std::string(kColumns) + " from pictures where id = $1", id);
    return row ? std::optional(picture_of(*row)) : std::nullopt;
}

std::optional<Picture> find_unused_picture(storage::Connection& connection, const OrderNumber& order,
                                           std::string_view original_sha256) {
    const auto row = connection.query_one("select " + std::string(kColumns) +
                                              " from pictures where order_number = $1 and original_sha256 = $2 and "
                                              "claim_number is null limit 1",
                                          order, original_sha256);
    return row ? std::optional(picture_of(*row)) : std::nullopt;
}

std::int64_t count_unused_pictures(storage::Connection& connection, const OrderNumber& order) {
    return connection.query_one("select count(*) from pictures where order_number = $1 and claim_number is null", order)
        .value()
        .integer(0);
}

UploadedPictures uploaded_pictures(storage::Connection& connection, const OrderNumber& order) {
    UploadedPictures pictures;
    for (const auto& row :
         connection.query("select id, claim_number is not null from pictures where order_number = $1", order)) {
        (row.boolean(1) ? pictures.used : pictures.unused).insert(row.text(0));
    }
    return pictures;
}

void use_picture(storage::Connection& connection, std::string_view id, const ClaimId& claim, std::optional<int> line,
                 std::int64_t event) {
    connection.execute("update pictures set claim_number = $2, line = $3, event_id = $4 where id = $1", id, claim, line,
                       event);
}

std::vector<std::string> remove_unused_pictures(storage::Connection& connection, Timestamp before) {
    std::vector<std::string> ids;
    for (const auto& row : connection.query(
             "delete from pictures where claim_number is null and uploaded_at_us < $1 returning id", before)) {
        ids.push_back(row.text(0));
    }
    return ids;
}

}  // namespace shipwitness::web
