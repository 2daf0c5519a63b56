#pragma once

#include <functional>
#include <string>

#include "core/ids.h"
#include "http/message.h"
#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// A signed-in buyer: may see this order, and what belongs to it, and nothing else.
struct Buyer {
    OrderNumber order;
    std::string email;  ///< as the order has it
    Language language = Language::ru;
    std::string session;  ///< names the session in scopes and logs; opens nothing
};

/// A signed-in member of staff.
struct Staff {
    PersonId id;
    std::string name;
    Role role = Role::agent;
    Language language = Language::ru;  ///< that this request is to be answered in: the page's, else the account's
    std::string session;
};

using BuyerHandler = std::function<Result<http::Response>(const http::Request&, const Buyer&)>;
using StaffHandler = std::function<Result<http::Response>(const http::Request&, const Staff&)>;
using SiteHandler = std::function<Result<http::Response>(const http::Request&, const SiteSettings&)>;
using MachineHandler = std::function<Result<http::Response>(const http::Request&, const MachineSettings&)>;
using OpenHandler = std::function<Result<http::Response>(const http::Request&)>;

/// These turn a handler into a route's: they let in only whom they name, answer 401 `unauthenticated`, 403 `forbidden`
/// or 403 `csrf_token_wrong` otherwise, and turn an Error into its problem. Anything but GET and HEAD with a cookie
/// needs the session's X-CSRF-Token. Answers to people are marked `no-store`.
[[nodiscard]] http::Handler for_buyer(App& app, BuyerHandler handler);
[[nodiscard]] http::Handler for_staff(App& app, Role least, StaffHandler handler);
[[nodiscard]] http::Handler for_site(App& app, SiteHandler handler);
[[nodiscard]] http::Handler for_machine(App& app, MachineHandler handler);
/// For everybody.
[[nodiscard]] http::Handler for_anybody(OpenHandler handler);

}  // namespace shipwitness::web
