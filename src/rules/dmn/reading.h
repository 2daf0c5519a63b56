#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/dmn/definitions.h"
#include "rules/dmn/xml.h"

namespace shipwitness::rules::dmn {

/// What this product adds to a file: questions and examples, as extension elements that other editors keep.
constexpr std::string_view kOwnNamespace = "urn:shipwitness:rules:1";

/// Where the reader stands, for problems.
struct Place {
    std::string decision{};
    std::optional<int> row{};
    std::string column{};
};

/// Reads a file into Definitions, collecting every problem. In this order: names, types, input data, functions and
/// decisions with what they require, then their logic. Inside this folder only.
class Reader {
  public:
    Reader(const Xml& xml, std::string file) : xml_(xml) { definitions_.file = std::move(file); }

    void read();
    [[nodiscard]] std::vector<Problem>& problems() { return problems_; }
    [[nodiscard]] detail::Definitions& definitions() { return definitions_; }

  private:
    // reader.cpp: the file as a whole
    void read_elements();
    /// Names and types first: any logic may speak of any of them.
    void register_callable(pugi::xml_node node);
    void register_decisions(pugi::xml_node root);
    void read_input_data(pugi::xml_node node);
    void read_function_logic(pugi::xml_node node, detail::BusinessKnowledge& into);
    void read_service(pugi::xml_node node, detail::BusinessKnowledge& into);
    void read_decision_logic(pugi::xml_node node, std::size_t index);
    void resolve_requirements(pugi::xml_node node, detail::Decision& into);
    void require(pugi::xml_node reference, const Place& place, const std::map<std::string, std::size_t>& known,
                 const char* what, std::vector<std::size_t>& into);
    void refuse_circles();

    // examples_reader.cpp: worked examples that travel with a decision
    void read_examples(pugi::xml_node node, detail::Decision& into);
    void read_example_attributes(pugi::xml_node node, const Place& place, Example& into);
    void read_example_parts(pugi::xml_node node, const Place& place, Example& into);
    Context example_values(pugi::xml_node node, const Place& place);

    // names_reader.cpp: what stands in names, so that expressions can be cut into words
    void collect_names();

    // types_reader.cpp
    void read_types();
    detail::TypePtr read_type(pugi::xml_node item);
    detail::TypePtr type_named(const std::string& reference, pugi::xml_node from, const Place& place);
    detail::TypePtr type_of_variable(pugi::xml_node element, const Place& place);
    /// The types that an expression may name. Not to be kept longer than `place`.
    feel::TypeLookup types_in(pugi::xml_node at, const Place& place);
    detail::TypePtr type_of_knowledge(pugi::xml_node element, const Place& place);

    // logic_reader.cpp: boxed expressions
    detail::LogicPtr read_logic_in(pugi::xml_node parent, const Place& place);
    detail::LogicPtr read_logic(pugi::xml_node node, const Place& place);
    /// The logic with the type that `typed` refers to, where it does.
    detail::LogicPtr with_type(detail::LogicPtr logic, pugi::xml_node typed, const Place& place);
    detail::LogicPtr read_literal(pugi::xml_node node, const Place& place);
    detail::LogicPtr read_invocation(pugi::xml_node node, const Place& place);
    detail::LogicPtr read_context(pugi::xml_node node, const Place& place);
    detail::LogicPtr read_list(pugi::xml_node node, const Place& place);
    detail::LogicPtr read_relation(pugi::xml_node node, const Place& place);
    detail::LogicPtr read_form(pugi::xml_node node, const Place& place);
    std::optional<detail::BoxedFunction> read_function(pugi::xml_node node, const Place& place);

    // table_reader.cpp
    detail::LogicPtr read_table(pugi::xml_node node, const Place& place);
    void read_policy(pugi::xml_node node, const Place& place, detail::DecisionTable& table);
    detail::InputClause read_input(pugi::xml_node node, int number, const Place& place);
    detail::OutputClause read_output(pugi::xml_node node, int number, std::size_t outputs, const Place& place);
    detail::Row read_row(pugi::xml_node node, const detail::DecisionTable& table, const Place& place);
    void check_table(pugi::xml_node node, const detail::DecisionTable& table, const Place& place);

    feel::NodePtr expression(const std::string& text, pugi::xml_node at, const Place& place);
    feel::NodePtr tests(const std::string& text, pugi::xml_node at, const Place& place);
    /// The allowed values of an element `inputValues`, `outputValues` or `allowedValues`.
    void read_allowed(pugi::xml_node node, const Place& place, feel::NodePtr& allowed, std::vector<Value>& listed);
    void refuse(pugi::xml_node at, const Place& place, std::string reason);
    /// Functions of FEEL that this product leaves out: they would be null, silently.
    void refuse_missing_functions(const feel::Node& expression, pugi::xml_node at, const Place& place);
    void refuse_other_language(pugi::xml_node node, const Place& place);

    const Xml& xml_;
    detail::Definitions definitions_;
    std::vector<Problem> problems_;
    std::map<std::string, pugi::xml_node> items_;  ///< item definitions by name
    std::map<std::string, detail::TypePtr> types_;
    std::set<std::string> open_types_;  ///< being read: to find circles
    std::map<std::string, std::size_t> input_ids_, decision_ids_, function_ids_;
    std::vector<pugi::xml_node> decision_nodes_, function_nodes_;
};

/// The constants that the tests list; empty when they are anything but constants.
[[nodiscard]] std::vector<Value> listed_values(const feel::Node& tests);

}  // namespace shipwitness::rules::dmn
