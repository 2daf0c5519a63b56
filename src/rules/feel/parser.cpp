#include "rules/feel/parser.h"

#include <algorithm>
#include <array>

#include "rules/feel/parsing.h"

namespace shipwitness::rules::feel {
namespace {

struct Sign {
    std::string_view text;
    Operator op;
};

constexpr std::array<Sign, 6> kComparisons{{{"=", Operator::equal},
                                            {"!=", Operator::unequal},
                                            {"<", Operator::less},
                                            {"<=", Operator::less_equal},
                                            {">", Operator::greater},
                                            {">=", Operator::greater_equal}}};

template <class Read>
Parsed guarded(std::string_view text, const KnownNames& known, const TypeLookup& types, Read read) {
    constexpr std::size_t kMaxLength = 100'000;
    if (text.size() > kMaxLength) {
        return tl::unexpected("an expression may have at most " + std::to_string(kMaxLength) + " bytes");
    }
    try {
        Parser parser(text, known, types);
        return read(parser);
    } catch (const SyntaxError& error) {
        return tl::unexpected("at sign " + std::to_string(error.position + 1) + ": " + error.reason);
    }
}

}  // namespace

std::shared_ptr<Node> make_node(NodeKind kind, std::vector<NodePtr> children) {
    auto node = std::make_shared<Node>();
    node->kind = kind;
    for (const NodePtr& child : children) {
        node->speaks_of_input = node->speaks_of_input || child->speaks_of_input;
        node->depth = std::max(node->depth, child->depth + 1);
    }
    constexpr int kMaxDepth = 250;
    if (node->depth > kMaxDepth) {
        throw SyntaxError{0, "the expression is too long or nested too deeply; divide it"};
    }
    node->children = std::move(children);
    return node;
}

namespace {

NodePtr binary(NodeKind kind, Operator op, NodePtr left, NodePtr right) {
    auto node = make_node(kind, {std::move(left), std::move(right)});
    node->op = op;
    return node;
}

}  // namespace

class Parser::Nesting {
  public:
    explicit Nesting(Parser& parser) : parser_(parser) {
        constexpr int kMaxDepth = 150;
        if (++parser_.depth_ > kMaxDepth) {
            parser_.fail("the expression is nested too deeply");
        }
    }
    ~Nesting() { --parser_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

  private:
    Parser& parser_;
};

void Parser::fail(std::string reason) const {
    throw SyntaxError{token_.begin, std::move(reason)};
}

bool Parser::take(std::string_view sign) {
    if (!token_.is(sign)) {
        return false;
    }
    advance();
    return true;
}

bool Parser::take_word(std::string_view word) {
    if (!token_.is_word(word)) {
        return false;
    }
    advance();
    return true;
}

void Parser::expect(std::string_view sign) {
    if (!take(sign)) {
        fail("expected `" + std::string(sign) + "`, but " +
             (token_.kind == TokenKind::end ? "the text ends" : "`" + token_.text + "` stands there"));
    }
}

void Parser::expect_word(std::string_view word) {
    if (!take_word(word)) {
        fail("expected `" + std::string(word) + "`, but " +
             (token_.kind == TokenKind::end ? "the text ends" : "`" + token_.text + "` stands there"));
    }
}

NodePtr Parser::whole_expression() {
    NodePtr result = expression();
    if (token_.kind != TokenKind::end) {
        fail("`" + token_.text + "` is not expected here");
    }
    return result;
}

NodePtr Parser::expression() {
    const Nesting nesting(*this);
    return disjunction();
}

NodePtr Parser::disjunction() {
    NodePtr left = conjunction();
    while (take_word("or")) {
        left = make_node(NodeKind::disjunction, {left, conjunction()});
    }
    return left;
}

NodePtr Parser::conjunction() {
    NodePtr left = comparison();
    while (take_word("and")) {
        left = make_node(NodeKind::conjunction, {left, comparison()});
    }
    return left;
}

NodePtr Parser::comparison() {
    NodePtr left = additive();
    while (true) {
        const Sign* found = nullptr;
        for (const Sign& sign : kComparisons) {
            found = token_.is(sign.text) ? &sign : found;
        }
        if (found != nullptr) {
            advance();
            left = binary(NodeKind::comparison, found->op, left, additive());
            continue;
        }
        NodePtr next = after_comparison_word(left);
        if (next == left) {
            return left;
        }
        left = std::move(next);
    }
}

NodePtr Parser::after_comparison_word(NodePtr left) {
    if (take_word("between")) {
        NodePtr low = additive();
        expect_word("and");
        return make_node(NodeKind::between, {left, low, additive()});
    }
    if (take_word("in")) {
        return make_node(NodeKind::in, {left, tests_after_in()});
    }
    if (take_word("instance")) {
        expect_word("of");
        auto node = make_node(NodeKind::instance_of, {left});
        node->name = type_name();
        node->types.push_back(type_of(node->name));
        return node;
    }
    return left;
}

NodePtr Parser::additive() {
    NodePtr left = multiplicative();
    while (token_.is("+") || token_.is("-")) {
        const Operator op = token_.is("+") ? Operator::add : Operator::subtract;
        advance();
        left = binary(NodeKind::arithmetic, op, left, multiplicative());
    }
    return left;
}

NodePtr Parser::multiplicative() {
    NodePtr left = power();
    while (token_.is("*") || token_.is("/")) {
        const Operator op = token_.is("*") ? Operator::multiply : Operator::divide;
        advance();
        left = binary(NodeKind::arithmetic, op, left, power());
    }
    return left;
}

NodePtr Parser::power() {
    NodePtr left = negation();
    while (take("**")) {
        left = binary(NodeKind::arithmetic, Operator::power, left, negation());
    }
    return left;
}

NodePtr Parser::negation() {
    if (!token_.is("-")) {
        return postfix();
    }
    const Nesting nesting(*this);
    advance();
    NodePtr operand = negation();
    if (const Decimal* number = operand->value.as<Decimal>();
        operand->kind == NodeKind::constant && number != nullptr) {
        auto node = make_node(NodeKind::constant);
        node->value = number->negated();
        return node;
    }
    return make_node(NodeKind::negate, {operand});
}

bool Parser::closes_range() const {
    if (range_ends_ == 0) {
        return false;
    }
    const Token next = lexer_.word_at(token_.end);
    return next.kind == TokenKind::end || next.is(",") || next.is(")") || next.is("]") || next.is("}") ||
           next.is_word("and") || next.is_word("or") || next.is_word("then") || next.is_word("else") ||
           next.is_word("return") || next.is_word("satisfies");
}

NodePtr Parser::postfix() {
    NodePtr left = primary();
    while (true) {
        if (token_.is(".")) {
            // A member's name may be a word that means something elsewhere.
            advance();
            if (token_.kind != TokenKind::name) {
                fail("after a point the name of a member must follow");
            }
            auto node = make_node(NodeKind::path, {left});
            node->name = token_.text;
            advance();
            left = node;
        } else if (token_.is("[") && !closes_range()) {
            const Nesting nesting(*this);
            advance();
            const int outer = std::exchange(range_ends_, 0);
            NodePtr condition = expression();
            range_ends_ = outer;
            expect("]");
            left = make_node(NodeKind::filter, {left, condition});
        } else if (token_.is("(")) {
            left = arguments(left);
        } else {
            return left;
        }
    }
}

NodePtr Parser::arguments(NodePtr callee) {
    const Nesting nesting(*this);
    const int outer = std::exchange(range_ends_, 0);
    std::vector<NodePtr> children{std::move(callee)};
    std::vector<std::string> names;
    advance();
    while (!token_.is(")")) {
        if (auto name = lexer_.name_before(token_.begin, ':')) {
            names.push_back(name->text);
            move_to(name->end);
            expect(":");
        } else if (!names.empty()) {
            fail("either every argument is named or none is");
        }
        children.push_back(expression());
        if (!names.empty() && names.size() + 1 != children.size()) {
            fail("either every argument is named or none is");
        }
        if (!take(",") && !token_.is(")")) {
            fail("expected `,` or `)` after an argument");
        }
    }
    range_ends_ = outer;
    advance();
    auto node = make_node(NodeKind::call, std::move(children));
    node->names = std::move(names);
    return node;
}

Parsed parse_expression(std::string_view text, const KnownNames& known, const TypeLookup& types) {
    return guarded(text, known, types, [](Parser& parser) { return parser.whole_expression(); });
}

Parsed parse_unary_tests(std::string_view text, const KnownNames& known, const TypeLookup& types) {
    return guarded(text, known, types, [](Parser& parser) { return parser.whole_unary_tests(); });
}

}  // namespace shipwitness::rules::feel
