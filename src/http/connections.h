#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>

#include "core/file_descriptor.h"

// Internal to src/http.

namespace shipwitness::http {

/// What a connection's thread is doing.
enum class Phase {
    head,  ///< waiting for a request, or in the middle of its head
    body,  ///< reading its body
    busy,  ///< working on it, or sending the answer
};

/// How long a client may keep a thread waiting while others wait for one.
struct CrowdPatience {
    std::chrono::milliseconds head;
    std::chrono::milliseconds body;
};

/// Lets go of connections that only wait for their clients when others have no thread: idle ones of browsers, and those
/// of clients that send a byte now and then, of whom a hundred would otherwise keep everybody out. While there are
/// threads enough, nobody is hurried.
class Connections {
  public:
    /// `crowd` tells how many connections wait for a thread; called on a thread of ours.
    Connections(CrowdPatience patience, std::function<int()> crowd);
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    /// To be called when a connection has come that may find no thread.
    void look();

    /// One connection, as long as its thread serves it. It must not outlive its Connections.
    class Place {
      public:
        Place(Connections& connections, int socket);
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        void enter(Phase phase);
        /// Called on the connection's own thread, as phase changes are.
        [[nodiscard]] bool reads_head() const { return phase_ == Phase::head; }
        /// Sends an answer when the server has left the connection already, and says that nothing follows. A client
        /// that has gone is none of our business any more.
        void say_last(std::string_view answer) const;

      private:
        friend class Connections;
        using Clock = std::chrono::steady_clock;

        Connections& connections_;
        /// A descriptor of our own: the server's may be closed, and its number another connection's, by the time that
        /// we shut it down.
        FileDescriptor socket_;
        Phase phase_ = Phase::head;
        Clock::time_point since_ = Clock::now();
        bool let_go_ = false;
        std::list<Place*>::iterator at_;
    };

  private:
    void run(const std::stop_token& stop);
    /// Lets so many go, of those whose patience is over the longest waiting first.
    void let_go(int count);
    [[nodiscard]] bool is_over(const Place& place, std::chrono::steady_clock::time_point now) const;

    const CrowdPatience patience_;
    const std::function<int()> crowd_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::list<Place*> places_;
    bool asked_ = false;
    std::jthread thread_;
};

}  // namespace shipwitness::http
