#include "web/server/videos/video_request.h"

#include <array>
#include <stdexcept>

namespace shipwitness::web {
namespace {

constexpr std::array<std::pair<VideoState, std::string_view>, 7> kStates{{{VideoState::asked, "asked"},
                                                                          {VideoState::queued, "queued"},
                                                                          {VideoState::fetching, "fetching"},
                                                                          {VideoState::ready, "ready"},
                                                                          {VideoState::failed, "failed"},
                                                                          {VideoState::denied, "denied"},
                                                                          {VideoState::expired, "expired"}}};

}  // namespace

std::string_view to_text(VideoState state) {
    for (const auto& [known, word] : kStates) {
        if (known == state) {
            return word;
        }
    }
    throw std::logic_error("no such state of a video request");
}

std::optional<VideoState> parse_video_state(std::string_view text) {
    for (const auto& [state, word] : kStates) {
        if (word == text) {
            return state;
        }
    }
    return std::nullopt;
}

std::string_view to_text(VideoOrigin origin) {
    return origin == VideoOrigin::buyer ? "buyer" : "desk";
}

}  // namespace shipwitness::web
