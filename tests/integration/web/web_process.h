#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/file_descriptor.h"
#include "http/client.h"
#include "http/json.h"

namespace shipwitness::test {

/// A process of the real shipwitness-web. Ends with this object, and with the test program should that die. One thread.
class WebProcess {
  public:
    /// Starts the program with `input` on its standard input; does not wait.
    explicit WebProcess(const std::vector<std::string>& arguments, const std::string& input = "");
    ~WebProcess();
    WebProcess(const WebProcess&) = delete;
    WebProcess& operator=(const WebProcess&) = delete;

    /// Waits until it listens; throws std::runtime_error with its output when it does not within 60 s.
    void wait_until_ready();
    void signal(int number) const;
    /// Waits for its end; the exit code, or minus the signal that ended it. Throws after 60 s.
    int wait_for_end();
    /// Both of its outputs, as far as they were waited for.
    [[nodiscard]] const std::string& output() const { return output_; }

    [[nodiscard]] http::ClientResponse ask(http::Method method, const std::string& path,
                                           const std::map<std::string, std::string>& headers,
                                           const std::string& body = "") const;

  private:
    /// Reads what comes; false at the end of the output. Throws at the deadline.
    bool read_more(std::chrono::steady_clock::time_point deadline);

    pid_t process_ = -1;
    FileDescriptor reading_;
    std::string output_;
    int port_ = 0;
};

}  // namespace shipwitness::test
