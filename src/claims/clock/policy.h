#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/calendar/calendar.h"
#include "claims/calendar/plan.h"
#include "config/tree.h"
#include "config/tree_reader.h"
#include "core/time.h"

namespace shipwitness::claims {

/// Whose hours a target counts.
enum class TargetHours {
    working,  ///< the calendar's
    wall      ///< all hours
};

enum class Recipient { agent, manager };
[[nodiscard]] std::string_view to_text(Recipient recipient);

/// When whom to warn: `share_percent` of a target has passed.
struct WarningRule {
    int share_percent = 100;
    std::vector<Recipient> to;
};

/// How fast claims are to be answered. A claim has the policy that held when it opened, and keeps it.
struct Policy {
    std::string name;                       ///< entries of one name are versions of one policy
    std::optional<LocalDate> from{};        ///< date of effect in the calendar's zone; none: from the beginning
    std::vector<std::string> kinds{};       ///< of claims; empty: all
    std::vector<std::string> priorities{};  ///< empty: all
    TargetHours hours = TargetHours::working;
    std::optional<Microseconds> first_response{};
    std::optional<Microseconds> next_response{};
    std::optional<Microseconds> resolution{};  ///< of the first closing
    std::vector<WarningRule> warnings{};       ///< by share
    bool at_night = false;                     ///< warnings may come outside working hours
};

/// The policy of a claim that opened at `created`: of the policies for its kind and priority the first in the list, in
/// the version that held then. None when there is none for it.
[[nodiscard]] const Policy* choose_policy(const std::vector<Policy>& policies, const Calendar& calendar,
                                          Timestamp created, const std::string& kind, const std::string& priority);

/// Reads a file of policies (docs/clocks.md): `policies: [...]`, or the keys of a single one.
[[nodiscard]] std::vector<Policy> read_policies(const config::Tree& tree, const std::string& path,
                                                config::Faults& faults);

}  // namespace shipwitness::claims
