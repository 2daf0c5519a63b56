#include <algorithm>
#include <charconv>

#include "claims/calendar/hours_reader.h"
#include "claims/clock/policy.h"
#include "config/units.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono;
using config::Faults;
using config::MapReader;
using config::Tree;

/// "90m", "4h". Days have no length here: a working day is as long as the calendar says.
std::optional<Microseconds> read_target(MapReader& in, std::string_view key) {
    const auto text = in.text(key);
    if (!text) {
        return std::nullopt;
    }
    const auto time = config::parse_duration(*text);
    if (!time || time->count() <= 0 || text->ends_with('d')) {
        in.fault(key,
                 "\"" + *text + "\" must be a time in hours or minutes, like 90m or 16h; a day has no fixed length");
        return std::nullopt;
    }
    return Microseconds{*time};
}

std::vector<std::string> read_words(MapReader& in, std::string_view key) {
    std::vector<std::string> words;
    for (const Tree* item : in.texts(key)) {
        words.push_back(item->text);
    }
    return words;
}

WarningRule read_warning(const Tree& tree, const std::string& path, Faults& faults) {
    MapReader in(tree, path, faults);
    WarningRule rule;
    const std::string share = in.required_text("share");
    const auto [end, error] = std::from_chars(share.data(), share.data() + share.size(), rule.share_percent);
    if (!share.empty() && (error != std::errc{} || end != share.data() + share.size() || rule.share_percent < 1 ||
                           rule.share_percent > 1'000)) {
        in.fault("share", "\"" + share + "\" must be a share of the target in percent, a whole number from 1 to 1000");
        rule.share_percent = 100;
    }
    for (const Tree* item : in.texts("to")) {
        if (item->text == "agent" || item->text == "manager") {
            rule.to.push_back(item->text == "agent" ? Recipient::agent : Recipient::manager);
        } else {
            in.fault("to", "\"" + item->text + "\" must be agent or manager");
        }
    }
    if (rule.to.empty()) {
        in.fault("to", "must be a list of who is warned: [agent], [manager] or both");
    }
    in.refuse_unknown_keys();
    return rule;
}

void read_warnings(MapReader& in, Policy& policy) {
    const Tree* warnings = in.find("warnings");
    if (warnings == nullptr) {
        policy.warnings = {
            {50, {Recipient::agent}}, {80, {Recipient::agent}}, {100, {Recipient::agent, Recipient::manager}}};
        return;
    }
    if (warnings->kind != Tree::Kind::list) {
        in.fault("warnings", "must be a list like [{share: 80, to: [agent]}]; [] is none");
        return;
    }
    for (std::size_t i = 0; i < warnings->items.size(); ++i) {
        policy.warnings.push_back(
            read_warning(warnings->items[i], in.path("warnings") + "[" + std::to_string(i) + "]", in.faults()));
    }
    std::ranges::sort(policy.warnings, {}, &WarningRule::share_percent);
    if (std::ranges::adjacent_find(policy.warnings, {}, &WarningRule::share_percent) != policy.warnings.end()) {
        in.fault("warnings", "the same share stands here twice");
    }
}

bool read_at_night(MapReader& in) {
    const std::string text = in.text("at_night").value_or("false");
    if (text != "true" && text != "false") {
        in.fault("at_night", "must be true or false");
    }
    return text == "true";
}

TargetHours read_hours_kind(MapReader& in) {
    const std::string text = in.text("hours").value_or("working");
    if (text != "working" && text != "wall") {
        in.fault("hours", "\"" + text + "\" must be working (the calendar's hours) or wall (all hours)");
    }
    return text == "wall" ? TargetHours::wall : TargetHours::working;
}

Policy read_policy(const Tree& tree, const std::string& path, Faults& faults) {
    MapReader in(tree, path, faults);
    Policy policy;
    policy.name = in.required_text("name");
    if (const Tree* from = in.find("from")) {
        policy.from = read_date(from->text, from->line, in.path("from"), faults);
    }
    policy.kinds = read_words(in, "kinds");
    policy.priorities = read_words(in, "priorities");
    policy.hours = read_hours_kind(in);
    policy.first_response = read_target(in, "first_response");
    policy.next_response = read_target(in, "next_response");
    policy.resolution = read_target(in, "resolution");
    policy.at_night = read_at_night(in);
    read_warnings(in, policy);
    in.refuse_unknown_keys();
    return policy;
}

void refuse_versions_of_one_date(const std::vector<Policy>& policies, MapReader& in) {
    for (std::size_t i = 0; i < policies.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (policies[i].name == policies[k].name && policies[i].from == policies[k].from) {
                in.fault("policies", "two versions of \"" + policies[i].name + "\" hold from the same date");
                return;
            }
        }
    }
}

}  // namespace

std::vector<Policy> read_policies(const Tree& tree, const std::string& path, Faults& faults) {
    if (config::member_of(tree, "policies") == nullptr) {
        return {read_policy(tree, path, faults)};  // a file of one policy
    }
    MapReader in(tree, path, faults);
    const Tree* list = in.find("policies");
    in.refuse_unknown_keys();
    constexpr std::size_t kMaxPolicies = 1'000;
    std::vector<Policy> policies;
    if (list->kind != Tree::Kind::list || list->items.size() > kMaxPolicies) {
        in.fault("policies", "must be a list of at most 1000 policies");
        return policies;
    }
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        policies.push_back(read_policy(list->items[i], in.path("policies") + "[" + std::to_string(i) + "]", faults));
    }
    refuse_versions_of_one_date(policies, in);
    return policies;
}

}  // namespace shipwitness::claims
