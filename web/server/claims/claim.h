#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "claims/vocabulary.h"
#include "core/ids.h"
#include "core/time.h"
#include "http/json.h"
#include "web/server/app/json.h"
#include "web/server/claims/events.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

/// One line of a claim as it was filed, with what the order said of it then.
struct ClaimLine {
    int line = 0;
    std::string sku;
    std::string name;
    std::string unit;
    std::int64_t quantity_ordered = 0;
    claims::LineKind kind = claims::LineKind::content;
    std::optional<std::string> content_kind;  ///< shortage, wrong_item
    std::optional<std::int64_t> quantity;     ///< units affected; none: not known
    std::string words;
    std::vector<std::string> pictures;  ///< ids
};

/// What the buyer told about the moment of acceptance; the words of docs/openapi/web.yaml, none: not asked.
struct Acceptance {
    std::optional<Timestamp> delivered;
    std::optional<Timestamp> noticed;
    std::optional<std::string> seal;
    std::optional<std::string> packaging;
    std::optional<std::string> counted;
    std::optional<std::string> noted;
    std::optional<std::string> unpack;
    std::optional<std::string> packaging_kept;
};

struct Contact {
    std::string name;
    std::string email;
    std::optional<std::string> phone;
};

struct Wish {
    std::string kind;
    std::optional<std::string> words;
};

struct Claim {
    ClaimId number;
    OrderNumber order;
    std::string channel = "portal";
    Language language = Language::ru;
    Contact contact;
    Wish wish;
    Acceptance acceptance;
    Timestamp opened;
    Timestamp updated;
    Standing standing;
    std::vector<ClaimLine> lines;  ///< by line
};

/// As the document's schemas; of a line without `pictures`, which each reader is shown by another address.
[[nodiscard]] http::Json to_json(const ClaimLine& line);
[[nodiscard]] http::Json to_json(const Acceptance& acceptance);
[[nodiscard]] http::Json to_json(const Wish& wish);

}  // namespace shipwitness::web
