#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <string>

#include "http/routes.h"

namespace shipwitness::http {

/// What the log says of an exception when disk or database refused; none: it is another fault (storage/trouble.h).
using StorageTrouble = std::function<std::optional<std::string>(const std::exception&)>;

/// The route's handler, answering 503 `storage_unavailable` where `trouble_of` has words for its exception, which go to
/// the log: transactions and files leave nothing half-written, so the caller may simply try again. Other exceptions
/// pass, and become 500 (dispatch).
[[nodiscard]] Handler telling_storage_trouble(const Routes::Route& route, StorageTrouble trouble_of);

}  // namespace shipwitness::http
