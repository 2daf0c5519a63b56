#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace shipwitness::web {

struct CsvRow {
    std::size_t line = 0;  ///< of the file, from 1, where the row begins
    std::vector<std::string> fields;
    /// What is wrong with the row as a row (FieldError::field is unused): a quote in a bare field, text after a closing
    /// quote, a quote that is never closed.
    std::optional<FieldError> fault;
};

/// RFC 4180 text: rows end in CRLF or LF, fields may be quoted, quotes in them doubled, line breaks in quotes kept.
/// Takes UTF-8 with or without byte order mark; the separator (`,` or `;`) is what the first row has more of outside
/// quotes. Empty lines are overlooked. After a fault the next line is a new row. Fails with `csv_not_utf8` (naming the
/// line and what the encoding seems to be) or `csv_empty`.
[[nodiscard]] Result<std::vector<CsvRow>> parse_csv(std::string_view text);

}  // namespace shipwitness::web
