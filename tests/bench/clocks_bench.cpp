// How fast are the clocks? A million claims rebuilt from their events, one core; and how long a calendar takes to
// compile. See scripts/bench.d/clocks.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "claims/calendar/calendar_reader.h"
#include "claims/clock/claim_clock.h"
#include "config/tree.h"
#include "config/tree_reader.h"

namespace {

using namespace shipwitness;
using namespace shipwitness::claims;
using Steady = std::chrono::steady_clock;

double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

Result<config::Tree> load(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return config::parse_tree(bytes, file);
}

Result<Calendar> load_calendar(const std::string& file) {
    const auto tree = load(file);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    config::Faults faults(file);
    const std::string folder = file.substr(0, file.find_last_of('/') + 1);
    return read_calendar(
        *tree, "", [&](const std::string& name) { return load(folder + name); }, faults);
}

/// Claims as they come over two years: an answer, some messages, waits, a closing, some reopened; 8.5 events on
/// average.
class Histories {
  public:
    const std::vector<ClockEvent>& next() {
        events_.clear();
        at_ = kStart + std::chrono::seconds{pick(2 * 365 * 86'400)};
        events_.push_back({at_, ClockEventType::created});
        add(ClockEventType::automatic_reply, 10);
        add(ClockEventType::agent_public_reply, 86'400);
        for (int i = pick(3); i > 0; --i) {
            add(ClockEventType::waiting_buyer_start, 3'600);
            add(ClockEventType::buyer_message, 3 * 86'400);
            add(ClockEventType::agent_public_reply, 86'400);
        }
        add(ClockEventType::internal_note, 3'600);
        add(ClockEventType::closed, 5 * 86'400);
        if (pick(5) == 0) {
            add(ClockEventType::buyer_message, 10 * 86'400);
            add(ClockEventType::agent_public_reply, 86'400);
            add(ClockEventType::closed, 86'400);
        }
        return events_;
    }

  private:
    static constexpr Timestamp kStart = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};

    int pick(int below) { return static_cast<int>(random_() % static_cast<std::uint64_t>(below)); }
    void add(ClockEventType type, int at_most_s) {
        at_ += std::chrono::seconds{1 + pick(at_most_s)};
        events_.push_back({at_, type});
    }

    std::mt19937_64 random_{17};
    Timestamp at_;
    std::vector<ClockEvent> events_;
};

void print(const char* what, double measured, const char* unit, const char* goal) {
    fmt::print("{:<52} {:>14.3f} {:<14} goal {}\n", what, measured, unit, goal);
}

void bench_rebuild(const Calendar& calendar) {
    constexpr int kClaims = 1'000'000;
    constexpr int kBatch = 10'000;
    Histories histories;
    double seconds = 0;
    std::size_t events = 0;
    Microseconds sum{0};
    for (int batch = 0; batch < kClaims / kBatch; ++batch) {
        std::vector<std::vector<ClockEvent>> claims;
        for (int i = 0; i < kBatch; ++i) {
            claims.push_back(histories.next());
            events += claims.back().size();
        }
        const auto start = Steady::now();
        for (const auto& each : claims) {
            sum += rebuild(calendar, each)->readings().resolution_total->spent.business;
        }
        seconds += seconds_since(start);
    }
    print("1,000,000 claims rebuilt from their events", seconds, "s", "< 5");
    print("  events in them", static_cast<double>(events) / 1e6, "million", "-");
    print("  average working time to the last closing", std::chrono::duration<double>(sum).count() / kClaims / 3600,
          "h", "-");
}

void bench_elapsed(const Calendar& calendar) {
    constexpr int kRounds = 10'000'000;
    const Timestamp start_of_time = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};
    std::mt19937_64 random{17};
    Microseconds sum{0};
    const auto start = Steady::now();
    for (int i = 0; i < kRounds; ++i) {
        const Timestamp from = start_of_time + std::chrono::seconds{random() % 60'000'000U};
        sum += calendar.elapsed(from, from + std::chrono::seconds{random() % 1'000'000U});
    }
    print(sum.count() > 0 ? "working time between two moments" : "", seconds_since(start) * 1e9 / kRounds, "ns", "-");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: clocks_bench CALENDAR.YAML\n", stderr);
        return 1;
    }
    const auto start = Steady::now();
    const auto calendar = load_calendar(argv[1]);
    if (!calendar) {
        std::fprintf(stderr, "%s\n", calendar.error().detail.c_str());
        return 1;
    }
    print("calendar of 130 years read and compiled", seconds_since(start) * 1e3, "ms", "-");
    bench_elapsed(*calendar);
    bench_rebuild(*calendar);
    return 0;
}
