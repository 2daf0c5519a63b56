#include "cli/clock_input.h"

#include "cli/trees.h"
#include "config/tree_reader.h"

namespace shipwitness::cli {
namespace {

using config::Faults;
using config::MapReader;
using config::Tree;

tl::unexpected<Error> wrong_use(std::string what) {
    return fail(ErrorKind::invalid, "wrong_use", std::move(what));
}

Result<ClockCase> together(Result<claims::Calendar>&& calendar, claims::ClaimHistory&& history,
                           Result<std::vector<claims::Policy>>&& policies) {
    if (!calendar) {
        return tl::unexpected(calendar.error());
    }
    if (!policies) {
        return tl::unexpected(policies.error());
    }
    return ClockCase{std::move(*calendar), std::move(history), std::move(*policies)};
}

Result<ClockCase> read_whole_case(const ClockFiles& files) {
    const auto tree = load_tree(files.case_file);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    Faults faults(files.case_file);
    MapReader in(*tree, "", faults);
    claims::ClaimHistory history;
    if (const Tree* events = in.require("events")) {
        history = claims::read_history(*events, "events", faults);
    }
    const Tree* own = in.find("calendar");
    if (own != nullptr && !files.calendar.empty()) {
        return wrong_use("the case has a calendar already; leave --calendar out");
    }
    if (own == nullptr && files.calendar.empty()) {
        in.fault("calendar", "is required, here or by --calendar");
    }
    std::vector<claims::Policy> policies;
    if (const Tree* policy = in.find("policy")) {
        policies = claims::read_policies(*policy, "policy", faults);
        if (!files.policy.empty()) {
            return wrong_use("the case has a policy already; leave --policy out");
        }
    }
    in.refuse_mistyped_keys();
    if (auto read = faults.result(); !read) {
        return tl::unexpected(read.error());
    }
    auto calendar = own != nullptr ? claims::read_calendar(*own, "calendar", load_beside(files.case_file), faults)
                                   : load_calendar(files.calendar);
    return together(
        std::move(calendar), std::move(history),
        files.policy.empty() ? Result<std::vector<claims::Policy>>(std::move(policies)) : load_policies(files.policy));
}

/// A list of events, or a map with the list as its `events`.
Result<claims::ClaimHistory> read_events(const std::string& file) {
    const auto tree = load_tree(file);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    Faults faults(file);
    claims::ClaimHistory history;
    if (tree->kind == Tree::Kind::list) {
        history = claims::read_history(*tree, "events", faults);
    } else {
        MapReader in(*tree, "", faults);
        if (const Tree* events = in.require("events")) {
            history = claims::read_history(*events, "events", faults);
        }
        in.refuse_mistyped_keys();
    }
    if (auto read = faults.result(); !read) {
        return tl::unexpected(read.error());
    }
    return history;
}

}  // namespace

Result<ClockCase> read_clock_case(const ClockFiles& files) {
    if (!files.case_file.empty()) {
        if (!files.events.empty()) {
            return wrong_use("a case has its events in it; give --case or --events, not both");
        }
        return read_whole_case(files);
    }
    if (files.events.empty() || files.calendar.empty()) {
        return wrong_use("give --case CASE.json, or --events FILE and --calendar FILE");
    }
    auto history = read_events(files.events);
    if (!history) {
        return tl::unexpected(history.error());
    }
    return together(load_calendar(files.calendar), std::move(*history),
                    files.policy.empty() ? Result<std::vector<claims::Policy>>(std::vector<claims::Policy>{})
                                         : load_policies(files.policy));
}

}  // namespace shipwitness::cli
