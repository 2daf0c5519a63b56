#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"

namespace shipwitness::claims {

/// What response clocks look at in a claim's history.
enum class ClockEventType {
    created,
    buyer_message,
    agent_public_reply,
    automatic_reply,
    internal_note,
    waiting_buyer_start,
    waiting_buyer_stop,
    waiting_carrier_start,
    waiting_carrier_stop,
    closed,
    reopened,
};
inline constexpr std::array kClockEventTypes{
    ClockEventType::created,
    ClockEventType::buyer_message,
    ClockEventType::agent_public_reply,
    ClockEventType::automatic_reply,
    ClockEventType::internal_note,
    ClockEventType::waiting_buyer_start,
    ClockEventType::waiting_buyer_stop,
    ClockEventType::waiting_carrier_start,
    ClockEventType::waiting_carrier_stop,
    ClockEventType::closed,
    ClockEventType::reopened,
};
[[nodiscard]] std::string_view to_text(ClockEventType type);
[[nodiscard]] std::optional<ClockEventType> clock_event_type(std::string_view text);

/// Whose act it was: a letter that the system sends by itself answers nothing.
enum class Author { person, system };

/// One entry of the history. Entries are only ever added, in the order in which they became known.
struct ClockEvent {
    Timestamp at;
    ClockEventType type = ClockEventType::created;
    Author by = Author::person;
    std::string id{};  ///< of an event that may be delivered more than once: it counts once; empty: none
};

}  // namespace shipwitness::claims
