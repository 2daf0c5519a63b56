#include <array>
#include <utility>

#include "rules/feel/parsing.h"

namespace shipwitness::rules::feel {
namespace {

constexpr std::array<std::pair<std::string_view, Operator>, 6> kTestSigns{{{"<", Operator::less},
                                                                           {"<=", Operator::less_equal},
                                                                           {">", Operator::greater},
                                                                           {">=", Operator::greater_equal},
                                                                           {"=", Operator::equal},
                                                                           {"!=", Operator::unequal}}};

}  // namespace

NodePtr Parser::whole_unary_tests() {
    if (token_.kind == TokenKind::end) {
        return make_node(NodeKind::unary_tests);  // editors write an empty cell for `-`
    }
    NodePtr tests = unary_tests();
    if (token_.kind != TokenKind::end) {
        fail("`" + token_.text + "` is not expected here");
    }
    return tests;
}

NodePtr Parser::unary_tests() {
    if (token_.is("-") && lexer_.at(token_.end).kind == TokenKind::end) {
        advance();
        return make_node(NodeKind::unary_tests);
    }
    if (token_.is_word("not") && lexer_.at(token_.end).is("(")) {
        // `not(…)` over the whole cell negates the tests inside; as part of an expression it is a function.
        const Token start = token_;
        advance();
        advance();
        NodePtr tests = test_list(true);
        expect(")");
        if (token_.kind == TokenKind::end) {
            return tests;
        }
        token_ = start;
    }
    return test_list(false);
}

NodePtr Parser::test_list(bool negated) {
    std::vector<NodePtr> tests;
    do {
        tests.push_back(one_test());
    } while (take(","));
    auto node = make_node(NodeKind::unary_tests, std::move(tests));
    node->negated = negated;
    return node;
}

NodePtr Parser::one_test() {
    for (const auto& [sign, op] : kTestSigns) {
        if (token_.is(sign)) {
            advance();
            auto node = make_node(NodeKind::test_comparison, {additive()});
            node->op = op;
            return node;
        }
    }
    return make_node(NodeKind::test_expression, {expression()});
}

NodePtr Parser::tests_after_in() {
    if (!token_.is("(")) {
        for (const auto& [sign, op] : kTestSigns) {
            if (token_.is(sign)) {
                return make_node(NodeKind::unary_tests, {one_test()});
            }
        }
        return make_node(NodeKind::unary_tests, {make_node(NodeKind::test_expression, {additive()})});
    }
    // `(` opens a list of tests, a range, or an expression in parentheses: what follows the first value tells.
    const Token start = token_;
    advance();
    const int outer = std::exchange(range_ends_, 0);
    std::vector<NodePtr> tests{one_test()};
    if (token_.is("..")) {
        range_ends_ = outer;
        token_ = start;
        return make_node(NodeKind::unary_tests, {make_node(NodeKind::test_expression, {additive()})});
    }
    while (take(",")) {
        tests.push_back(one_test());
    }
    range_ends_ = outer;
    expect(")");
    return make_node(NodeKind::unary_tests, std::move(tests));
}

}  // namespace shipwitness::rules::feel
