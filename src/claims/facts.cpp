#include "claims/facts.h"

#include <algorithm>
#include <array>

namespace shipwitness::claims {
namespace {

constexpr std::array kStrongestFirst{FactSource::agent, FactSource::system, FactSource::buyer};

}  // namespace

std::optional<FactEntry> LineFacts::standing(std::string_view fact) const {
    for (const FactSource source : kStrongestFirst) {
        const FactEntry* last = nullptr;
        for (const FactEntry& entry : history_) {
            if (entry.fact == fact && entry.source == source && (last == nullptr || entry.at >= last->at)) {
                last = &entry;
            }
        }
        if (last != nullptr && last->state != FactState::unknown) {
            return *last;
        }
    }
    return std::nullopt;
}

std::map<std::string, FactEntry> LineFacts::standing() const {
    std::map<std::string, FactEntry> all;
    for (const FactEntry& entry : history_) {
        if (all.contains(entry.fact)) {
            continue;
        }
        if (auto stands = standing(entry.fact)) {
            all.emplace(entry.fact, *std::move(stands));
        }
    }
    return all;
}

rules::Facts LineFacts::for_rules() const {
    rules::Facts facts;
    for (const auto& [name, entry] : standing()) {
        if (entry.state == FactState::unobtainable) {
            facts.unobtainable.insert(name);
        } else {
            facts.known.emplace(name, rules::Value(entry.value));
        }
    }
    return facts;
}

}  // namespace shipwitness::claims
