#include "web/server/videos/download_queries.h"

namespace shipwitness::web {

bool extend_download(storage::Connection& connection, const std::string& request, const std::string& name,
                     const Downloader& who, Timestamp since, Timestamp now) {
    return connection.execute(
               "update video_downloads set last_us = $1, requests = requests + 1 where id = (select id from "
               "video_downloads where request = $2 and name = $3 and person is $4 and buyer is $5 and last_us >= $6 "
               "order by last_us desc, id desc limit 1)",
               now, request, name, who.person, who.buyer, since) > 0;
}

void insert_download(storage::Connection& connection, const std::string& request, const std::string& name,
                     const Downloader& who, Timestamp now) {
    connection.execute(
        "insert into video_downloads (request, name, person, buyer, first_us, last_us, requests) "
        "values ($1, $2, $3, $4, $5, $6, 1)",
        request, name, who.person, who.buyer, now, now);
}

}  // namespace shipwitness::web
