#include "claims/replies/reader_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "core/base64.h"
#include "core/text.h"

namespace shipwitness::claims::replies {
namespace {

constexpr std::string_view kFirstLine = "shipwitness second reader, form 1";
constexpr std::string_view kRemark = "# Made by \"shipwitness reply learn\"; not to be changed by hand.";
constexpr std::string_view kChecksum = "checksum: ";
constexpr std::size_t kLineBytes = 90;  ///< of which base64 makes 120 signs
constexpr std::size_t kKeyBytes = 4;

std::string checksum_of(std::string_view text) {
    return fmt::format("{:016x}", hash_of(text));
}

std::string lines_of(std::string_view bytes) {
    std::string lines;
    for (std::size_t at = 0; at < bytes.size(); at += kLineBytes) {
        lines += to_base64(bytes.substr(at, kLineBytes)) + "\n";
    }
    return lines;
}

/// Lowest byte first.
std::string bytes_of(const std::vector<std::uint32_t>& keys) {
    std::string bytes;
    for (const std::uint32_t key : keys) {
        for (unsigned shift = 0; shift < 8 * kKeyBytes; shift += 8) {
            bytes += static_cast<char>(key >> shift & 255U);
        }
    }
    return bytes;
}

std::vector<std::uint32_t> keys_of(std::string_view bytes) {
    std::vector<std::uint32_t> keys(bytes.size() / kKeyBytes);
    for (std::size_t at = 0; at < keys.size() * kKeyBytes; ++at) {
        keys[at / kKeyBytes] |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at]))
                                << 8 * (at % kKeyBytes);
    }
    return keys;
}

/// Reads from line to line; the first fault is kept, and what follows is not looked at.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool done() const { return rest_.empty() || !fault_.empty(); }
    [[nodiscard]] const std::string& fault() const { return fault_; }
    void fail(const std::string& what) {
        if (fault_.empty()) {
            fault_ = fmt::format("line {}: {}", number_, what);
        }
    }

    /// What follows "key: " on the next line.
    std::string_view value(std::string_view key) {
        const std::string_view line = next();
        if (!line.starts_with(key) || !line.substr(key.size()).starts_with(": ")) {
            fail(fmt::format("must begin with \"{}: \"", key));
            return {};
        }
        return line.substr(key.size() + 2);
    }

    template <class Number>
    Number number(std::string_view text) {
        Number value{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size()) {
            fail(fmt::format("\"{}\" must be a number", text));
        }
        return value;
    }

    /// Lines of base64 up to one that has a colon.
    std::string bytes() {
        std::string bytes;
        while (!done() && rest_.substr(0, rest_.find('\n')).find(':') == std::string_view::npos) {
            const auto part = from_base64(next());
            if (!part) {
                fail("must be base64");
            } else {
                bytes += *part;
            }
        }
        return bytes;
    }

  private:
    std::string_view next() {
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++number_;
        return line;
    }

    std::string_view rest_;
    std::size_t number_ = 2;  ///< the first line and the remark were looked at before
    std::string fault_;
};

/// "blame scale 0.01 bias -2.5"
RuleWeights weights_of(Lines& lines) {
    RuleWeights weights;
    const std::string_view head = lines.value("rule");
    const std::size_t scale = head.find(" scale ");
    const std::size_t bias = head.find(" bias ");
    if (scale == std::string_view::npos || bias == std::string_view::npos || bias < scale) {
        lines.fail("must be \"rule: NAME scale NUMBER bias NUMBER\"");
        return weights;
    }
    weights.rule = head.substr(0, scale);
    weights.scale = lines.number<double>(head.substr(scale + 7, bias - scale - 7));
    weights.bias = lines.number<double>(head.substr(bias + 6));
    if (!std::isfinite(weights.scale) || !std::isfinite(weights.bias)) {
        lines.fail("scale and bias must be finite");
    }
    const std::string bytes = lines.bytes();
    if (bytes.size() != kFeatureBuckets) {
        lines.fail(fmt::format("rule {} has {} weights and needs {}", weights.rule, bytes.size(), kFeatureBuckets));
        return weights;
    }
    weights.by_bucket.assign(bytes.begin(), bytes.end());
    return weights;
}

ReaderModel model_of(Lines& lines) {
    ReaderModel model;
    const std::string_view language = lines.value("language");
    if (language != "en" && language != "ru") {
        lines.fail(fmt::format("language \"{}\" must be en or ru", language));
    }
    model.language = language == "ru" ? Language::russian : Language::english;
    if (const std::string_view making = lines.value("features"); making != kFeatureMaking) {
        lines.fail(fmt::format("was made with the features \"{}\"; this program makes \"{}\": learn it anew", making,
                               kFeatureMaking));
    }
    model.letters = lines.number<std::size_t>(lines.value("letters"));
    model.sentences = lines.number<std::size_t>(lines.value("sentences"));
    const auto patterns = lines.number<std::size_t>(lines.value("patterns"));
    model.patterns = keys_of(lines.bytes());
    if (model.patterns.size() != patterns || !std::is_sorted(model.patterns.begin(), model.patterns.end())) {
        lines.fail(fmt::format("must hold {} patterns in order", patterns));
    }
    while (!lines.done()) {
        model.rules.push_back(weights_of(lines));
    }
    if (model.rules.empty()) {
        lines.fail("must hold at least one rule");
    }
    return model;
}

}  // namespace

std::string reader_file(const ReaderModel& model) {
    std::string text = fmt::format("{}\n{}\n", kFirstLine, kRemark);
    text += fmt::format("language: {}\nfeatures: {}\nletters: {}\nsentences: {}\npatterns: {}\n",
                        rules::code_of(model.language), kFeatureMaking, model.letters, model.sentences,
                        model.patterns.size());
    text += lines_of(bytes_of(model.patterns));
    for (const RuleWeights& weights : model.rules) {
        text += fmt::format("rule: {} scale {} bias {}\n", weights.rule, weights.scale, weights.bias);
        text += lines_of(std::string(weights.by_bucket.begin(), weights.by_bucket.end()));
    }
    return text + std::string(kChecksum) + checksum_of(text) + "\n";
}

Result<ReaderModel> read_reader_file(std::string_view text, const std::string& name) {
    const auto refused = [&](const std::string& why) {
        return fail(ErrorKind::invalid, "reader_unreadable", name + ": " + why + ".");
    };
    if (text.size() > kMaxReaderBytes) {
        return fail(ErrorKind::too_large, "reader_too_large",
                    fmt::format("{} has more than {} bytes.", name, kMaxReaderBytes));
    }
    const std::string head = fmt::format("{}\n{}\n", kFirstLine, kRemark);
    if (!text.starts_with(kFirstLine)) {
        return refused(
            fmt::format("is no second reader that this program knows; its first line must be \"{}\"", kFirstLine));
    }
    const std::size_t sum = text.rfind(kChecksum);
    if (sum == std::string_view::npos || sum == 0 || text[sum - 1] != '\n' || !text.ends_with('\n')) {
        return refused("was cut off: its last line must be a checksum");
    }
    const std::string_view body = text.substr(0, sum);
    if (trim(text.substr(sum + kChecksum.size())) != checksum_of(body) || !body.starts_with(head)) {
        return refused(
            "was changed since it was made (its checksum is another); make it anew with \"shipwitness reply learn\"");
    }
    Lines lines(body.substr(head.size()));
    ReaderModel model = model_of(lines);
    if (!lines.fault().empty()) {
        return refused(lines.fault());
    }
    return model;
}

}  // namespace shipwitness::claims::replies
