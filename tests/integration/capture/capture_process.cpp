#include "tests/integration/capture/capture_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace shipwitness::test {
namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr std::string_view kListens = "listens on http://127.0.0.1:";

// Runs in the child of a process with threads: nothing here may take a lock, so nothing may allocate.
[[noreturn]] void become(char* const* words, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execv(words[0], words);
    ::_exit(127);
}

}  // namespace

CaptureProcess::CaptureProcess(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{std::string(SHIPWITNESS_BIN_DIR) + "/shipwitness-capture"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
    }
    process_ = ::fork();
    if (process_ < 0) {
        throw std::system_error(errno, std::generic_category(), "fork");
    }
    if (process_ == 0) {
        become(pointers.data(), ends[1]);
    }
    ::close(ends[1]);
    reader_ = std::jthread([this, fd = ends[0]] { read_output(fd); });
}

CaptureProcess::~CaptureProcess() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
}

void CaptureProcess::read_output(int fd) {
    std::array<char, 4096> buffer{};
    while (true) {
        const ssize_t got = ::read(fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        const std::scoped_lock lock(mutex_);
        if (got <= 0) {
            ended_ = true;
        } else {
            output_.append(buffer.data(), static_cast<std::size_t>(got));
        }
        changed_.notify_all();
        if (ended_) {
            ::close(fd);
            return;
        }
    }
}

void CaptureProcess::wait_until_ready() {
    std::unique_lock lock(mutex_);
    const auto listens = [&] {
        const std::size_t at = output_.find(kListens);
        return at != std::string::npos && output_.find('\n', at) != std::string::npos;
    };
    changed_.wait_for(lock, kPatience, [&] { return ended_ || listens(); });
    if (!listens()) {
        throw std::runtime_error("shipwitness-capture is not ready; it says:\n" + output_);
    }
    port_ = std::stoi(output_.substr(output_.find(kListens) + kListens.size()));
}

void CaptureProcess::signal(int number) const {
    ::kill(process_, number);
}

int CaptureProcess::wait_for_end() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, kPatience, [&] { return ended_; })) {
        throw std::runtime_error("shipwitness-capture does not end; it says:\n" + output_);
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string CaptureProcess::output() const {
    const std::scoped_lock lock(mutex_);
    return output_;
}

http::ClientResponse CaptureProcess::get(const std::string& path, const std::string& token) const {
    http::ClientRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(port_) + path;
    request.timeout = kPatience;
    if (!token.empty()) {
        request.headers.set("Authorization", "Bearer " + token);
    }
    return http::send(request).value();
}

http::ClientResponse CaptureProcess::send(http::Method method, const std::string& path, const std::string& token,
                                          const http::Json& body) const {
    http::ClientRequest request;
    request.method = method;
    request.url = "http://127.0.0.1:" + std::to_string(port_) + path;
    request.timeout = kPatience;
    request.headers.set("Authorization", "Bearer " + token);
    request.headers.set("Content-Type", "application/json");
    request.body = body.dump();
    return http::send(request).value();
}

}  // namespace shipwitness::test
