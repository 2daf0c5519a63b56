#include "http/framing.h"

#include <algorithm>
#include <optional>

#include "core/scan.h"
#include "core/text.h"

namespace shipwitness::http {

namespace {

constexpr std::size_t kLongestLine = 4096;
constexpr std::size_t kMostTrailers = 32;
constexpr std::size_t kMostSizeDigits = 8;  // 4 GiB: far more than any body may have

tl::unexpected<Error> unreadable(std::string detail) {
    return fail(ErrorKind::invalid, "body_unreadable", std::move(detail));
}

}  // namespace

Result<Framing> framing_of(const Headers& headers) {
    Framing framing;
    std::size_t codings = 0;
    for (const auto& [name, value] : headers.all()) {
        if (equal_ignoring_case(name, "Transfer-Encoding")) {
            if (++codings > 1 || !equal_ignoring_case(trim(value), "chunked")) {
                return unreadable("Of transfer codings, only chunked is known here, and once.");
            }
        } else if (equal_ignoring_case(name, "Content-Length")) {
            const auto length = whole_number(trim(value));
            if (!length) {
                return unreadable("Content-Length is no number of bytes.");
            }
            if (framing.kind == Framing::Kind::length && framing.length_bytes != *length) {
                return unreadable("Two Content-Lengths differ.");
            }
            framing = {Framing::Kind::length, *length};
        }
    }
    if (codings > 0 && framing.kind == Framing::Kind::length) {
        return unreadable("Content-Length and Transfer-Encoding exclude each other.");
    }
    return codings > 0 ? Framing{Framing::Kind::chunked, 0} : framing;
}

ChunkReader::State ChunkReader::read(std::string_view bytes, std::string& body) {
    while (!bytes.empty() && state_ == State::more) {
        if (part_ != Part::data) {
            take_line(bytes);
            continue;
        }
        const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
        body.append(bytes.substr(0, taken));
        bytes.remove_prefix(taken);
        left_ -= taken;
        part_ = left_ == 0 ? Part::data_end : Part::data;
    }
    return state_;
}

void ChunkReader::take_line(std::string_view& bytes) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const bool ended = end < bytes.size();
    if (line_.size() + end > kLongestLine) {
        state_ = State::broken;
        return;
    }
    line_.append(bytes.substr(0, end));
    bytes.remove_prefix(ended ? end + 1 : end);
    if (!ended) {
        return;
    }
    if (!line_.ends_with('\r')) {
        state_ = State::broken;
        return;
    }
    line_.pop_back();
    end_line(line_);
    line_.clear();
}

void ChunkReader::end_line(std::string_view line) {
    switch (part_) {
        case Part::size:
            read_size(line);
            return;
        case Part::data_end:
            state_ = line.empty() ? State::more : State::broken;
            part_ = Part::size;
            return;
        case Part::trailer:
            if (line.empty()) {
                state_ = State::whole;
            } else if (++trailers_ > kMostTrailers) {
                state_ = State::broken;
            }
            return;
        case Part::data:
            return;
    }
}

void ChunkReader::read_size(std::string_view line) {
    const std::string_view digits = trim(line.substr(0, line.find(';')));
    const auto size = digits.size() <= kMostSizeDigits ? whole_number(digits, 16) : std::nullopt;
    if (!size) {
        state_ = State::broken;
        return;
    }
    left_ = *size;
    part_ = left_ == 0 ? Part::trailer : Part::data;
}

}  // namespace shipwitness::http
