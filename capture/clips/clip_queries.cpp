#include "capture/clips/clip_queries.h"

namespace shipwitness::capture {

namespace {

Extent extent_of(const storage::Row& row) {
    Extent extent{row.timestamp(2), row.maybe_integer(3), std::nullopt};
    if (!row.is_null(4)) {
        extent.open = OpenSegment{row.integer(4), row.timestamp(5), static_cast<std::uint64_t>(row.integer(6)),
                                  Microseconds(row.integer(7)), Microseconds(row.integer(8))};
    }
    return extent;
}

void insert_camera(storage::Connection& connection, const ClipId& clip, std::int64_t position,
                   const ClipCameraRow& camera) {
    const auto& open = camera.extent.open;
    const auto of_open = [&](auto value) { return open ? std::optional(value(*open)) : std::nullopt; };
    connection.execute(
        "insert into clip_cameras (clip, position, camera, pictures, through_us, last_segment, open_segment, "
        "open_start_us, open_bytes, open_wall, open_media) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        clip, position, camera.camera, camera.pictures, camera.extent.through, camera.extent.last_segment,
        of_open([](const OpenSegment& segment) { return segment.id; }),
        of_open([](const OpenSegment& segment) { return segment.start; }),
        of_open([](const OpenSegment& segment) { return segment.size_bytes; }),
        of_open([](const OpenSegment& segment) { return segment.wall_duration.count(); }),
        of_open([](const OpenSegment& segment) { return segment.media_duration.count(); }));
}

}  // namespace

void insert_clip(storage::Connection& connection, const ClipRow& clip) {
    connection.execute(
        "insert into clips (id, order_number, session, from_us, to_us, created_us) values ($1, $2, $3, $4, $5, $6)",
        clip.id, clip.order, clip.session, clip.interval.from, clip.interval.to, clip.created);
    std::int64_t position = 0;
    for (const ClipCameraRow& camera : clip.cameras) {
        insert_camera(connection, clip.id, position, camera);
        ++position;
    }
}

std::optional<ClipRow> select_clip(storage::Connection& connection, const ClipId& id) {
    const auto row =
        connection.query_one("select order_number, session, from_us, to_us, created_us from clips where id = $1", id);
    if (!row) {
        return std::nullopt;
    }
    ClipRow clip;
    clip.id = id;
    clip.order = OrderNumber(row->text(0));
    if (const auto session = row->maybe_text(1)) {
        clip.session = SessionId(*session);
        clip.set_back = select_set_back(connection, *clip.session);
    }
    clip.interval = {row->timestamp(2), row->timestamp(3)};
    clip.created = row->timestamp(4);
    for (const storage::Row& camera :
         connection.query("select camera, pictures, through_us, last_segment, open_segment, open_start_us, open_bytes, "
                          "open_wall, open_media from clip_cameras where clip = $1 order by position",
                          id)) {
        clip.cameras.push_back({CameraId(camera.text(0)), camera.integer(1), extent_of(camera)});
    }
    return clip;
}

std::optional<std::vector<CameraId>> select_session_cameras(storage::Connection& connection, const SessionId& session) {
    if (!connection.query_one("select 1 from sessions where id = $1", session)) {
        return std::nullopt;
    }
    std::vector<CameraId> cameras;
    for (const storage::Row& row :
         connection.query("select camera from session_cameras where session = $1 order by position", session)) {
        cameras.emplace_back(row.text(0));
    }
    return cameras;
}

Microseconds select_set_back(storage::Connection& connection, const SessionId& session) {
    const auto row = connection.query_one("select set_back_us from sessions where id = $1", session);
    return row ? Microseconds(row->integer(0)) : Microseconds::zero();
}

bool select_camera_known(storage::Connection& connection, const CameraId& camera) {
    return connection
        .query_one(
            "select 1 where exists (select 1 from segments where camera = $1) "
            "or exists (select 1 from gaps where camera = $2)",
            camera, camera)
        .has_value();
}

}  // namespace shipwitness::capture
