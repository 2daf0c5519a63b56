#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "claims/replies/vocabulary.h"

namespace shipwitness::claims::replies {

/// Snowball's stems of one language. One object serves one thread at a time.
class Stems {
  public:
    explicit Stems(Language language);
    ~Stems();
    Stems(Stems&&) noexcept;
    Stems& operator=(Stems&&) noexcept;
    Stems(const Stems&) = delete;
    Stems& operator=(const Stems&) = delete;

    /// The stem of a word in small letters. A word of the other alphabet is its own stem.
    [[nodiscard]] std::string of(std::string_view word);

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace shipwitness::claims::replies
