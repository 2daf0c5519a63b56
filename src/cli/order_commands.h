#pragma once

#include "cli/console.h"

namespace CLI {
class App;
}

namespace shipwitness::cli {

/// `orders import`: a CSV file of orders to the web service, by its API.
void add_order_commands(CLI::App& app, Console& console);

}  // namespace shipwitness::cli
