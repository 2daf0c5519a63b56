#include "web/server/videos/downloads.h"

#include <chrono>

#include "web/server/videos/download_queries.h"
#include "web/server/videos/requests.h"

namespace shipwitness::web {
namespace {

constexpr std::chrono::minutes kOneDownload{10};

}  // namespace

void record_download(storage::Connection& connection, const VideoRequest& request, const std::string& name,
                     const Downloader& who, Timestamp now) {
    if (extend_download(connection, request.id, name, who, now - kOneDownload, now)) {
        return;
    }
    insert_download(connection, request.id, name, who, now);
    // Staff who watch the clip beside a claim are in the table only: their looking must not change what they look at.
    if (who.buyer) {
        tell_claim(connection, request, EventKind::video_downloaded, Author::buyer(), {{"file", name}}, now);
    }
}

}  // namespace shipwitness::web
