#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/feel/named_type.h"
#include "rules/value.h"

namespace shipwitness::rules::feel {

struct Node;
/// Shared, because a function that an expression makes keeps its body alive. Trees never change after parsing.
using NodePtr = std::shared_ptr<const Node>;

enum class NodeKind {
    constant,     ///< value
    name,         ///< name: a variable or a function of the library
    path,         ///< children[0] . name
    filter,       ///< children[0] [ children[1] ]
    call,         ///< children[0] ( children[1…] ), with `names` when the arguments are named
    list,         ///< children
    context,      ///< names and children, entry by entry
    range,        ///< children[0] .. children[1]; ends in open_start, open_end
    negate,       ///< - children[0]
    arithmetic,   ///< children[0] op children[1]
    comparison,   ///< children[0] op children[1]
    between,      ///< children[0] between children[1] and children[2]
    in,           ///< children[0] in children[1], which is unary tests
    conjunction,  ///< children[0] and children[1]
    disjunction,  ///< children[0] or children[1]
    condition,    ///< if children[0] then children[1] else children[2]
    iteration,    ///< for names[i] in children[i] … return children.back()
    some,         ///< some names[i] in children[i] satisfies children.back()
    every,
    instance_of,      ///< children[0] instance of name
    function,         ///< function(names) children[0]
    unary_tests,      ///< any of children holds for the input `?`; none of them when negated; no children: always
    test_comparison,  ///< ? op children[0]
    test_expression,  ///< ? is, or is among, children[0]; or children[0] speaks of ? itself and is true
};

enum class Operator {
    add,
    subtract,
    multiply,
    divide,
    power,
    equal,
    unequal,
    less,
    less_equal,
    greater,
    greater_equal
};

struct Node {
    NodeKind kind = NodeKind::constant;
    Operator op = Operator::equal;
    bool open_start = false;
    bool open_end = false;
    bool negated = false;
    bool speaks_of_input = false;  ///< `?` stands somewhere in it
    int depth = 1;  ///< levels of nodes, itself included; limited, as every walk over a tree is recursive
    std::string name{};
    Value value{};
    std::vector<std::string> names{};
    std::vector<NamedTypePtr> types{};  ///< of a function's parameters, or of instance_of; null: FEEL's own
    std::vector<NodePtr> children{};
};

}  // namespace shipwitness::rules::feel
