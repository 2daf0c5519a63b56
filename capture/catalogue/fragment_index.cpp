#include "capture/catalogue/fragment_index.h"

#include <cstdint>

namespace shipwitness::capture {

namespace {

constexpr std::size_t kEntryBytes = 24;
constexpr std::uint32_t kKeyFlag = 1;

void put(storage::Blob& blob, std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) {
        blob.push_back(static_cast<std::byte>((value >> (8 * i)) & 0xffU));
    }
}

std::uint64_t get(const storage::Blob& blob, std::size_t at, int size) {
    std::uint64_t value = 0;
    for (int i = size - 1; i >= 0; --i) {
        value = (value << 8U) | std::to_integer<std::uint64_t>(blob[at + static_cast<std::size_t>(i)]);
    }
    return value;
}

}  // namespace

storage::Blob pack(const std::vector<Fragment>& fragments) {
    storage::Blob blob;
    blob.reserve(fragments.size() * kEntryBytes);
    for (const Fragment& fragment : fragments) {
        put(blob, fragment.offset, 8);
        put(blob, fragment.size_bytes, 4);
        put(blob, fragment.key ? kKeyFlag : 0, 4);
        put(blob, static_cast<std::uint64_t>(fragment.time.count()), 8);
    }
    return blob;
}

std::vector<Fragment> unpack(const storage::Blob& blob) {
    if (blob.size() % kEntryBytes != 0) {
        throw storage::StorageError(storage::StorageError::Kind::broken, "segments.fragments has a torn entry");
    }
    std::vector<Fragment> fragments;
    fragments.reserve(blob.size() / kEntryBytes);
    for (std::size_t at = 0; at < blob.size(); at += kEntryBytes) {
        Fragment fragment;
        fragment.offset = get(blob, at, 8);
        fragment.size_bytes = static_cast<std::uint32_t>(get(blob, at + 8, 4));
        fragment.key = (get(blob, at + 12, 4) & kKeyFlag) != 0;
        fragment.time = Microseconds{static_cast<std::int64_t>(get(blob, at + 16, 8))};
        fragments.push_back(fragment);
    }
    return fragments;
}

}  // namespace shipwitness::capture
