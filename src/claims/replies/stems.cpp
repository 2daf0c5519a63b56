#include "claims/replies/stems.h"

#include <stdexcept>

#include <libstemmer.h>

namespace shipwitness::claims::replies {

class Stems::Implementation {
  public:
    struct Delete {
        void operator()(sb_stemmer* dropped) const { sb_stemmer_delete(dropped); }
    };
    std::unique_ptr<sb_stemmer, Delete> stemmer;
};

Stems::Stems(Language language) : implementation_(std::make_unique<Implementation>()) {
    implementation_->stemmer.reset(sb_stemmer_new(language == Language::russian ? "russian" : "english", "UTF_8"));
    if (!implementation_->stemmer) {
        throw std::runtime_error("libstemmer has no stemmer for this language");
    }
}

Stems::~Stems() = default;
Stems::Stems(Stems&&) noexcept = default;
Stems& Stems::operator=(Stems&&) noexcept = default;

std::string Stems::of(std::string_view word) {
    static_assert(sizeof(sb_symbol) == sizeof(char));
    sb_stemmer* stemmer = implementation_->stemmer.get();
    const sb_symbol* stem =
        sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    if (stem == nullptr) {
        throw std::bad_alloc();
    }
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace shipwitness::claims::replies
