#include "web/server/ingest/ingest.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/server/ingest/ingest_queries.h"
#include "web/server/packing/session_queries.h"

namespace shipwitness::web {

Result<std::int64_t> take_in(storage::Connection& connection, const Delivery& delivery, Timestamp now) {
    std::int64_t through = accepted_through(connection, delivery.site).value_or(0);
    for (const auto& event : delivery.events) {
        if (const auto stored = stored_event_id(connection, delivery.site, event.sequence)) {
            if (*stored != event.id) {
                return fail(ErrorKind::conflict, "sequence_reused",
                            fmt::format("Site {} has delivered another event under sequence {} before.", delivery.site,
                                        event.sequence));
            }
            continue;
        }
        store_event(connection, delivery.site, event, now);
        store_session(connection, event.session, event.sequence, now);
        through = std::max(through, event.sequence);
    }
    set_accepted_through(connection, delivery.site, through, now);
    return through;
}

}  // namespace shipwitness::web
