#include "claims/clock/policy.h"

#include <algorithm>

namespace shipwitness::claims {
namespace {

bool names(const std::vector<std::string>& list, const std::string& word) {
    return list.empty() || std::ranges::find(list, word) != list.end();
}

}  // namespace

std::string_view to_text(Recipient recipient) {
    return recipient == Recipient::agent ? "agent" : "manager";
}

const Policy* choose_policy(const std::vector<Policy>& policies, const Calendar& calendar, Timestamp created,
                            const std::string& kind, const std::string& priority) {
    const LocalDate opened = calendar.local_date(created);
    const auto holds = [&](const Policy& policy) { return !policy.from || *policy.from <= opened; };
    const auto newest_version = [&](const std::string& name) {
        const Policy* newest = nullptr;
        for (const Policy& policy : policies) {
            if (policy.name == name && holds(policy) && (newest == nullptr || newest->from < policy.from)) {
                newest = &policy;
            }
        }
        return newest;
    };
    for (const Policy& policy : policies) {
        const Policy* version = newest_version(policy.name);
        if (version != nullptr && names(version->kinds, kind) && names(version->priorities, priority)) {
            return version;
        }
    }
    return nullptr;
}

}  // namespace shipwitness::claims
