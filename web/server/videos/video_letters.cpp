#include "web/server/videos/video_letters.h"

#include <string>
#include <utility>

#include "web/server/orders/order_queries.h"

namespace shipwitness::web {

void write_video_letter(const App& app, storage::Connection& connection, const VideoRequest& request, LetterKind kind) {
    if (request.origin != VideoOrigin::buyer) {
        return;
    }
    const auto order = find_order(connection, request.order).value();
    LetterDraft draft;
    draft.kind = kind;
    draft.cause = std::string(to_text(kind)) + ":" + request.id;
    draft.recipient = order.buyer.email;
    draft.language = order.buyer.language;
    draft.order = request.order;
    draft.claim = request.claim;
    draft.automation = Automation::automatic;
    if (request.expires) {
        draft.values["expires"] = moment_text(*request.expires, order.buyer.language, app.settings.company.zone);
    }
    if (kind == LetterKind::video_denied) {
        draft.values["reason"] = request.reason.value_or("");
    }
    write_letter(app, connection, draft);
}

}  // namespace shipwitness::web
