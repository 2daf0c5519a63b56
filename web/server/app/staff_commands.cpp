#include "web/server/app/staff_commands.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <istream>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "core/text.h"
#include "web/server/app/service.h"
#include "web/server/app/text.h"
#include "web/server/auth/spare_codes.h"
#include "web/server/auth/staff_sign_in.h"

namespace shipwitness::web {

const char* const kStaffUsage =
    "  shipwitness-web --config FILE --add-user EMAIL --name NAME --role agent|manager [--language ru|en]\n"
    "                                [--second-factor new|off]\n"
    "      makes a member of staff, or gives the one with this address a new name, role and password;\n"
    "      the password is read from the first line of standard input (at least 12 characters);\n"
    "      with --second-factor new the person also needs the code of an authenticator, whose key is printed once,\n"
    "      with ten spare codes for the day when it is lost\n"
    "  shipwitness-web --config FILE --change-user EMAIL [--name NAME] [--role agent|manager] [--language ru|en]\n"
    "                                [--second-factor new|off]\n"
    "      changes what is named and leaves the password; the person has to sign in again\n"
    "  shipwitness-web --config FILE --end-user EMAIL\n"
    "      signs the person out and lets them in no more; what they wrote keeps their name\n"
    "  shipwitness-web --config FILE --users          who may sign in, and who could once\n";

namespace {

constexpr std::size_t kMinPasswordLength = 12;
constexpr int kDone = 0;
constexpr int kWrong = 2;
constexpr const char* kAdd = "--add-user";
constexpr const char* kChange = "--change-user";
constexpr const char* kEnd = "--end-user";
constexpr const char* kList = "--users";

std::ptrdiff_t count_commands(const Options& options) {
    return std::ranges::count_if(std::array{kAdd, kChange, kEnd, kList},
                                 [&](const char* command) { return options.contains(command); });
}

int complain(const Terminal& terminal, const std::string& what) {
    terminal.errors << "shipwitness-web: " << what << "\n";
    return kWrong;
}

std::optional<std::string> value_of(const Options& options, const std::string& name) {
    const auto found = options.find(name);
    return found == options.end() ? std::nullopt : std::optional(found->second);
}

/// What the options say of a person, as far as it can be said.
struct Wishes {
    PersonChange change{};
    std::string factor{};
    std::string fault{};  ///< empty: none
};

Wishes read_wishes(const Options& options) {
    Wishes wishes;
    wishes.change.name = value_of(options, "--name");
    wishes.factor = value_of(options, "--second-factor").value_or("");
    const auto role = value_of(options, "--role");
    const auto language = value_of(options, "--language");
    wishes.change.role = parse_role(role.value_or(""));
    wishes.change.language = parse_language(language.value_or(""));
    if (role && !wishes.change.role) {
        wishes.fault = "--role is agent or manager";
    } else if (language && !wishes.change.language) {
        wishes.fault = "--language is ru or en";
    } else if (!wishes.factor.empty() && wishes.factor != "new" && wishes.factor != "off") {
        wishes.fault = "--second-factor is new or off";
    } else if (wishes.change.name && wishes.change.name->empty()) {
        wishes.fault = "--name is empty";
    }
    return wishes;
}

void set_factor(storage::Database& database, const std::string& email, Language language, const std::string& factor,
                Timestamp now, std::ostream& out) {
    if (factor == "new") {
        const auto [secret, spare_codes] = new_second_factor(database, email, now);
        // As authenticators read it (Key URI format); most take the key alone as well.
        out << fmt::format(
            "key for the authenticator, shown only now: {}\notpauth://totp/Shipwitness:{}?secret={}"
            "&issuer=Shipwitness\n",
            secret, email, secret);
        out << spare_code_sheet(spare_codes, language);
    } else if (factor == "off") {
        remove_second_factor(database, email, now);
        out << "no authenticator is needed any more\n";
    }
}

std::optional<Person> person_of(storage::Database& database, const std::string& email) {
    return database.read([&](storage::Connection& connection) { return find_person(connection, email); });
}

/// On whose staff, and when.
struct Place {
    std::filesystem::path data_folder;
    Timestamp now;
};

int add_user(const Place& place, const std::string& email, const Wishes& wishes, const Terminal& terminal) {
    const auto& [name, role, language] = wishes.change;
    if (!is_email(email) || !name || !role) {
        return complain(terminal, "--add-user needs an e-mail address, --name, and --role agent or manager");
    }
    std::string password;
    std::getline(terminal.in, password);
    if (utf8_length(password) < kMinPasswordLength || trim(password) != password) {
        return complain(terminal,
                        "the password, on the first line of standard input, needs at least 12 characters and no "
                        "spaces at its ends");
    }
    const auto database = open_database(place.data_folder);
    const Language spoken = language.value_or(Language::ru);
    save_staff(*database, email, *name, *role, spoken, password, place.now);
    terminal.out << fmt::format("{} may sign in as {}\n", email, to_text(*role));
    set_factor(*database, email, spoken, wishes.factor, place.now, terminal.out);
    return kDone;
}

int nobody(const Terminal& terminal, const std::string& email) {
    return complain(terminal, fmt::format("nobody with the address {} may sign in; --users lists who may", email));
}

int change_user(const Place& place, const std::string& email, const Wishes& wishes, const Terminal& terminal) {
    const auto& change = wishes.change;
    if (!change.name && !change.role && !change.language && wishes.factor.empty()) {
        return complain(terminal, "--change-user needs --name, --role, --language or --second-factor");
    }
    const auto database = open_database(place.data_folder);
    if (!change_staff(*database, email, change)) {
        return nobody(terminal, email);
    }
    const auto person = person_of(*database, email).value();
    terminal.out << fmt::format("{}, {}, may sign in as {}\n", person.email, person.name, to_text(person.role));
    set_factor(*database, person.email, person.language, wishes.factor, place.now, terminal.out);
    return kDone;
}

int end_user(const Place& place, const std::string& email, const Terminal& terminal) {
    const auto database = open_database(place.data_folder);
    const auto claims = end_staff(*database, email, place.now);
    if (!claims) {
        return nobody(terminal, email);
    }
    terminal.out << fmt::format("{} is signed out and may sign in no more\n", email);
    if (*claims > 0) {
        terminal.out << fmt::format("open claims that are still theirs, to be taken over at the desk: {}\n", *claims);
    }
    return kDone;
}

int list_users(const Place& place, const Terminal& terminal) {
    const auto database = open_database(place.data_folder);
    const auto staff = database->read([](storage::Connection& connection) { return list_staff(connection); });
    for (const StaffEntry& each : staff) {
        constexpr std::size_t kDay = 10;  // of 2026-11-22T…
        const std::string standing = each.ended               ? "ended " + to_rfc3339(*each.ended).substr(0, kDay)
                                     : each.has_authenticator ? "authenticator"
                                                              : "password only";
        terminal.out << fmt::format("{:<32} {:<8} {:<17} {}\n", each.email, to_text(each.role), standing, each.name);
    }
    return kDone;
}

}  // namespace

bool is_staff_command(const Options& options) {
    return count_commands(options) > 0;
}

int run_staff_command(const Settings& settings, const Options& options, const Clock& clock, const Terminal& terminal) {
    if (count_commands(options) != 1) {
        return complain(terminal, "one of --add-user, --change-user, --end-user and --users at a time");
    }
    const Wishes wishes = read_wishes(options);
    if (!wishes.fault.empty()) {
        return complain(terminal, wishes.fault);
    }
    const Place place{settings.data_folder, clock.now()};
    if (const auto email = value_of(options, kAdd)) {
        return add_user(place, *email, wishes, terminal);
    }
    if (const auto email = value_of(options, kChange)) {
        return change_user(place, *email, wishes, terminal);
    }
    if (const auto email = value_of(options, kEnd)) {
        return end_user(place, *email, terminal);
    }
    return list_users(place, terminal);
}

}  // namespace shipwitness::web
