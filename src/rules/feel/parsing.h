#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/feel/lexer.h"
#include "rules/feel/node.h"

namespace shipwitness::rules::feel {

/// Recursive descent over FEEL's grammar (OMG DMN 1.3, 10.3.1.2), loosest operators first. Inside this folder only.
/// Throws SyntaxError.
class Parser {
  public:
    Parser(std::string_view text, KnownNames known, const TypeLookup& types)
        : known_(std::move(known)), types_(types), lexer_(text, known_) {
        move_to(0);
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    NodePtr whole_expression();
    NodePtr whole_unary_tests();

  private:
    /// One more level of nesting while it lives, so that a hostile text cannot use up the stack.
    class Nesting;

    // parser.cpp: operators
    NodePtr expression();
    NodePtr disjunction();
    NodePtr conjunction();
    NodePtr comparison();
    NodePtr additive();
    NodePtr multiplicative();
    NodePtr power();
    NodePtr negation();
    NodePtr postfix();
    NodePtr arguments(NodePtr callee);
    NodePtr after_comparison_word(NodePtr left);

    // parse_forms.cpp: what starts with a word or a bracket
    NodePtr primary();
    NodePtr literal_or_name();
    NodePtr condition();
    NodePtr iteration(NodeKind kind);
    NodePtr function();
    NodePtr parenthesis();
    NodePtr square_bracket();
    NodePtr context();
    NodePtr range_from(NodePtr start, bool open_start);
    std::string type_name();
    NamedTypePtr type_of(const std::string& name) const;

    // parse_tests.cpp: unary tests
    NodePtr unary_tests();
    NodePtr test_list(bool negated);
    NodePtr one_test();
    NodePtr tests_after_in();

    void move_to(std::size_t position) { token_ = lexer_.at(position); }
    void advance() { move_to(token_.end); }
    bool take(std::string_view sign);
    bool take_word(std::string_view word);
    void expect(std::string_view sign);
    void expect_word(std::string_view word);
    [[noreturn]] void fail(std::string reason) const;
    /// Whether a `[` here closes the range being read, as in `]1..5[`, rather than opening a filter.
    [[nodiscard]] bool closes_range() const;

    KnownNames known_;
    const TypeLookup& types_;
    Lexer lexer_;
    Token token_;
    int depth_ = 0;
    int range_ends_ = 0;  ///< how many ranges wait for their closing bracket
    bool saw_input_ = false;
};

[[nodiscard]] std::shared_ptr<Node> make_node(NodeKind kind, std::vector<NodePtr> children = {});

}  // namespace shipwitness::rules::feel
