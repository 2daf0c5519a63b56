#include "http/storage_trouble.h"

#include <utility>

#include <fmt/format.h>

#include "core/log.h"
#include "http/words.h"

namespace shipwitness::http {

Handler telling_storage_trouble(const Routes::Route& route, StorageTrouble trouble_of) {
    return [method = route.method, pattern = route.pattern, handler = route.handler,
            trouble_of = std::move(trouble_of)](const Request& request) {
        try {
            return handler(request);
        } catch (const std::exception& error) {
            const auto trouble = trouble_of(error);
            if (!trouble) {
                throw;
            }
            log_error(fmt::format("{} {}: {}", word_of(method), pattern, *trouble));
        }
        return problem(Error{ErrorKind::unavailable, "storage_unavailable",
                             "The disk or the database cannot be used at the moment; nothing was stored. It is in the "
                             "log; please try again."});
    };
}

}  // namespace shipwitness::http
