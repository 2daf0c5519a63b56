#include "cli/target_json.h"

#include <fmt/format.h>

#include "claims/clock/targets.h"
#include "cli/clock_json.h"
#include "cli/clock_table.h"

namespace shipwitness::cli {
namespace {

using claims::ClockKind;
using claims::TargetReading;
using claims::Warning;
using OrderedJson = nlohmann::ordered_json;
using rules::Language;

/// "met", "breached", "running", or "paused" while nobody can tell when it will be due.
const char* state_of(const TargetReading& target, std::optional<Timestamp> now) {
    if (target.met()) {
        return "met";
    }
    if (target.ended || (now && target.breached(*now))) {
        return "breached";
    }
    return target.due ? "running" : "paused";
}

OrderedJson maybe_time(const std::optional<Timestamp>& at) {
    return at ? OrderedJson(short_rfc3339(*at)) : OrderedJson(nullptr);
}

OrderedJson recipients(const Warning& warning) {
    OrderedJson list = OrderedJson::array();
    for (const claims::Recipient recipient : warning.to) {
        list.push_back(to_text(recipient));
    }
    return list;
}

std::string clock_name(const TargetReading& target, Language language) {
    const bool russian = language == Language::russian;
    switch (target.clock) {
        case ClockKind::first_response:
            return russian ? "первый ответ" : "first response";
        case ClockKind::next_response:
            return fmt::format(fmt::runtime(russian ? "следующий ответ {}" : "next response {}"), target.ordinal);
        case ClockKind::resolution:
            return russian ? "решение" : "resolution";
    }
    return "";
}

std::string state_text(std::string_view state, Language language) {
    if (language == Language::english) {
        return std::string(state);
    }
    return state == "met" ? "в срок" : state == "breached" ? "просрочен" : state == "running" ? "идёт" : "на паузе";
}

}  // namespace

OrderedJson policy_json(const claims::Calendar& calendar, const claims::Readings& readings,
                        const claims::Policy& policy, std::optional<Timestamp> now) {
    OrderedJson targets = OrderedJson::array();
    for (const TargetReading& target : claims::target_readings(calendar, readings, policy)) {
        targets.push_back({{"clock", to_text(target.clock)},
                           {"from", short_rfc3339(target.from)},
                           {"target_s", seconds_json(target.target)},
                           {"due", maybe_time(target.due)},
                           {"ended", maybe_time(target.ended)},
                           {"state", state_of(target, now)}});
    }
    OrderedJson warnings = OrderedJson::array();
    for (const Warning& warning : claims::warnings(calendar, readings, policy)) {
        warnings.push_back({{"id", warning.id},
                            {"clock", to_text(warning.clock)},
                            {"share_percent", warning.share_percent},
                            {"to", recipients(warning)},
                            {"at", short_rfc3339(warning.at)}});
    }
    return {{"policy", policy.name}, {"targets", std::move(targets)}, {"warnings", std::move(warnings)}};
}

std::string policy_text(const claims::Calendar& calendar, const claims::Readings& readings,
                        const claims::Policy& policy, std::optional<Timestamp> now, Language language) {
    const bool russian = language == Language::russian;
    std::string text = fmt::format(fmt::runtime(russian ? "\nПравило «{}»\n" : "\nPolicy \"{}\"\n"), policy.name);
    for (const TargetReading& target : claims::target_readings(calendar, readings, policy)) {
        const std::string due = target.due ? local_text(calendar, *target.due, language)
                                : russian  ? "ждём покупателя"
                                           : "waiting for buyer";
        text += fmt::format(fmt::runtime(russian ? "  {}: {}, срок {}: {}\n" : "  {}: {}, due {}: {}\n"),
                            clock_name(target, language), hours_text(target.target), due,
                            state_text(state_of(target, now), language));
    }
    for (const Warning& warning : claims::warnings(calendar, readings, policy)) {
        std::string to;
        for (const claims::Recipient recipient : warning.to) {
            const bool agent = recipient == claims::Recipient::agent;
            to += to.empty() ? "" : ", ";
            to += russian ? (agent ? "сотруднику" : "руководителю") : (agent ? "agent" : "manager");
        }
        text +=
            fmt::format(fmt::runtime(russian ? "  предупреждение {} % {}: {} ({})\n" : "  warning {} % {}: {} ({})\n"),
                        warning.share_percent, local_text(calendar, warning.at, language), to, warning.id);
    }
    return text;
}

}  // namespace shipwitness::cli
