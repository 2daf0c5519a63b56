#include "core/turns.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace shipwitness {
namespace {

TEST(Turns, NeverLetMoreInThanTheyMay) {
    Turns<2> turns;
    std::atomic<int> inside{0};
    std::atomic<int> most{0};
    std::atomic<int> done{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int k = 0; k < 50; ++k) {
                    done += turns.take([&] {
                        const int now = ++inside;
                        int seen = most;
                        while (seen < now && !most.compare_exchange_weak(seen, now)) {
                        }
                        std::this_thread::yield();
                        --inside;
                        return 1;
                    });
                }
            });
        }
    }
    EXPECT_EQ(done, 400);
    EXPECT_LE(most, 2);
}

TEST(Turns, GoToTheNextAlsoAfterAnException) {
    Turns<1> turns;
    EXPECT_THROW(turns.take([] { throw std::runtime_error("broken"); }), std::runtime_error);
    EXPECT_EQ(turns.take([] { return 7; }), 7);
}

}  // namespace
}  // namespace shipwitness
