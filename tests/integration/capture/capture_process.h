#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

#include "http/client.h"
#include "http/json.h"

namespace shipwitness::test {

/// A process of the real shipwitness-capture. Ends with this object, and with the test program should that die. One
/// thread at a time.
class CaptureProcess {
  public:
    /// Starts the program; does not wait.
    explicit CaptureProcess(const std::vector<std::string>& arguments);
    ~CaptureProcess();
    CaptureProcess(const CaptureProcess&) = delete;
    CaptureProcess& operator=(const CaptureProcess&) = delete;

    /// Waits until it listens; throws std::runtime_error with its output when it does not within 60 s.
    void wait_until_ready();
    [[nodiscard]] int port() const { return port_; }

    void signal(int number) const;
    /// Waits for its end; the exit code, or minus the signal that ended it. Throws after 60 s.
    int wait_for_end();
    /// Both of its outputs so far.
    [[nodiscard]] std::string output() const;

    [[nodiscard]] http::ClientResponse get(const std::string& path, const std::string& token = "") const;
    [[nodiscard]] http::ClientResponse send(http::Method method, const std::string& path, const std::string& token,
                                            const http::Json& body) const;

  private:
    void read_output(int fd);

    pid_t process_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::string output_;
    bool ended_ = false;
    std::jthread reader_;  ///< last: it uses what stands above
};

}  // namespace shipwitness::test
