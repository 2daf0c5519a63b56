#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "capture/catalogue/gap.h"
#include "capture/catalogue/segment.h"

namespace shipwitness::capture {

namespace {

template <class Value, std::size_t N>
std::string_view word_of(const std::array<std::pair<Value, std::string_view>, N>& words, Value value) {
    for (const auto& [known, word] : words) {
        if (known == value) {
            return word;
        }
    }
    throw std::logic_error("a value without a word");
}

template <class Value, std::size_t N>
std::optional<Value> value_of(const std::array<std::pair<Value, std::string_view>, N>& words, std::string_view word) {
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto& pair) { return pair.second == word; });
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

using enum GapReason;
constexpr std::array<std::pair<GapReason, std::string_view>, 8> kGapWords{{
    {camera_unreachable, "camera_unreachable"},
    {camera_silent, "camera_silent"},
    {service_down, "service_down"},
    {disk_full, "disk_full"},
    {queue_overflow, "queue_overflow"},
    {clock_step, "clock_step"},
    {stream_changed, "stream_changed"},
    {damaged, "damaged"},
}};

constexpr std::array<std::pair<EndReason, std::string_view>, 10> kEndWords{{
    {EndReason::full, "full"},
    {EndReason::stopped, "stopped"},
    {EndReason::camera_unreachable, "camera_unreachable"},
    {EndReason::camera_silent, "camera_silent"},
    {EndReason::stream_changed, "stream_changed"},
    {EndReason::clock_step, "clock_step"},
    {EndReason::disk_full, "disk_full"},
    {EndReason::queue_overflow, "queue_overflow"},
    {EndReason::write_failed, "write_failed"},
    {EndReason::recovered, "recovered"},
}};

}  // namespace

std::string_view to_word(GapReason reason) {
    return word_of(kGapWords, reason);
}

std::optional<GapReason> gap_reason_from(std::string_view word) {
    return value_of(kGapWords, word);
}

std::string_view to_word(EndReason reason) {
    return word_of(kEndWords, reason);
}

std::optional<EndReason> end_reason_from(std::string_view word) {
    return value_of(kEndWords, word);
}

}  // namespace shipwitness::capture
