#include "claims/deadline/regime_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"

namespace shipwitness::claims::deadline {
namespace {

using Alias = std::pair<std::string_view, std::string_view>;

/// Folded name, name in the shipped table.
constexpr std::array kAliases{
    Alias{"кдпг", "CMR"},
    Alias{"цмр", "CMR"},
    Alias{"cmrconvention", "CMR"},
    Alias{"internationalroad", "CMR"},
    Alias{"87фз", "87-FZ"},
    Alias{"fz87", "87-FZ"},
    Alias{"фз87", "87-FZ"},
    Alias{"ruforwarding", "87-FZ"},
    Alias{"forwarding", "87-FZ"},
    Alias{"экспедиция", "87-FZ"},
    Alias{"п6", "P-6"},
    Alias{"п7", "P-7"},
    Alias{"259fz", "RU-road"},
    Alias{"fz259", "RU-road"},
    Alias{"259фз", "RU-road"},
    Alias{"фз259", "RU-road"},
    Alias{"уат", "RU-road"},
    Alias{"russianroad", "RU-road"},
    Alias{"charter259fz", "RU-road"},
    Alias{"устав259фз", "RU-road"},
    Alias{"carmack", "Carmack/NMFC"},
    Alias{"carmackamendment", "Carmack/NMFC"},
    Alias{"nmfc", "Carmack/NMFC"},
    Alias{"nmfccarmack", "Carmack/NMFC"},
    Alias{"nmfc300135", "Carmack/NMFC"},
    Alias{"usroad", "Carmack/NMFC"},
    Alias{"montrealconvention", "Montreal"},
    Alias{"mc99", "Montreal"},
    Alias{"air", "Montreal"},
    Alias{"монреаль", "Montreal"},
    Alias{"монреальская", "Montreal"},
    Alias{"монреальскаяконвенция", "Montreal"},
    Alias{"haguevisbyrules", "Hague-Visby"},
    Alias{"hague", "Hague-Visby"},
    Alias{"sea", "Hague-Visby"},
    Alias{"гаагависби", "Hague-Visby"},
    Alias{"гаагависбийские", "Hague-Visby"},
    Alias{"гаагскиеправила", "Hague-Visby"},
    Alias{"uccsale", "UCC"},
    Alias{"cisgsale", "CISG"},
    Alias{"венскаяконвенция", "CISG"},
    Alias{"сдэк", "CDEK"},
    Alias{"sdek", "CDEK"},
    Alias{"деловыелинии", "Delovye Linii"},
    Alias{"dellin", "Delovye Linii"},
    Alias{"пэк", "PEK"},
    Alias{"pecom", "PEK"},
    Alias{"federalexpress", "FedEx"},
    Alias{"carrierterms", "contract"},
    Alias{"bycontract", "contract"},
    Alias{"договор", "contract"},
};

/// Both instructions are named by contracts together: quantity by the one, quality by the other.
constexpr std::array<std::string_view, 6> kSupply{"rusupply", "supply", "p6p7", "п6п7", "p6andp7", "поставка"};

/// What stands between letters and digits without meaning: ASCII marks, «–», «‑», «−», no-break spaces, quotes.
bool is_mark(std::string_view letter) {
    if (letter.size() == 1) {
        const char c = letter.front();
        return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }
    return letter.size() == 3 || letter == "\u00a0" || letter == "\u00ab" || letter == "\u00bb";
}

/// Cyrillic capitals made small, «ё» made «е»; two bytes each in UTF-8.
std::string small_cyrillic(std::string_view letter) {
    const auto first = static_cast<unsigned char>(letter[0]);
    const auto second = static_cast<unsigned char>(letter[1]);
    unsigned code = ((first & 0x1fU) << 6U) | (second & 0x3fU);
    if (code >= 0x410 && code <= 0x42f) {
        code += 0x20;
    } else if (code == 0x401 || code == 0x451) {
        code = 0x435;
    } else {
        return std::string(letter);
    }
    return {static_cast<char>(0xc0U | (code >> 6U)), static_cast<char>(0x80U | (code & 0x3fU))};
}

std::size_t letter_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return std::min(length, text.size());
}

std::string listed(std::span<const std::string> names) {
    std::string list;
    for (const auto& name : names) {
        list += (list.empty() ? "" : ", ") + name;
    }
    return list;
}

bool knows(std::span<const std::string> known, std::string_view name) {
    return std::ranges::find(known, name) != known.end();
}

tl::unexpected<Error> unknown(std::string_view name, std::span<const std::string> known) {
    std::vector<std::string> names;
    std::vector<std::string> meant;
    for (const auto& each : known) {
        names.push_back(folded(each));
        meant.push_back(each);
    }
    for (const auto& [alias, regime] : kAliases) {
        if (knows(known, regime)) {
            names.emplace_back(alias);
            meant.emplace_back(regime);
        }
    }
    std::string detail = "there is no regime " + std::string(name);
    if (const auto near = nearest(folded(name), names)) {
        detail +=
            "; did you mean " + meant[static_cast<std::size_t>(std::ranges::find(names, *near) - names.begin())] + "?";
    } else {
        detail += ";";
    }
    return fail(ErrorKind::invalid, "unknown_regime", detail + " Known: " + listed(known));
}

}  // namespace

std::string folded(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::string_view letter = text.substr(0, letter_length(text));
        text.remove_prefix(letter.size());
        if (!is_mark(letter)) {
            result += letter.size() == 2 ? small_cyrillic(letter) : lower_ascii(letter);
        }
    }
    return result;
}

Result<std::vector<std::string>> regimes_meant(std::string_view name, std::span<const std::string> known) {
    const std::string wanted = folded(name);
    for (const auto& each : known) {
        if (folded(each) == wanted) {
            return std::vector{each};
        }
    }
    for (const auto& [alias, regime] : kAliases) {
        if (alias == wanted && knows(known, regime)) {
            return std::vector{std::string(regime)};
        }
    }
    if (std::ranges::find(kSupply, wanted) != kSupply.end() && knows(known, "P-6") && knows(known, "P-7")) {
        return std::vector<std::string>{"P-6", "P-7"};
    }
    return unknown(name, known);
}

}  // namespace shipwitness::claims::deadline
