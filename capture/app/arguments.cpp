#include "capture/app/arguments.h"

#include <string_view>

namespace shipwitness::capture {

Result<Arguments> parse_arguments(std::span<const char* const> arguments) {
    Arguments result;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i];
        constexpr std::string_view kConfigIs = "--config=";
        if (word == "--help" || word == "-h") {
            result.action = Arguments::Action::help;
            return result;
        }
        if (word == "--version") {
            result.action = Arguments::Action::version;
            return result;
        }
        if (word == "--check-config") {
            result.action = Arguments::Action::check_config;
        } else if (word == "--config" && i + 1 < arguments.size()) {
            result.config = arguments[++i];
        } else if (word.starts_with(kConfigIs)) {
            result.config = word.substr(kConfigIs.size());
        } else {
            return fail(ErrorKind::invalid, "bad_argument",
                        word == "--config" ? "--config needs a file after it"
                                           : "unknown argument " + std::string(word) + "; --help shows what there is");
        }
    }
    return result;
}

std::string help_text() {
    return R"(shipwitness-capture films packing at the stations of one warehouse.

Usage: shipwitness-capture [--config FILE] [--check-config]

  --config FILE    settings (default: /etc/shipwitness/capture.yaml)
  --check-config   read the settings, say what is wrong with them, and end
  --version        print the version and end
  --help           print this and end

Examples:
  shipwitness-capture --config config/capture.yaml
  shipwitness-capture --config config/capture.yaml --check-config

Every setting is explained in config/capture.yaml. SIGTERM and Ctrl-C end it cleanly within seconds.
Ends with 0 when it was told to stop, 1 when it could not go on, 2 when arguments or settings are wrong.
)";
}

}  // namespace shipwitness::capture
