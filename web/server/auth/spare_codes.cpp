#include "web/server/auth/spare_codes.h"

#include <cstddef>

#include "core/random.h"
#include "evidence/sha256.h"
#include "web/server/auth/spare_code_queries.h"

namespace shipwitness::web {
namespace {

constexpr std::size_t kCodes = 10;
constexpr std::size_t kSigns = 16;
constexpr std::size_t kGroup = 4;

/// As it was made: capitals and digits only.
std::string as_made(std::string_view typed) {
    std::string signs;
    for (const char each : typed) {
        if (each == ' ' || each == '-') {
            continue;
        }
        const char upper = each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each;
        signs += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    }
    return signs;
}

std::string hash_of(std::string_view signs) {
    return evidence::to_hex(evidence::sha256(signs));
}

std::string in_groups(std::string_view signs) {
    std::string text;
    for (std::size_t at = 0; at < signs.size(); at += kGroup) {
        text += (at == 0 ? "" : "-") + std::string(signs.substr(at, kGroup));
    }
    return text;
}

}  // namespace

std::vector<std::string> new_spare_codes(storage::Connection& connection, const PersonId& person, Timestamp now) {
    std::vector<std::string> codes;
    std::vector<std::string> hashes;
    while (codes.size() < kCodes) {
        const std::string signs = random_base32(kSigns);
        codes.push_back(in_groups(signs));
        hashes.push_back(hash_of(signs));
    }
    replace_spare_codes(connection, person, hashes, now);
    return codes;
}

void forget_spare_codes(storage::Connection& connection, const PersonId& person, Timestamp now) {
    replace_spare_codes(connection, person, {}, now);
}

bool use_spare_code(storage::Connection& connection, const PersonId& person, std::string_view typed, Timestamp now) {
    const std::string signs = as_made(typed);
    return signs.size() == kSigns && mark_spare_code_used(connection, person, hash_of(signs), now);
}

std::string spare_code_sheet(const std::vector<std::string>& codes, Language language) {
    std::string sheet = language == Language::ru
                            ? "Запасные коды, показаны только сейчас. Напечатайте и храните отдельно от телефона.\n"
                              "Каждый один раз заменяет код из приложения; новые коды отменяют прежние.\n"
                            : "Spare codes, shown only now. Print them and keep them away from the phone.\n"
                              "Each replaces the authenticator's code once; new codes void these.\n";
    for (const auto& code : codes) {
        sheet += "  " + code + "\n";
    }
    return sheet;
}

}  // namespace shipwitness::web
