#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/log.h"
#include "core/process.h"
#include "web/server/app/service.h"
#include "web/server/app/staff_commands.h"

namespace {

using namespace shipwitness;  // NOLINT: a program's own file

constexpr const char* kUsage =
    "shipwitness-web: orders, the buyers' portal and the claims desk\n"
    "\n"
    "  shipwitness-web --config FILE                  serve until SIGTERM or Ctrl-C\n"
    "  shipwitness-web --config FILE --check-config   say whether the file, the letters' templates and the rules are "
    "sound\n";

constexpr const char* kExitCodes =
    "\n"
    "Exit codes: 0 done; 1 it could not go on; 2 settings, templates, rules or arguments are wrong (told on standard "
    "error).\n";

std::string usage() {
    return std::string(kUsage) + web::kStaffUsage + kExitCodes;
}

/// Options with their values; a flag's value is empty. None: not understood.
std::optional<web::Options> read_arguments(int argc, char** argv) {
    static const std::set<std::string> kFlags{"--check-config", "--help", "--users"};
    static const std::set<std::string> kValued{"--config", "--add-user", "--change-user", "--end-user",
                                               "--name",   "--role",     "--language",    "--second-factor"};
    web::Options options;
    for (int at = 1; at < argc; ++at) {
        const std::string name = argv[at];
        const bool flag = kFlags.contains(name);
        const bool valued = kValued.contains(name);
        if ((!flag && !valued) || (valued && at + 1 >= argc)) {
            std::cerr << "shipwitness-web: " << name << (valued ? " needs a value" : " is not known") << "\n"
                      << usage();
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

int serve(web::Settings settings, web::Templates templates, web::CauseTable causes) {
    const SystemClock clock;
    const std::string address = settings.http.listener.address;
    const web::Service service(std::move(settings), std::move(templates), std::move(causes), clock);
    log_info(fmt::format("web listens on http://{}:{}", address, service.port()));
    notify_service_manager("READY=1");
    const int signal = wait_for_stop();
    notify_service_manager("STOPPING=1");
    log_info(fmt::format("stopping on signal {}", signal));
    return 0;
}

/// While it lives, a terminal does not show what is typed.
class Unseen {
  public:
    Unseen() {
        if (::tcgetattr(STDIN_FILENO, &before_) == 0) {
            termios hidden = before_;
            hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            hidden.c_lflag |= static_cast<tcflag_t>(ECHONL);
            hidden_ = ::tcsetattr(STDIN_FILENO, TCSANOW, &hidden) == 0;
        }
    }
    ~Unseen() {
        if (hidden_) {
            ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
        }
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
    bool hidden_ = false;
};

int change_staff(const web::Settings& settings, const web::Options& options) {
    // Somebody at a keyboard is told what is waited for; a pipe needs no telling.
    std::optional<Unseen> unseen;
    if (options.contains("--add-user") && ::isatty(STDIN_FILENO) == 1) {
        unseen.emplace();  // before the question: whoever answers quickly is not shown either
        std::cerr << "password, at least 12 characters: " << std::flush;
    }
    return web::run_staff_command(settings, options, SystemClock(), {std::cin, std::cout, std::cerr});
}

int run(const web::Options& options) {
    const std::string& file = options.at("--config");
    auto settings = web::read_settings(file);
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
        std::cout << file << " is sound\n";
        return 0;
    }
    if (web::is_staff_command(options)) {
        return change_staff(*settings, options);
    }
    return serve(std::move(*settings), std::move(*templates), std::move(*causes));
}

}  // namespace

int main(int argc, char** argv) {
    block_stop_signals();
    const auto options = read_arguments(argc, argv);
    if (!options) {
        return kWrong;
    }
    if (options->contains("--help")) {
        std::cout << usage();
        return 0;
    }
    if (!options->contains("--config")) {
        return complain("--config FILE is missing\n" + usage());
    }
    try {
        return run(*options);
    } catch (const std::exception& error) {
        log_error(error.what());
        return 1;
    }
}
