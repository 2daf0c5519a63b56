#include "capture/recorder/group_queue.h"

#include <algorithm>
#include <utility>

namespace shipwitness::capture {

bool GroupQueue::admit(PictureGroup& group) {
    if (policy_.answer(queued_bytes_, group.size_bytes, group.key()) == OverflowPolicy::Answer::drop) {
        dropped_since_ += group.packets.size();
        dropped_ += group.packets.size();
        dropped_format_ = group.new_format ? group.new_format : dropped_format_;
        return false;
    }
    // The format stays changed though the group that told it was dropped.
    if (auto format = std::exchange(dropped_format_, nullptr); format && !group.new_format) {
        group.new_format = std::move(format);
    }
    group.dropped_before = std::exchange(dropped_since_, 0);
    queued_bytes_ += group.size_bytes;
    return true;
}

GroupQueue::Pushed GroupQueue::push(ReaderEvent event) {
    {
        const std::scoped_lock lock(mutex_);
        if (auto* group = std::get_if<PictureGroup>(&event); group != nullptr && !admit(*group)) {
            return Pushed::dropped;
        }
        events_.push_back(std::move(event));
    }
    filled_.notify_one();
    return Pushed::taken;
}

std::size_t GroupQueue::close(std::chrono::steady_clock::time_point deadline) {
    std::size_t waiting = 0;
    {
        const std::scoped_lock lock(mutex_);
        closes_ = deadline;
        waiting = static_cast<std::size_t>(std::count_if(events_.begin(), events_.end(), [](const ReaderEvent& event) {
            return std::holds_alternative<PictureGroup>(event);
        }));
    }
    filled_.notify_one();
    return waiting;
}

void GroupQueue::forget() {
    for (const ReaderEvent& event : events_) {
        if (const auto* group = std::get_if<PictureGroup>(&event)) {
            forgotten_ += group->packets.size();
        }
    }
    events_.clear();
    queued_bytes_ = 0;
}

std::optional<ReaderEvent> GroupQueue::pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return closes_ || !events_.empty(); });
    if (closes_ && std::chrono::steady_clock::now() >= *closes_) {
        forget();
    }
    if (events_.empty()) {
        return std::nullopt;
    }
    ReaderEvent event = std::move(events_.front());
    events_.pop_front();
    if (const auto* group = std::get_if<PictureGroup>(&event)) {
        queued_bytes_ -= group->size_bytes;
    }
    return event;
}

std::uint64_t GroupQueue::forgotten_packets() const {
    const std::scoped_lock lock(mutex_);
    return forgotten_;
}

std::uint64_t GroupQueue::dropped_packets() const {
    const std::scoped_lock lock(mutex_);
    return dropped_;
}

}  // namespace shipwitness::capture
