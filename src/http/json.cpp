#include "http/json.h"

#include <algorithm>
#include <unordered_set>

#include "core/text.h"

namespace shipwitness::http {

/// Faults come in the order in which members were asked for; unknown members last.
struct JsonReader::Document {
    std::vector<FieldError> faults;
    std::vector<std::shared_ptr<State>> readers;
};

struct JsonReader::State {
    const Json* object = nullptr;
    std::string path;
    std::vector<std::string> asked;
    std::weak_ptr<Document> document;
    std::shared_ptr<Document> owned;  ///< by the root reader only: states know their document weakly, it owns them
};

namespace {

bool has_control_characters(std::string_view text, bool multiline) {
    return std::ranges::any_of(text, [&](char c) {
        const bool allowed = multiline && (c == '\n' || c == '\r' || c == '\t');
        return (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) && !allowed;
    });
}

std::string listed(std::initializer_list<std::string_view> words) {
    std::string list;
    for (const std::string_view word : words) {
        list += list.empty() ? "" : ", ";
        list += word;
    }
    return list;
}

}  // namespace

JsonReader::JsonReader(const Json& object, std::string path) : state_(std::make_shared<State>()) {
    state_->object = &object;
    state_->path = std::move(path);
    state_->owned = std::make_shared<Document>();
    state_->document = state_->owned;
    if (!object.is_object()) {
        fault("", "wrong_type", "must be an object");
    }
}

JsonReader::JsonReader(std::shared_ptr<State> state) : state_(std::move(state)) {}

const std::string& JsonReader::path() const {
    return state_->path;
}

void JsonReader::fault(std::string_view name, std::string code, std::string detail) {
    if (const auto document = state_->document.lock()) {
        document->faults.push_back({state_->path + std::string(name), std::move(code), std::move(detail)});
    }
}

const Json* JsonReader::find(std::string_view name) {
    state_->asked.emplace_back(name);
    if (!state_->object->is_object()) {
        return nullptr;
    }
    const auto found = state_->object->find(name);
    return found == state_->object->end() || found->is_null() ? nullptr : &*found;
}

JsonReader JsonReader::child(const Json& object, std::string path) {
    auto state = std::make_shared<State>();
    state->object = &object;
    state->path = std::move(path);
    state->document = state_->document;
    if (const auto document = state_->document.lock()) {
        document->readers.push_back(state);
    }
    JsonReader reader(std::move(state));
    if (!object.is_object()) {
        reader.fault("", "wrong_type", "must be an object");
    }
    return reader;
}

std::string JsonReader::text(std::string_view name, TextLimits limits) {
    const std::size_t before = state_->document.lock()->faults.size();
    auto value = maybe_text(name, limits);
    if (!value && limits.min_length > 0 && state_->document.lock()->faults.size() == before) {
        fault(name, "required", "is required");
    }
    return value.value_or("");
}

std::optional<std::string> JsonReader::maybe_text(std::string_view name, TextLimits limits) {
    const Json* value = find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_string()) {
        fault(name, "wrong_type", "must be text");
        return std::nullopt;
    }
    std::string text(trim(value->get_ref<const std::string&>()));
    const std::size_t length = utf8_length(text);
    if (has_control_characters(text, limits.multiline)) {
        fault(name, "control_characters", "must not hold control characters");
    } else if (length < limits.min_length) {
        fault(name, length == 0 ? "required" : "too_short",
              "must have at least " + std::to_string(limits.min_length) + " characters");
    } else if (length > limits.max_length) {
        fault(name, "too_long",
              "has " + std::to_string(length) + " characters; at most " + std::to_string(limits.max_length) + " fit");
    } else {
        return text;
    }
    return std::nullopt;
}

std::int64_t JsonReader::integer(std::string_view name, std::int64_t min, std::int64_t max) {
    const std::size_t before = state_->document.lock()->faults.size();
    const auto value = maybe_integer(name, min, max);
    if (!value && state_->document.lock()->faults.size() == before) {
        fault(name, "required", "is required");
    }
    return value.value_or(min);
}

std::optional<std::int64_t> JsonReader::maybe_integer(std::string_view name, std::int64_t min, std::int64_t max) {
    const Json* value = find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    const bool fits =
        value->is_number_integer() &&
        (!value->is_number_unsigned() || value->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX));
    if (!value->is_number_integer()) {
        fault(name, "wrong_type", "must be a whole number");
    } else if (!fits || value->get<std::int64_t>() < min || value->get<std::int64_t>() > max) {
        fault(name, "out_of_range", "must be from " + std::to_string(min) + " to " + std::to_string(max));
    } else {
        return value->get<std::int64_t>();
    }
    return std::nullopt;
}

std::optional<bool> JsonReader::maybe_boolean(std::string_view name) {
    const Json* value = find(name);
    if (value != nullptr && !value->is_boolean()) {
        fault(name, "wrong_type", "must be true or false");
        return std::nullopt;
    }
    return value == nullptr ? std::nullopt : std::optional(value->get<bool>());
}

Timestamp JsonReader::time(std::string_view name) {
    const std::size_t before = state_->document.lock()->faults.size();
    const auto value = maybe_time(name);
    if (!value && state_->document.lock()->faults.size() == before) {
        fault(name, "required", "is required");
    }
    return value.value_or(Timestamp{});
}

std::optional<Timestamp> JsonReader::maybe_time(std::string_view name) {
    const Json* value = find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    const auto at = value->is_string() ? parse_rfc3339(value->get_ref<const std::string&>()) : std::nullopt;
    if (!at) {
        fault(name, "bad_time", "must be a time like 2026-11-22T08:36:56Z");
    }
    return at;
}

std::string JsonReader::word(std::string_view name, std::initializer_list<std::string_view> words) {
    const std::size_t before = state_->document.lock()->faults.size();
    auto value = maybe_word(name, words);
    if (!value && state_->document.lock()->faults.size() == before) {
        fault(name, "required", "is required: one of " + listed(words));
    }
    return value.value_or("");
}

std::optional<std::string> JsonReader::maybe_word(std::string_view name,
                                                  std::initializer_list<std::string_view> words) {
    const Json* value = find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (value->is_string() && std::ranges::find(words, value->get_ref<const std::string&>()) != words.end()) {
        return value->get<std::string>();
    }
    fault(name, "unknown_value", "must be one of " + listed(words));
    return std::nullopt;
}

std::vector<std::string> JsonReader::texts(std::string_view name, std::size_t max_items, TextLimits limits) {
    const Json* value = find(name);
    std::vector<std::string> texts;
    if (value == nullptr) {
        return texts;
    }
    if (!value->is_array()) {
        fault(name, "wrong_type", "must be a list");
        return texts;
    }
    if (value->size() > max_items) {
        fault(name, "too_many",
              "has " + std::to_string(value->size()) + " entries; at most " + std::to_string(max_items) + " fit");
        return texts;
    }
    for (std::size_t i = 0; i < value->size(); ++i) {
        const Json entry{{"entry", (*value)[i]}};
        JsonReader reader(entry, "");
        auto text = reader.text("entry", limits);
        for (const FieldError& found : reader.state_->owned->faults) {
            fault(std::string(name) + "[" + std::to_string(i) + "]", found.code, found.detail);
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

std::vector<JsonReader> JsonReader::objects(std::string_view name, std::size_t min_items, std::size_t max_items) {
    const Json* value = find(name);
    std::vector<JsonReader> readers;
    const std::size_t size = value != nullptr && value->is_array() ? value->size() : 0;
    if (value != nullptr && !value->is_array()) {
        fault(name, "wrong_type", "must be a list");
    } else if (size < min_items) {
        fault(name, value == nullptr ? "required" : "too_few",
              "must have at least " + std::to_string(min_items) + (min_items == 1 ? " entry" : " entries"));
    } else if (size > max_items) {
        fault(name, "too_many",
              "has " + std::to_string(size) + " entries; at most " + std::to_string(max_items) + " fit");
    } else {
        for (std::size_t i = 0; i < size; ++i) {
            readers.push_back(child((*value)[i], state_->path + std::string(name) + "[" + std::to_string(i) + "]."));
        }
    }
    return readers;
}

std::optional<JsonReader> JsonReader::maybe_object(std::string_view name) {
    const Json* value = find(name);
    return value == nullptr ? std::nullopt : std::optional(child(*value, state_->path + std::string(name) + "."));
}

Result<void> JsonReader::finish() {
    const auto document = state_->document.lock();
    std::vector<std::shared_ptr<State>> readers = document->readers;
    readers.insert(readers.begin(), state_);
    for (const auto& reader : readers) {
        if (!reader->object->is_object()) {
            continue;
        }
        for (const auto& [name, value] : reader->object->items()) {
            if (std::ranges::find(reader->asked, name) == reader->asked.end()) {
                const auto meant = nearest(name, reader->asked);
                document->faults.push_back({reader->path + name, "unknown_member",
                                            "is not known here" + (meant ? "; did you mean " + *meant + "?" : "")});
            }
        }
    }
    if (document->faults.empty()) {
        return {};
    }
    std::string detail;
    for (const FieldError& fault : document->faults) {
        detail += (detail.empty() ? "" : "; ") + fault.field + " " + fault.detail;
    }
    return fail(ErrorKind::invalid, "invalid_input", detail, document->faults);
}

namespace {

constexpr int kMaxDepth = 32;
/// The widest object of ours has some twenty; each unknown one becomes a fault that is compared with all known ones.
constexpr std::size_t kMaxMembers = 500;

/// Refuses what nlohmann takes silently: a member that stands twice, endless nesting, and more members than anybody
/// means. Reading stops at the first of them by TooStrange, so that a stranger's bytes cost no more than they must.
class Strict {
  public:
    struct TooStrange {
        std::string what;
    };

    bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
        if (depth > kMaxDepth) {
            throw TooStrange{"is nested deeper than " + std::to_string(kMaxDepth) + " levels"};
        }
        if (event == Json::parse_event_t::object_start) {
            members_.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            members_.pop_back();
        } else if (event == Json::parse_event_t::key) {
            note_member(parsed.get_ref<const std::string&>());
        }
        return true;
    }

  private:
    void note_member(const std::string& name) {
        if (!members_.back().insert(name).second) {
            throw TooStrange{"has the member \"" + name + "\" twice"};
        }
        if (members_.back().size() > kMaxMembers) {
            throw TooStrange{"has an object with more than " + std::to_string(kMaxMembers) + " members"};
        }
    }

    std::vector<std::unordered_set<std::string>> members_;
};

}  // namespace

Result<Json> json_body(const Request& request) {
    const std::string type = request.headers.get("Content-Type").value_or("");
    if (!equal_ignoring_case(trim(std::string_view(type).substr(0, type.find(';'))), "application/json")) {
        return fail(ErrorKind::invalid, "not_json", "The body must be JSON with Content-Type: application/json.");
    }
    Strict strict;
    try {
        Json body = Json::parse(request.body, [&](int depth, Json::parse_event_t event, const Json& parsed) {
            return strict(depth, event, parsed);
        });
        if (!body.is_object()) {
            return fail(ErrorKind::invalid, "bad_json", "The body must be a JSON object.");
        }
        return body;
    } catch (const Strict::TooStrange& refused) {
        return fail(ErrorKind::invalid, "bad_json", "The body " + refused.what + ".");
    } catch (const Json::exception& error) {
        return fail(ErrorKind::invalid, "bad_json", std::string("The body is not JSON: ") + error.what());
    }
}

}  // namespace shipwitness::http
