#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/clock.h"
#include "core/log.h"
#include "core/process.h"
#include "core/text.h"
#include "web/server/app/service.h"
#include "web/server/app/text.h"
#include "web/server/auth/spare_codes.h"
#include "web/server/auth/staff_sign_in.h"

namespace {

using namespace shipwitness;  // NOLINT: a program's own file

constexpr const char* kUsage =
    "shipwitness-web: orders, the buyers' portal and the claims desk\n"
    "\n"
    "  shipwitness-web --config FILE                  serve until SIGTERM or Ctrl-C\n"
    "  shipwitness-web --config FILE --check-config   say whether the file, the letters' templates and the rules are "
    "sound\n"
    "  shipwitness-web --config FILE --add-user EMAIL --name NAME --role agent|manager [--language ru|en]\n"
    "                                [--second-factor new|off]\n"
    "      makes a member of staff, or gives the one with this address a new name, role and password;\n"
    "      the password is read from the first line of standard input (at least 12 characters);\n"
    "      with --second-factor new the person also needs the code of an authenticator, whose key is printed once,\n"
    "      with ten spare codes for the day when it is lost\n"
    "\n"
    "Exit codes: 0 done; 1 it could not go on; 2 settings, templates, rules or arguments are wrong (told on standard "
    "error).\n";

constexpr std::size_t kMinPasswordLength = 12;

/// Options with their values; a flag's value is empty. None: not understood.
std::optional<std::map<std::string, std::string>> read_arguments(int argc, char** argv) {
    std::map<std::string, std::string> options;
    for (int at = 1; at < argc; ++at) {
        const std::string name = argv[at];
        const bool flag = name == "--check-config" || name == "--help";
        const bool valued = name == "--config" || name == "--add-user" || name == "--name" || name == "--role" ||
                            name == "--language" || name == "--second-factor";
        if ((!flag && !valued) || (valued && at + 1 >= argc)) {
            std::cerr << "shipwitness-web: " << name << (valued ? " needs a value" : " is not known") << "\n" << kUsage;
            return std::nullopt;
        }
        options[name] = flag ? "" : argv[++at];
    }
    return options;
}

/// Wrong settings do not mend themselves: the service manager must not try again.
constexpr int kWrong = 2;

int complain(const std::string& what) {
    std::cerr << "shipwitness-web: " << what << "\n";
    return kWrong;
}

int add_user(const web::Settings& settings, std::map<std::string, std::string>& options) {
    const std::string email = options["--add-user"];
    const auto role = web::parse_role(options["--role"]);
    const auto language = web::parse_language(options.contains("--language") ? options["--language"] : "ru");
    const std::string factor = options["--second-factor"];
    if (!factor.empty() && factor != "new" && factor != "off") {
        return complain("--second-factor is new or off");
    }
    if (!web::is_email(email) || options["--name"].empty() || !role || !language) {
        return complain("--add-user needs an e-mail address, --name, and --role agent or manager");
    }
    std::string password;
    std::getline(std::cin, password);
    if (utf8_length(password) < kMinPasswordLength || trim(password) != password) {
        return complain(
            "the password, on the first line of standard input, needs at least 12 characters and no "
            "spaces at its ends");
    }
    const auto database = web::open_database(settings.data_folder);
    web::save_staff(*database, email, options["--name"], *role, *language, password, SystemClock().now());
    std::cout << fmt::format("{} may sign in as {}\n", email, web::to_text(*role));
    if (factor == "new") {
        const auto [secret, spare_codes] = web::new_second_factor(*database, email, SystemClock().now());
        // As authenticators read it (Key URI format); most take the key alone as well.
        std::cout << fmt::format(
            "key for the authenticator, shown only now: {}\notpauth://totp/Shipwitness:{}?secret={}"
            "&issuer=Shipwitness\n",
            secret, email, secret);
        std::cout << web::spare_code_sheet(spare_codes, *language);
    } else if (factor == "off") {
        web::remove_second_factor(*database, email, SystemClock().now());
        std::cout << "no authenticator is needed any more\n";
    }
    return 0;
}

int serve(web::Settings settings, web::Templates templates, web::CauseTable causes) {
    const SystemClock clock;
    const std::string address = settings.http.address;
    const web::Service service(std::move(settings), std::move(templates), std::move(causes), clock);
    log_info(fmt::format("web listens on http://{}:{}", address, service.port()));
    notify_service_manager("READY=1");
    const int signal = wait_for_stop();
    notify_service_manager("STOPPING=1");
    log_info(fmt::format("stopping on signal {}", signal));
    return 0;
}

int run(std::map<std::string, std::string>& options) {
    auto settings = web::read_settings(options["--config"]);
    if (!settings) {
        return complain(settings.error().detail);
    }
    auto templates = web::Templates::load(settings->templates_folder);
    if (!templates) {
        return complain(templates.error().detail);
    }
    auto causes = web::read_cause_table(settings->cause_table);
    if (!causes) {
        return complain(causes.error().detail);
    }
    if (options.contains("--check-config")) {
        std::cout << options["--config"] << " is sound\n";
        return 0;
    }
    if (options.contains("--add-user")) {
        return add_user(*settings, options);
    }
    return serve(std::move(*settings), std::move(*templates), std::move(*causes));
}

}  // namespace

int main(int argc, char** argv) {
    block_stop_signals();
    auto options = read_arguments(argc, argv);
    if (!options) {
        return kWrong;
    }
    if (options->contains("--help")) {
        std::cout << kUsage;
        return 0;
    }
    if (!options->contains("--config")) {
        return complain("--config FILE is missing\n" + std::string(kUsage));
    }
    try {
        return run(*options);
    } catch (const std::exception& error) {
        log_error(error.what());
        return 1;
    }
}
