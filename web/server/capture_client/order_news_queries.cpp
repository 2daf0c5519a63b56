#include "web/server/capture_client/order_news_queries.h"

namespace shipwitness::web {

std::vector<OrderNews> next_news(storage::Connection& connection, const std::string& site, std::int64_t limit) {
    std::vector<OrderNews> news;
    for (const auto& row :
         connection.query("select n.order_number, o.status = 'cancelled', "
                          "(select count(*) from order_packages p where p.order_number = n.order_number), n.changed_us "
                          "from order_news n join orders o on o.number = n.order_number "
                          "where n.site = $1 and n.refusal is null order by n.changed_us limit $2",
                          site, limit)) {
        news.push_back({{OrderNumber(row.text(0)), row.boolean(1), row.integer(2)}, row.timestamp(3)});
    }
    return news;
}

void forget_news(storage::Connection& connection, const std::string& site, const std::vector<OrderNews>& told) {
    for (const auto& news : told) {
        connection.execute("delete from order_news where site = $1 and order_number = $2 and changed_us = $3", site,
                           news.told.number, news.changed);
    }
}

void set_aside(storage::Connection& connection, const std::string& site, const OrderNews& news,
               std::string_view refusal) {
    connection.execute("update order_news set refusal = $1 where site = $2 and order_number = $3 and changed_us = $4",
                       refusal, site, news.told.number, news.changed);
}

std::vector<NewsCount> count_news(storage::Connection& connection) {
    std::vector<NewsCount> counts;
    for (const auto& row :
         connection.query("select s.site, count(n.site) filter (where n.refusal is null), "
                          "count(n.site) filter (where n.refusal is not null) "
                          "from order_news_sites s left join order_news n on n.site = s.site group by s.site")) {
        counts.push_back({row.text(0), row.integer(1), row.integer(2)});
    }
    return counts;
}

}  // namespace shipwitness::web
