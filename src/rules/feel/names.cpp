#include "rules/feel/names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace shipwitness::rules::feel {
namespace {

constexpr std::string_view kSigns = "./-'+*";

/// UTF-8 of the white space that FEEL knows beyond ASCII (10.3.1.2, rule 61).
constexpr std::array<std::string_view, 22> kWideSpaces{
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE1\xA0\x8E", "\xE2\x80\x80", "\xE2\x80\x81",
    "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87",
    "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x80\xA9",
    "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", "\xEF\xBB\xBF"};

std::size_t utf8_length(unsigned char lead) {
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

}  // namespace

std::size_t white_space(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    if (const auto lead = static_cast<unsigned char>(text.front()); lead < 0x80) {
        return lead == ' ' || (lead >= '\t' && lead <= '\r') ? 1 : 0;
    }
    for (const std::string_view wide : kWideSpaces) {
        if (text.starts_with(wide)) {
            return wide.size();
        }
    }
    return 0;
}

std::size_t name_start(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) {
        return std::isalpha(lead) != 0 || lead == '_' || lead == '?' ? 1 : 0;
    }
    return white_space(text) > 0 ? 0 : std::min(utf8_length(lead), text.size());
}

std::size_t name_part(std::string_view text) {
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        return 1;
    }
    return name_start(text);
}

std::string canonical(std::string_view name) {
    std::string result;
    bool gap = false;
    while (!name.empty()) {
        if (const std::size_t blank = white_space(name); blank > 0) {
            gap = true;
            name.remove_prefix(blank);
            continue;
        }
        const bool sign = kSigns.find(name.front()) != std::string_view::npos;
        const bool after_sign = !result.empty() && kSigns.find(result.back()) != std::string_view::npos;
        if (gap && !result.empty() && !sign && !after_sign) {
            result += ' ';
        }
        gap = false;
        result += name.front();
        name.remove_prefix(1);
    }
    return result;
}

KnownNames::KnownNames() {
    for (const std::string_view name : {"date and time",
                                        "days and time duration",
                                        "years and months duration",
                                        "string length",
                                        "upper case",
                                        "lower case",
                                        "substring before",
                                        "substring after",
                                        "starts with",
                                        "ends with",
                                        "list contains",
                                        "insert before",
                                        "index of",
                                        "distinct values",
                                        "get value",
                                        "get entries",
                                        "day of year",
                                        "day of week",
                                        "month of year",
                                        "week of year",
                                        "met by",
                                        "overlaps before",
                                        "overlaps after",
                                        "finished by",
                                        "started by",
                                        "string join",
                                        "context put",
                                        "context merge",
                                        "round up",
                                        "round down",
                                        "round half up",
                                        "round half down",
                                        "list replace",
                                        "start included",
                                        "end included",
                                        "time offset"}) {
        add(name);
    }
}

void KnownNames::add(std::string_view name) {
    names_.insert(canonical(name));
}

void KnownNames::remove(std::string_view name) {
    names_.erase(canonical(name));
}

bool KnownNames::may_continue(const std::string& canonical_start) const {
    const auto next = names_.upper_bound(canonical_start);
    return next != names_.end() && next->starts_with(canonical_start);
}

}  // namespace shipwitness::rules::feel
