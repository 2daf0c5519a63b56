#pragma once

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>

#include "tests/support/demo_camera.h"

// What tests with real cameras share.
namespace shipwitness::test {

/// Whether it comes true within a minute.
inline bool comes_true(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

/// Encoding pictures under a sanitizer would tell nothing new: the released cameras are used where there are some.
inline std::filesystem::path camera_program() {
    const char* released = std::getenv("SHIPWITNESS_RELEASE_BIN");
    const auto program = std::filesystem::path(released == nullptr ? "" : released) / "shipwitness-demo-camera";
    return std::filesystem::exists(program) ? program : demo_camera_program();
}

}  // namespace shipwitness::test
