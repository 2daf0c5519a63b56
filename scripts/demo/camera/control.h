#pragma once

#include <gio/gio.h>

#include "scripts/demo/camera/server.h"

namespace shipwitness::demo {

/// The control connection: TCP on loopback, one command a line, one answer a line. Works in the main loop's thread, as
/// the RTSP server does, so commands never meet half-done ones.
class Control {
  public:
    /// Port 0 takes a free one. Throws std::runtime_error when the port is taken.
    Control(Server& server, int port);
    ~Control();
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;

    [[nodiscard]] int port() const { return port_; }

  private:
    Server& server_;
    GSocketService* service_;
    int port_ = 0;
};

}  // namespace shipwitness::demo
