#include "rules/fact_reader.h"

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "rules/dmn/definitions.h"
#include "rules/dmn/types.h"
#include "rules/replay.h"

namespace shipwitness::rules {
namespace {

using Json = nlohmann::json;

/// Builds a Value from the parser's events: a parsed document would have turned 0.1 into a binary fraction already.
class ValueBuilder final : public nlohmann::json_sax<Json> {
  public:
    explicit ValueBuilder(std::string_view text) : text_(text) {}

    Value result;
    std::string error;
    int line = 0;  ///< of the error; 0 when the parser does not tell

    bool null() override { return put(Value()); }
    bool boolean(bool value) override { return put(Value(value)); }
    bool number_integer(number_integer_t value) override { return put(Value::number(value)); }
    bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
    bool number_float(number_float_t /*value*/, const string_t& digits) override { return number(digits); }
    bool string(string_t& value) override { return put(Value(value)); }
    bool binary(binary_t& /*value*/) override { return give_up("binary data is not JSON"); }
    bool start_object(std::size_t /*size*/) override { return open(Frame{true, {}, {}, {}}); }
    bool start_array(std::size_t /*size*/) override { return open(Frame{false, {}, {}, {}}); }
    bool end_object() override {
        Value value(std::move(frames_.back().entries));
        frames_.pop_back();
        return put(std::move(value));
    }
    bool end_array() override {
        Value value(std::move(frames_.back().items));
        frames_.pop_back();
        return put(std::move(value));
    }
    bool key(string_t& name) override {
        Frame& frame = frames_.back();
        const auto same = [&](const auto& entry) { return entry.first == name; };
        if (std::any_of(frame.entries.begin(), frame.entries.end(), same)) {
            return give_up("the member \"" + name + "\" stands there twice");
        }
        frame.name = name;
        return true;
    }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& e) override {
        const std::string_view what = e.what();
        const std::size_t colon = what.rfind("; ");
        const std::string_view before = text_.substr(0, position == 0 ? 0 : position - 1);
        line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
        return give_up(std::string(colon == std::string_view::npos ? what : what.substr(colon + 2)));
    }

  private:
    struct Frame {
        bool object = false;
        std::string name;
        Context entries;
        List items;
    };

    bool give_up(std::string why) {
        error = std::move(why);
        return false;
    }
    bool number(const std::string& digits) {
        const auto value = Decimal::parse(digits);
        return value ? put(Value(*value)) : give_up("the number " + digits + " is too large");
    }
    bool open(Frame frame) {
        constexpr std::size_t kMaxDepth = 32;
        frames_.push_back(std::move(frame));
        return frames_.size() <= kMaxDepth || give_up("it is nested more than 32 deep");
    }
    bool put(Value value) {
        if (frames_.empty()) {
            result = std::move(value);
        } else if (frames_.back().object) {
            frames_.back().entries.emplace_back(frames_.back().name, std::move(value));
        } else {
            frames_.back().items.push_back(std::move(value));
        }
        return true;
    }

    std::string_view text_;
    std::vector<Frame> frames_;
};

/// Why a text is no JSON, with the line where that is known.
std::string why_no_json(const ValueBuilder& builder) {
    return (builder.line == 0 ? "" : "line " + std::to_string(builder.line) + ": ") + builder.error;
}

/// {"unobtainable": true}
bool is_unobtainable(const Value& value) {
    const Context* context = value.context();
    return context != nullptr && context->size() == 1 && context->front().first == "unobtainable" &&
           context->front().second == Value(true);
}

std::vector<detail::Leaf> leaves_of(const Model& model, std::string_view decision) {
    const detail::Decision* found = model.definitions().find(decision);
    return found == nullptr ? std::vector<detail::Leaf>() : detail::leaves(model.definitions(), *found);
}

Facts facts_of(const Context& members, const std::vector<detail::Leaf>& leaves) {
    Facts facts;
    for (const auto& [name, value] : members) {
        if (is_unobtainable(value)) {
            facts.unobtainable.insert(name);
        } else if (!value.is_null()) {
            const auto leaf = std::find_if(leaves.begin(), leaves.end(),
                                           [&, &wanted = name](const auto& each) { return each.name == wanted; });
            facts.known.emplace(name, leaf == leaves.end() ? value : dmn::from_text(value, *leaf->type));
        }
    }
    return facts;
}

const Value* member(const Context& members, std::string_view name) {
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const auto& each) { return each.first == name; });
    return found == members.end() ? nullptr : &found->second;
}

tl::unexpected<Error> bad_case(std::size_t index, const std::string& what) {
    return fail(ErrorKind::invalid, "cases_invalid",
                "Case " + std::to_string(index + 1) + " of the file " + what + ".");
}

}  // namespace

Result<Facts> read_facts(const Model& model, std::string_view decision, std::string_view json) {
    if (json.size() > kMaxFactsBytes) {
        return fail(ErrorKind::too_large, "facts_too_large",
                    "The facts have " + std::to_string(json.size()) + " bytes; at most " +
                        std::to_string(kMaxFactsBytes) + " are read.");
    }
    ValueBuilder builder(json);
    if (!Json::sax_parse(json.begin(), json.end(), &builder)) {
        // The one field is named for the line, for callers who name files and lines in their own way.
        return fail(ErrorKind::invalid, "facts_not_json", "The facts are no JSON: " + why_no_json(builder) + ".",
                    {{builder.line == 0 ? "" : std::to_string(builder.line), "not_json", builder.error}});
    }
    if (builder.result.context() == nullptr) {
        return fail(ErrorKind::invalid, "facts_no_object",
                    "The facts must be one JSON object, with a member for each fact.");
    }
    return facts_of(*builder.result.context(), leaves_of(model, decision));
}

Result<std::vector<PastCase>> read_cases(const Model& model, std::string_view decision, std::string_view json) {
    if (json.size() > kMaxCasesBytes) {
        return fail(ErrorKind::too_large, "cases_too_large",
                    "The cases have " + std::to_string(json.size()) + " bytes; at most " +
                        std::to_string(kMaxCasesBytes) + " are read.");
    }
    ValueBuilder builder(json);
    if (!Json::sax_parse(json.begin(), json.end(), &builder)) {
        return fail(ErrorKind::invalid, "cases_not_json", "The cases are no JSON: " + why_no_json(builder) + ".");
    }
    const List* entries = builder.result.list();
    if (entries == nullptr) {
        return fail(ErrorKind::invalid, "cases_no_array",
                    "The cases must be one JSON array of {\"id\": …, \"facts\": {…}}.");
    }
    const auto leaves = leaves_of(model, decision);
    std::vector<PastCase> cases;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const Context* entry = (*entries)[i].context();
        const Value* id = entry == nullptr ? nullptr : member(*entry, "id");
        const Value* facts = entry == nullptr ? nullptr : member(*entry, "facts");
        if (id == nullptr || id->is_null() || facts == nullptr || facts->context() == nullptr) {
            return bad_case(i, "is no {\"id\": …, \"facts\": {…}}");
        }
        if (!ids.insert(to_plain(*id)).second) {
            return bad_case(i, "has the id " + to_plain(*id) + ", which stands there already");
        }
        cases.push_back({to_plain(*id), facts_of(*facts->context(), leaves)});
    }
    return cases;
}

}  // namespace shipwitness::rules
