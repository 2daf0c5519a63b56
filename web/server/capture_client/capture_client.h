#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "web/server/capture_client/capture.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

/// Capture over HTTP (docs/openapi/capture.yaml).
class CaptureClient final : public Capture {
  public:
    explicit CaptureClient(std::vector<SiteSettings> sites, std::chrono::milliseconds timeout = kDefaultTimeout);

    [[nodiscard]] std::vector<std::string> sites() const override;
    [[nodiscard]] Result<void> tell_order(const std::string& site, const OrderTold& order) override;
    [[nodiscard]] Result<OfferedClip> make_clip(const std::string& site, const ClipWanted& wanted) override;
    [[nodiscard]] Result<void> fetch(const std::string& site, const OfferedFile& offered,
                                     const std::filesystem::path& file, const http::Progress& progress) override;
    [[nodiscard]] Result<std::string> poster(const std::string& site, const OfferedFile& offered) override;

    static constexpr std::chrono::milliseconds kDefaultTimeout{15'000};

  private:
    [[nodiscard]] Result<SiteSettings> find(const std::string& site) const;
    [[nodiscard]] Result<std::string> ask(const std::string& site, http::Method method, const std::string& path,
                                          const std::string& body) const;

    std::vector<SiteSettings> sites_;
    std::chrono::milliseconds timeout_;
};

}  // namespace shipwitness::web
