#include "web/server/orders/csv.h"

#include <algorithm>

#include "core/text.h"

namespace shipwitness::web {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Which of the two separators the first row has more of; commas win a tie.
char separator_of(std::string_view text) {
    bool quoted = false;
    std::size_t commas = 0;
    std::size_t semicolons = 0;
    for (const char each : text) {
        if (each == '"') {
            quoted = !quoted;
        } else if (each == '\n' && !quoted) {
            break;
        } else if (!quoted) {
            commas += each == ',' ? 1 : 0;
            semicolons += each == ';' ? 1 : 0;
        }
    }
    return semicolons > commas ? ';' : ',';
}

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text), separator_(separator_of(text)) {}

    std::vector<CsvRow> rows() {
        std::vector<CsvRow> rows;
        while (at_ < text_.size()) {
            CsvRow row = read_row();
            const bool empty = !row.fault && row.fields.size() == 1 && row.fields[0].empty();
            if (!empty) {
                rows.push_back(std::move(row));
            }
        }
        return rows;
    }

  private:
    [[nodiscard]] bool at_line_end() const {
        return at_ >= text_.size() || text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_, 2) == "\r\n");
    }

    void end_line() {
        at_ += at_ < text_.size() && text_[at_] == '\r' ? 2 : 1;
        ++line_;
    }

    CsvRow read_row() {
        CsvRow row;
        row.line = line_;
        const std::size_t start = at_;
        while (true) {
            row.fault = at_ < text_.size() && text_[at_] == '"' ? read_quoted(row) : read_bare(row);
            if (row.fault) {
                skip_line_of(start, row.line);
                return row;
            }
            if (at_line_end()) {
                end_line();
                return row;
            }
            ++at_;  // the separator
        }
    }

    std::optional<FieldError> read_bare(CsvRow& row) {
        const std::size_t start = at_;
        while (!at_line_end() && text_[at_] != separator_) {
            if (text_[at_] == '"') {
                return FieldError{"", "quote_in_field", "A quote stands inside a field that does not begin with one."};
            }
            ++at_;
        }
        row.fields.emplace_back(text_.substr(start, at_ - start));
        return std::nullopt;
    }

    std::optional<FieldError> read_quoted(CsvRow& row) {
        std::string field;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                line_ += text_[at_] == '\n' ? 1 : 0;
                field += text_[at_];
            } else if (text_.substr(at_, 2) == "\"\"") {
                field += '"';
                ++at_;
            } else {
                ++at_;
                row.fields.push_back(std::move(field));
                if (at_line_end() || text_[at_] == separator_) {
                    return std::nullopt;
                }
                return FieldError{"", "quote_in_field",
                                  "Text follows a closing quote; double the quotes that belong to the text."};
            }
        }
        return FieldError{"", "quote_unclosed", "A quote is opened in this row and never closed."};
    }

    // One broken row must not swallow the rows after it: reading goes on at the next line of the file.
    void skip_line_of(std::size_t start, std::size_t line) {
        const std::size_t end = text_.find('\n', start);
        at_ = end == std::string_view::npos ? text_.size() : end + 1;
        line_ = line + 1;
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

Result<void> check_encoding(std::string_view text) {
    if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
        return fail(ErrorKind::invalid, "csv_not_utf8",
                    "The file is UTF-16; save it as \"CSV UTF-8\" and import it again.");
    }
    std::size_t line = 0;
    while (!text.empty()) {
        ++line;
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!is_utf8(text.substr(0, end))) {
            return fail(ErrorKind::invalid, "csv_not_utf8",
                        "Line " + std::to_string(line) +
                            " is not UTF-8 (perhaps windows-1251); save the file as \"CSV UTF-8\" and import it again. "
                            "Nothing was imported.");
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (auto encoding = check_encoding(text); !encoding) {
        return tl::unexpected(encoding.error());
    }
    auto rows = Parser(text).rows();
    if (rows.empty()) {
        return fail(ErrorKind::invalid, "csv_empty", "The file has no rows; its first row names the columns.");
    }
    return rows;
}

}  // namespace shipwitness::web
