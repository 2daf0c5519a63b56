// Real cameras over RTSP, real files, a real clock.
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/recorder/recorder.h"
#include "capture/schema/migrations.h"
#include "evidence/sha256.h"
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

const CameraId kTop{"top"};
const CameraId kCarton{"carton"};
constexpr Interval kAlways{Timestamp{}, Timestamp::max()};

/// The host's clocks, with a UTC clock that can be set.
class SettableClock final : public Clock {
  public:
    [[nodiscard]] Timestamp now() const override { return system_.now() + Microseconds{set_by_.load()}; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override { return system_.steady_now(); }
    void set_by(Microseconds by) { set_by_ += by.count(); }

  private:
    SystemClock system_;
    std::atomic<std::int64_t> set_by_{0};
};

std::string to_text(const std::vector<Gap>& gaps) {
    std::string text;
    for (const Gap& gap : gaps) {
        text +=
            fmt::format("[{} {} {}] ", to_rfc3339(gap.interval.from), to_rfc3339(gap.interval.to), to_word(gap.reason));
    }
    return text;
}

class Recording : public ::testing::Test {
  protected:
    /// Opened when first asked for: a test that forks does so before.
    Catalogue& catalogue() {
        if (!catalogue_) {
            database_.emplace(folder_ / "capture.db");
            database_->migrate(schema::migrations());
            catalogue_.emplace(*database_, folder_ / "footage");
        }
        return *catalogue_;
    }

    RecorderConfig config_for(const std::vector<CameraSettings>& cameras) {
        RecorderConfig config;
        config.cameras = cameras;
        config.segment_length = 24h;  // files are cut where the test says, not where a minute ends
        config.first_retry = 100ms;
        config.last_retry = 500ms;
        config.connect_timeout = 30s;
        config.silence = 20s;
        config.free_space = [this](const std::filesystem::path&) { return free_bytes_.load(); };
        return config;
    }
    void record(RecorderConfig config) {
        recorder_.emplace(std::move(config), catalogue(), clock_, opener_);
        recorder_->start();
    }
    [[nodiscard]] bool is_recording(const CameraId& camera) { return recorder_->state(camera).recording; }
    [[nodiscard]] bool is_in_gap(const CameraId& camera, GapReason reason) {
        return recorder_->state(camera).reason == reason;
    }
    /// All footage of a camera so far.
    [[nodiscard]] Microseconds recorded(const CameraId& camera) {
        Microseconds sum{};
        for (const Segment& segment : catalogue().segments(camera, kAlways)) {
            sum += segment.media_duration;
        }
        return sum;
    }
    [[nodiscard]] bool records_for(const CameraId& camera, Microseconds length) {
        const Microseconds before = recorded(camera);
        return comes_true([&] { return recorded(camera) >= before + length; });
    }
    /// The gaps between the first and the last footage.
    [[nodiscard]] std::vector<Gap> gaps_within(const CameraId& camera) {
        const auto all = catalogue().segments(camera, kAlways);
        Timestamp end{};
        for (const Segment& segment : all) {
            end = std::max(end, segment.interval().to);
        }
        return all.empty() ? std::vector<Gap>{} : catalogue().gaps(camera, {all.front().start, end - 1us});
    }
    void expect_sound(const CameraId& camera) {
        for (const Segment& segment : catalogue().segments(camera, kAlways)) {
            EXPECT_EQ(segment.state, SegmentState::closed);
            EXPECT_EQ(test::decode_video(segment.file).errors, "") << segment.file;
            EXPECT_EQ(segment.sha256, evidence::to_hex(evidence::sha256_of_file(segment.file))) << segment.file;
        }
    }

    test::TemporaryFolder folder_;
    SettableClock clock_;
    media::LibavOpener opener_{clock_};
    std::optional<storage::Database> database_;
    std::optional<Catalogue> catalogue_;
    std::atomic<std::uint64_t> free_bytes_{1ULL << 40U};
    std::optional<Recorder> recorder_;
};

/// How far the time in each picture is from the time that the catalogue gives it, in seconds.
std::vector<double> errors_of_time(const Segment& segment) {
    const std::string times = test::run_command(fmt::format(
        "ffprobe -v error -select_streams v:0 -show_entries frame=pts_time -of csv=p=0 '{}'", segment.file.string()));
    const std::string pixels = test::run_command(fmt::format(
        "ffmpeg -nostdin -v error -i '{}' -vsync passthrough -pix_fmt gray -f rawvideo -", segment.file.string()));
    const auto size = static_cast<std::size_t>(segment.width) * static_cast<std::size_t>(segment.height);
    std::vector<double> errors;
    std::size_t line = 0;
    for (std::size_t at = 0; at + size <= pixels.size(); at += size) {
        const double pts = std::strtod(times.c_str() + line, nullptr);
        line = times.find('\n', line) + 1;
        const auto painted = demo::read_picture_time({reinterpret_cast<const std::uint8_t*>(pixels.data() + at), size},
                                                     segment.width, segment.height);
        if (painted) {
            const double said = static_cast<double>(to_us(segment.start)) / 1e6 + pts;
            errors.push_back(said - static_cast<double>(to_us(*painted)) / 1e6);
        }
    }
    return errors;
}

TEST_F(Recording, KeepsBothCodecsWithTheRightTime) {
    const test::DemoCamera cameras(camera_program(),
                                   {"bench-1/top,h264,320x180,10", "bench-1/carton,h265,320x180,10,carton"});
    record(config_for({{kTop, cameras.url("bench-1/top")}, {kCarton, cameras.url("bench-1/carton")}}));
    ASSERT_TRUE(records_for(kTop, 3s));
    ASSERT_TRUE(comes_true([&] { return recorded(kCarton) >= 3s; }));
    EXPECT_TRUE(recorder_->newest_picture(kTop));
    EXPECT_TRUE(recorder_->newest_picture(kCarton));
    recorder_->stop();
    for (const CameraId& camera : {kTop, kCarton}) {
        expect_sound(camera);
        EXPECT_EQ(to_text(gaps_within(camera)), "");
        const Segment first = catalogue().segments(camera, kAlways).at(0);
        EXPECT_EQ(first.codec, camera == kTop ? media::Codec::h264 : media::Codec::h265);
        EXPECT_EQ(first.width, 320);
        EXPECT_EQ(first.height, 180);
        const auto errors = errors_of_time(first);
        ASSERT_GE(errors.size(), 10U);
        for (const double error : errors) {
            EXPECT_LT(std::abs(error), 3.0);  // precision is measured by scripts/bench, on a quiet machine
        }
    }
}

TEST_F(Recording, ACameraThatWasGoneLeavesAGap) {
    const test::DemoCamera camera(camera_program(), {"bench-1/top,h264,320x180,10"});
    record(config_for({{kTop, camera.url("bench-1/top")}}));
    ASSERT_TRUE(records_for(kTop, 1s));
    camera.command("down bench-1/top");
    ASSERT_TRUE(comes_true([&] { return is_in_gap(kTop, GapReason::camera_unreachable); }));
    EXPECT_FALSE(recorder_->newest_picture(kTop));
    camera.command("up bench-1/top");
    ASSERT_TRUE(comes_true([&] { return is_recording(kTop); }));
    ASSERT_TRUE(records_for(kTop, 1s));
    recorder_->stop();
    expect_sound(kTop);
    const auto gaps = gaps_within(kTop);
    ASSERT_EQ(gaps.size(), 1U) << to_text(gaps);
    EXPECT_EQ(gaps[0].reason, GapReason::camera_unreachable);
    EXPECT_GT(gaps[0].interval.length(), 0us);
}

// Behind a line that carries a fifth of the stream each picture comes later than the one before: what is late is told,
// and what is filmed keeps its time. Decision 0128; minutes of it are tried by scripts/bench line.
TEST_F(Recording, ALineSlowerThanTheStreamLosesNeitherPicturesNorTheirTimes) {
    const test::DemoCamera camera(camera_program(), {"bench-1/top,h264,320x180,10"});
    test::SlowLine line(camera.port());
    record(config_for({{kTop, fmt::format("rtsp://127.0.0.1:{}/bench-1/top", line.port())}}));
    ASSERT_TRUE(records_for(kTop, 2s));
    // How much the stream takes is measured in its own time, which a busy machine does not stretch.
    const Microseconds filmed = recorded(kTop);
    line.slow_to(std::max<std::int64_t>(1, line.passed() * 1'000'000 / filmed.count() / 5));
    ASSERT_TRUE(comes_true([&] { return recorder_->state(kTop).late > 5s; }));
    EXPECT_TRUE(is_recording(kTop)) << "late pictures are recorded all the same";
    line.release();
    ASSERT_TRUE(comes_true([&] { return recorder_->state(kTop).late == 0us; }));
    ASSERT_TRUE(records_for(kTop, 1s));
    recorder_->stop();
    expect_sound(kTop);
    EXPECT_EQ(to_text(gaps_within(kTop)), "");
    const auto all = catalogue().segments(kTop, kAlways);
    ASSERT_EQ(all.size(), 1U) << "no new run begins";
    const auto errors = errors_of_time(all[0]);
    ASSERT_GE(errors.size(), 70U);
    for (const double error : errors) {
        EXPECT_LT(std::abs(error), 3.0) << "later pictures than these came more than five seconds late";
    }
}

TEST_F(Recording, ASilentCameraIsNoticedAndComesBack) {
    const test::DemoCamera camera(camera_program(), {"bench-1/top,h264,320x180,10"});
    auto config = config_for({{kTop, camera.url("bench-1/top")}});
    config.silence = 2s;
    record(config);
    ASSERT_TRUE(records_for(kTop, 1s));
    camera.command("silent bench-1/top");
    ASSERT_TRUE(comes_true([&] { return is_in_gap(kTop, GapReason::camera_silent); }));
    camera.command("speak bench-1/top");
    ASSERT_TRUE(comes_true([&] { return is_recording(kTop); }));
    recorder_->stop();
    expect_sound(kTop);
    const auto gaps = gaps_within(kTop);
    ASSERT_FALSE(gaps.empty());
    EXPECT_EQ(gaps[0].reason, GapReason::camera_silent);
}

TEST_F(Recording, AnotherPictureSizeBeginsANewFile) {
    const test::DemoCamera camera(camera_program(), {"bench-1/top,h264,320x180,10"});
    record(config_for({{kTop, camera.url("bench-1/top")}}));
    ASSERT_TRUE(records_for(kTop, 1s));
    camera.command("size bench-1/top 640x360");
    ASSERT_TRUE(comes_true([&] { return catalogue().segments(kTop, kAlways).back().width == 640; }));
    recorder_->stop();
    expect_sound(kTop);
    const auto all = catalogue().segments(kTop, kAlways);
    EXPECT_EQ(all.front().width, 320);
    EXPECT_EQ(all.front().end_reason, EndReason::stream_changed);
    EXPECT_NE(all.front().run, all.back().run);
}

TEST_F(Recording, AJumpOfTheCamerasTimeLineLosesNothing) {
    const test::DemoCamera camera(camera_program(), {"bench-1/top,h264,320x180,10"});
    record(config_for({{kTop, camera.url("bench-1/top")}}));
    ASSERT_TRUE(records_for(kTop, 1s));
    camera.command("jump bench-1/top 300");
    ASSERT_TRUE(records_for(kTop, 2s));
    camera.command("jump bench-1/top -20");
    ASSERT_TRUE(records_for(kTop, 2s));
    recorder_->stop();
    expect_sound(kTop);
    EXPECT_EQ(to_text(gaps_within(kTop)), "");
    EXPECT_LT(recorded(kTop), 120s) << "the jump is not in the footage";
}

TEST_F(Recording, AFullDiskPausesRecording) {
    const test::DemoCamera camera(camera_program(), {"bench-1/top,h264,320x180,10"});
    record(config_for({{kTop, camera.url("bench-1/top")}}));
    ASSERT_TRUE(records_for(kTop, 1s));
    free_bytes_ = 0;
    ASSERT_TRUE(comes_true([&] { return is_in_gap(kTop, GapReason::disk_full); }));
    free_bytes_ = 1ULL << 40U;
    ASSERT_TRUE(comes_true([&] { return is_recording(kTop); }));
    recorder_->stop();
    expect_sound(kTop);
    const auto gaps = gaps_within(kTop);
    ASSERT_EQ(gaps.size(), 1U) << to_text(gaps);
    EXPECT_EQ(gaps[0].reason, GapReason::disk_full);
}

TEST_F(Recording, AStepOfTheHostsClockBeginsANewRun) {
    test::make_test_video({.seconds = 2, .pictures_per_gop = 10}, folder_ / "film.mp4");
    record(config_for({{kTop, fmt::format("file:{}?loop=1", (folder_ / "film.mp4").string())}}));
    ASSERT_TRUE(records_for(kTop, 1s));
    clock_.set_by(1h);
    ASSERT_TRUE(comes_true([&] { return catalogue().segments(kTop, kAlways).size() == 2; }));
    recorder_->stop();
    expect_sound(kTop);
    const auto all = catalogue().segments(kTop, kAlways);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].end_reason, EndReason::clock_step);
    EXPECT_GT(all[1].start - all[0].interval().to, 59min);
    const auto gaps = gaps_within(kTop);
    ASSERT_EQ(gaps.size(), 1U) << to_text(gaps);
    EXPECT_EQ(gaps[0].reason, GapReason::clock_step);
}

TEST_F(Recording, AFilmIsPlayedOnce) {
    test::make_test_video({.seconds = 1, .pictures_per_gop = 10}, folder_ / "film.mp4");
    record(config_for({{kTop, "file:" + (folder_ / "film.mp4").string()}}));
    ASSERT_TRUE(comes_true([&] { return recorded(kTop) >= 1s; }));
    ASSERT_TRUE(comes_true([&] { return is_in_gap(kTop, GapReason::camera_unreachable); }));
    recorder_->stop();
    expect_sound(kTop);
    EXPECT_EQ(recorded(kTop), 1s);
    EXPECT_EQ(recorder_->counters(kTop).connections, 1U);
}

TEST_F(Recording, RawPicturesAreEncoded) {
    test::make_test_video({.encoder = "wrapped_avframe", .seconds = 2, .rate = 10, .size = "320x180"},
                          folder_ / "film.y4m");
    record(config_for({{kTop, fmt::format("file:{}?loop=1", (folder_ / "film.y4m").string())}}));
    ASSERT_TRUE(records_for(kTop, 2s));
    recorder_->stop();
    expect_sound(kTop);
}

/// Records in a process of its own until it is killed. Forked before this process has any thread.
class Recorded {
  public:
    Recorded(const std::filesystem::path& folder, const RecorderConfig& config) : process_(::fork()) {
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            const SystemClock clock;
            const media::LibavOpener opener(clock);
            storage::Database database(folder / "capture.db");
            database.migrate(schema::migrations());
            Catalogue catalogue(database, folder / "footage");
            Recorder recorder(config, catalogue, clock, opener);
            recorder.start();
            for (;;) {
                ::pause();
            }
        }
    }
    ~Recorded() { kill(); }
    Recorded(const Recorded&) = delete;
    Recorded& operator=(const Recorded&) = delete;

    void kill() {
        if (process_ > 0) {
            ::kill(std::exchange(process_, -1), SIGKILL);
            ::wait(nullptr);
        }
    }

  private:
    pid_t process_;
};

std::uint64_t bytes_in(const std::filesystem::path& folder) {
    std::uint64_t sum = 0;
    if (std::filesystem::is_directory(folder)) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            sum += entry.is_regular_file() ? entry.file_size() : 0;
        }
    }
    return sum;
}

TEST_F(Recording, AKilledProcessLosesAboutASecond) {
    test::make_test_video({.seconds = 2, .pictures_per_gop = 10}, folder_ / "film.mp4");
    const auto config = config_for({{kTop, fmt::format("file:{}?loop=1", (folder_ / "film.mp4").string())}});
    const auto footage = folder_ / "footage";
    Recorded process(folder_.path(), config);
    const std::uint64_t film_bytes = std::filesystem::file_size(folder_ / "film.mp4");
    ASSERT_TRUE(comes_true([&] { return bytes_in(footage) > film_bytes; })) << "about two seconds are on the disk";
    process.kill();
    const Timestamp killed = SystemClock().now();

    record(config);  // mends first
    const auto recovered = catalogue().segments(kTop, kAlways);
    ASSERT_GE(recovered.size(), 1U);
    EXPECT_EQ(recovered[0].end_reason, EndReason::recovered);
    // One second is promised and measured by scripts/bench; here the machine may be busy with other things.
    EXPECT_LT(killed - recovered[0].interval().to, 10s);
    ASSERT_TRUE(records_for(kTop, 1s));
    recorder_->stop();
    expect_sound(kTop);
    const auto gaps = gaps_within(kTop);
    ASSERT_EQ(gaps.size(), 1U) << to_text(gaps);
    EXPECT_EQ(gaps[0].reason, GapReason::service_down);
    EXPECT_EQ(gaps[0].interval.from, recovered[0].interval().to);
}

TEST_F(Recording, StopsAtOnceWhileACameraDoesNotAnswer) {
    auto config = config_for({{kTop, "rtsp://127.0.0.1:9/nobody"}, {kCarton, "rtsp://192.0.2.1/no-route"}});
    config.last_retry = 30s;
    record(config);
    ASSERT_TRUE(comes_true([&] { return is_in_gap(kTop, GapReason::camera_unreachable); }));
    const auto before = std::chrono::steady_clock::now();
    recorder_->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 20s);
    EXPECT_EQ(recorder_->state(kTop).reason, GapReason::service_down);
}

}  // namespace
}  // namespace shipwitness::capture
