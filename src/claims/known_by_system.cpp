#include "claims/known_by_system.h"

#include <algorithm>

namespace shipwitness::claims {

SystemFinding video_known(std::span<const SessionFootage> sessions) {
    const auto counts = [](const SessionFootage& session) { return !session.cancelled; };
    if (std::none_of(sessions.begin(), sessions.end(), counts)) {
        return {"none", "no_session"};
    }
    const auto has_gap = [&](const SessionFootage& session) {
        return counts(session) && !session.running && !session.complete;
    };
    if (std::any_of(sessions.begin(), sessions.end(), has_gap)) {
        return {"none", "footage_has_gap"};
    }
    const auto runs = [&](const SessionFootage& session) { return counts(session) && session.running; };
    if (std::any_of(sessions.begin(), sessions.end(), runs)) {
        return {std::nullopt, "still_packing"};
    }
    return {std::nullopt, "footage_to_view"};
}

SystemFinding handover_known(const DeliveryDays& days, HandoverRecords records) {
    if (!days.handed_over) {
        const bool gone = days.delivered.has_value();
        if (gone || records == HandoverRecords::not_kept) {
            return {std::nullopt, "handover_unknown"};
        }
        return {"none", "no_handover_on_record"};
    }
    if (days.ship_by) {
        return *days.handed_over <= *days.ship_by ? SystemFinding{"on_time", "handed_over_in_time"}
                                                  : SystemFinding{"late", "handed_over_late"};
    }
    if (days.promised && *days.handed_over > *days.promised) {
        return {"late", "handed_over_after_promise"};
    }
    return {std::nullopt, "ship_by_unknown"};
}

SystemFinding notice_known(LineKind kind, const DeliveryDays& days) {
    if (kind == LineKind::lost) {
        return {"in_time", "loss_has_no_term"};
    }
    if (kind == LineKind::delay && !days.delivered) {
        return {"in_time", "not_delivered_yet"};
    }
    if (days.delivered && days.notified && *days.notified <= *days.delivered) {
        return {"in_time", "notified_on_day_of_delivery"};
    }
    return {std::nullopt, "term_to_be_checked"};
}

}  // namespace shipwitness::claims
