#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "http/json.h"
#include "web/server/claims/claim.h"
#include "web/server/orders/order.h"
#include "web/server/pictures/picture_queries.h"

namespace shipwitness::web {

/// What a buyer files, checked against the order.
struct ClaimInput {
    std::optional<Language> language;
    std::vector<ClaimLine> lines;  ///< by line, with what the order says of each
    Wish wish;
    Acceptance acceptance;
    std::optional<std::string> contact_name;
    std::optional<std::string> contact_phone;
};

/// The document's ClaimInput. Fails with every fault at once. Pure.
[[nodiscard]] Result<ClaimInput> claim_input_from_json(const http::Json& json, const Order& order,
                                                       const UploadedPictures& pictures, Timestamp now);

/// A buyer's message: words and pictures.
struct MessageInput {
    std::string words;
    std::vector<std::string> pictures;
};
[[nodiscard]] Result<MessageInput> message_from_json(const http::Json& json, const UploadedPictures& pictures);

/// As it was filed, for the history.
[[nodiscard]] http::Json to_json(const ClaimInput& input);

}  // namespace shipwitness::web
