// A clip of what a real camera sends, cut while it is still recorded. The time painted into the pictures is the judge
// of our own times.
#include <cmath>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "capture/clips/clips.h"
#include "capture/clips/recordings.h"
#include "capture/recorder/recorder.h"
#include "capture/schema/migrations.h"
#include "core/file_descriptor.h"
#include "core/latest_file.h"
#include "media/clip/verify.h"
#include "media/opener.h"
#include "scripts/demo/camera/picture_time.h"
#include "tests/integration/capture/real_cameras.h"
#include "tests/integration/capture/slow_line.h"
#include "tests/support/demo_camera.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

namespace shipwitness::capture {
namespace {

using namespace std::chrono_literals;
using test::camera_program;
using test::comes_true;

constexpr Interval kAlways{Timestamp{}, Timestamp::max()};
const CameraId kTop{"top"};
const CameraId kCarton{"carton"};

/// The times painted into the pictures that a player shows, in order.
std::vector<Timestamp> painted_times(const std::filesystem::path& clip, int width, int height) {
    const std::string pixels = test::run_command(fmt::format(
        "ffmpeg -nostdin -v error -i '{}' -map 0:v -vsync passthrough -pix_fmt gray -f rawvideo -", clip.string()));
    const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::vector<Timestamp> times;
    for (std::size_t at = 0; at + size <= pixels.size(); at += size) {
        const auto painted =
            demo::read_picture_time({reinterpret_cast<const std::uint8_t*>(pixels.data() + at), size}, width, height);
        if (painted) {
            times.push_back(*painted);
        }
    }
    return times;
}

class ClipOfRecording : public testing::Test {
  protected:
    ClipOfRecording() { database_.migrate(schema::migrations()); }

    void record(std::vector<CameraSettings> cameras) {
        RecorderConfig config;
        config.cameras = std::move(cameras);
        config.segment_length = 1s;
        config.connect_timeout = 30s;
        config.silence = 20s;
        config.free_space = [](const std::filesystem::path&) { return std::uint64_t{1} << 40U; };
        recorder_.emplace(std::move(config), catalogue_, clock_, opener_);
        recorder_->start();
    }

    [[nodiscard]] bool has_recorded(const CameraId& camera, Microseconds length) const {
        const auto segments = catalogue_.segments(camera, kAlways);
        return segments.size() >= 3 && segments.back().interval().to - segments.front().start >= length;
    }

    /// Saves a camera's file as a client gets it.
    std::filesystem::path save(const Clip& clip, const CameraId& camera) {
        const auto content = clips_.content(clip.id, camera);
        EXPECT_TRUE(content) << (content ? "" : content.error().detail);
        std::string bytes;
        LatestFile latest;
        for (const http::Piece& piece : content->pieces) {
            if (const auto* text = std::get_if<std::string>(&piece)) {
                bytes += *text;
                continue;
            }
            const auto& range = std::get<http::FileRange>(piece);
            std::string part(range.size_bytes, '\0');
            const auto& file = *std::get<std::shared_ptr<const std::filesystem::path>>(range.file);
            EXPECT_EQ(::pread(latest.descriptor_of(file), part.data(), part.size(), static_cast<off_t>(range.offset)),
                      static_cast<ssize_t>(part.size()));
            bytes += part;
        }
        test::write_whole(folder_ / (camera.text() + ".mp4"), bytes);
        return folder_ / (camera.text() + ".mp4");
    }

    void expect_as_recorded(const std::filesystem::path& file, const CameraId& camera) {
        const Extent all = extent_of(kAlways, catalogue_.segments(camera, kAlways), {});
        const auto segments = as_they_were(catalogue_.segments(camera, kAlways), all);
        const FileDescriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
        const auto found = media::clip::verify(fd.get(), recordings_of(segments, all));
        ASSERT_TRUE(found) << found.error().detail;
        EXPECT_TRUE(found->foreign.empty());
        EXPECT_EQ(found->left_out, 0U);
        EXPECT_TRUE(found->parameters_as_recorded);
    }

    test::TemporaryFolder folder_;
    SystemClock clock_;
    media::LibavOpener opener_{clock_};
    storage::Database database_{folder_ / "capture.db"};
    Catalogue catalogue_{database_, folder_ / "footage"};
    Clips clips_{{{kTop, kCarton}, 4h}, database_, catalogue_, clock_};
    std::optional<Recorder> recorder_;
};

TEST_F(ClipOfRecording, ShowsTheTimeAskedForInBothCodecs) {
    const test::DemoCamera cameras(camera_program(),
                                   {"bench-1/top,h264,320x180,10", "bench-1/carton,h265,320x180,10,carton"});
    record({{kTop, cameras.url("bench-1/top")}, {kCarton, cameras.url("bench-1/carton")}});
    ASSERT_TRUE(comes_true([&] { return has_recorded(kTop, 4s) && has_recorded(kCarton, 4s); }));
    const Timestamp start =
        std::max(catalogue_.segments(kTop, kAlways)[0].start, catalogue_.segments(kCarton, kAlways)[0].start);
    const Interval asked{start + 700ms, start + 10min};  // behind what is recorded: up to the last whole fragment
    const auto clip = clips_.make({OrderNumber("SO-10417"), asked, std::nullopt, std::nullopt});
    ASSERT_TRUE(clip) << clip.error().detail;
    ASSERT_EQ(clip->files.size(), 2U);
    // Recording goes on: the clip stays as it was.
    const auto before = catalogue_.recorded_through(kTop);
    ASSERT_TRUE(comes_true([&] { return catalogue_.recorded_through(kTop) > before; }));
    recorder_->stop();

    for (const ClipFile& file : clip->files) {
        EXPECT_EQ(file.codec, file.camera == kTop ? media::Codec::h264 : media::Codec::h265);
        EXPECT_EQ(clips_.content(clip->id, file.camera)->etag, file.etag);
        const auto saved = save(*clip, file.camera);
        EXPECT_EQ(std::filesystem::file_size(saved), file.size_bytes);
        EXPECT_EQ(test::decode_video(saved).errors, "");
        expect_as_recorded(saved, file.camera);
        const auto painted = painted_times(saved, file.width, file.height);
        ASSERT_GE(painted.size(), 10U);
        EXPECT_TRUE(std::is_sorted(painted.begin(), painted.end()));
        // Precision is measured by scripts/bench, on a quiet machine.
        EXPECT_LT(std::chrono::abs(painted.front() - asked.from), 3s);
        EXPECT_LT(std::chrono::abs(painted.back() - file.footage.to), 3s);
        RecordProperty("first_ms_" + file.camera.text(), std::to_string((painted.front() - asked.from).count() / 1000));
    }
}

// A line that holds pictures back and lets them come at once: their time is the camera's, not that of their arrival.
TEST_F(ClipOfRecording, KeepsItsTimeWhenPicturesComeInBursts) {
    const test::DemoCamera cameras(camera_program(), {"bench-1/top,h264,320x180,10"});
    test::SlowLine line(cameras.port());
    record({{kTop, fmt::format("rtsp://127.0.0.1:{}/bench-1/top", line.port())}});
    ASSERT_TRUE(comes_true([&] { return has_recorded(kTop, 2s); }));
    const Timestamp start = catalogue_.segments(kTop, kAlways)[0].start;
    line.hold();
    const auto until = std::chrono::steady_clock::now() + 4s;
    ASSERT_TRUE(comes_true([&] { return std::chrono::steady_clock::now() >= until; }));
    const Timestamp held = clock_.now();
    line.release();
    ASSERT_TRUE(comes_true([&] { return catalogue_.recorded_through(kTop) > held; }));
    recorder_->stop();
    const auto clip = clips_.make({OrderNumber("SO-10417"), {start, start + 10min}, {{kTop}}, std::nullopt});
    ASSERT_TRUE(clip) << clip.error().detail;
    ASSERT_EQ(clip->files.size(), 1U);
    const ClipFile& file = clip->files[0];
    const auto saved = save(*clip, kTop);
    EXPECT_EQ(test::decode_video(saved).errors, "");
    expect_as_recorded(saved, kTop);
    const auto painted = painted_times(saved, file.width, file.height);
    ASSERT_GE(painted.size(), 30U);
    EXPECT_TRUE(std::is_sorted(painted.begin(), painted.end()));
    EXPECT_LT(std::chrono::abs(painted.front() - file.footage.from), 3s);
    EXPECT_LT(std::chrono::abs(painted.back() - file.footage.to), 3s);
}

}  // namespace
}  // namespace shipwitness::capture
