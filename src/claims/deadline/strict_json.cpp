#include "claims/deadline/strict_json.h"

#include <algorithm>
#include <array>

#include "claims/deadline/regime_names.h"
#include "core/text.h"

namespace shipwitness::claims::deadline {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 16;

std::size_t line_at(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

/// The line of the first member of that name; 0 when it is spelt with escapes or is not there.
std::size_t line_of_member(std::string_view text, std::string_view name) {
    const std::string quoted = "\"" + std::string(name) + "\"";
    for (std::size_t at = text.find(quoted); at != std::string_view::npos; at = text.find(quoted, at + 1)) {
        const std::size_t after = text.find_first_not_of(" \t\r\n", at + quoted.size());
        if (after != std::string_view::npos && text[after] == ':') {
            return line_at(text, at);
        }
    }
    return 0;
}

/// Tells what the parser would take silently.
class Strictness {
  public:
    std::string what;

    bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > kMaxDepth) {
            what = "is nested deeper than " + std::to_string(kMaxDepth) + " levels";
        } else if (event == Json::parse_event_t::object_start) {
            members_.emplace_back();
        } else if (event == Json::parse_event_t::object_end && !members_.empty()) {
            members_.pop_back();
        } else if (event == Json::parse_event_t::key && !members_.empty()) {
            auto name = parsed.get<std::string>();
            if (std::ranges::find(members_.back(), name) != members_.back().end()) {
                what = "has the member \"" + name + "\" twice";
            }
            members_.back().push_back(std::move(name));
        }
        return true;
    }

  private:
    std::vector<std::vector<std::string>> members_;
};

tl::unexpected<Error> not_json(const std::string& file, std::size_t line, const std::string& what) {
    const std::string where = file + (line == 0 ? "" : ":" + std::to_string(line));
    return fail(ErrorKind::invalid, "case_not_json", where + ": " + what);
}

}  // namespace

JsonObject::JsonObject(const Json& object, std::string path, std::string_view text, const std::string& file,
                       std::vector<FieldError>& faults)
    : object_(object), path_(std::move(path)), text_(text), file_(file), faults_(faults) {}

void JsonObject::fault(std::string_view name, std::string code, std::string detail) {
    const std::size_t line = line_of_member(text_, name);
    std::string where = file_ + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + path_ + std::string(name);
    faults_.push_back({std::move(where), std::move(code), std::move(detail)});
}

const Json* JsonObject::find(std::string_view name, std::initializer_list<std::string_view> also) {
    if (std::ranges::find(told_, name) == told_.end()) {
        told_.emplace_back(name);
    }
    std::vector<std::string_view> names(also);
    names.insert(names.begin(), name);
    const Json* value = nullptr;
    for (const std::string_view each : names) {
        asked_.emplace_back(each);
        const auto found = object_.find(each);
        if (found == object_.end() || found->is_null()) {
            continue;
        }
        if (value != nullptr) {
            fault(each, "said_twice", "says the same as " + std::string(name) + "; keep one of them");
        }
        value = &*found;
    }
    return value;
}

std::optional<std::string> JsonObject::text(std::string_view name, std::initializer_list<std::string_view> also) {
    const Json* value = find(name, also);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_string()) {
        fault(name, "wrong_type", "must be a text in quotes");
        return std::nullopt;
    }
    std::string text(trim(value->get_ref<const std::string&>()));
    if (text.empty()) {
        fault(name, "empty", "is empty; leave it out when it is not known");
        return std::nullopt;
    }
    return text;
}

std::optional<bool> JsonObject::flag(std::string_view name, std::initializer_list<std::string_view> also) {
    const Json* value = find(name, also);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (value->is_boolean()) {
        return value->get<bool>();
    }
    const std::string word = value->is_string() ? folded(value->get_ref<const std::string&>()) : "";
    constexpr std::array<std::string_view, 3> kYes{"yes", "true", "да"};
    constexpr std::array<std::string_view, 3> kNo{"no", "false", "нет"};
    if (std::ranges::find(kYes, word) != kYes.end()) {
        return true;
    }
    if (std::ranges::find(kNo, word) == kNo.end()) {
        fault(name, "wrong_type", "must be true or false");
        return std::nullopt;
    }
    return false;
}

std::optional<int> JsonObject::number(std::string_view name, std::initializer_list<std::string_view> also, int max) {
    const Json* value = find(name, also);
    if (value == nullptr) {
        return std::nullopt;
    }
    const bool whole = value->is_number_unsigned() || (value->is_number_integer() && value->get<std::int64_t>() >= 0);
    const std::uint64_t amount = whole ? value->get<std::uint64_t>() : 0;
    if (amount < 1 || amount > static_cast<std::uint64_t>(max)) {
        fault(name, "out_of_range", "must be a whole number from 1 to " + std::to_string(max));
        return std::nullopt;
    }
    return static_cast<int>(amount);
}

std::optional<JsonObject> JsonObject::object(std::string_view name) {
    const Json* value = find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_object()) {
        fault(name, "wrong_type", "must be an object in braces");
        return std::nullopt;
    }
    return JsonObject(*value, path_ + std::string(name) + ".", text_, file_, faults_);
}

void JsonObject::ignore(std::initializer_list<std::string_view> names) {
    asked_.insert(asked_.end(), names.begin(), names.end());
}

void JsonObject::finish() {
    for (const auto& [name, value] : object_.items()) {
        if (std::ranges::find(asked_, name) != asked_.end()) {
            continue;
        }
        std::string known;
        for (const auto& each : told_) {
            known += (known.empty() ? "" : ", ") + each;
        }
        const auto meant = nearest(name, asked_);
        fault(name, "unknown_member",
              "is not known here; " + (meant ? "did you mean " + *meant + "?" : "there are " + known));
    }
}

Result<Json> parse_strictly(std::string_view text, const std::string& file) {
    Strictness strictness;
    try {
        Json parsed = Json::parse(
            text, [&](int depth, Json::parse_event_t event, Json& part) { return strictness(depth, event, part); });
        if (!strictness.what.empty()) {
            return not_json(file, 0, "the case " + strictness.what);
        }
        if (!parsed.is_object()) {
            return not_json(file, 0, "a case is one JSON object in braces");
        }
        return parsed;
    } catch (const Json::parse_error& error) {
        const std::string_view what = error.what();
        const std::size_t colon = what.find(": ");
        return not_json(
            file, line_at(text, error.byte),
            "this is no JSON: " + std::string(colon == std::string_view::npos ? what : what.substr(colon + 2)));
    }
}

}  // namespace shipwitness::claims::deadline
