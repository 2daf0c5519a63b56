#include "capture/outbox/outbox.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/log.h"
#include "http/client.h"

namespace shipwitness::capture {
namespace {

constexpr std::int64_t kBatch = 100;
constexpr int kOk = 200;

}  // namespace

Outbox::Outbox(OutboxConfig config, storage::Database& database, const Clock& clock, Ports ports)
    : config_(std::move(config)), database_(database), clock_(clock), ports_(std::move(ports)) {}

Outbox::~Outbox() {
    stop();
}

void Outbox::start() {
    worker_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Outbox::stop() {
    worker_.request_stop();
    if (worker_.joinable()) {
        worker_.join();
    }
}

void Outbox::notify() {
    {
        const std::scoped_lock lock(mutex_);
        notified_ = true;
    }
    wake_.notify_all();
}

bool Outbox::web_reachable() const {
    const std::scoped_lock lock(mutex_);
    return reachable_.value_or(false);
}

OutboxStatus Outbox::status() const {
    OutboxStatus status;
    status.counts = database_.read([](storage::Connection& connection) { return count_events(connection); });
    const std::scoped_lock lock(mutex_);
    status.web_reachable = reachable_.value_or(false);
    status.delivered = delivered_;
    status.failures = failures_;
    return status;
}

void Outbox::run(const std::stop_token& stop) {
    Backoff backoff(config_.first_retry, config_.longest_retry);
    while (!stop.stop_requested()) {
        Step done = Step::failed;
        try {
            done = step();
        } catch (const std::exception& error) {
            // A full disk or a broken row must not end the thread: deliveries would stop in silence.
            log_error(std::string("the outbox could not work: ") + error.what());
        }
        if (done == Step::delivered) {
            backoff.reset();
            continue;
        }
        std::unique_lock lock(mutex_);
        if (done == Step::failed) {
            wake_.wait_for(lock, stop, backoff.next(), [] { return false; });
            continue;
        }
        backoff.reset();
        wake_.wait_for(lock, stop, std::min(config_.look_every, config_.refused_retry), [this] { return notified_; });
        notified_ = false;
    }
}

Outbox::Step Outbox::step() {
    ports_.tell_refused_anew(clock_.now() - config_.refused_retry);
    const auto events =
        database_.read([](storage::Connection& connection) { return waiting_events(connection, kBatch); });
    return events.empty() ? look_for_web() : deliver(events);
}

Verdict Outbox::send(const std::vector<OutboxEvent>& events) {
    http::ClientRequest request{http::Method::post, config_.url + "/api/v1/ingest/events", {}, {}, config_.timeout};
    request.headers.set("Authorization", "Bearer " + config_.token);
    request.headers.set("Content-Type", "application/json");
    request.body = ingest_body(config_.site, events);
    return judge(http::send(request));
}

Outbox::Step Outbox::deliver(const std::vector<OutboxEvent>& events) {
    const Verdict verdict = send(events);
    if (const auto* accepted = std::get_if<Accepted>(&verdict)) {
        return accept(events, accepted->through);
    }
    if (const auto* not_now = std::get_if<Later>(&verdict)) {
        return later(not_now->why);
    }
    reached();
    if (events.size() > 1) {
        return deliver_singly(events);
    }
    set_aside(events, std::get<Refused>(verdict).why);
    return Step::delivered;
}

// One event that web cannot take must not hold up the others.
Outbox::Step Outbox::deliver_singly(const std::vector<OutboxEvent>& events) {
    for (const OutboxEvent& event : events) {
        if (const Step done = deliver({event}); done != Step::delivered) {
            return done;
        }
    }
    return Step::delivered;
}

Outbox::Step Outbox::accept(const std::vector<OutboxEvent>& events, std::int64_t through) {
    if (through < events.front().sequence) {
        return later("web says that it holds nothing past " + std::to_string(through));
    }
    reached();
    const bool web_is_ahead =
        database_.write([&](storage::Connection& connection) { return raise_sequence(connection, through); });
    if (web_is_ahead) {
        // Web took our numbers for old ones and did nothing.
        set_aside(events, "web knows later sequences of this site than this database: was it restored from a backup?");
        ports_.tell_refused_anew(clock_.now());
        return later("its sequences are ahead of ours; ours begin above them now");
    }
    const std::int64_t last = std::min(through, events.back().sequence);
    const std::int64_t removed =
        database_.write([&](storage::Connection& connection) { return remove_events_through(connection, last); });
    const std::scoped_lock lock(mutex_);
    delivered_ += static_cast<std::uint64_t>(removed);
    return Step::delivered;
}

void Outbox::set_aside(const std::vector<OutboxEvent>& events, const std::string& why) {
    const Timestamp now = clock_.now();
    database_.write([&](storage::Connection& connection) {
        for (const OutboxEvent& event : events) {
            mark_refused(connection, event.sequence, why, now);
        }
    });
    for (const OutboxEvent& event : events) {
        log_error("web refused event " + std::to_string(event.sequence) + " of session " + event.session.text() +
                  "; it is kept and told anew later: " + why);
    }
}

Outbox::Step Outbox::look_for_web() {
    if (clock_.steady_now() - last_contact_ < config_.look_every) {
        return Step::nothing;
    }
    const auto answer = http::send({http::Method::get, config_.url + "/healthz", {}, {}, config_.timeout});
    if (!answer) {
        return later(answer.error().detail);
    }
    if (answer->status != kOk) {
        return later("status " + std::to_string(answer->status));
    }
    reached();
    return Step::nothing;
}

Outbox::Step Outbox::later(const std::string& why) {
    set_reachable(false, why);
    const std::scoped_lock lock(mutex_);
    ++failures_;
    return Step::failed;
}

void Outbox::reached() {
    last_contact_ = clock_.steady_now();
    set_reachable(true, {});
}

void Outbox::set_reachable(bool reachable, const std::string& why) {
    {
        const std::scoped_lock lock(mutex_);
        if (reachable_ == reachable) {
            return;
        }
        reachable_ = reachable;
    }
    if (reachable) {
        log_info("web is reachable at " + config_.url);
    } else {
        log_warning("web at " + config_.url + " does not take sessions; they wait and will be delivered: " + why);
    }
    ports_.reachability_changed();
}

}  // namespace shipwitness::capture
