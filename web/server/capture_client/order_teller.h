#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/clock.h"
#include "storage/database.h"
#include "web/server/capture_client/capture.h"
#include "web/server/capture_client/order_news_queries.h"
#include "web/server/jobs/runner.h"

namespace shipwitness::web {

/// The job kTellCaptureJob: tells a site all that it has yet to hear, in order of change, until nothing is left or the
/// site cannot be reached. A telling is whole and the newest wins at capture, so repeating one does no harm. What a
/// site says it can never take is set aside with its words; the next change of that order is told again.
class OrderTeller {
  public:
    /// All must outlive it.
    OrderTeller(storage::Database& database, const Clock& clock, Capture& capture)
        : database_(database), clock_(clock), capture_(capture) {}

    [[nodiscard]] JobOutcome run(const std::string& site, const std::stop_token& stop);

  private:
    struct Round;
    [[nodiscard]] Round tell(const std::string& site, const std::vector<OrderNews>& news, const std::stop_token& stop);

    storage::Database& database_;
    const Clock& clock_;
    Capture& capture_;
};

}  // namespace shipwitness::web
