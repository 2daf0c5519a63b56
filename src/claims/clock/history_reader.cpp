#include "claims/clock/history_reader.h"

#include <fmt/format.h>

#include "core/text.h"

namespace shipwitness::claims {
namespace {

using config::Faults;
using config::MapReader;
using config::Tree;

std::string unknown_type(const std::string& text) {
    std::vector<std::string> known;
    std::string list;
    for (const ClockEventType type : kClockEventTypes) {
        known.emplace_back(to_text(type));
        list += (list.empty() ? "" : ", ") + known.back();
    }
    const auto meant = nearest(text, known);
    return "\"" + text + "\" is no type of event; " + (meant ? "did you mean " + *meant + "?" : "there are: " + list);
}

void read_event(const Tree& tree, const std::string& path, Faults& faults, ClaimHistory& history) {
    MapReader in(tree, path, faults);
    ClockEvent event;
    const std::string at = in.required_text("at");
    if (const auto time = parse_rfc3339(at)) {
        event.at = *time;
    } else if (!at.empty()) {
        in.fault("at", "\"" + at + "\" must be a time that exists, with its offset, like 2025-09-02T10:00:00+03:00");
    }
    const std::string type = in.required_text("type");
    if (const auto known = clock_event_type(type)) {
        event.type = *known;
    } else if (!type.empty()) {
        in.fault("type", unknown_type(type));
    }
    const std::string by = in.text("by").value_or("person");
    event.by = by == "system" ? Author::system : Author::person;
    if (by != "person" && by != "system") {
        in.fault("by", "\"" + by + "\" must be person or system");
    }
    event.id = in.text("id").value_or("");
    const bool creates = event.type == ClockEventType::created;
    const std::string kind = creates ? in.text("kind").value_or("") : "";
    const std::string priority = creates ? in.text("priority").value_or("") : "";
    in.refuse_mistyped_keys();
    if (creates && history.kind.empty() && history.priority.empty()) {
        history.kind = kind;
        history.priority = priority;
    }
    history.events.push_back(std::move(event));
    history.lines.push_back(tree.line);
}

}  // namespace

ClaimHistory read_history(const Tree& tree, const std::string& path, Faults& faults) {
    ClaimHistory history;
    history.line = tree.line;
    if (tree.kind != Tree::Kind::list) {
        faults.add(tree.line, path, "must be a list of events");
        return history;
    }
    for (std::size_t i = 0; i < tree.items.size(); ++i) {
        read_event(tree.items[i], fmt::format("{}[{}]", path, i), faults, history);
    }
    return history;
}

Result<ClaimClock> rebuild(const Calendar& calendar, const ClaimHistory& history, const std::string& path,
                           Faults& faults) {
    auto clock = rebuild(calendar, history.events);
    if (clock) {
        return std::move(*clock);
    }
    const auto& [error, event] = clock.error();
    faults.add(event ? history.lines.at(*event) : history.line, event ? fmt::format("{}[{}]", path, *event) : path,
               error.detail);
    return tl::unexpected(faults.result().error());
}

}  // namespace shipwitness::claims
