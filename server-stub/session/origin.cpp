#include "server-stub/session/origin.h"

#include <algorithm>

namespace entente::server {
namespace {

std::string_view host_in(std::string_view origin) {
    const std::size_t start = origin.find("://");
    return start == std::string_view::npos ? origin : origin.substr(start + 3);
}

}  // namespace

Outcome check_origin(const Request& request, const std::vector<std::string>& origins) {
    const auto ours = [&](const auto& same) {
        return std::any_of(origins.begin(), origins.end(), same);
    };
    const Problem foreign{ProblemCode::request_must_come_from_this_site, {}, {}};
    if (request.header("X-Entente") != "1") return foreign;
    const std::string_view site = request.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin") return foreign;
    const std::string_view origin = request.header("Origin");
    if (!origin.empty() && !ours([&](const std::string& own) { return origin == own; })) {
        return foreign;
    }
    // A name of somebody else's that was made to point at us.
    const std::string_view host = request.header("Host");
    if (!ours([&](const std::string& own) { return equal_ignoring_case(host, host_in(own)); })) {
        return foreign;
    }
    return Done{};
}

Outcome check_content_type(const Request& request, std::string_view wanted) {
    std::string_view type = request.header("Content-Type");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
    if (equal_ignoring_case(type, wanted)) return Done{};
    return Problem{
        .code = ProblemCode::content_type_must_be_supported,
        .field = {},
        .limit = std::string{wanted}};
}

std::string_view cookie_of(const Request& request, std::string_view name) {
    std::string_view found;
    for (const HeadField& field : request.head.fields) {
        if (!equal_ignoring_case(field.name, "Cookie")) continue;
        std::string_view rest = field.value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            std::string_view pair = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
            const std::size_t equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
            if (!found.empty()) return {};
            found = pair.substr(equals + 1);
        }
    }
    return found;
}

}  // namespace entente::server
