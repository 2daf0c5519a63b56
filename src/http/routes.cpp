#include "http/routes.h"

#include <algorithm>
#include <exception>
#include <stdexcept>

#include "core/log.h"
#include "http/words.h"

namespace shipwitness::http {

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    while (true) {
        const std::size_t end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        if (end == path.size()) {
            return segments;
        }
        path.remove_prefix(end + 1);
    }
}

bool is_parameter(std::string_view segment) {
    return segment.starts_with('{') && segment.ends_with('}');
}
bool is_rest(std::string_view segment) {
    return is_parameter(segment) && segment.ends_with("*}");
}

/// How well a pattern fits: a letter a segment, literal before parameter before rest, so that texts compare.
std::optional<std::string> fit(std::string_view pattern, std::string_view path,
                               std::map<std::string, std::string>& parameters) {
    const auto wanted = segments_of(pattern);
    const auto given = segments_of(path);
    std::string quality;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string_view segment = wanted[i];
        if (is_rest(segment) && i < given.size()) {
            const auto* begin = given[i].data();
            parameters[std::string(segment.substr(1, segment.size() - 3))] =
                std::string(begin, path.data() + path.size());
            return quality + 'c';
        }
        if (i >= given.size()) {
            return std::nullopt;
        }
        if (is_parameter(segment)) {
            if (given[i].empty()) {
                return std::nullopt;
            }
            std::string value(given[i]);
            std::ranges::replace(value, kEncodedSlash, '/');
            parameters[std::string(segment.substr(1, segment.size() - 2))] = std::move(value);
            quality += 'b';
        } else if (segment == given[i]) {
            quality += 'a';
        } else {
            return std::nullopt;
        }
    }
    return wanted.size() == given.size() ? std::optional(quality) : std::nullopt;
}

bool answers(Method route, Method asked) {
    return route == asked || (route == Method::get && asked == Method::head);
}

Response method_not_allowed(const std::vector<Method>& allowed) {
    std::string list;
    for (const Method method : allowed) {
        list += (list.empty() ? "" : ", ") + std::string(word_of(method));
    }
    Response response =
        problem(Error{ErrorKind::invalid, "method_not_allowed", "This address knows only " + list + "."}, 405);
    response.headers.set("Allow", list);
    return response;
}

}  // namespace

void Routes::add(Method method, std::string pattern, Handler handler, RouteOptions options) {
    const bool twice = std::ranges::any_of(
        routes_, [&](const Route& route) { return route.method == method && route.pattern == pattern; });
    if (twice) {
        throw std::logic_error("two routes for " + std::string(word_of(method)) + " " + pattern);
    }
    routes_.push_back({method, std::move(pattern), std::move(handler), options});
}

Routes::Match Routes::match(Method method, std::string_view path) const {
    Match best;
    std::string best_quality;
    for (const Route& route : routes_) {
        std::map<std::string, std::string> parameters;
        const auto quality = fit(route.pattern, path, parameters);
        if (!quality) {
            continue;
        }
        if (std::ranges::find(best.allowed, route.method) == best.allowed.end()) {
            best.allowed.push_back(route.method);
        }
        if (answers(route.method, method) && (best.route == nullptr || *quality < best_quality)) {
            best.route = &route;
            best.parameters = std::move(parameters);
            best_quality = *quality;
        }
    }
    return best;
}

Response dispatch(const Routes& routes, Request& request) {
    Routes::Match match = routes.match(request.method, request.path);
    if (match.route == nullptr) {
        return match.allowed.empty()
                   ? problem(Error{ErrorKind::not_found, "not_found", "There is nothing at " + request.path + "."})
                   : method_not_allowed(match.allowed);
    }
    if (request.body.size() > match.route->options.max_body_bytes) {
        return problem(too_large(match.route->options.max_body_bytes));
    }
    request.parameters = std::move(match.parameters);
    try {
        return apply_conditions(request, match.route->handler(request));
    } catch (const std::exception& error) {
        log_error(std::string(word_of(request.method)) + " " + match.route->pattern + ": " + error.what());
    }
    return problem(Error{ErrorKind::internal, "internal_error",
                         "Something went wrong on our side. It is in the log; please try again."});
}

}  // namespace shipwitness::http
