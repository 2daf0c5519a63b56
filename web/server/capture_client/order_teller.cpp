#include "web/server/capture_client/order_teller.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"
#include "web/server/capture_client/order_news_queries.h"

namespace shipwitness::web {
namespace {

/// Told between two transactions: large enough that the disk is not what limits an import of thousands.
constexpr std::int64_t kAtOnce = 100;

}  // namespace

/// How a round of tellings went.
struct OrderTeller::Round {
    std::vector<OrderNews> taken;
    std::vector<std::pair<OrderNews, std::string>> refused;  ///< with the site's words
    std::optional<std::string> unreachable;                  ///< why the rest was not told
};

JobOutcome OrderTeller::run(const std::string& site, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto news =
            database_.read([&](storage::Connection& connection) { return next_news(connection, site, kAtOnce); });
        if (news.empty()) {
            return JobOutcome::done();
        }
        const auto round = tell(site, news, stop);
        database_.write([&](storage::Connection& connection) {
            forget_news(connection, site, round.taken);
            for (const auto& [each, words] : round.refused) {
                set_aside(connection, site, each, words);
            }
        });
        if (round.unreachable) {
            return JobOutcome::again(*round.unreachable);
        }
    }
    return JobOutcome::again("web is stopping");
}

OrderTeller::Round OrderTeller::tell(const std::string& site, const std::vector<OrderNews>& news,
                                     const std::stop_token& stop) {
    Round round;
    for (const auto& each : news) {
        if (stop.stop_requested()) {
            break;
        }
        const auto told = capture_.tell_order(site, each.told);
        if (told) {
            round.taken.push_back(each);
        } else if (told.error().kind == ErrorKind::unavailable) {
            round.unreachable = told.error().detail;
            break;
        } else {
            log_error(fmt::format("capture: site {} refuses an order: {}", site, told.error().detail));
            round.refused.emplace_back(each, told.error().detail);
        }
    }
    return round;
}

}  // namespace shipwitness::web
