#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace shipwitness {

/// An identifier that compares only with its own kind: a ClaimId is no ClipId. Holds text, as ids are text in the
/// database, in addresses and in JSON. An empty id means "none" nowhere: use std::optional.
template <class Tag>
class StrongId {
  public:
    StrongId() = default;
    explicit StrongId(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& text() const { return text_; }
    auto operator<=>(const StrongId&) const = default;

  private:
    std::string text_;
};

}  // namespace shipwitness

template <class Tag>
struct std::hash<shipwitness::StrongId<Tag>> {
    std::size_t operator()(const shipwitness::StrongId<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
