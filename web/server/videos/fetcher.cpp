#include "web/server/videos/fetcher.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"
#include "evidence/sha256.h"
#include "web/server/jobs/job_queries.h"
#include "web/server/packing/session_queries.h"
#include "web/server/videos/manifest.h"
#include "web/server/videos/requests.h"
#include "web/server/videos/video_letters.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {
namespace {

/// While packing goes on: how soon to look again.
constexpr std::chrono::seconds kLookAgain{5};
/// Progress is written to the database at most so often.
constexpr std::chrono::milliseconds kTellEvery{500};

bool is_whole(const std::filesystem::path& file, std::uint64_t size_bytes) {
    std::error_code gone;
    const auto size = std::filesystem::file_size(file, gone);
    return !gone && size == size_bytes;
}

}  // namespace

/// Adds up what is here, and tells the database from time to time.
class VideoFetcher::Progress {
  public:
    Progress(const App& app, const VideoRequest& request) : app_(app), id_(request.id) {
        for (const auto& clip : request.clips) {
            for (const auto& file : clip.files) {
                total_ += static_cast<std::int64_t>(file.offered.size_bytes);
                before_ += file.sha256 ? static_cast<std::int64_t>(file.offered.size_bytes) : 0;
            }
        }
        write(before_);
    }
    /// `had_bytes` of the file that is being fetched.
    void of_current(std::uint64_t had_bytes) {
        if (app_.clock.steady_now() - told_ >= kTellEvery) {
            write(before_ + static_cast<std::int64_t>(had_bytes));
        }
    }
    void file_done(std::uint64_t size_bytes) {
        before_ += static_cast<std::int64_t>(size_bytes);
        write(before_);
    }

  private:
    void write(std::int64_t had) {
        told_ = app_.clock.steady_now();
        app_.database.write([&](storage::Connection& connection) { set_progress(connection, id_, had, total_); });
    }

    const App& app_;
    std::string id_;
    std::int64_t total_ = 0;
    std::int64_t before_ = 0;  ///< of files that are whole
    std::chrono::steady_clock::time_point told_;
};

VideoFetcher::VideoFetcher(const App& app, Capture& capture)
    : app_(app), capture_(capture), folder_(app.settings.data_folder) {}

JobOutcome VideoFetcher::run(const std::string& request_id, const std::stop_token& stop) {
    auto request = read(request_id);
    if (!request || (request->state != VideoState::queued && request->state != VideoState::fetching)) {
        return JobOutcome::done();
    }
    const auto plan = app_.database.read([&](storage::Connection& connection) {
        return plan_fetch(sessions_of_order(connection, request->order), app_.settings.videos, app_.clock.now());
    });
    if (plan.too_early) {
        return JobOutcome::not_yet("The order is still being packed.", kLookAgain);
    }
    if (plan.clips.empty()) {
        return JobOutcome::hopeless("No packing session of the order is left.");
    }
    folder_.prepare(request_id);
    app_.database.write([&](storage::Connection& connection) { set_fetching(connection, request_id); });
    if (auto trouble = make_clips(*request, plan)) {
        return *trouble;
    }
    request = read(request_id);
    if (auto trouble = fetch_files(*request, stop)) {
        return *trouble;
    }
    offer(*read(request_id));
    return JobOutcome::done();
}

std::optional<VideoRequest> VideoFetcher::read(const std::string& request_id) const {
    return app_.database.read(
        [&](storage::Connection& connection) { return find_video_request(connection, request_id); });
}

VideoFetcher::Trouble VideoFetcher::make_clips(const VideoRequest& request, const FetchPlan& plan) {
    std::set<int> numbers;
    for (const auto& clip : request.clips) {
        numbers.insert(clip.number);
    }
    for (auto clip : plan.clips) {
        const auto made = [&](const VideoClip& earlier) { return earlier.session == clip.session; };
        if (std::ranges::any_of(request.clips, made)) {
            continue;
        }
        // The plan's own number, unless a session that was heard of late has shifted the count.
        while (!numbers.insert(clip.number).second) {
            ++clip.number;
        }
        const auto offered = capture_.make_clip(clip.site, {request.order, clip.session, clip.asked});
        if (offered) {
            clip.clip = offered->id;
            clip.gaps = offered->gaps;
            for (const auto& file : offered->files) {
                clip.files.push_back({file_name(clip.number, file.camera), file, std::nullopt});
            }
        } else if (offered.error().kind == ErrorKind::unavailable) {
            return JobOutcome::again(offered.error().detail);
        } else if (offered.error().kind != ErrorKind::not_found && offered.error().kind != ErrorKind::gone) {
            return JobOutcome::hopeless(offered.error().detail);
        }
        app_.database.write([&](storage::Connection& connection) { add_clip(connection, request.id, clip); });
    }
    return std::nullopt;
}

VideoFetcher::Trouble VideoFetcher::fetch_files(const VideoRequest& request, const std::stop_token& stop) {
    const auto has_files = [](const VideoClip& clip) { return !clip.files.empty(); };
    if (std::ranges::none_of(request.clips, has_files)) {
        return JobOutcome::hopeless("Capture has no footage of the order's sessions any more.");
    }
    Progress progress(app_, request);
    for (const auto& clip : request.clips) {
        for (const auto& file : clip.files) {
            if (file.sha256) {
                continue;
            }
            if (auto trouble = fetch_file(request, clip, file, progress, stop)) {
                return trouble;
            }
        }
    }
    return std::nullopt;
}

VideoFetcher::Trouble VideoFetcher::fetch_file(const VideoRequest& request, const VideoClip& clip,
                                               const VideoFile& file, Progress& progress, const std::stop_token& stop) {
    const auto whole = folder_.whole(request.id, file.name);
    const auto size_bytes = file.offered.size_bytes;
    // It has its name already when the attempt before ended between naming it and writing its hash down.
    if (!is_whole(whole, size_bytes)) {
        const auto part = folder_.part(request.id, file.name);
        const auto fetched = capture_.fetch(clip.site, file.offered, part, [&](std::uint64_t had, std::uint64_t) {
            progress.of_current(had);
            return !stop.stop_requested();
        });
        if (!fetched && (fetched.error().kind == ErrorKind::gone || fetched.error().kind == ErrorKind::not_found)) {
            return start_clip_anew(request, clip, fetched.error().detail);
        }
        if (!fetched) {
            return JobOutcome::again(fetched.error().detail);
        }
        if (!is_whole(part, size_bytes)) {
            return start_clip_anew(request, clip, fmt::format("{} has another size than was told.", file.name));
        }
        folder_.complete(request.id, file.name);
    }
    const auto sha256 = evidence::to_hex(evidence::sha256_of_file(whole));
    const auto poster = fetch_poster(request, clip, file);
    app_.database.write(
        [&](storage::Connection& connection) { set_file_whole(connection, request.id, file.name, sha256, poster); });
    progress.file_done(size_bytes);
    return std::nullopt;
}

std::optional<std::string> VideoFetcher::fetch_poster(const VideoRequest& request, const VideoClip& clip,
                                                      const VideoFile& file) {
    const auto picture = capture_.poster(clip.site, file.offered);
    if (!picture) {
        log_info(fmt::format("video request {}: no picture for {}: {}", request.id, file.name, picture.error().detail));
        return std::nullopt;
    }
    auto name = poster_name(clip.number, file.offered.camera);
    folder_.write(request.id, name, *picture);
    return name;
}

JobOutcome VideoFetcher::start_clip_anew(const VideoRequest& request, const VideoClip& clip, const std::string& why) {
    for (const auto& file : clip.files) {
        folder_.remove(request.id, file.name);
    }
    app_.database.write([&](storage::Connection& connection) { drop_clip(connection, request.id, clip.number); });
    return JobOutcome::again(why);
}

void VideoFetcher::offer(const VideoRequest& request) {
    const auto now = app_.clock.now();
    const auto expires = now + std::chrono::duration_cast<Microseconds>(app_.settings.videos.offered_for);
    const auto sessions = app_.database.read(
        [&](storage::Connection& connection) { return sessions_of_order(connection, request.order); });
    const auto text = manifest_text(request, sessions, now);
    folder_.write(request.id, kManifestName, text);
    const Manifest manifest{evidence::to_hex(evidence::sha256(text)), static_cast<std::int64_t>(text.size())};
    app_.database.write([&](storage::Connection& connection) {
        set_ready(connection, request.id, manifest, now, expires);
        const auto ready = find_video_request(connection, request.id).value();
        tell_claim(connection, ready, EventKind::video_ready, Author::system(), {}, now);
        write_video_letter(app_, connection, ready, LetterKind::video_ready);
        enqueue(connection, {kExpireVideoJob, request.id, expires}, now);
    });
    app_.wake_jobs();
}

void VideoFetcher::give_up(storage::Connection& connection, const std::string& request_id) const {
    const auto request = find_video_request(connection, request_id);
    if (!request || (request->state != VideoState::queued && request->state != VideoState::fetching)) {
        return;
    }
    const auto now = app_.clock.now();
    set_failed(connection, request_id, "could_not_fetch");
    const auto failed = find_video_request(connection, request_id).value();
    tell_claim(connection, failed, EventKind::video_failed, Author::system(), {}, now);
    write_video_letter(app_, connection, failed, LetterKind::video_failed);
    enqueue(connection, {kExpireVideoJob, request_id}, now);
}

}  // namespace shipwitness::web
