#include "claims/clock/event.h"

#include <algorithm>

namespace shipwitness::claims {

std::string_view to_text(ClockEventType type) {
    switch (type) {
        case ClockEventType::created:
            return "created";
        case ClockEventType::buyer_message:
            return "buyer_message";
        case ClockEventType::agent_public_reply:
            return "agent_public_reply";
        case ClockEventType::automatic_reply:
            return "automatic_reply";
        case ClockEventType::internal_note:
            return "internal_note";
        case ClockEventType::waiting_buyer_start:
            return "waiting_buyer_start";
        case ClockEventType::waiting_buyer_stop:
            return "waiting_buyer_stop";
        case ClockEventType::waiting_carrier_start:
            return "waiting_carrier_start";
        case ClockEventType::waiting_carrier_stop:
            return "waiting_carrier_stop";
        case ClockEventType::closed:
            return "closed";
        case ClockEventType::reopened:
            return "reopened";
    }
    return "";
}

std::optional<ClockEventType> clock_event_type(std::string_view text) {
    const auto found =
        std::ranges::find_if(kClockEventTypes, [&](ClockEventType type) { return to_text(type) == text; });
    return found == kClockEventTypes.end() ? std::nullopt : std::optional(*found);
}

}  // namespace shipwitness::claims
