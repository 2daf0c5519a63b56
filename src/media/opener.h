#pragma once

#include "core/clock.h"
#include "media/camera.h"

namespace shipwitness::media {

/// Opens real cameras by libav*.
class LibavOpener final : public CameraOpener {
  public:
    /// `clock` gives the time that is written into pictures which we encode ourselves; it must outlive the cameras.
    explicit LibavOpener(const Clock& clock);

    [[nodiscard]] CameraResult<std::unique_ptr<Camera>> open(const std::string& address,
                                                             const Interrupt& interrupt) const override;

  private:
    const Clock& clock_;
};

}  // namespace shipwitness::media
