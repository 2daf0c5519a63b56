#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rules/evaluate.h"
#include "rules/model.h"

namespace shipwitness::rules::test {

/// Writes a small DMN 1.3 file with one decision `d`, which is a table.
///
///     a_table("UNIQUE").input("age", "number").output("party").row({">= 18"}, {"\"adult\""}).xml()
class TableBuilder {
  public:
    explicit TableBuilder(std::string policy) : policy_(std::move(policy)) {}

    TableBuilder& input(const std::string& name, const std::string& type, const std::string& allowed = "") {
        data_ += "<inputData id=\"i_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" +
                 type + "\"/></inputData>";
        needs_ += "<informationRequirement><requiredInput href=\"#i_" + name + "\"/></informationRequirement>";
        inputs_ += "<input label=\"" + name + "\"><inputExpression typeRef=\"" + type + "\"><text>" + name +
                   "</text></inputExpression>" + values("inputValues", allowed) + "</input>";
        return *this;
    }
    TableBuilder& output(const std::string& name, const std::string& allowed = "", const std::string& otherwise = "") {
        outputs_ += "<output name=\"" + name + "\">" + values("outputValues", allowed) +
                    values("defaultOutputEntry", otherwise) + "</output>";
        return *this;
    }
    TableBuilder& aggregation(const std::string& name) {
        aggregation_ = " aggregation=\"" + name + "\"";
        return *this;
    }
    TableBuilder& row(const std::vector<std::string>& tests, const std::vector<std::string>& results) {
        rules_ += "<rule>";
        for (const std::string& test : tests) {
            rules_ += "<inputEntry><text>" + escaped(test) + "</text></inputEntry>";
        }
        for (const std::string& result : results) {
            rules_ += "<outputEntry><text>" + escaped(result) + "</text></outputEntry>";
        }
        rules_ += "</rule>";
        return *this;
    }

    [[nodiscard]] std::string xml() const {
        return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"n\">" +
               data_ + "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>" + needs_ + "<decisionTable hitPolicy=\"" +
               policy_ + "\"" + aggregation_ + ">" + inputs_ + outputs_ + rules_ +
               "</decisionTable></decision></definitions>";
    }

  private:
    static std::string escaped(const std::string& text) {
        std::string result;
        for (const char sign : text) {
            result += sign == '<' ? "&lt;" : sign == '&' ? "&amp;" : std::string(1, sign);
        }
        return result;
    }
    static std::string values(const std::string& element, const std::string& text) {
        return text.empty() ? "" : "<" + element + "><text>" + escaped(text) + "</text></" + element + ">";
    }

    std::string policy_, aggregation_, data_, needs_, inputs_, outputs_, rules_;
};

inline TableBuilder a_table(std::string policy) {
    return TableBuilder(std::move(policy));
}

/// The decision's outputs for these facts, as FEEL writes them: `{d: 1}` or `refused: …`.
inline std::string decided(const std::string& xml, const std::vector<std::pair<std::string, Value>>& facts) {
    const auto model = load(xml, "m.dmn");
    if (!model) {
        return "refused: " + to_text(model.error().front());
    }
    Facts known;
    for (const auto& [name, value] : facts) {
        known.known.emplace(name, value);
    }
    const auto evaluation = evaluate(*model, "d", known, Language::english);
    return evaluation ? to_feel(Value(Context(evaluation->outputs))) : "refused: " + evaluation.error().detail;
}

}  // namespace shipwitness::rules::test
