#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "storage/database.h"
#include "web/server/capture_client/capture.h"

namespace shipwitness::web {

struct OrderNews {
    OrderTold told;     ///< as the order is now
    Timestamp changed;  ///< the change that is being told
};

/// What the site has yet to hear, oldest change first.
[[nodiscard]] std::vector<OrderNews> next_news(storage::Connection& connection, const std::string& site,
                                               std::int64_t limit);
/// The site has taken these; those that changed meanwhile stay.
void forget_news(storage::Connection& connection, const std::string& site, const std::vector<OrderNews>& told);
void set_aside(storage::Connection& connection, const std::string& site, const OrderNews& news,
               std::string_view refusal);

struct NewsCount {
    std::string site;
    std::int64_t waiting = 0;
    std::int64_t refused = 0;
};
/// For /metrics: every site, those with nothing to tell too.
[[nodiscard]] std::vector<NewsCount> count_news(storage::Connection& connection);

}  // namespace shipwitness::web
