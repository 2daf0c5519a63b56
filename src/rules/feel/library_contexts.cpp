#include <algorithm>

#include "rules/feel/library_parts.h"
#include "rules/feel/members.h"
#include "rules/feel/names.h"

namespace shipwitness::rules::feel {
namespace {

using Arguments = std::span<const Value>;

void put(Context& context, const std::string& name, const Value& value) {
    const auto entry =
        std::find_if(context.begin(), context.end(), [&](const auto& each) { return each.first == name; });
    if (entry == context.end()) {
        context.emplace_back(name, value);
    } else {
        entry->second = value;
    }
}

Value get_value(Arguments in, Budget& /*budget*/) {
    const auto* name = in[1].as<std::string>();
    return in[0].context() == nullptr || name == nullptr ? Value() : member(in[0], canonical(*name));
}

Value get_entries(Arguments in, Budget& /*budget*/) {
    if (in[0].context() == nullptr) {
        return {};
    }
    List entries;
    entries.reserve(in[0].context()->size());
    for (const auto& [name, value] : *in[0].context()) {
        entries.emplace_back(Context{{"key", Value(name)}, {"value", value}});
    }
    return Value(std::move(entries));
}

Value context_from(Arguments in, Budget& /*budget*/) {
    if (in[0].list() == nullptr) {
        return {};
    }
    Context context;
    for (const Value& entry : *in[0].list()) {
        const Value key = member(entry, "key");
        if (entry.context() == nullptr || key.as<std::string>() == nullptr ||
            std::any_of(context.begin(), context.end(),
                        [&](const auto& each) { return each.first == canonical(*key.as<std::string>()); })) {
            return {};
        }
        context.emplace_back(canonical(*key.as<std::string>()), member(entry, "value"));
    }
    return Value(std::move(context));
}

Value context_put(Arguments in, Budget& /*budget*/) {
    const auto* name = in[1].as<std::string>();
    if (in[0].context() == nullptr || name == nullptr) {
        return {};
    }
    Context context = *in[0].context();
    put(context, canonical(*name), in[2]);
    return Value(std::move(context));
}

Value context_merge(Arguments in, Budget& /*budget*/) {
    if (in[0].list() == nullptr) {
        return {};
    }
    Context merged;
    for (const Value& each : *in[0].list()) {
        if (each.context() == nullptr) {
            return {};
        }
        for (const auto& [name, value] : *each.context()) {
            put(merged, name, value);
        }
    }
    return Value(std::move(merged));
}

const LibraryFunction kFunctions[] = {
    {"get value", {"m", "key"}, 2, get_value},         {"get entries", {"m"}, 1, get_entries},
    {"context", {"entries"}, 1, context_from},         {"context put", {"context", "key", "value"}, 3, context_put},
    {"context merge", {"contexts"}, 1, context_merge},
};

}  // namespace

std::span<const LibraryFunction> context_functions() {
    return kFunctions;
}

}  // namespace shipwitness::rules::feel
