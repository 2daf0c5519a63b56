#include "rules/dmn/suspicion.h"

#include <algorithm>
#include <set>

#include "core/text.h"
#include "rules/dmn/types.h"
#include "rules/feel/free_names.h"
#include "rules/feel/interpreter.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::DecisionTable;
using detail::Definitions;

std::string listing(const std::vector<Value>& values) {
    std::string text;
    for (const Value& value : values) {
        text += (text.empty() ? "" : ", ") + to_feel(value);
    }
    return text;
}

std::string meant(const std::string& word, const std::set<std::string>& names) {
    const auto near = nearest(word, std::vector<std::string>(names.begin(), names.end()));
    return near ? " (is `" + *near + "` meant?)" : "";
}

/// Walks one decision's table.
class TableSuspicion {
  public:
    TableSuspicion(const Definitions& definitions, const detail::Decision& decision, std::vector<Problem>& found)
        : definitions_(definitions), decision_(decision), table_(*decision.table()), found_(found) {
        for (const std::size_t input : decision.inputs) {
            names_.insert(feel::canonical(definitions.inputs[input].name));
        }
        for (const std::size_t needed : decision.decisions) {
            names_.insert(feel::canonical(definitions.decisions[needed].name));
        }
        for (const std::size_t function : decision.functions) {
            names_.insert(feel::canonical(definitions.functions[function].name));
        }
        for (const detail::InputClause& input : table_.inputs) {
            if (!input.fact.empty()) {
                names_.insert(input.fact);
            }
        }
        names_.insert("?");
    }

    void walk() {
        for (const detail::InputClause& input : table_.inputs) {
            names_in(*input.expression, {}, input.heading);
        }
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            walk_row(r);
        }
    }

  private:
    void walk_row(std::size_t index) {
        const detail::Row& row = table_.rows[index];
        const int number = static_cast<int>(index) + 1;
        for (std::size_t i = 0; i < row.tests.size(); ++i) {
            const detail::InputClause& input = table_.inputs[i];
            if (names_in(*row.tests[i], number, input.heading)) {
                values_in(*row.tests[i], number, input.heading, input.type, input.allowed, input.listed);
            }
        }
        for (std::size_t i = 0; i < row.outputs.size(); ++i) {
            const detail::OutputClause& output = table_.outputs[i];
            const std::string column = output.name.empty() ? decision_.name : output.name;
            if (names_in(*row.outputs[i], number, column)) {
                Value storage;
                if (const Value* value = feel::constant_value(*row.outputs[i], storage)) {
                    judge(*value, number, column, output.type, output.allowed, output.listed);
                }
            }
        }
    }

    bool names_in(const feel::Node& expression, std::optional<int> row, const std::string& column) {
        bool sound = true;
        for (const std::string& name : feel::free_names(expression)) {
            if (!names_.contains(name)) {
                add(row, column,
                    "nothing is called `" + name + "` here" + meant(name, names_) + "; a text stands in quotes: \"" +
                        name + "\"");
                sound = false;
            }
        }
        return sound;
    }

    /// Values that a cell compares with one by one; ranges may reach beyond what is allowed.
    void values_in(const feel::Node& tests, int row, const std::string& column, const detail::TypePtr& type,
                   const feel::NodePtr& allowed, const std::vector<Value>& listed) {
        for (const feel::NodePtr& test : tests.children) {
            Value storage;
            const bool one = test->kind == feel::NodeKind::test_expression &&
                             feel::constant_value(*test->children[0], storage) != nullptr;
            if (!one) {
                continue;
            }
            if (storage.list() != nullptr) {
                for (const Value& item : *storage.list()) {
                    judge(item, row, column, type, allowed, listed);
                }
            } else if (storage.range() == nullptr) {
                judge(storage, row, column, type, allowed, listed);
            }
        }
    }

    void judge(const Value& value, int row, const std::string& column, const detail::TypePtr& type,
               const feel::NodePtr& allowed, const std::vector<Value>& listed) {
        if (value.is_null()) {
            return;
        }
        const detail::Type base{type->base, type->base};
        if (!type->collection && type->base != "Any" && type->components.empty() && !conforms(value, base)) {
            add(row, column, to_feel(value) + " is no " + type->base);
            return;
        }
        feel::Budget budget;
        if (allowed == nullptr || feel::test(*allowed, value, feel::Scope(), budget) == Value(true)) {
            return;
        }
        std::vector<std::string> words;
        words.reserve(listed.size());
        for (const Value& each : listed) {
            words.push_back(to_feel(each));
        }
        const auto near = nearest(to_feel(value), words);
        add(row, column,
            to_feel(value) + " is none of the allowed values" + (listed.empty() ? "" : ": " + listing(listed)) +
                (near ? " (is " + *near + " meant?)" : ""));
    }

    void add(std::optional<int> row, const std::string& column, std::string reason) {
        found_.push_back({definitions_.file, decision_.name, row, column, std::move(reason), {}});
    }

    const Definitions& definitions_;
    const detail::Decision& decision_;
    const DecisionTable& table_;
    std::vector<Problem>& found_;
    std::set<std::string> names_;
};

}  // namespace

std::vector<Problem> suspicions_in(const Definitions& definitions) {
    std::vector<Problem> found;
    for (const detail::Decision& decision : definitions.decisions) {
        if (decision.table() != nullptr) {
            TableSuspicion(definitions, decision, found).walk();
        }
    }
    return found;
}

}  // namespace shipwitness::rules::dmn
