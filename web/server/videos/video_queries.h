#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"
#include "web/server/app/paging.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

[[nodiscard]] std::optional<VideoRequest> find_video_request(storage::Connection& connection, const std::string& id);
/// Newest first, whole, in a fixed number of queries.
[[nodiscard]] std::vector<VideoRequest> video_requests_of_order(storage::Connection& connection,
                                                                const OrderNumber& order);
/// A page of all, newest first.
struct VideoPage {
    std::vector<VideoRequest> items;
    std::optional<std::string> next_cursor;
};
[[nodiscard]] VideoPage list_video_requests(storage::Connection& connection, const std::optional<VideoState>& state,
                                            const PageRequest& page);

void insert_video_request(storage::Connection& connection, const VideoRequest& request);
/// Approved or denied: by a person, or by policy (none).
void set_decided(storage::Connection& connection, const std::string& id, VideoState state,
                 const std::optional<PersonId>& by, const std::optional<std::string>& reason, Timestamp now);
void set_fetching(storage::Connection& connection, const std::string& id);
void set_failed(storage::Connection& connection, const std::string& id, std::string_view code);
void set_ready(storage::Connection& connection, const std::string& id, const Manifest& manifest, Timestamp now,
               Timestamp expires);
void set_expires(storage::Connection& connection, const std::string& id, Timestamp expires);
void set_expired(storage::Connection& connection, const std::string& id);
void set_deleted(storage::Connection& connection, const std::string& id, Timestamp now);

void add_clip(storage::Connection& connection, const std::string& request, const VideoClip& clip);
/// Forgets a clip with its files' rows, so that it is made anew.
void drop_clip(storage::Connection& connection, const std::string& request, int number);
void set_file_whole(storage::Connection& connection, const std::string& request, const std::string& name,
                    const std::string& sha256, const std::optional<std::string>& poster);
void set_progress(storage::Connection& connection, const std::string& request, std::int64_t had_bytes,
                  const std::optional<std::int64_t>& total_bytes);

/// How many requests stand in each state, for /metrics.
[[nodiscard]] std::vector<std::pair<VideoState, std::int64_t>> count_video_requests(storage::Connection& connection);

}  // namespace shipwitness::web
