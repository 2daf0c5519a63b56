#pragma once

namespace shipwitness {

/// Makes SIGINT and SIGTERM wait for wait_for_stop() instead of ending the process, and ignores SIGPIPE. Call first in
/// main(), before any thread starts: threads inherit the mask.
void block_stop_signals();

/// Blocks until SIGINT or SIGTERM arrives (after block_stop_signals()). Returns its number.
int wait_for_stop();

/// Tells systemd that the service is ready or stopping (sd_notify(3) protocol by NOTIFY_SOCKET); nothing without it.
void notify_service_manager(const char* state);

}  // namespace shipwitness
