#include <utility>

#include "rules/feel/parsing.h"

namespace shipwitness::rules::feel {
namespace {

bool is_keyword(std::string_view word) {
    constexpr std::string_view kWords[] = {"and",    "or", "then",      "else", "in",      "between",
                                           "return", "of", "satisfies", "for",  "instance"};
    for (const std::string_view each : kWords) {
        if (each == word) {
            return true;
        }
    }
    return false;
}

std::shared_ptr<Node> constant(Value value) {
    auto node = make_node(NodeKind::constant);
    node->value = std::move(value);
    return node;
}

}  // namespace

NodePtr Parser::primary() {
    if (token_.is_word("if")) {
        return condition();
    }
    if (token_.is_word("for")) {
        return iteration(NodeKind::iteration);
    }
    if (token_.is_word("some")) {
        return iteration(NodeKind::some);
    }
    if (token_.is_word("every")) {
        return iteration(NodeKind::every);
    }
    if (token_.is_word("function")) {
        return function();
    }
    if (token_.is("(")) {
        return parenthesis();
    }
    if (token_.is("[") || token_.is("]")) {
        return square_bracket();
    }
    return token_.is("{") ? context() : literal_or_name();
}

NodePtr Parser::literal_or_name() {
    const Token token = token_;
    if (token.kind == TokenKind::number || token.kind == TokenKind::text || token.kind == TokenKind::temporal) {
        advance();
        return constant(token.value);
    }
    if (token.kind == TokenKind::end) {
        fail("the text ends where a value should stand");
    }
    if (token.kind != TokenKind::name || is_keyword(token.text)) {
        fail("`" + token.text + "` stands where a value should stand");
    }
    advance();
    if (token.text == "true" || token.text == "false") {
        return constant(Value(token.text == "true"));
    }
    if (token.text == "null") {
        return constant(Value());
    }
    auto node = make_node(NodeKind::name);
    node->name = token.text;
    node->speaks_of_input = token.text == "?";
    return node;
}

NodePtr Parser::condition() {
    advance();
    NodePtr test = expression();
    expect_word("then");
    NodePtr yes = expression();
    expect_word("else");
    return make_node(NodeKind::condition, {test, yes, expression()});
}

NodePtr Parser::iteration(NodeKind kind) {
    std::vector<std::string> names;
    std::vector<NodePtr> children;
    move_to(token_.end);
    const int outer = std::exchange(range_ends_, 0);
    do {
        const Token name = lexer_.word_at(token_.begin);
        if (name.kind != TokenKind::name || is_keyword(name.text)) {
            fail("expected the name of a variable");
        }
        names.push_back(name.text);
        move_to(name.end);
        expect_word("in");
        NodePtr source = expression();
        if (take("..")) {
            source = make_node(NodeKind::range, {source, expression()});
        }
        children.push_back(std::move(source));
    } while (take(","));
    range_ends_ = outer;
    expect_word(kind == NodeKind::iteration ? "return" : "satisfies");
    if (kind == NodeKind::iteration) {
        known_.add("partial");
    }
    children.push_back(expression());
    auto node = make_node(kind, std::move(children));
    node->names = std::move(names);
    return node;
}

NodePtr Parser::function() {
    advance();
    expect("(");
    std::vector<std::string> names;
    std::vector<NamedTypePtr> types;
    while (!token_.is(")")) {
        types.emplace_back();
        if (auto typed = lexer_.name_before(token_.begin, ':')) {
            names.push_back(typed->text);
            move_to(typed->end);
            expect(":");
            types.back() = type_of(type_name());
        } else if (token_.kind == TokenKind::name) {
            names.push_back(token_.text);
            advance();
        } else {
            fail("expected the name of a parameter");
        }
        if (!take(",") && !token_.is(")")) {
            fail("expected `,` or `)` after a parameter");
        }
    }
    advance();
    if (token_.is_word("external")) {
        fail("external functions (Java, PMML) are not supported");
    }
    auto node = make_node(NodeKind::function, {expression()});
    node->names = std::move(names);
    node->types = std::move(types);
    return node;
}

NodePtr Parser::range_from(NodePtr start, bool open_start) {
    ++range_ends_;
    NodePtr end = expression();
    --range_ends_;
    auto node = make_node(NodeKind::range, {std::move(start), std::move(end)});
    node->open_start = open_start;
    node->open_end = !token_.is("]");
    if (!take("]") && !take(")") && !take("[")) {
        fail("expected `]`, `)` or `[` at the end of the range");
    }
    return node;
}

NodePtr Parser::parenthesis() {
    advance();
    // (< 10) is a range, written as a test
    for (const auto& [sign, op] : {std::pair{"<", Operator::less}, std::pair{"<=", Operator::less_equal},
                                   std::pair{">", Operator::greater}, std::pair{">=", Operator::greater_equal}}) {
        if (token_.is(sign)) {
            NodePtr test = one_test();
            expect(")");
            return test;
        }
    }
    const int outer = std::exchange(range_ends_, 0);
    NodePtr inside = expression();
    range_ends_ = outer;
    if (take("..")) {
        return range_from(inside, true);
    }
    expect(")");
    return inside;
}

NodePtr Parser::square_bracket() {
    const bool reversed = token_.is("]");
    advance();
    if (!reversed && take("]")) {
        return make_node(NodeKind::list);
    }
    const int outer = std::exchange(range_ends_, 0);
    std::vector<NodePtr> items{expression()};
    range_ends_ = outer;
    if (take("..")) {
        return range_from(items.front(), reversed);
    }
    if (reversed) {
        fail("after `]` a range must follow, as in `]1..5]`");
    }
    range_ends_ = 0;
    while (take(",")) {
        items.push_back(expression());
    }
    range_ends_ = outer;
    expect("]");
    return make_node(NodeKind::list, std::move(items));
}

NodePtr Parser::context() {
    advance();
    const int outer = std::exchange(range_ends_, 0);
    std::vector<std::string> names;
    std::vector<NodePtr> entries;
    while (!token_.is("}")) {
        if (token_.kind == TokenKind::text) {
            names.push_back(canonical(token_.text));
            advance();
        } else if (auto name = lexer_.name_before(token_.begin, ':')) {
            names.push_back(name->text);
            move_to(name->end);
        } else {
            fail("expected the name of an entry and `:`");
        }
        known_.add(names.back());
        expect(":");
        entries.push_back(expression());
        if (!take(",") && !token_.is("}")) {
            fail("expected `,` or `}` after an entry");
        }
    }
    range_ends_ = outer;
    advance();
    auto node = make_node(NodeKind::context, std::move(entries));
    node->names = std::move(names);
    return node;
}

NamedTypePtr Parser::type_of(const std::string& name) const {
    try {
        return types_ ? types_(name) : nullptr;
    } catch (const UnknownType& unknown) {
        fail("there is no type `" + unknown.name + "`");
    }
}

std::string Parser::type_name() {
    if (token_.kind != TokenKind::name) {
        fail("expected the name of a type");
    }
    std::string name = token_.text;
    advance();
    while (take(".")) {
        name += "." + token_.text;
        advance();
    }
    if (name == "function" && !token_.is("<")) {
        return name;
    }
    if (take("<")) {
        int open = 1;
        name += "<";
        while (open > 0) {
            if (token_.kind == TokenKind::end) {
                fail("the type has no closing `>`");
            }
            open += token_.is("<") ? 1 : token_.is(">") ? -1 : 0;
            name += token_.text;
            advance();
        }
        if (name.starts_with("function") && take("->")) {
            name += "->" + type_name();
        }
    }
    return name;
}

}  // namespace shipwitness::rules::feel
