#include "capture/catalogue/catalogue_queries.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>

#include "capture/catalogue/fragment_index.h"

namespace shipwitness::capture::queries {

namespace {

constexpr std::string_view kSegment =
    "select s.id, s.camera, s.run, s.sequence, s.file, s.start_us, s.wall_duration, s.media_duration, s.size_bytes,"
    "       s.state, s.end_reason, s.sha256, s.camera_time_us, s.fragments, r.codec, r.width, r.height"
    "  from segments s join runs r on r.id = s.run ";

std::string select_segment(std::string_view condition) {
    return std::string(kSegment).append(condition);
}

SegmentState state_from(const std::string& word) {
    return word == "open" ? SegmentState::open : word == "closed" ? SegmentState::closed : SegmentState::deleting;
}

Segment to_segment(const storage::Row& row) {
    Segment segment;
    segment.id = row.integer(0);
    segment.camera = CameraId(row.text(1));
    segment.run = row.integer(2);
    segment.sequence = row.integer(3);
    segment.file = row.text(4);
    segment.start = row.timestamp(5);
    segment.wall_duration = Microseconds{row.integer(6)};
    segment.media_duration = Microseconds{row.integer(7)};
    segment.size_bytes = static_cast<std::uint64_t>(row.integer(8));
    segment.state = state_from(row.text(9));
    segment.end_reason = row.is_null(10) ? std::nullopt : end_reason_from(row.text(10));
    segment.sha256 = row.maybe_text(11);
    segment.camera_time = row.maybe_timestamp(12);
    if (!row.is_null(13)) {
        segment.fragments = unpack(row.blob(13));
    }
    segment.codec = row.text(14) == "h265" ? media::Codec::h265 : media::Codec::h264;
    segment.width = static_cast<int>(row.integer(15));
    segment.height = static_cast<int>(row.integer(16));
    return segment;
}

std::vector<Segment> to_segments(const std::vector<storage::Row>& rows) {
    std::vector<Segment> segments;
    segments.reserve(rows.size());
    std::transform(rows.begin(), rows.end(), std::back_inserter(segments), to_segment);
    return segments;
}

Gap to_gap(const storage::Row& row) {
    const auto to = row.maybe_timestamp(2);
    return {CameraId(row.text(0)),
            {row.timestamp(1), to.value_or(Timestamp::max())},
            gap_reason_from(row.text(3)).value_or(GapReason::damaged),
            !to.has_value()};
}

std::string_view to_word(media::Codec codec) {
    return codec == media::Codec::h265 ? "h265" : "h264";
}

}  // namespace

std::vector<Segment> segments(Connection& db, const CameraId& camera, Interval interval) {
    // Bounded by the longest segment, so that old footage is not walked through.
    auto found = to_segments(
        db.query(select_segment("where s.camera = $1 and s.state = 'closed' and s.start_us < $2"
                                "  and s.start_us + s.wall_duration > $3"
                                "  and s.start_us > $3 - (select max(wall_duration) from segments where camera = $1)"),
                 camera, interval.to, interval.from));
    auto open = to_segments(
        db.query(select_segment("where s.state = 'open' and s.camera = $1 and s.start_us < $2"), camera, interval.to));
    std::move(open.begin(), open.end(), std::back_inserter(found));
    std::sort(found.begin(), found.end(),
              [](const Segment& a, const Segment& b) { return std::tie(a.start, a.id) < std::tie(b.start, b.id); });
    return found;
}

std::optional<Segment> segment(Connection& db, std::int64_t id) {
    const auto row = db.query_one(select_segment("where s.id = $1"), id);
    return row ? std::optional(to_segment(*row)) : std::nullopt;
}

std::vector<Segment> unfinished(Connection& db) {
    return to_segments(db.query(select_segment("where s.state = 'open' order by s.id")));
}

std::optional<Timestamp> end_of_closed(Connection& db, const CameraId& camera) {
    const auto row = db.query_one(
        "select start_us + wall_duration from segments where camera = $1 and state = 'closed' order by id desc limit 1",
        camera);
    return row ? row->maybe_timestamp(0) : std::nullopt;
}

std::unordered_set<std::string> known_files(Connection& db) {
    std::unordered_set<std::string> files;
    for (const auto& row : db.query("select file from segments")) {
        files.insert(row.text(0));
    }
    return files;
}

std::int64_t insert_run(Connection& db, const Catalogue::NewRun& run) {
    return db
        .query_one(
            "insert into runs (camera, started_us, codec, width, height) values ($1, $2, $3, $4, $5) returning id",
            run.camera, run.start, to_word(run.codec), run.width, run.height)
        ->integer(0);
}

void end_run(Connection& db, std::int64_t run, Timestamp at, EndReason reason) {
    db.execute("update runs set ended_us = max($1, started_us), end_reason = $2 where id = $3", at,
               capture::to_word(reason), run);
}

void end_runs_left_open(Connection& db) {
    db.execute(
        "update runs set end_reason = 'recovered', ended_us = max(started_us, coalesce("
        "   (select max(s.start_us + s.wall_duration) from segments s where s.run = runs.id), started_us))"
        " where end_reason is null");
}

void place_in_run(Connection& db, Segment& segment) {
    const auto run = db.query_one("select camera from runs where id = $1", segment.run);
    if (!run) {
        db.execute(
            "insert into runs (id, camera, started_us, ended_us, end_reason, codec, width, height)"
            " values ($1, $2, $3, $4, 'recovered', $5, $6, $7)",
            segment.run, segment.camera, segment.start, segment.interval().to, to_word(segment.codec), segment.width,
            segment.height);
        return;
    }
    const bool taken =
        db.query_one("select 1 from segments where run = $1 and sequence = $2", segment.run, segment.sequence)
            .has_value();
    if (run->text(0) == segment.camera.text() && !taken) {
        return;
    }
    segment.run = insert_run(db, {segment.camera, segment.start, segment.codec, segment.width, segment.height});
    segment.sequence = 1;
    end_run(db, segment.run, segment.interval().to, EndReason::recovered);
}

std::int64_t insert_segment(Connection& db, const Catalogue::NewSegment& segment) {
    return db
        .query_one(
            "insert into segments (run, camera, sequence, file, state, start_us, wall_duration, media_duration,"
            "                      size_bytes, camera_time_us)"
            " values ($1, $2, $3, $4, 'open', $5, 0, 0, 0, $6) returning id",
            segment.run, segment.camera, segment.sequence, segment.file.string(), segment.start, segment.camera_time)
        ->integer(0);
}

void insert_closed(Connection& db, const Segment& segment, const std::filesystem::path& relative) {
    Segment row = segment;
    place_in_run(db, row);
    row.id = insert_segment(db, {row.camera, row.run, row.sequence, relative, row.start, row.camera_time});
    close_segment(db, row);
}

void close_segment(Connection& db, const Segment& segment) {
    db.execute(
        "update segments set state = 'closed', start_us = $1, wall_duration = $2, media_duration = $3,"
        "       size_bytes = $4, sha256 = $5, end_reason = $6, fragments = $7 where id = $8",
        segment.start, segment.wall_duration.count(), segment.media_duration.count(), segment.size_bytes,
        segment.sha256.value(), capture::to_word(segment.end_reason.value()), pack(segment.fragments), segment.id);
}

void delete_segment(Connection& db, std::int64_t id) {
    db.execute("delete from segments where id = $1", id);
}

std::vector<Gap> gaps(Connection& db, const CameraId& camera, Interval interval) {
    const auto rows = db.query(
        "select camera, from_us, to_us, reason from gaps"
        " where camera = $1 and from_us <= $2 and (to_us is null or to_us >= $3) order by from_us, id",
        camera, interval.to, interval.from);
    std::vector<Gap> found;
    std::transform(rows.begin(), rows.end(), std::back_inserter(found), to_gap);
    return found;
}

std::optional<Gap> open_gap(Connection& db, const CameraId& camera) {
    const auto row =
        db.query_one("select camera, from_us, to_us, reason from gaps where camera = $1 and to_us is null", camera);
    return row ? std::optional(to_gap(*row)) : std::nullopt;
}

void insert_gap(Connection& db, const Gap& gap) {
    const std::optional<Timestamp> to = gap.open ? std::nullopt : std::optional(gap.interval.to);
    db.execute("insert into gaps (camera, from_us, to_us, reason) values ($1, $2, $3, $4)", gap.camera,
               gap.interval.from, to, capture::to_word(gap.reason));
}

void end_gap(Connection& db, const CameraId& camera, Timestamp at) {
    db.execute("update gaps set to_us = max($1, from_us) where camera = $2 and to_us is null", at, camera);
}

void move_gap_end(Connection& db, const CameraId& camera, Timestamp from, Timestamp to) {
    db.execute("update gaps set to_us = max($1, from_us) where camera = $2 and to_us = $3", to, camera, from);
}

}  // namespace shipwitness::capture::queries
