#include "capture/sessions/answer.h"

#include "capture/sessions/words.h"

namespace shipwitness::capture {
namespace {

constexpr Words<Outcome, 10> kOutcomes({{
    {Outcome::started, "started"},
    {Outcome::switched, "switched"},
    {Outcome::ended, "ended"},
    {Outcome::cancelled, "cancelled"},
    {Outcome::noted, "noted"},
    {Outcome::ready, "ready"},
    {Outcome::already_running, "already_running"},
    {Outcome::nothing_running, "nothing_running"},
    {Outcome::duplicate, "duplicate"},
    {Outcome::refused, "refused"},
}});

constexpr Words<Sound, 3> kSounds({{
    {Sound::yes, "yes"},
    {Sound::warning, "warning"},
    {Sound::no, "no"},
}});

constexpr Words<MessageCode, 18> kMessages({{
    {MessageCode::started, "started"},
    {MessageCode::switched, "switched"},
    {MessageCode::ended, "ended"},
    {MessageCode::cancelled, "cancelled"},
    {MessageCode::noted, "noted"},
    {MessageCode::ready, "ready"},
    {MessageCode::duplicate, "duplicate"},
    {MessageCode::camera_not_recording, "camera_not_recording"},
    {MessageCode::order_cancelled, "order_cancelled"},
    {MessageCode::order_at_other_station, "order_at_other_station"},
    {MessageCode::order_packed_before, "order_packed_before"},
    {MessageCode::unknown_order, "unknown_order"},
    {MessageCode::already_running, "already_running"},
    {MessageCode::nothing_running, "nothing_running"},
    {MessageCode::code_empty, "code_empty"},
    {MessageCode::code_too_long, "code_too_long"},
    {MessageCode::code_not_printable, "code_not_printable"},
    {MessageCode::control_code_unknown, "control_code_unknown"},
}});

}  // namespace

std::string_view to_text(Outcome outcome) {
    return kOutcomes.text(outcome);
}
std::string_view to_text(Sound sound) {
    return kSounds.text(sound);
}
std::string_view to_text(MessageCode code) {
    return kMessages.text(code);
}
Outcome outcome_from(std::string_view text) {
    return kOutcomes.value(text);
}
Sound sound_from(std::string_view text) {
    return kSounds.value(text);
}
MessageCode message_code_from(std::string_view text) {
    return kMessages.value(text);
}

}  // namespace shipwitness::capture
