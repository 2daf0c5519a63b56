#include "capture/app/arguments.h"

#include <string_view>

namespace shipwitness::capture {
namespace {

/// What stands behind --tell-again.
Result<void> read_tell_again(std::string_view word, Arguments& arguments) {
    arguments.action = Arguments::Action::tell_again;
    arguments.tell_since = parse_rfc3339(word);
    if (!arguments.tell_since && word != "refused") {
        return fail(ErrorKind::invalid, "bad_argument",
                    "--tell-again needs a moment after it, like 2026-11-20T03:00:00Z, or the word refused");
    }
    return {};
}

}  // namespace

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
        } else if (word == "--tell-again") {
            if (auto read = read_tell_again(i + 1 < arguments.size() ? arguments[++i] : "", result); !read) {
                return tl::unexpected(read.error());
            }
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

Usage: shipwitness-capture [--config FILE] [--check-config | --tell-again MOMENT|refused]

  --config FILE         settings (default: /etc/shipwitness/capture.yaml)
  --check-config        read the settings, say what is wrong with them, and end
  --tell-again MOMENT   tell web again about the packing sessions from that moment on, e.g. since the backup that
                        web was restored from, and end; the service may go on running and delivers them
  --tell-again refused  the same for the sessions that web refused, without waiting for web.refused_retry
  --version             print the version and end
  --help                print this and end

Examples:
  shipwitness-capture --config config/capture.yaml
  shipwitness-capture --config config/capture.yaml --check-config
  shipwitness-capture --config config/capture.yaml --tell-again 2026-11-20T03:00:00Z

Every setting is explained in config/capture.yaml. SIGTERM and Ctrl-C end it cleanly within seconds.
Ends with 0 when it was told to stop or is done, 1 when it could not go on, 2 when arguments or settings are wrong.
)";
}

}  // namespace shipwitness::capture
