#include "web/server/claims/claim.h"

namespace shipwitness::web {

http::Json to_json(const ClaimLine& line) {
    return {{"line", line.line},
            {"sku", line.sku},
            {"name", line.name},
            {"unit", line.unit},
            {"quantity_ordered", line.quantity_ordered},
            {"kind", claims::to_text(line.kind)},
            {"content_kind", to_json(line.content_kind)},
            {"quantity", to_json(line.quantity)},
            {"words", line.words}};
}

http::Json to_json(const Acceptance& acceptance) {
    return {{"delivered_at", to_json(acceptance.delivered)},
            {"noticed_at", to_json(acceptance.noticed)},
            {"seal", to_json(acceptance.seal)},
            {"packaging", to_json(acceptance.packaging)},
            {"counted", to_json(acceptance.counted)},
            {"noted", to_json(acceptance.noted)},
            {"unpack", to_json(acceptance.unpack)},
            {"packaging_kept", to_json(acceptance.packaging_kept)}};
}

http::Json to_json(const Wish& wish) {
    return {{"kind", wish.kind}, {"words", to_json(wish.words)}};
}

}  // namespace shipwitness::web
