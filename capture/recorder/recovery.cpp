#include "capture/recorder/recovery.h"

#include <cerrno>
#include <optional>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/recorder/segment_file.h"
#include "core/file_descriptor.h"
#include "core/log.h"
#include "evidence/sha256.h"
#include "media/mp4/scan.h"
#include "media/segment_name.h"

namespace shipwitness::capture {

namespace {

namespace mp4 = media::mp4;

// Longer than any file of ours by far: times beyond it are garbage.
constexpr Microseconds kLongest = std::chrono::hours(24 * 7);

[[noreturn]] void fail_with_errno(const char* call, const std::filesystem::path& file) {
    throw std::system_error(errno, std::generic_category(), std::string(call) + " " + file.string());
}

Microseconds to_microseconds(std::uint64_t ticks, std::uint32_t timescale) {
    // Seconds and rest apart: ticks of a garbage file may be huge.
    const std::uint64_t seconds = ticks / timescale;
    return Microseconds{static_cast<std::int64_t>(seconds * 1'000'000 + ticks % timescale * 1'000'000 / timescale)};
}

/// The scan as a segment's fields: fragments, length, format.
void describe(Segment& segment, const mp4::Scan& scan) {
    segment.fragments.clear();
    for (const mp4::Fragment& fragment : scan.fragments) {
        segment.fragments.push_back({fragment.offset, static_cast<std::uint32_t>(fragment.size_bytes),
                                     fragment.samples.front().key,
                                     to_microseconds(fragment.decode_time, scan.init.timescale)});
    }
    const mp4::Sample& last = scan.fragments.back().samples.back();
    segment.media_duration = to_microseconds(last.decode_time + last.duration, scan.init.timescale);
    segment.wall_duration = segment.media_duration;  // the slewing of its minute at most is unknown: 30 ms
    segment.codec = scan.init.codec == mp4::Codec::h265 ? media::Codec::h265 : media::Codec::h264;
    segment.width = scan.init.width;
    segment.height = scan.init.height;
    segment.size_bytes = scan.whole_bytes;
}

enum class Mended {
    whole,       ///< it ends with a whole fragment, and the segment's fields tell what is in it
    empty,       ///< it ended before its first whole fragment did: no footage
    unreadable,  ///< it is something else
};

/// Cuts the file after its last whole fragment and completes the segment from what is in it.
Mended mend(Segment& segment, RecoveryReport& report) {
    const FileDescriptor fd{::open(segment.file.c_str(), O_RDWR | O_CLOEXEC)};
    if (!fd) {
        return errno == ENOENT ? Mended::empty : Mended::unreadable;
    }
    const auto scan = mp4::scan_fragments(fd.get());
    if (!scan) {
        return scan.error().code == "no_init_part" ? Mended::empty : Mended::unreadable;
    }
    if (scan->fragments.empty()) {
        return scan->damages.empty() ? Mended::empty : Mended::unreadable;
    }
    describe(segment, *scan);
    if (segment.media_duration < Microseconds::zero() || segment.media_duration > kLongest) {
        return Mended::unreadable;
    }
    if (scan->whole_bytes < scan->file_bytes) {
        if (::ftruncate(fd.get(), static_cast<off_t>(scan->whole_bytes)) != 0) {
            fail_with_errno("ftruncate", segment.file);
        }
        report.cut_bytes += scan->file_bytes - scan->whole_bytes;
    }
    if (::fsync(fd.get()) != 0) {
        fail_with_errno("fsync", segment.file);
    }
    segment.state = SegmentState::closed;
    segment.end_reason = EndReason::recovered;
    segment.sha256 = evidence::to_hex(evidence::sha256_of_file(segment.file));
    return Mended::whole;
}

void finish_open_rows(Catalogue& catalogue, RecoveryReport& report) {
    for (Segment& segment : catalogue.unfinished()) {
        switch (mend(segment, report)) {
            case Mended::whole:
                catalogue.close_segment(segment);
                ++report.finished;
                break;
            case Mended::empty:
                std::filesystem::remove(segment.file);
                catalogue.forget_segment(segment.id);
                ++report.forgotten;
                break;
            case Mended::unreadable:
                log_error("footage: " + segment.file.string() + " cannot be read; it is left as it is");
                catalogue.add_gap({segment.camera, {segment.start, segment.start}, GapReason::damaged, false});
                catalogue.forget_segment(segment.id);
                ++report.unreadable;
                break;
        }
    }
    catalogue.end_runs_left_open();
}

void adopt(Catalogue& catalogue, const std::filesystem::path& file, RecoveryReport& report) {
    const auto name = media::name_from(file.lexically_relative(catalogue.footage()));
    Segment segment;
    segment.file = file;
    if (!name || mend(segment, report) != Mended::whole) {
        ++report.unreadable;
        return;
    }
    segment.camera = name->camera;
    segment.run = name->run;
    segment.sequence = name->sequence;
    segment.start = name->start;
    catalogue.adopt(segment);
    ++report.adopted;
}

void adopt_files(Catalogue& catalogue, RecoveryReport& report) {
    if (!std::filesystem::is_directory(catalogue.footage())) {
        return;
    }
    const auto known = catalogue.known_files();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(catalogue.footage())) {
        if (entry.is_regular_file() && !known.contains(entry.path().lexically_relative(catalogue.footage()).string())) {
            adopt(catalogue, entry.path(), report);
        }
    }
}

}  // namespace

RecoveryReport recover(Catalogue& catalogue) {
    RecoveryReport report;
    finish_open_rows(catalogue, report);
    adopt_files(catalogue, report);
    if (report.finished + report.forgotten + report.adopted > 0) {
        log_warning(
            fmt::format("footage: finished {} segments that were left open, forgot {} without footage, adopted "
                        "{} files without a row, cut {} bytes of torn fragments",
                        report.finished, report.forgotten, report.adopted, report.cut_bytes));
    }
    return report;
}

}  // namespace shipwitness::capture
