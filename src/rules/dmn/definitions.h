#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rules/example.h"
#include "rules/feel/names.h"
#include "rules/feel/node.h"
#include "rules/language.h"
#include "rules/problem.h"
#include "rules/table/columns.h"
#include "rules/value.h"

namespace shipwitness::rules::detail {

/// A type of FEEL or of the file's own item definitions.
struct Type {
    std::string name;             ///< as the file says: "string", "tLoan"
    std::string base;             ///< of FEEL: "string", "date and time", "Any", "context", …
    bool collection = false;      ///< a list of such values
    feel::NodePtr allowed{};      ///< unary tests; none: any value of the base
    std::vector<Value> listed{};  ///< the allowed values, when they are a list of constants
    std::vector<std::pair<std::string, std::shared_ptr<const Type>>> components{};  ///< of a context, names canonical
    feel::NodePtr constraint{};  ///< unary tests over the whole value, a list included (DMN 1.5); none: any
    std::vector<std::shared_ptr<const Type>> parameters{};  ///< of a function, in order
    std::shared_ptr<const Type> result{};                   ///< of a function; none: anything
    std::shared_ptr<const Type> item{};  ///< of a collection of collections: what each item is; else none
};
using TypePtr = std::shared_ptr<const Type>;

struct Logic;
using LogicPtr = std::shared_ptr<const Logic>;

struct InputClause {
    std::string heading;  ///< the label when there is one, otherwise the expression's text
    feel::NodePtr expression;
    std::string fact;  ///< the canonical name, when the expression is nothing but a name
    TypePtr type;      ///< never null
    feel::NodePtr allowed{};
    std::vector<Value> listed{};  ///< the allowed values, of the column or of its type, when they are constants
};

struct OutputClause {
    std::string name;  ///< empty when the table has one output without a name
    TypePtr type;
    feel::NodePtr allowed{};
    std::vector<Value> listed{};  ///< in order of priority
    feel::NodePtr otherwise{};    ///< the default when no row applies
};

struct Row {
    std::vector<feel::NodePtr> tests;
    std::vector<feel::NodePtr> outputs;
    std::vector<TypePtr> output_types;  ///< of the cells themselves, beside the column's type; null: the cell says none
    std::vector<std::string> annotations;
};

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect, sum, minimum, maximum, count };

struct DecisionTable {
    HitPolicy policy = HitPolicy::unique;
    std::vector<InputClause> inputs;
    std::vector<OutputClause> outputs;
    std::vector<std::string> annotation_names;
    std::vector<Row> rows;
    table::Matcher matcher{};
    std::vector<std::optional<Value>> constants{};  ///< a row's whole result, when nothing in it depends on the case
};

struct LiteralExpression {
    feel::NodePtr expression;
};
struct Invocation {
    LogicPtr callee;
    std::vector<std::pair<std::string, LogicPtr>> bindings;
};
/// Boxed context; an entry without a name is the result.
struct BoxedContext {
    std::vector<std::pair<std::string, LogicPtr>> entries;
};
struct BoxedList {
    std::vector<LogicPtr> items;
};
struct Relation {
    std::vector<std::string> columns;
    std::vector<std::vector<LogicPtr>> rows;
};
struct BoxedFunction {
    std::vector<std::pair<std::string, TypePtr>> parameters;
    LogicPtr body;
    TypePtr type{};  ///< a function type, with what its parameters and its result must be; none: anything
};
/// Boxed if, filter, for, some and every of DMN 1.4: they mean what the expression of the same shape means.
struct BoxedForm {
    feel::NodeKind kind = feel::NodeKind::condition;
    std::string variable{};
    std::vector<LogicPtr> parts;
};

/// A boxed expression, with the type that its result must have.
struct Logic {
    std::variant<LiteralExpression, DecisionTable, Invocation, BoxedContext, BoxedList, Relation, BoxedFunction,
                 BoxedForm>
        form;
    TypePtr type{};  ///< none: anything
};

struct InputData {
    std::string name;
    TypePtr type;
    std::vector<std::pair<Language, std::string>> questions{};
};

struct Decision {
    std::string name;
    std::string id;
    TypePtr type;                        ///< of the result
    LogicPtr logic;                      ///< none: the file leaves it to people
    std::vector<std::size_t> inputs;     ///< into Definitions::inputs
    std::vector<std::size_t> decisions;  ///< into Definitions::decisions; never in a circle
    std::vector<std::size_t> functions;  ///< into Definitions::functions
    std::vector<Example> examples{};

    [[nodiscard]] const DecisionTable* table() const {
        return logic == nullptr ? nullptr : std::get_if<DecisionTable>(&logic->form);
    }
};

/// Decisions that are called like a function: what they rest on is given as arguments, input data first.
struct DecisionService {
    std::vector<std::size_t> inputs;           ///< into Definitions::inputs
    std::vector<std::size_t> input_decisions;  ///< into Definitions::decisions; given, never evaluated
    std::vector<std::size_t> outputs;          ///< into Definitions::decisions; at least one
};

/// What expressions call by name: a business knowledge model, or a decision service.
struct BusinessKnowledge {
    std::string name;
    TypePtr type;
    BoxedFunction function;              ///< of a service without a body
    std::vector<std::size_t> functions;  ///< those that it calls; may be itself
    std::optional<DecisionService> service{};
};

/// A fact that a decision rests on: input data, or a name in a column that is nothing of the file's.
struct Leaf {
    std::string name;
    TypePtr type;
    feel::NodePtr allowed{};  ///< by the type or by a column
    std::vector<Value> listed{};
};

/// A whole file, read, resolved and compiled.
struct Definitions {
    std::string name;
    std::string file;
    feel::KnownNames known;
    std::vector<InputData> inputs;
    std::vector<Decision> decisions;
    std::vector<BusinessKnowledge> functions;
    /// Names and values that stand in tables and mean nothing: told by check(), and nothing is evaluated with them.
    std::vector<Problem> suspicions;

    [[nodiscard]] const Decision* find(std::string_view decision) const;
};

/// The name of a fact as the file writes that of the input data; otherwise as the column does.
[[nodiscard]] std::string written_name(const Definitions& definitions, const std::string& canonical_name);
/// The facts under a decision, its own columns first and from the left.
[[nodiscard]] std::vector<Leaf> leaves(const Definitions& definitions, const Decision& decision);
/// The decision and all that lie below, each after those that it needs.
[[nodiscard]] std::vector<std::size_t> in_order(const Definitions& definitions, std::size_t decision);

}  // namespace shipwitness::rules::detail
