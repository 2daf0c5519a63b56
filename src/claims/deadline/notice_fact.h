#pragma once

#include <string>

#include "claims/deadline/table.h"
#include "claims/known_by_system.h"
#include "claims/vocabulary.h"
#include "core/time.h"

namespace shipwitness::claims::deadline {

/// What is on record of a delivery and of its claim, where neither the place's zone nor its calendar is.
struct NoticeRecord {
    std::string regime;  ///< as orders name it, "ru_forwarding"
    LineKind kind = LineKind::hidden;
    Timestamp delivered;  ///< the hour may be missing: midnight then
    Timestamp notified;
};

/// The fact `notice` by the table of terms: in_time or late only where it is so in every zone, and, since holidays make
/// terms longer and an hour may be missing, late only where the term is in plain calendar days or months. Visible
/// damage is told by the waybill, not by the claim. Reasons: `no_term`, `within_term` (in_time), `after_term` (late),
/// `term_to_be_checked` (no value; also for a regime that the table does not have).
[[nodiscard]] SystemFinding notice_by_term(const Table& table, const NoticeRecord& record);

}  // namespace shipwitness::claims::deadline
