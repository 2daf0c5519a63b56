#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

enum class LetterKind;

using TemplateValues = std::map<std::string, std::string>;

struct FilledLetter {
    std::string subject;
    std::string text;
};

/// The words of letters: one file per language and kind, `config/templates/ru/claim_received.txt`. The first line is
/// the subject, an empty line follows, the rest is the text. {{name}} is filled with a value; a line that names an
/// empty or absent value is left out. Immutable after loading, so thread-safe.
class Templates {
  public:
    /// Reads every file. Fails with every fault: a missing file, no subject, a {{name}} that letters of this kind
    /// never have.
    [[nodiscard]] static Result<Templates> load(const std::filesystem::path& folder);

    [[nodiscard]] FilledLetter fill(LetterKind kind, Language language, const TemplateValues& values) const;

  private:
    std::map<std::pair<LetterKind, Language>, FilledLetter> letters_;
};

/// Fills one text. Values are taken as they are: what looks like a {{name}} in them stays. Pure.
[[nodiscard]] std::string fill_template(std::string_view text, const TemplateValues& values);

}  // namespace shipwitness::web
