#include "tests/integration/web/web_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace shipwitness::test {
namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr std::string_view kListens = "web listens on http://127.0.0.1:";

std::pair<FileDescriptor, FileDescriptor> a_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
    }
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

[[noreturn]] void become(const std::vector<std::string>& words, int input, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));  // execv takes them so, and changes nothing
    }
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

}  // namespace

WebProcess::WebProcess(const std::vector<std::string>& arguments, const std::string& input) {
    std::vector<std::string> words{std::string(SHIPWITNESS_BIN_DIR) + "/shipwitness-web"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    auto [input_read, input_write] = a_pipe();
    auto [output_read, output_write] = a_pipe();
    process_ = ::fork();
    if (process_ < 0) {
        throw std::system_error(errno, std::generic_category(), "fork");
    }
    if (process_ == 0) {
        become(words, input_read.get(), output_write.get());
    }
    // Shorter than a pipe holds, so this cannot block.
    if (!input.empty() && ::write(input_write.get(), input.data(), input.size()) < 0) {
        throw std::system_error(errno, std::generic_category(), "write");
    }
    reading_ = std::move(output_read);
}

WebProcess::~WebProcess() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
}

bool WebProcess::read_more(std::chrono::steady_clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd waiting{reading_.get(), POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) == 0) {
        throw std::runtime_error("shipwitness-web keeps us waiting; it says:\n" + output_);
    }
    std::array<char, 4096> buffer{};
    const ssize_t got = ::read(reading_.get(), buffer.data(), buffer.size());
    if (got > 0) {
        output_.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return got > 0 || (got < 0 && errno == EINTR);
}

void WebProcess::wait_until_ready() {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    std::size_t at = std::string::npos;
    while (at == std::string::npos || output_.find('\n', at) == std::string::npos) {
        if (!read_more(deadline)) {
            throw std::runtime_error("shipwitness-web ended; it says:\n" + output_);
        }
        at = output_.find(kListens);
    }
    port_ = std::stoi(output_.substr(at + kListens.size()));
}

void WebProcess::signal(int number) const {
    ::kill(process_, number);
}

int WebProcess::wait_for_end() {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (read_more(deadline)) {
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

http::ClientResponse WebProcess::ask(http::Method method, const std::string& path,
                                     const std::map<std::string, std::string>& headers, const std::string& body) const {
    http::ClientRequest request;
    request.method = method;
    request.url = "http://127.0.0.1:" + std::to_string(port_) + path;
    request.timeout = kPatience;
    for (const auto& [name, value] : headers) {
        request.headers.set(name, value);
    }
    request.body = body;
    return http::send(request).value();
}

}  // namespace shipwitness::test
