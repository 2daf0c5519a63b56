#include "claims/replies/rule_book.h"

#include <algorithm>
#include <iterator>

#include "claims/replies/book_reader.h"
#include "claims/replies/rules.h"
#include "config/reader.h"
#include "core/text.h"
#include "generated/reply_rules.h"

namespace shipwitness::claims::replies {
namespace {

Result<std::string_view> embedded(std::string_view name) {
    const auto files = embedded_files();
    const auto file = std::ranges::find(files, name, &EmbeddedFile::name);
    if (file == files.end()) {
        return fail(ErrorKind::internal, "rules_absent", "This program was built without " + std::string(name) + ".");
    }
    return file->bytes;
}

}  // namespace

Result<RuleBook> RuleBook::load(std::string_view yaml, const std::string& name) {
    if (yaml.size() > kMaxRuleFileBytes) {
        return fail(ErrorKind::too_large, "rules_too_large",
                    name + " has more than " + std::to_string(kMaxRuleFileBytes) + " bytes.");
    }
    if (!is_utf8(yaml)) {
        return fail(ErrorKind::invalid, "rules_not_utf8", name + " is not UTF-8.");
    }
    auto document = config::Document::parse(yaml, name);
    if (!document) {
        return tl::unexpected(document.error());
    }
    config::Node root = document->root();
    const Language language = root.word("language", {"en", "ru"}) == "ru" ? Language::russian : Language::english;
    auto book = std::make_shared<Implementation>(language);
    read_rules(root, *book);
    if (auto done = document->finish(); !done) {
        return tl::unexpected(done.error());
    }
    RuleBook result;
    result.implementation_ = std::move(book);
    return result;
}

Result<RuleBook> RuleBook::shipped(Language language) {
    const std::string name = std::string(code_of(language)) + ".yaml";
    const auto yaml = embedded(name);
    if (!yaml) {
        return tl::unexpected(yaml.error());
    }
    auto book = load(*yaml, name);
    if (!book || book->reader_name().empty()) {
        return book;
    }
    const auto text = embedded(book->reader_name());
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto reader = SecondReader::parse(*text, book->reader_name());
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    return book->with(*std::move(reader));
}

std::vector<std::string> RuleBook::suggestions() const {
    std::vector<std::string> all;
    for (const Rule& rule : implementation_->rules) {
        std::ranges::transform(rule.cases, std::back_inserter(all), &Case::suggestion);
        if (rule.second) {
            all.push_back(rule.second->found.suggestion);
        }
    }
    return all;
}

const std::string& RuleBook::reader_name() const {
    return implementation_->reader_name;
}

Result<RuleBook> RuleBook::with(SecondReader reader) const {
    if (reader.model().language != language()) {
        return fail(ErrorKind::invalid, "wrong_language",
                    "The second reader reads " + std::string(code_of(reader.model().language)) +
                        ", the rules are for " + std::string(code_of(language())) + ".");
    }
    for (const Reading& reading : readings()) {
        if (!reader.number_of(reading.rule)) {
            return fail(ErrorKind::invalid, "reader_lacks_rule",
                        "The second reader " + reader_name() + " has not learnt the rule " + reading.rule +
                            "; make it anew with \"shipwitness reply learn\".");
        }
    }
    auto beside = std::make_shared<Beside>(Beside{std::move(reader), {}});
    for (const FindPattern& pattern : doubtable()) {
        if (beside->reader.knows(pattern.key)) {
            beside->known_lines.insert(pattern.line);
        }
    }
    RuleBook book = *this;
    book.beside_ = std::move(beside);
    return book;
}

std::vector<Reading> RuleBook::readings() const {
    std::vector<Reading> readings;
    for (const Rule& rule : implementation_->rules) {
        if (rule.second) {
            readings.push_back(rule.second->reading);
        }
    }
    return readings;
}

std::vector<FindPattern> RuleBook::doubtable() const {
    std::vector<FindPattern> patterns;
    for (const Reading& reading : readings()) {
        std::ranges::copy_if(implementation_->find_patterns, std::back_inserter(patterns),
                             [&](const FindPattern& pattern) { return pattern.rule == reading.rule; });
    }
    return patterns;
}

Result<std::vector<Finding>> RuleBook::check(std::string_view reply, Stage stage) const {
    if (reply.size() > kMaxReplyBytes) {
        return fail(ErrorKind::too_large, "reply_too_large",
                    "The reply has more than " + std::to_string(kMaxReplyBytes) + " bytes.");
    }
    if (!is_utf8(reply)) {
        return fail(ErrorKind::invalid, "reply_not_utf8", "The reply is not UTF-8; save it as UTF-8 text.");
    }
    return apply(*implementation_, beside_.get(), take_apart(reply), stage);
}

Result<std::vector<Match>> RuleBook::explain(std::string_view reply) const {
    if (!is_utf8(reply) || reply.size() > kMaxReplyBytes) {
        return fail(ErrorKind::invalid, "reply_not_utf8", "The reply is not UTF-8, or too long.");
    }
    return matches_in(*implementation_, beside_.get(), take_apart(reply));
}

Language RuleBook::language() const {
    return implementation_->language;
}

std::vector<std::string> RuleBook::rules() const {
    std::vector<std::string> ids;
    for (const Rule& rule : implementation_->rules) {
        ids.push_back(rule.id);
    }
    return ids;
}

const std::vector<Example>& RuleBook::examples() const {
    return implementation_->examples;
}

bool has_stage(const Reading& reading, Stage stage) {
    return std::ranges::find(reading.stages, stage) != reading.stages.end();
}

}  // namespace shipwitness::claims::replies
