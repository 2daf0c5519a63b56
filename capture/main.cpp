#include <cstdio>
#include <exception>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "capture/app/arguments.h"
#include "capture/app/service.h"
#include "capture/app/settings.h"
#include "capture/schema/migrations.h"
#include "capture/sessions/retelling.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/process.h"
#include "media/opener.h"
#include "storage/database.h"

namespace {

using namespace shipwitness;
using capture::Arguments;

enum ExitCode { kStopped = 0, kFailed = 1, kMisused = 2 };

void print(std::FILE* to, const std::string& text) {
    static_cast<void>(std::fputs(text.c_str(), to));
}

int serve(const capture::Settings& settings) {
    const SystemClock clock;
    const media::LibavOpener opener(clock);
    std::optional<capture::Service> service(std::in_place, settings, clock, opener);
    log_info("capture of " + settings.site + " listens on http://" + settings.listener.address + ":" +
             std::to_string(service->port()) + " and records into " + settings.data.string());
    notify_service_manager("READY=1");
    static_cast<void>(wait_for_stop());
    log_info("stopping");
    notify_service_manager("STOPPING=1");
    service.reset();
    log_info("stopped");
    return kStopped;
}

int tell_again(const capture::Settings& settings, std::optional<Timestamp> since) {
    const auto file = capture::database_file(settings);
    if (!std::filesystem::exists(file)) {
        print(stderr, "shipwitness-capture: there is no database " + file.string() + ": nobody has packed here yet\n");
        return kMisused;
    }
    storage::Database database(file);
    database.migrate(capture::schema::migrations());
    const std::size_t sessions = capture::tell_again(database, since, SystemClock());
    print(stdout, "sessions to be told to web again: " + std::to_string(sessions) +
                      "; the service delivers them within a minute, or when it starts\n");
    return kStopped;
}

int run(const Arguments& arguments) {
    const auto settings = capture::load_settings(arguments.config);
    if (!settings) {
        print(stderr, settings.error().detail + "\n");
        return kMisused;
    }
    if (arguments.action == Arguments::Action::check_config) {
        print(stdout, arguments.config.string() + " is sound: " + std::to_string(settings->stations.size()) +
                          " stations, " + std::to_string(settings->recording.cameras.size()) + " cameras\n");
        return kStopped;
    }
    if (arguments.action == Arguments::Action::tell_again) {
        return tell_again(*settings, arguments.tell_since);
    }
    return serve(*settings);
}

}  // namespace

int main(int count, char** words) {
    block_stop_signals();
    try {
        const std::span<const char* const> all(words, static_cast<std::size_t>(count));
        const auto arguments = capture::parse_arguments(all.subspan(1));
        if (!arguments) {
            print(stderr, "shipwitness-capture: " + arguments.error().detail + "\n");
            return kMisused;
        }
        switch (arguments->action) {
            case Arguments::Action::help:
                print(stdout, capture::help_text());
                return kStopped;
            case Arguments::Action::version:
                print(stdout, "shipwitness-capture " SHIPWITNESS_VERSION "\n");
                return kStopped;
            case Arguments::Action::serve:
            case Arguments::Action::check_config:
            case Arguments::Action::tell_again:
                return run(*arguments);
        }
        return kMisused;
    } catch (const std::exception& error) {
        log_error(std::string("capture cannot go on: ") + error.what());
        return kFailed;
    }
}
