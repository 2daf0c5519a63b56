#include "capture/recorder/picture_grouper.h"

#include <utility>

namespace shipwitness::capture {

bool PictureGrouper::completes(const media::Packet& next) const {
    const media::Packet& first = group_.packets.front();
    // The group must not wait for a packet that would make it longer than asked; nor longer than that by the clock.
    return next.key || next.dts + timeline_.usual_step() - first.dts > fragment_length_ ||
           next.arrived - first.arrived >= fragment_length_;
}

std::optional<PictureGroup> PictureGrouper::add(media::Packet packet) {
    timeline_.place(packet);
    std::optional<PictureGroup> complete;
    if (!group_.packets.empty()) {
        media::Packet& last = group_.packets.back();
        const bool silent = packet.dts - last.dts >= silence_;
        last.duration = silent ? timeline_.usual_step() : packet.dts - last.dts;
        if (silent || completes(packet)) {
            complete = std::exchange(group_, {});
            group_.silent_before = silent;
        }
    }
    if (packet.new_format) {
        group_.new_format = packet.new_format;
    }
    group_.size_bytes += packet.bytes.size();
    group_.packets.push_back(std::move(packet));
    return complete;
}

std::optional<PictureGroup> PictureGrouper::finish() {
    if (group_.packets.empty()) {
        return std::nullopt;
    }
    group_.packets.back().duration = timeline_.usual_step();
    return std::exchange(group_, {});
}

}  // namespace shipwitness::capture
