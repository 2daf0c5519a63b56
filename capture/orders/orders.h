#pragma once

#include <cstdint>
#include <optional>

#include "core/clock.h"
#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace shipwitness::capture {

enum class OrderStatus { open, cancelled };

/// An order that web has told about.
struct Order {
    OrderNumber number;
    OrderStatus status = OrderStatus::open;
    std::optional<std::int64_t> packages{};  ///< expected; none: not told
    Timestamp updated_at{};

    bool operator==(const Order&) const = default;
};

/// Keeps what web tells, so that scans are answered while the line to web is down. Thread-safe.
class Orders {
  public:
    Orders(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// The newest telling wins. Returns the order as it is kept now. Throws storage::StorageError.
    Order put(const OrderNumber& number, OrderStatus status, std::optional<std::int64_t> packages);

  private:
    storage::Database& database_;
    const Clock& clock_;
};

}  // namespace shipwitness::capture
