#include "capture/catalogue/catalogue.h"

#include <algorithm>

#include "capture/catalogue/catalogue_queries.h"
#include "capture/catalogue/coverage.h"
#include "capture/catalogue/unfolded.h"

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

std::vector<Segment> Catalogue::find_segments(storage::Connection& db, const CameraId& camera, Interval interval,
                                              Microseconds set_back) const {
    std::vector<Segment> found;
    for (Segment& row : queries::segments(db, camera, {interval.from - set_back, interval.to})) {
        found.push_back(as_it_is(std::move(row)));
    }
    return set_back > Microseconds::zero() ? unfolded(std::move(found), interval.from) : found;
}

std::vector<Segment> Catalogue::segments(const CameraId& camera, Interval interval, Microseconds set_back) const {
    const std::scoped_lock lock(mutex_);
    auto found = database_.read([&](auto& db) { return find_segments(db, camera, interval, set_back); });
    std::erase_if(found, [&](const Segment& segment) { return !segment.placed().overlaps(interval); });
    return found;
}

std::optional<Segment> Catalogue::segment(std::int64_t id) const {
    const std::scoped_lock lock(mutex_);
    auto row = database_.read([&](auto& db) { return queries::segment(db, id); });
    return row ? std::optional(as_it_is(std::move(*row))) : std::nullopt;
}

std::vector<Gap> Catalogue::gaps(const CameraId& camera, Interval interval, Microseconds set_back) const {
    const std::scoped_lock lock(mutex_);
    std::vector<Gap> rows;
    std::vector<Interval> footage;
    Timestamp live_from = Timestamp::max();
    database_.read([&](auto& db) {
        const auto segments = find_segments(db, camera, interval, set_back);
        rows = queries::gaps(db, camera, {interval.from - set_back, interval.to});
        if (set_back > Microseconds::zero()) {
            rows = unfolded(std::move(rows), segments);
        }
        for (const Segment& segment : segments) {
            footage.push_back(segment.placed());
            if (segment.state == SegmentState::open) {
                live_from = std::min(live_from, segment.placed().to);
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
