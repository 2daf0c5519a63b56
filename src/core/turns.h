#pragma once

#include <cstddef>
#include <semaphore>
#include <utility>

namespace shipwitness {

/// Lets at most `kMost` threads do a piece of work at once; the others wait. For work whose memory or processor time
/// strangers must not be able to multiply. May be used from any thread.
template <std::ptrdiff_t kMost>
class Turns {
  public:
    /// What `work` returns; what it throws goes on to the caller, and the turn to the next.
    template <class Work>
    auto take(Work&& work) {
        const Turn turn(free_);
        return std::forward<Work>(work)();
    }

  private:
    class Turn {
      public:
        explicit Turn(std::counting_semaphore<kMost>& free) : free_(free) { free_.acquire(); }
        ~Turn() { free_.release(); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

      private:
        std::counting_semaphore<kMost>& free_;
    };

    std::counting_semaphore<kMost> free_{kMost};
};

}  // namespace shipwitness
