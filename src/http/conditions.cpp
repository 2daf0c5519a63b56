#include <algorithm>
#include <string>

#include "core/scan.h"
#include "core/text.h"
#include "http/message.h"

// Conditional requests and ranges as RFC 9110, sections 13 and 14, have them, for one range of bytes.

namespace shipwitness::http {

namespace {

struct ByteRange {
    std::uint64_t offset;
    std::uint64_t size_bytes;
};

std::string_view without_weak(std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

/// Whether a list of entity tags holds this one (weak comparison) or is "*".
bool lists(std::string_view list, std::string_view etag) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view item = trim(list.substr(0, end));
        if (item == "*" || without_weak(item) == without_weak(etag)) {
            return true;
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

enum class RangeOutcome { whole, part, unsatisfiable };

/// Reads "bytes=a-b", "bytes=a-", "bytes=-n". What it does not understand, several ranges included, means the whole.
RangeOutcome read_range(std::string_view header, std::uint64_t size, ByteRange& range) {
    static constexpr std::string_view kUnit = "bytes=";
    const std::size_t dash = header.find('-');
    if (!header.starts_with(kUnit) || dash == std::string_view::npos || header.find(',') != std::string_view::npos) {
        return RangeOutcome::whole;
    }
    const std::string_view first = trim(header.substr(kUnit.size(), dash - kUnit.size()));
    const std::string_view last = trim(header.substr(dash + 1));
    if (first.empty()) {
        const auto suffix = whole_number(last);
        if (!suffix) {
            return RangeOutcome::whole;
        }
        if (*suffix == 0 || size == 0) {
            return RangeOutcome::unsatisfiable;
        }
        const std::uint64_t length = std::min(*suffix, size);
        range = {size - length, length};
        return RangeOutcome::part;
    }
    const auto from = whole_number(first);
    const auto to = last.empty() ? std::optional(size == 0 ? 0 : size - 1) : whole_number(last);
    if (!from || !to || (!last.empty() && *to < *from)) {
        return RangeOutcome::whole;
    }
    if (*from >= size) {
        return RangeOutcome::unsatisfiable;
    }
    range = {*from, std::min(*to, size - 1) - *from + 1};
    return RangeOutcome::part;
}

/// The pieces that make up a stretch of the whole.
Pieces cut(Pieces pieces, ByteRange range) {
    Pieces part;
    std::uint64_t skip = range.offset;
    std::uint64_t left = range.size_bytes;
    for (Piece& piece : pieces) {
        auto* text = std::get_if<std::string>(&piece);
        const std::uint64_t size = text != nullptr ? text->size() : std::get<FileRange>(piece).size_bytes;
        if (skip >= size) {
            skip -= size;
            continue;
        }
        const std::uint64_t taken = std::min(size - skip, left);
        if (taken == 0) {
            break;
        }
        if (text != nullptr) {
            part.emplace_back(text->substr(static_cast<std::size_t>(skip), static_cast<std::size_t>(taken)));
        } else {
            FileRange stretch = std::get<FileRange>(std::move(piece));
            stretch.offset += skip;
            stretch.size_bytes = taken;
            part.emplace_back(std::move(stretch));
        }
        left -= taken;
        skip = 0;
    }
    return part;
}

}  // namespace

Response apply_conditions(const Request& request, Response response) {
    const auto etag = response.headers.get("ETag");
    const bool reads = request.method == Method::get || request.method == Method::head;
    if (!etag || !reads || response.status != 200 || std::holds_alternative<Streamer>(response.body)) {
        return response;
    }
    if (const auto known = request.headers.get("If-None-Match"); known && lists(*known, *etag)) {
        response.status = 304;
        response.body = std::string();
        return response;
    }
    response.headers.set("Accept-Ranges", "bytes");
    const auto header = request.headers.get("Range");
    if (!header || request.method == Method::head) {
        return response;
    }
    if (const auto only_if = request.headers.get("If-Range");
        only_if && (*only_if != *etag || etag->starts_with("W/"))) {
        return response;
    }
    if (auto* text = std::get_if<std::string>(&response.body)) {
        response.body = Pieces{std::move(*text)};
    }
    const std::uint64_t size = size_of(std::get<Pieces>(response.body));
    ByteRange range{};
    switch (read_range(*header, size, range)) {
        case RangeOutcome::whole:
            return response;
        case RangeOutcome::part:
            response.status = 206;
            response.headers.set("Content-Range", "bytes " + std::to_string(range.offset) + "-" +
                                                      std::to_string(range.offset + range.size_bytes - 1) + "/" +
                                                      std::to_string(size));
            response.body = cut(std::get<Pieces>(std::move(response.body)), range);
            return response;
        case RangeOutcome::unsatisfiable:
            break;
    }
    Response refusal = problem(Error{ErrorKind::invalid, "range_unsatisfiable",
                                     "The range begins behind the end: there are " + std::to_string(size) + " bytes."},
                               416);
    refusal.headers.set("Content-Range", "bytes */" + std::to_string(size));
    return refusal;
}

}  // namespace shipwitness::http
