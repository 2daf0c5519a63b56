#include "capture/app/housekeeping.h"

#include <chrono>
#include <exception>
#include <string>

#include "core/log.h"

namespace shipwitness::capture {
namespace {

constexpr std::chrono::seconds kPeriod{1};

}  // namespace

void Housekeeping::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Housekeeping::stop() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Housekeeping::wake() {
    {
        const std::scoped_lock lock(mutex_);
        woken_ = true;
    }
    wake_.notify_all();
}

void Housekeeping::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        failing_ = !attempt();
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, kPeriod, [this] { return woken_; });
        woken_ = false;
    }
}

bool Housekeeping::attempt() {
    try {
        work_();
        if (failing_) {
            log_info("sessions are being looked after again");
        }
        return true;
    } catch (const std::exception& error) {
        if (!failing_) {
            log_error(std::string("sessions cannot be looked after: ") + error.what());
        }
        return false;
    }
}

}  // namespace shipwitness::capture
