#include "cli/rule_file.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "cli/files.h"

namespace shipwitness::cli {

using claims::replies::Language;
using claims::replies::RuleBook;
using claims::replies::SecondReader;

Result<RuleBook> read_patterns(const std::filesystem::path& file, std::optional<Language> wanted) {
    const auto yaml = read_file(file, claims::replies::kMaxRuleFileBytes);
    if (!yaml) {
        return tl::unexpected(yaml.error());
    }
    auto book = RuleBook::load(*yaml, file.string());
    if (book && wanted && book->language() != *wanted) {
        return fail(ErrorKind::invalid, "wrong_language",
                    fmt::format("{} holds rules for {}; --language says {}.", file.string(), code_of(book->language()),
                                code_of(*wanted)));
    }
    return book;
}

Result<RuleBook> read_rule_file(const std::filesystem::path& file, std::optional<Language> wanted) {
    auto book = read_patterns(file, wanted);
    if (!book || book->reader_name().empty()) {
        return book;
    }
    const std::filesystem::path beside = file.parent_path() / book->reader_name();
    const auto text = read_file(beside, claims::replies::kMaxReaderBytes);
    if (!text) {
        return fail(
            text.error().kind, text.error().code,
            fmt::format("{} {} names it as its second reader; without the line \"reader: {}\" its patterns judge "
                        "alone.",
                        text.error().detail, file.string(), book->reader_name()));
    }
    auto reader = SecondReader::parse(*text, beside.string());
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    return book->with(*std::move(reader));
}

}  // namespace shipwitness::cli
