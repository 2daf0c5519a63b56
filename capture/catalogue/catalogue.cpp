#include "capture/catalogue/catalogue.h"

#include <algorithm>

#include "capture/catalogue/catalogue_queries.h"
#include "capture/catalogue/coverage.h"

namespace shipwitness::capture {

Catalogue::Catalogue(storage::Database& database, std::filesystem::path footage)
    : database_(database), footage_(std::move(footage)) {}

Segment Catalogue::as_it_is(Segment row) const {
    const auto live = live_.find(row.id);
    if (row.state == SegmentState::open && live != live_.end()) {
        return live->second;
    }
    row.file = footage_ / row.file;
    return row;
}

std::vector<Segment> Catalogue::segments(const CameraId& camera, Interval interval) const {
    const std::scoped_lock lock(mutex_);
    std::vector<Segment> found;
    for (Segment& row : database_.read([&](auto& db) { return queries::segments(db, camera, interval); })) {
        Segment segment = as_it_is(std::move(row));
        if (segment.interval().overlaps(interval)) {
            found.push_back(std::move(segment));
        }
    }
    return found;
}

std::optional<Segment> Catalogue::segment(std::int64_t id) const {
    const std::scoped_lock lock(mutex_);
    auto row = database_.read([&](auto& db) { return queries::segment(db, id); });
    return row ? std::optional(as_it_is(std::move(*row))) : std::nullopt;
}

std::vector<Gap> Catalogue::gaps(const CameraId& camera, Interval interval) const {
    const std::scoped_lock lock(mutex_);
    std::vector<Gap> rows;
    std::vector<Interval> footage;
    Timestamp live_from = Timestamp::max();
    database_.read([&](auto& db) {
        rows = queries::gaps(db, camera, interval);
        for (Segment& row : queries::segments(db, camera, interval)) {
            const Segment segment = as_it_is(std::move(row));
            footage.push_back(segment.interval());
            if (segment.state == SegmentState::open) {
                live_from = std::min(live_from, segment.interval().to);
            }
        }
    });
    return missing_of(camera, interval, footage, rows, live_from);
}

std::optional<Timestamp> Catalogue::recorded_through(const CameraId& camera) const {
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, segment] : live_) {
        if (segment.camera == camera && segment.wall_duration > Microseconds::zero()) {
            return segment.interval().to;
        }
    }
    return database_.read([&](auto& db) { return queries::end_of_closed(db, camera); });
}

std::int64_t Catalogue::begin_run(const NewRun& run) {
    return database_.write([&](auto& db) { return queries::insert_run(db, run); });
}

void Catalogue::end_run(std::int64_t run, Timestamp at, EndReason reason) {
    database_.write([&](auto& db) { queries::end_run(db, run, at, reason); });
}

Segment Catalogue::open_segment(const NewSegment& segment) {
    Segment opened = database_.write([&](auto& db) {
        queries::end_gap(db, segment.camera, segment.start);
        return *queries::segment(db, queries::insert_segment(db, segment));
    });
    opened.file = footage_ / opened.file;
    const std::scoped_lock lock(mutex_);
    live_[opened.id] = opened;
    return opened;
}

void Catalogue::grow(const Segment& segment) {
    const std::scoped_lock lock(mutex_);
    live_[segment.id] = segment;
}

void Catalogue::close_segment(const Segment& segment, std::optional<GapReason> then) {
    database_.write([&](auto& db) {
        const auto row = queries::segment(db, segment.id);
        queries::close_segment(db, segment);
        if (row && row->start != segment.start) {
            queries::move_gap_end(db, segment.camera, row->start, segment.start);
        }
        if (then && !queries::open_gap(db, segment.camera)) {
            const Timestamp end = segment.interval().to;
            queries::insert_gap(db, {segment.camera, {end, end}, *then, true});
        }
    });
    const std::scoped_lock lock(mutex_);
    live_.erase(segment.id);
}

void Catalogue::forget_segment(std::int64_t id) {
    database_.write([&](auto& db) { queries::delete_segment(db, id); });
    const std::scoped_lock lock(mutex_);
    live_.erase(id);
}

std::vector<Segment> Catalogue::unfinished() const {
    std::vector<Segment> rows = database_.read([&](auto& db) { return queries::unfinished(db); });
    const std::scoped_lock lock(mutex_);
    std::erase_if(rows, [&](const Segment& row) { return live_.contains(row.id); });
    for (Segment& row : rows) {
        row.file = footage_ / row.file;
    }
    return rows;
}

void Catalogue::end_runs_left_open() {
    database_.write([&](auto& db) { queries::end_runs_left_open(db); });
}

void Catalogue::adopt(const Segment& segment) {
    const auto relative = segment.file.lexically_relative(footage_);
    database_.write([&](auto& db) { queries::insert_closed(db, segment, relative); });
}

std::unordered_set<std::string> Catalogue::known_files() const {
    return database_.read([&](auto& db) { return queries::known_files(db); });
}

void Catalogue::open_gap(const CameraId& camera, Timestamp from, GapReason reason) {
    database_.write([&](auto& db) {
        const auto open = queries::open_gap(db, camera);
        if (open && open->reason == reason) {
            return;
        }
        queries::end_gap(db, camera, from);
        queries::insert_gap(db, {camera, {from, from}, reason, true});
    });
}

void Catalogue::close_gap(const CameraId& camera, Timestamp to) {
    database_.write([&](auto& db) { queries::end_gap(db, camera, to); });
}

void Catalogue::add_gap(const Gap& gap) {
    database_.write([&](auto& db) { queries::insert_gap(db, gap); });
}

std::optional<Gap> Catalogue::open_gap_of(const CameraId& camera) const {
    return database_.read([&](auto& db) { return queries::open_gap(db, camera); });
}

}  // namespace shipwitness::capture
