#include "capture/sessions/decide.h"

#include <algorithm>
#include <utility>

#include "capture/sessions/code.h"

namespace shipwitness::capture {
namespace {

/// Differences between the host's clocks that are not worth a name.
constexpr std::chrono::milliseconds kClockStep{500};

/// A moment of the host's clock in the session's own times, which run on when that clock is set back.
Timestamp in_times_of(const Session& session, Timestamp at) {
    return at + session.set_back;
}

// The clock may step back under a running session; its times never do.
Timestamp not_before(Timestamp earliest, Timestamp at) {
    return std::max(earliest, at);
}

/// `at` in the session's own times.
Session ended(Session session, SessionEnd reason, Timestamp at, const SessionRules& rules) {
    const Timestamp end = not_before(session.last_activity_at, at);
    session.ended_at = end;
    session.end_reason = reason;
    for (SessionCamera& camera : session.cameras) {
        camera.to = end + rules.post_roll;
    }
    return session;
}

Session active(Session session, Timestamp at) {
    session.last_activity_at = not_before(session.last_activity_at, in_times_of(session, at));
    return session;
}

Session marked(Session session, Mark mark, Timestamp at) {
    const SessionMark made{mark, not_before(session.started_at, in_times_of(session, at))};
    // Two NOTEs in the same microsecond are one.
    if (std::find(session.marks.begin(), session.marks.end(), made) == session.marks.end()) {
        session.marks.push_back(made);
    }
    return session;
}

MessageCode message_for(BadCode bad) {
    switch (bad) {
        case BadCode::empty:
            return MessageCode::code_empty;
        case BadCode::too_long:
            return MessageCode::code_too_long;
        case BadCode::not_printable:
            return MessageCode::code_not_printable;
        case BadCode::control_unknown:
            return MessageCode::control_code_unknown;
    }
    throw std::logic_error("a bad code without a message");
}

/// One decision in the making: `decision.next` and `.changes` grow step by step.
class Deciding {
  public:
    Deciding(const StationMemory& memory, const Scan& scan, const SessionRules& rules)
        : scan_(scan), rules_(rules), next_(memory) {}

    Decision decide(const OrderFacts& order, const std::vector<StationCamera>& cameras) {
        const std::string code = canonical(scan_.code);
        if (repeats_last(code)) {
            return duplicate();
        }
        forget_what_is_too_old();
        const Answer answer = answer_to(parse_code(scan_.code), order, cameras);
        next_.last = StationMemory::Reading{code, scan_.at, scan_.at, answer};
        return {answer, std::move(next_), std::move(changes_)};
    }

  private:
    [[nodiscard]] bool repeats_last(const std::string& code) const {
        if (!next_.last || next_.last->code != code) {
            return false;
        }
        const Microseconds since = scan_.at - next_.last->repeated_at;
        return since >= Microseconds::zero() && since < rules_.debounce;
    }

    // The window moves with every repetition: a label that lies in a scanner's view must not start and stop in turns.
    Decision duplicate() {
        next_.last->repeated_at = scan_.at;
        const Answer& first = next_.last->answer;
        Answer answer{Outcome::duplicate, first.sound, MessageCode::duplicate, first.order, std::nullopt};
        return {answer, std::move(next_), {}};
    }

    void forget_what_is_too_old() {
        if (next_.session) {
            if (auto change = decide_idle(*next_.session, scan_.at, scan_.idle, rules_)) {
                changes_.push_back(*std::move(change));
                next_.session.reset();
            }
        }
        if (next_.ready_since) {
            const Microseconds since = scan_.at - *next_.ready_since;
            if (since < Microseconds::zero() || since >= rules_.idle) {
                next_.ready_since.reset();
            }
        }
    }

    Answer answer_to(const Code& code, const OrderFacts& order, const std::vector<StationCamera>& cameras) {
        if (const auto* bad = std::get_if<BadCode>(&code)) {
            return {Outcome::refused, Sound::no, message_for(*bad)};
        }
        if (const auto* control = std::get_if<Control>(&code)) {
            return next_.session ? control_in_session(*control) : control_without_session(*control);
        }
        const auto& number = std::get<OrderNumber>(code);
        if (next_.session && next_.session->order == number) {
            return end(SessionEnd::same_code);
        }
        return start(number, order, cameras);
    }

    Answer control_in_session(Control control) {
        switch (control) {
            case Control::end:
                return end(SessionEnd::end_code);
            case Control::cancel:
                return cancel();
            case Control::note:
                return note();
            case Control::start:
                next_.session = active(*next_.session, scan_.at);
                changes_.push_back({EventType::session_updated, *next_.session});
                return {Outcome::already_running, Sound::warning, MessageCode::already_running, next_.session->order};
        }
        throw std::logic_error("a control code without a meaning");
    }

    Answer control_without_session(Control control) {
        if (control == Control::start) {
            next_.ready_since = scan_.at;
            return {Outcome::ready, Sound::yes, MessageCode::ready};
        }
        // END and CANCEL take START back; without it there is nothing to end.
        next_.ready_since.reset();
        return {Outcome::nothing_running, Sound::no, MessageCode::nothing_running};
    }

    [[nodiscard]] Session ended_now(SessionEnd reason) const {
        return ended(*next_.session, reason, in_times_of(*next_.session, scan_.at), rules_);
    }

    Answer end(SessionEnd reason) {
        changes_.push_back({EventType::session_ended, ended_now(reason)});
        const OrderNumber order = next_.session->order;
        next_.session.reset();
        return {Outcome::ended, Sound::yes, MessageCode::ended, order};
    }

    Answer cancel() {
        changes_.push_back({EventType::session_cancelled, ended_now(SessionEnd::cancelled)});
        const OrderNumber order = next_.session->order;
        next_.session.reset();
        return {Outcome::cancelled, Sound::yes, MessageCode::cancelled, order};
    }

    Answer note() {
        next_.session = marked(active(*next_.session, scan_.at), Mark::noted, scan_.at);
        changes_.push_back({EventType::session_updated, *next_.session});
        return {Outcome::noted, Sound::yes, MessageCode::noted, next_.session->order};
    }

    Answer start(const OrderNumber& number, const OrderFacts& facts, const std::vector<StationCamera>& cameras) {
        Answer answer{Outcome::started, Sound::yes, MessageCode::started, number};
        if (next_.session) {
            answer = {Outcome::switched, Sound::yes, MessageCode::switched, number, next_.session->order};
            changes_.push_back({EventType::session_ended, ended_now(SessionEnd::next_order)});
        }
        const Session session = begun(number, facts, cameras);
        changes_.push_back({EventType::session_started, session});
        for (const Session& other : facts.elsewhere) {
            if (!other.has(Mark::at_two_stations)) {
                changes_.push_back({EventType::session_updated, marked(other, Mark::at_two_stations, scan_.at)});
            }
        }
        next_.session = session;
        next_.ready_since.reset();
        if (const auto warning = most_urgent_warning(session)) {
            answer.sound = Sound::warning;
            answer.message = *warning;
        }
        return answer;
    }

    [[nodiscard]] Session begun(const OrderNumber& number, const OrderFacts& facts,
                                const std::vector<StationCamera>& cameras) const {
        Session session;
        session.id = scan_.new_session;
        session.station = scan_.station;
        session.order = number;
        session.known_order = facts.known;
        session.started_at = next_.ready_since.value_or(scan_.at);
        session.last_activity_at = scan_.at;
        for (const StationCamera& camera : cameras) {
            session.cameras.push_back({camera.camera, session.started_at - rules_.pre_roll, std::nullopt});
        }
        const bool camera_down =
            std::any_of(cameras.begin(), cameras.end(), [](const StationCamera& camera) { return !camera.recording; });
        const std::pair<Mark, bool> marks[] = {
            {Mark::unknown_order, !facts.known},        {Mark::order_cancelled, facts.cancelled},
            {Mark::packed_before, facts.packed_before}, {Mark::at_two_stations, !facts.elsewhere.empty()},
            {Mark::camera_down, camera_down},
        };
        for (const auto& [mark, holds] : marks) {
            if (holds) {
                session.marks.push_back({mark, scan_.at});
            }
        }
        return session;
    }

    // Without a picture all else is in vain; a cancelled order should not be packed at all; the others can be cleared
    // up later.
    static std::optional<MessageCode> most_urgent_warning(const Session& session) {
        constexpr std::pair<Mark, MessageCode> kUrgency[] = {
            {Mark::camera_down, MessageCode::camera_not_recording},
            {Mark::order_cancelled, MessageCode::order_cancelled},
            {Mark::at_two_stations, MessageCode::order_at_other_station},
            {Mark::packed_before, MessageCode::order_packed_before},
            {Mark::unknown_order, MessageCode::unknown_order},
        };
        for (const auto& [mark, message] : kUrgency) {
            if (session.has(mark)) {
                return message;
            }
        }
        return std::nullopt;
    }

    const Scan& scan_;
    const SessionRules& rules_;
    StationMemory next_;
    std::vector<Change> changes_;
};

}  // namespace

Decision decide(const StationMemory& memory, const Scan& scan, const OrderFacts& order,
                const std::vector<StationCamera>& cameras, const SessionRules& rules) {
    return Deciding(memory, scan, rules).decide(order, cameras);
}

std::optional<Change> decide_idle(const Session& session, Timestamp now, Microseconds idle, const SessionRules& rules) {
    if (idle < rules.idle) {
        return std::nullopt;
    }
    // Where the host's clock was set forward meanwhile, the end lies behind the step, as the footage does.
    const Microseconds step = in_times_of(session, now) - session.last_activity_at - idle;
    const Microseconds forward = step > kClockStep ? step : Microseconds::zero();
    // The end is when the time ran out and not when somebody noticed: the same after any pause of the service.
    return Change{EventType::session_ended,
                  ended(session, SessionEnd::idle, session.last_activity_at + forward + rules.idle, rules)};
}

std::optional<Change> decide_camera_down(const Session& session, Timestamp now) {
    if (session.has(Mark::camera_down)) {
        return std::nullopt;
    }
    return Change{EventType::session_updated, marked(session, Mark::camera_down, now)};
}

Change decide_restart(const Session& session, Timestamp now, const SessionRules& rules) {
    const Session seen = marked(session, Mark::service_restarted, now);
    // Nobody knows how the clock was set while the service was away: it is believed.
    const Microseconds idle = in_times_of(session, now) - session.last_activity_at;
    if (auto change = decide_idle(seen, now, idle, rules)) {
        return *std::move(change);
    }
    return {EventType::session_updated, seen};
}

}  // namespace shipwitness::capture
