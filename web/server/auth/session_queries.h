#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "storage/database.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

/// A session as it is kept, with what it stands for now.
struct BuyerSession {
    OrderNumber order;
    std::string email;  ///< as the order has it
    Language language = Language::ru;
    std::string csrf_token;
    Timestamp seen;
    Timestamp expires;
};

struct StaffSession {
    PersonId person;
    std::string name;
    std::string email;
    Role role = Role::agent;
    Language language = Language::ru;
    std::string csrf_token;
    Timestamp seen;
    Timestamp expires;
};

void insert_buyer_session(storage::Connection& connection, std::string_view token_sha256, const BuyerSession& session,
                          Timestamp now);
void insert_staff_session(storage::Connection& connection, std::string_view token_sha256, const StaffSession& session,
                          Timestamp now);

/// None when there is no such session, or the order has another buyer's address by now.
[[nodiscard]] std::optional<BuyerSession> find_buyer_session(storage::Connection& connection,
                                                             std::string_view token_sha256);
/// None when there is no such session, or the person may not sign in any more.
[[nodiscard]] std::optional<StaffSession> find_staff_session(storage::Connection& connection,
                                                             std::string_view token_sha256);

void touch_session(storage::Connection& connection, std::string_view token_sha256, Timestamp now);
void remove_session(storage::Connection& connection, std::string_view token_sha256);
void remove_expired_sessions(storage::Connection& connection, Timestamp now);

}  // namespace shipwitness::web
