#include "tests/support/demo_camera.h"

#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/file_descriptor.h"

extern char** environ;  // NOLINT: POSIX names it so

namespace shipwitness::test {
namespace {

constexpr std::chrono::seconds kPatience{30};
using Deadline = std::chrono::steady_clock::time_point;

[[noreturn]] void give_up(int code, const char* what) {
    throw std::system_error(code, std::generic_category(), what);
}

/// One line without its end; throws when it does not come in time or the other side closes.
std::string read_line(const FileDescriptor& from, Deadline deadline) {
    std::string line;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd wait{from.get(), POLLIN, 0};
        char sign = 0;
        if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0 ||
            ::read(from.get(), &sign, 1) != 1) {
            throw std::runtime_error("the demo camera says nothing after \"" + line + "\"");
        }
        if (sign == '\n') {
            return line;
        }
        line.push_back(sign);
    }
}

int port_at_end(std::string_view text) {
    const auto colon = text.rfind(':');
    int port = 0;
    std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
    return port;
}

/// Starts the program; what it prints comes out of the returned pipe.
std::pair<pid_t, FileDescriptor> start(std::vector<std::string> arguments) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        give_up(errno, "pipe2");
    }
    FileDescriptor reading(ends[0]);
    const FileDescriptor writing(ends[1]);
    std::vector<char*> words;
    for (std::string& argument : arguments) {
        words.push_back(argument.data());
    }
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, writing.get(), STDOUT_FILENO);
    // Tests may run with all signals blocked in their main thread, as services do: the child must hear SIGTERM.
    posix_spawnattr_t attributes{};
    ::posix_spawnattr_init(&attributes);
    sigset_t none{};
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t process = -1;
    const int failed = ::posix_spawn(&process, words[0], &actions, &attributes, words.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        give_up(failed, words[0]);
    }
    return {process, std::move(reading)};
}

}  // namespace

DemoCamera::DemoCamera(const std::filesystem::path& program, const std::vector<std::string>& cameras, int port) {
    std::vector<std::string> arguments = {program.string(), "--with-parent", "--port", std::to_string(port)};
    for (const std::string& camera : cameras) {
        arguments.insert(arguments.end(), {"--camera", camera});
    }
    auto [process, output] = start(std::move(arguments));
    process_ = process;
    const Deadline deadline = std::chrono::steady_clock::now() + kPatience;
    control_port_ = port_at_end(read_line(output, deadline));
    const std::string ready = read_line(output, deadline);  // "ready rtsp://127.0.0.1:PORT/NAME"
    port_ = port_at_end(std::string_view(ready).substr(0, ready.find('/', std::string_view("ready rtsp://").size())));
}

DemoCamera::~DemoCamera() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
}

std::string DemoCamera::url(std::string_view camera) const {
    return fmt::format("rtsp://127.0.0.1:{}/{}", port_, camera);
}

std::string DemoCamera::command(const std::string& line) const {
    const FileDescriptor connection(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(control_port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        give_up(errno, "connect to the demo camera's control port");
    }
    const std::string whole = line + "\n";
    if (::send(connection.get(), whole.data(), whole.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(whole.size())) {
        give_up(errno, "send to the demo camera's control port");
    }
    std::string answer = read_line(connection, std::chrono::steady_clock::now() + kPatience);
    if (answer.rfind("ok", 0) != 0) {
        throw std::runtime_error(fmt::format("the demo camera answers \"{}\" to \"{}\"", answer, line));
    }
    return answer.size() > 3 ? answer.substr(3) : std::string{};
}

}  // namespace shipwitness::test
