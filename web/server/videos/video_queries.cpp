#include "web/server/videos/video_queries.h"

#include <map>
#include <utility>

#include "web/server/capture_client/clip_codec.h"

namespace shipwitness::web {
namespace {

using http::Json;

constexpr std::string_view kColumns =
    "select r.id, r.order_number, r.claim, r.origin, r.requested_by, r.state, r.reason, r.requested_us, r.ready_us, "
    "r.expires_us, r.had_bytes, r.total_bytes, r.manifest_sha256, r.manifest_bytes from video_requests r ";

template <class Id>
std::optional<Id> maybe_id(const storage::Row& row, std::size_t column) {
    auto text = row.maybe_text(column);
    return text ? std::optional(Id(*std::move(text))) : std::nullopt;
}

VideoRequest request_of(const storage::Row& row) {
    VideoRequest request;
    request.id = row.text(0);
    request.order = OrderNumber(row.text(1));
    request.claim = maybe_id<ClaimId>(row, 2);
    request.origin = row.text(3) == "buyer" ? VideoOrigin::buyer : VideoOrigin::desk;
    request.requested_by = maybe_id<PersonId>(row, 4);
    request.state = parse_video_state(row.text(5)).value();
    request.reason = row.maybe_text(6);
    request.requested = row.timestamp(7);
    request.ready = row.maybe_timestamp(8);
    request.expires = row.maybe_timestamp(9);
    request.had_bytes = row.integer(10);
    request.total_bytes = row.maybe_integer(11);
    if (const auto sha256 = row.maybe_text(12)) {
        request.manifest = Manifest{*sha256, row.integer(13)};
    }
    return request;
}

VideoFile file_of(const storage::Row& row) {
    VideoFile file;
    file.name = row.text(2);
    file.offered.camera = CameraId(row.text(3));
    file.offered.url = row.text(4);
    file.offered.etag = row.text(5);
    file.offered.size_bytes = static_cast<std::uint64_t>(row.integer(6));
    file.offered.interval = {row.timestamp(7), row.timestamp(8)};
    file.offered.codec = row.text(9);
    file.offered.width = static_cast<int>(row.integer(10));
    file.offered.height = static_cast<int>(row.integer(11));
    file.offered.gaps = gaps_from_json(Json::parse(row.text(12)));
    file.sha256 = row.maybe_text(13);
    file.poster = row.maybe_text(14);
    return file;
}

VideoClip clip_of(const storage::Row& row) {
    VideoClip clip;
    clip.number = static_cast<int>(row.integer(1));
    clip.session = SessionId(row.text(2));
    clip.site = row.text(3);
    clip.clip = maybe_id<ClipId>(row, 4);
    clip.asked = {row.timestamp(5), row.timestamp(6)};
    clip.gaps = camera_gaps_from_json(Json::parse(row.text(7)));
    return clip;
}

/// Adds clips and files to requests. `chosen` is a subquery of their ids with one parameter.
void add_contents(storage::Connection& connection, std::vector<VideoRequest>& requests, const std::string& chosen,
                  const std::vector<storage::Value>& parameters) {
    std::map<std::string, VideoRequest*> by_id;
    for (auto& request : requests) {
        by_id.emplace(request.id, &request);
    }
    std::map<std::pair<std::string, std::int64_t>, std::pair<VideoRequest*, std::size_t>> places;
    for (const auto& row : connection.run(
             "select c.request, c.number, c.session, s.site, c.clip, c.from_us, c.to_us, c.gaps from video_clips c "
             "join packing_sessions s on s.id = c.session where c.request in (" +
                 chosen + ") order by c.request, c.number",
             parameters)) {
        auto* request = by_id.at(row.text(0));
        request->clips.push_back(clip_of(row));
        places[{row.text(0), row.integer(1)}] = {request, request->clips.size() - 1};
    }
    for (const auto& row : connection.run(
             "select request, number, name, camera, url, etag, size_bytes, from_us, to_us, codec, width, height, gaps, "
             "sha256, poster from video_files where request in (" +
                 chosen + ") order by request, number, name",
             parameters)) {
        const auto& [request, place] = places.at({row.text(0), row.integer(1)});
        request->clips[place].files.push_back(file_of(row));
    }
}

}  // namespace

std::optional<VideoRequest> find_video_request(storage::Connection& connection, const std::string& id) {
    const auto row = connection.query_one(std::string(kColumns) + "where r.id = $1", id);
    if (!row) {
        return std::nullopt;
    }
    std::vector<VideoRequest> one{request_of(*row)};
    add_contents(connection, one, "$1", {storage::to_value(id)});
    return std::move(one.front());
}

std::vector<VideoRequest> video_requests_of_order(storage::Connection& connection, const OrderNumber& order) {
    std::vector<VideoRequest> requests;
    for (const auto& row : connection.query(
             std::string(kColumns) + "where r.order_number = $1 order by r.requested_us desc, r.id", order)) {
        requests.push_back(request_of(row));
    }
    add_contents(connection, requests, "select id from video_requests where order_number = $1",
                 {storage::to_value(order)});
    return requests;
}

VideoPage list_video_requests(storage::Connection& connection, const std::optional<VideoState>& state,
                              const PageRequest& page) {
    std::vector<storage::Value> parameters{storage::to_value(static_cast<std::int64_t>(page.limit) + 1)};
    std::string where = "where true ";
    if (state) {
        parameters.push_back(storage::to_value(to_text(*state)));
        where += "and r.state = $2 ";
    }
    if (page.after) {
        parameters.push_back(storage::to_value(page.after->number));
        const auto number = std::to_string(parameters.size());
        parameters.push_back(storage::to_value(page.after->text));
        where += "and (r.requested_us, r.id) < ($" + number + ", $" + std::to_string(parameters.size()) + ") ";
    }
    const auto order = where + "order by r.requested_us desc, r.id desc limit $1";
    VideoPage result;
    for (const auto& row : connection.run(std::string(kColumns) + order, parameters)) {
        result.items.push_back(request_of(row));
    }
    add_contents(connection, result.items, "select r.id from video_requests r " + order, parameters);
    if (result.items.size() > page.limit) {
        result.items.pop_back();
        const auto& last = result.items.back();
        result.next_cursor = encode(Cursor{to_us(last.requested), last.id});
    }
    return result;
}

void insert_video_request(storage::Connection& connection, const VideoRequest& request) {
    connection.execute(
        "insert into video_requests (id, order_number, claim, origin, requested_by, state, requested_us) "
        "values ($1, $2, $3, $4, $5, $6, $7)",
        request.id, request.order, request.claim, to_text(request.origin), request.requested_by, to_text(request.state),
        request.requested);
}

void set_decided(storage::Connection& connection, const std::string& id, VideoState state,
                 const std::optional<PersonId>& by, const std::optional<std::string>& reason, Timestamp now) {
    connection.execute(
        "update video_requests set state = $1, decided_by = $2, reason = $3, decided_us = $4 where id = $5",
        to_text(state), by, reason, now, id);
}

void set_fetching(storage::Connection& connection, const std::string& id) {
    connection.execute("update video_requests set state = 'fetching' where id = $1 and state = 'queued'", id);
}

void set_failed(storage::Connection& connection, const std::string& id, std::string_view code) {
    connection.execute("update video_requests set state = 'failed', reason = $1 where id = $2", code, id);
}

void set_ready(storage::Connection& connection, const std::string& id, const Manifest& manifest, Timestamp now,
               Timestamp expires) {
    connection.execute(
        "update video_requests set state = 'ready', ready_us = $1, expires_us = $2, manifest_sha256 = $3, "
        "manifest_bytes = $4 where id = $5",
        now, expires, manifest.sha256, manifest.size_bytes, id);
}

void set_expires(storage::Connection& connection, const std::string& id, Timestamp expires) {
    connection.execute("update video_requests set expires_us = $1 where id = $2", expires, id);
}

void set_expired(storage::Connection& connection, const std::string& id) {
    connection.execute("update video_requests set state = 'expired' where id = $1 and state = 'ready'", id);
}

void set_deleted(storage::Connection& connection, const std::string& id, Timestamp now) {
    connection.execute("update video_requests set deleted_us = $1 where id = $2 and state = 'expired'", now, id);
}

void add_clip(storage::Connection& connection, const std::string& request, const VideoClip& clip) {
    connection.execute(
        "insert into video_clips (request, number, session, clip, from_us, to_us, gaps) "
        "values ($1, $2, $3, $4, $5, $6, $7)",
        request, clip.number, clip.session, clip.clip, clip.asked.from, clip.asked.to,
        camera_gaps_to_json(clip.gaps).dump());
    for (const auto& file : clip.files) {
        const auto& offered = file.offered;
        connection.execute(
            "insert into video_files (request, name, number, camera, url, etag, size_bytes, from_us, to_us, codec, "
            "width, height, gaps) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            request, file.name, clip.number, offered.camera, offered.url, offered.etag, offered.size_bytes,
            offered.interval.from, offered.interval.to, offered.codec, offered.width, offered.height,
            gaps_to_json(offered.gaps).dump());
    }
}

void drop_clip(storage::Connection& connection, const std::string& request, int number) {
    connection.execute("delete from video_clips where request = $1 and number = $2", request, number);
}

void set_file_whole(storage::Connection& connection, const std::string& request, const std::string& name,
                    const std::string& sha256, const std::optional<std::string>& poster) {
    connection.execute("update video_files set sha256 = $1, poster = $2 where request = $3 and name = $4", sha256,
                       poster, request, name);
}

void set_progress(storage::Connection& connection, const std::string& request, std::int64_t had_bytes,
                  const std::optional<std::int64_t>& total_bytes) {
    connection.execute("update video_requests set had_bytes = $1, total_bytes = $2 where id = $3", had_bytes,
                       total_bytes, request);
}

std::vector<std::pair<VideoState, std::int64_t>> count_video_requests(storage::Connection& connection) {
    std::vector<std::pair<VideoState, std::int64_t>> counts;
    for (const auto& row : connection.query("select state, count(*) from video_requests group by state")) {
        counts.emplace_back(parse_video_state(row.text(0)).value(), row.integer(1));
    }
    return counts;
}

}  // namespace shipwitness::web
