#include <cstddef>
#include <iterator>

#include <nlohmann/json.hpp>

#include "config/tree_parts.h"

namespace shipwitness::config {
namespace {

/// Walks over bytes and counts lines, because the library's events do not tell where they are.
class CountingIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, int* line) : at_(at), line_(line) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        *line_ += *at_ == '\n' ? 1 : 0;
        ++at_;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

  private:
    const char* at_;
    int* line_;
};

/// Builds the tree from the library's events; its method names are the library's.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
  public:
    explicit Builder(const int& line) : line_(line) {}

    bool null() override { return add(Tree::Kind::null, "") != nullptr; }
    bool boolean(bool value) override { return add(Tree::Kind::scalar, value ? "true" : "false") != nullptr; }
    bool number_integer(number_integer_t value) override {
        return add(Tree::Kind::scalar, std::to_string(value)) != nullptr;
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add(Tree::Kind::scalar, std::to_string(value)) != nullptr;
    }
    bool number_float(number_float_t /*value*/, const string_t& text) override {
        return add(Tree::Kind::scalar, text) != nullptr;
    }
    bool string(string_t& value) override { return add(Tree::Kind::scalar, value) != nullptr; }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*size*/) override { return open(Tree::Kind::map); }
    bool start_array(std::size_t /*size*/) override { return open(Tree::Kind::list); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        key_ = name;
        key_line_ = line_;
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::json::exception& error) override {
        const std::string text = error.what();
        const auto cut = text.find(": ");
        what = "is not JSON: " + (cut == std::string::npos ? text : text.substr(cut + 2));
        return false;
    }

    Tree root;
    std::string what;

  private:
    Tree* add(Tree::Kind kind, std::string text) {
        Tree value;
        value.kind = kind;
        value.line = line_;
        value.text = std::move(text);
        if (open_.empty()) {
            root = std::move(value);
            return &root;
        }
        Tree& parent = *open_.back();
        if (parent.kind == Tree::Kind::list) {
            return &parent.items.emplace_back(std::move(value));
        }
        return &parent.members.emplace_back(Tree::Member{key_, key_line_, std::move(value)}).value;
    }

    bool open(Tree::Kind kind) {
        if (open_.size() > kMaxTreeDepth) {
            what = "is nested too deeply";
            return false;
        }
        // Only the innermost open value grows, so pointers to those around it stay good.
        open_.push_back(add(kind, ""));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    const int& line_;
    std::vector<Tree*> open_;
    std::string key_;
    int key_line_ = 1;
};

}  // namespace

Result<Tree> parse_json_tree(std::string_view bytes, const std::string& file) {
    int line = 1;
    Builder builder(line);
    const bool done = nlohmann::json::sax_parse(CountingIterator(bytes.data(), &line),
                                                CountingIterator(bytes.data() + bytes.size(), &line), &builder);
    if (!done) {
        return fail_at(file, line, "not_json", builder.what);
    }
    return std::move(builder.root);
}

}  // namespace shipwitness::config
