#pragma once

#include <cstdint>

#include "capture/catalogue/catalogue.h"

namespace shipwitness::capture {

struct RecoveryReport {
    int finished = 0;    ///< rows left open whose files hold footage
    int forgotten = 0;   ///< rows left open without any footage
    int adopted = 0;     ///< files without a row
    int unreadable = 0;  ///< files that cannot be read or are none of ours: left alone
    std::uint64_t cut_bytes = 0;
};

/// Mends what a killed process or a power cut left: every open segment is cut after its last whole fragment, hashed and
/// finished; footage without a row gets one. Only a file that ends before its first whole fragment is removed: it holds
/// no picture. Run it before recording starts.
/// Throws std::system_error and storage::StorageError.
RecoveryReport recover(Catalogue& catalogue);

}  // namespace shipwitness::capture
