#include "web/server/videos/order_videos.h"

#include "web/server/videos/requests.h"
#include "web/server/videos/video_codec.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {

http::Json buyer_video_requests(storage::Connection& connection, const OrderNumber& order, Timestamp now) {
    http::Json list = http::Json::array();
    for (const auto& request : video_requests_of_order(connection, order)) {
        if (request.origin == VideoOrigin::buyer) {
            list.push_back(to_json(request, Viewer::buyer, now));
        }
    }
    return list;
}

bool has_footage(storage::Connection& connection, const OrderNumber& order) {
    return connection
        .query_one("select 1 from packing_sessions where order_number = $1 and cancelled = 0 limit 1", order)
        .has_value();
}

}  // namespace shipwitness::web
