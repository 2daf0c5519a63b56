// Any bytes as a second reader's file: what is read must be written down as it was, or it is a fault with words. The
// checksum is made right first, or nothing would come further.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "claims/replies/second_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace shipwitness::claims::replies;
    std::string text(reinterpret_cast<const char*>(data), size);
    constexpr char kDigits[] = "0123456789abcdef";
    const std::uint64_t sum = hash_of(text);
    text += "checksum: ";
    for (int shift = 60; shift >= 0; shift -= 4) {
        text += kDigits[sum >> shift & 15U];
    }
    text += '\n';
    const auto reader = SecondReader::parse(text, "fuzz.reader");
    if (!reader) {
        if (reader.error().detail.empty()) {
            std::abort();
        }
        return 0;
    }
    const auto again = SecondReader::parse(reader->text(), "fuzz.reader");
    if (!again || again->text() != reader->text()) {
        std::abort();
    }
    return 0;
}
