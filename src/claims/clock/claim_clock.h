#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "claims/calendar/calendar.h"
#include "claims/clock/event.h"
#include "claims/clock/readings.h"
#include "core/result.h"

namespace shipwitness::claims {

/// The response clocks of one claim, moved by its events. Applying events one by one and rebuilding from all of them
/// give the same. The calendar must outlive it.
///
/// Who reads the events in docs/clocks.md reads this class: `closed` is the closing letter of a person, hence a public
/// answer, unless it says that the system did it or comes with an automatic letter of the same instant.
class ClaimClock {
  public:
    explicit ClaimClock(const Calendar& calendar) : calendar_(&calendar) {}

    /// Moves the clocks. Fails (invalid) and changes nothing:
    /// - `out_of_order`: it is older than one applied before; rebuild from all events;
    /// - `not_created`, `created_twice`: a claim begins once, by being created;
    /// - `outside_calendar`: the calendar does not reach there.
    Result<void> apply(const ClockEvent& event);

    [[nodiscard]] bool created() const { return created_; }
    /// Only of a claim that was created.
    [[nodiscard]] const Readings& readings() const { return readings_; }
    /// A clock of this claim that started at `from` and is read at `to`, not before the last event.
    [[nodiscard]] Spent running_response(Timestamp to) const;
    [[nodiscard]] Spent running_resolution(Timestamp to) const;

  private:
    /// Time waited for the buyer since the claim was created.
    struct Waited {
        Microseconds wall{0};
        Microseconds business{0};
    };
    struct Start {
        Timestamp at;
        Waited waited;
    };

    [[nodiscard]] Waited waited_until(Timestamp at) const;
    [[nodiscard]] Start start(Timestamp at) const { return {at, waited_until(at)}; }
    [[nodiscard]] Spent spent_since(const Start& start, Timestamp to) const;
    [[nodiscard]] Spent spent_unpaused(Timestamp from, Timestamp to) const;

    void create(const ClockEvent& event);
    void buyer_writes(Timestamp at);
    void answer(Timestamp at);
    void start_waiting(Timestamp at);
    void stop_waiting(Timestamp at);
    void close(const ClockEvent& event);
    void reopen(Timestamp at);

    const Calendar* calendar_;
    Readings readings_;
    Timestamp last_;
    bool created_ = false;
    bool may_be_opened_by_agent_ = false;           ///< the buyer has not written yet
    std::optional<Timestamp> automatic_letter_at_;  ///< the last letter, if the system sent it by itself
    Waited waited_;                                 ///< in ended waits
    Start response_start_;                          ///< of the next response that is running
    Start open_start_;                              ///< of the period that is open
    TotalReading total_;                            ///< of the periods that are closed
    Timestamp closed_at_;
};

/// Why a history cannot be read, and which event is to blame.
struct RebuildFailure {
    Error error;
    std::optional<std::size_t> event;  ///< its place in the history; none: the history as a whole
};

/// The readings of a claim's whole history. Events count by time, those of one instant in the order given; events with
/// the same id count once. Fails as apply() does, and (invalid, `event_changed`) when two events of one id differ.
[[nodiscard]] tl::expected<ClaimClock, RebuildFailure> rebuild(const Calendar& calendar,
                                                               std::span<const ClockEvent> events);

}  // namespace shipwitness::claims
