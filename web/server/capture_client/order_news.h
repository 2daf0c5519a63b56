#pragma once

#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace shipwitness::web {

inline constexpr const char* kTellCaptureJob = "tell_capture";  ///< subject: the site

/// Capture is to be told: the order was created or changed. Call it in the transaction of the change; every site that
/// set_sites() named hears of it, each as soon as it can be reached.
void order_changed(storage::Connection& connection, const OrderNumber& order, Timestamp now);

/// The sites of web.yaml, at start. One that is new is told about all open orders; one that has left the configuration
/// is told no more.
void set_sites(storage::Connection& connection, const std::vector<std::string>& sites, Timestamp now);

}  // namespace shipwitness::web
