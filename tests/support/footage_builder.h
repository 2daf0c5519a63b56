#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "capture/catalogue/catalogue.h"
#include "evidence/sha256.h"
#include "tests/support/clip_files.h"
#include "tests/support/test_video.h"

// Inline, for only tests of capture link the catalogue.
namespace shipwitness::test {

/// Puts recordings into a catalogue as the recorder does: real files, real rows.
class FootageBuilder {
  public:
    FootageBuilder(capture::Catalogue& catalogue, CameraId camera) : catalogue_(catalogue), camera_(std::move(camera)) {
        std::filesystem::create_directories(catalogue_.footage());
    }

    /// A segment that is still being written, of which everything in the film can be read.
    capture::Segment open(Timestamp start, const TestVideo& video) {
        const bool h265 = video.encoder == "libx265";
        if (run_ == 0) {
            run_ = catalogue_.begin_run({camera_, start, h265 ? media::Codec::h265 : media::Codec::h264, 160, 120});
        }
        ++sequence_;
        const std::string name = camera_.text() + "-" + std::to_string(run_) + "-" + std::to_string(sequence_) + ".mp4";
        capture::Segment segment = catalogue_.open_segment({camera_, run_, sequence_, name, start, std::nullopt});
        make_film(video, segment.file);
        const media::mp4::Scan scan = scan_file(segment.file);
        for (const media::mp4::Fragment& fragment : scan.fragments) {
            segment.fragments.push_back(
                {fragment.offset, static_cast<std::uint32_t>(fragment.size_bytes), fragment.samples.front().key, {}});
        }
        segment.size_bytes = scan.fragments.back().offset + scan.fragments.back().size_bytes;
        segment.wall_duration = Microseconds(static_cast<std::int64_t>(video.seconds * 1e6));
        segment.media_duration = segment.wall_duration;
        catalogue_.grow(segment);
        return segment;
    }

    void close(capture::Segment segment) {
        segment.state = capture::SegmentState::closed;
        segment.end_reason = capture::EndReason::full;
        segment.sha256 = evidence::to_hex(evidence::sha256_of_file(segment.file, segment.size_bytes));
        catalogue_.close_segment(segment);
    }

    capture::Segment record(Timestamp start, const TestVideo& video) {
        const capture::Segment segment = open(start, video);
        close(segment);
        return segment;
    }

    void next_run() { run_ = sequence_ = 0; }

  private:
    /// The same film is encoded once: that is what takes the time of many a test.
    void make_film(const TestVideo& video, const std::filesystem::path& file) {
        if (video_ == video) {
            write_whole(file, film_);
            return;
        }
        make_test_video(video, file);
        film_ = read_whole(file);
        video_ = video;
    }

    capture::Catalogue& catalogue_;
    CameraId camera_;
    std::int64_t run_ = 0;
    std::int64_t sequence_ = 0;
    std::optional<TestVideo> video_;  ///< the last one made, and its bytes
    std::string film_;
};

}  // namespace shipwitness::test
