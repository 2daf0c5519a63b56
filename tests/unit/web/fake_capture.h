#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "web/server/capture_client/capture.h"

namespace shipwitness::web {

/// Capture in memory: one camera, whose clips are the bytes that the test says. Not thread-safe.
class FakeCapture final : public Capture {
  public:
    explicit FakeCapture(std::vector<std::string> sites) : sites_(std::move(sites)) {}

    [[nodiscard]] std::vector<std::string> sites() const override { return sites_; }
    Result<void> tell_order(const std::string& site, const OrderTold& order) override;
    Result<OfferedClip> make_clip(const std::string& site, const ClipWanted& wanted) override;
    Result<void> fetch(const std::string& site, const OfferedFile& offered, const std::filesystem::path& file,
                       const http::Progress& progress) override;
    Result<std::string> poster(const std::string& site, const OfferedFile& offered) override;

    /// "SO-1 open 1": what a site was told, in order.
    [[nodiscard]] const std::vector<std::string>& told(const std::string& site) { return told_[site]; }

    bool unreachable = false;
    std::optional<std::string> refuses;                ///< an order that it can never take
    std::function<void()> while_telling = {};          ///< called before an order is taken
    std::string footage = "moving pictures";           ///< every clip's bytes
    std::optional<std::string> picture = "a picture";  ///< of every film; none: it cannot be decoded
    bool footage_gone = false;                         ///< nothing is left of any session
    bool clips_forgotten = false;                      ///< clips made before are not there any more
    std::optional<std::size_t> breaks_after;           ///< the next download ends after so many bytes
    std::vector<ClipWanted> clips_made;
    int downloads = 0;

  private:
    std::vector<std::string> sites_;
    std::map<std::string, std::vector<std::string>> told_;
};

}  // namespace shipwitness::web
