#pragma once

#include <optional>
#include <string_view>

#include "core/ids.h"

namespace shipwitness::capture {

/// What a scan did.
enum class Outcome {
    started,
    switched,
    ended,
    cancelled,
    noted,
    ready,
    already_running,
    nothing_running,
    duplicate,
    refused,
};

/// What the packer hears: done; done, but look at the screen; not done.
enum class Sound { yes, warning, no };

/// What the page says (docs/openapi/capture.yaml, MessageCode, says when each is used).
enum class MessageCode {
    started,
    switched,
    ended,
    cancelled,
    noted,
    ready,
    duplicate,
    camera_not_recording,
    order_cancelled,
    order_at_other_station,
    order_packed_before,
    unknown_order,
    already_running,
    nothing_running,
    code_empty,
    code_too_long,
    code_not_printable,
    control_code_unknown,
};

/// The words of the API and of the database.
[[nodiscard]] std::string_view to_text(Outcome outcome);
[[nodiscard]] std::string_view to_text(Sound sound);
[[nodiscard]] std::string_view to_text(MessageCode code);
/// The other way round. Throw std::logic_error for a word that is none: it comes from our own database.
[[nodiscard]] Outcome outcome_from(std::string_view text);
[[nodiscard]] Sound sound_from(std::string_view text);
[[nodiscard]] MessageCode message_code_from(std::string_view text);

/// What a scan is answered with.
struct Answer {
    Outcome outcome;
    Sound sound;
    MessageCode message;
    std::optional<OrderNumber> order{};           ///< that the message is about
    std::optional<OrderNumber> previous_order{};  ///< that was ended by it
    bool operator==(const Answer&) const = default;
};

}  // namespace shipwitness::capture
