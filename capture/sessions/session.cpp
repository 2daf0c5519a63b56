#include "capture/sessions/session.h"

#include <algorithm>

#include "capture/sessions/words.h"

namespace shipwitness::capture {
namespace {

constexpr Words<Mark, 7> kMarks({{
    {Mark::unknown_order, "unknown_order"},
    {Mark::order_cancelled, "order_cancelled"},
    {Mark::packed_before, "packed_before"},
    {Mark::at_two_stations, "at_two_stations"},
    {Mark::camera_down, "camera_down"},
    {Mark::service_restarted, "service_restarted"},
    {Mark::noted, "noted"},
}});

constexpr Words<SessionEnd, 5> kSessionEnds({{
    {SessionEnd::same_code, "same_code"},
    {SessionEnd::end_code, "end_code"},
    {SessionEnd::next_order, "next_order"},
    {SessionEnd::idle, "idle"},
    {SessionEnd::cancelled, "cancelled"},
}});

constexpr Words<EventType, 4> kEventTypes({{
    {EventType::session_started, "session_started"},
    {EventType::session_ended, "session_ended"},
    {EventType::session_cancelled, "session_cancelled"},
    {EventType::session_updated, "session_updated"},
}});

}  // namespace

std::string_view to_text(Mark mark) {
    return kMarks.text(mark);
}
std::string_view to_text(SessionEnd reason) {
    return kSessionEnds.text(reason);
}
std::string_view to_text(EventType type) {
    return kEventTypes.text(type);
}
Mark mark_from(std::string_view text) {
    return kMarks.value(text);
}
SessionEnd session_end_from(std::string_view text) {
    return kSessionEnds.value(text);
}
EventType event_type_from(std::string_view text) {
    return kEventTypes.value(text);
}

bool Session::has(Mark mark) const {
    return std::any_of(marks.begin(), marks.end(), [&](const SessionMark& made) { return made.mark == mark; });
}

std::vector<Mark> Session::distinct_marks() const {
    std::vector<Mark> distinct;
    for (const SessionMark& made : marks) {
        if (std::find(distinct.begin(), distinct.end(), made.mark) == distinct.end()) {
            distinct.push_back(made.mark);
        }
    }
    return distinct;
}

}  // namespace shipwitness::capture
