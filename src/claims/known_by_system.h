#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "claims/vocabulary.h"

namespace shipwitness::claims {

/// What the system can say of a fact without a person, and why. The reason is a stable snake_case word which pages
/// translate.
struct SystemFinding {
    std::optional<std::string> value;  ///< none: a person must look, or more must be known
    std::string_view reason;

    bool operator==(const SystemFinding&) const = default;
};

/// A packing session as far as the fact `video` needs it.
struct SessionFootage {
    bool cancelled = false;
    bool running = false;
    bool complete = false;  ///< every camera has footage without a gap, from pre-roll to post-roll
};

/// The fact `video` of a line, from the sessions of its order.
/// Never `ok` or `bad`: that is judged by a person who has seen it, for that line and kind. Missing footage is `none`:
/// a gap counts against us. Reasons: `no_session`, `footage_has_gap` (value none); `still_packing`, `footage_to_view`
/// (no value yet).
[[nodiscard]] SystemFinding video_known(std::span<const SessionFootage> sessions);

/// Days at the place in question; none means not known.
struct DeliveryDays {
    std::optional<std::chrono::sys_days> ship_by;      ///< the last day on which handover to the carrier is in time
    std::optional<std::chrono::sys_days> promised;     ///< the last day on which delivery is in time
    std::optional<std::chrono::sys_days> handed_over;  ///< to the carrier
    std::optional<std::chrono::sys_days> delivered;
    std::optional<std::chrono::sys_days> notified;  ///< the claim reached us
};

/// Whether this company keeps record of every handover: only then does a missing record mean that none took place.
enum class HandoverRecords { kept, not_kept };

/// The fact `handover`. Reasons: `handed_over_in_time` (on_time), `handed_over_late`, `handed_over_after_promise`
/// (late), `no_handover_on_record` (none); `ship_by_unknown`, `handover_unknown` (no value).
[[nodiscard]] SystemFinding handover_known(const DeliveryDays& days, HandoverRecords records);

/// The fact `notice`, only where it is plain under every regime (the deadline table tells the rest): a loss has no
/// term, nor has a delay of what has not come, and the day of delivery itself is always in time.
/// Reasons: `loss_has_no_term`, `not_delivered_yet`, `notified_on_day_of_delivery` (in_time); `term_to_be_checked`.
[[nodiscard]] SystemFinding notice_known(LineKind kind, const DeliveryDays& days);

}  // namespace shipwitness::claims
