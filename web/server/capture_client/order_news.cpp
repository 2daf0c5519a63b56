#include "web/server/capture_client/order_news.h"

#include <set>

#include "web/server/jobs/job_queries.h"

namespace shipwitness::web {

void order_changed(storage::Connection& connection, const OrderNumber& order, Timestamp now) {
    for (const auto& row : connection.query(
             "insert into order_news (site, order_number, changed_us) select site, $1, $2 from order_news_sites "
             "where true on conflict (site, order_number) do update set changed_us = excluded.changed_us, "
             "refusal = null returning site",
             order, now)) {
        enqueue(connection, {kTellCaptureJob, row.text(0)}, now);
    }
}

void set_sites(storage::Connection& connection, const std::vector<std::string>& sites, Timestamp now) {
    std::set<std::string> gone;
    for (const auto& row : connection.query("select site from order_news_sites")) {
        gone.insert(row.text(0));
    }
    for (const auto& site : sites) {
        if (gone.erase(site) == 0) {
            connection.execute("insert into order_news_sites (site, since_us) values ($1, $2)", site, now);
            connection.execute(
                "insert into order_news (site, order_number, changed_us) "
                "select $1, number, $2 from orders where status = 'open'",
                site, now);
            enqueue(connection, {kTellCaptureJob, site}, now);
        }
    }
    for (const auto& site : gone) {
        connection.execute("delete from order_news where site = $1", site);
        connection.execute("delete from order_news_sites where site = $1", site);
    }
}

}  // namespace shipwitness::web
