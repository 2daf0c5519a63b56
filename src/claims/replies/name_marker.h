#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_set>

#include "claims/replies/letter.h"

namespace shipwitness::claims::replies {

/// Tells which words of a passage with a capital letter name a person, by what stands around them.
class NameMarker {
  public:
    /// `passage` must outlive it, with the greeting of the buyer marked: that name is nobody to turn to. Its forms must
    /// not change. In a signature every word may name who signs.
    NameMarker(Passage& passage, bool signature);

    /// Marks the name and the words with a capital letter that begin at a word. To be called in the order of the text:
    /// in a signature a word counts that has no mark yet.
    void mark_at(std::size_t at);

  private:
    [[nodiscard]] bool capital_word(std::size_t at) const;
    [[nodiscard]] bool initial(std::size_t at) const;
    [[nodiscard]] std::size_t end_of_name(std::size_t at) const;
    [[nodiscard]] bool follows_initial(std::size_t at) const;
    [[nodiscard]] bool names_person(std::size_t at) const;
    [[nodiscard]] bool is_full_name(std::size_t at) const;
    [[nodiscard]] bool signs_letter(std::size_t at) const;
    [[nodiscard]] bool names_signer(std::size_t at) const;
    void mark_name(std::size_t at);
    void mark_capital(std::size_t at);

    Passage& passage_;
    bool signature_;
    std::unordered_set<std::string_view> greeted_;
};

}  // namespace shipwitness::claims::replies
