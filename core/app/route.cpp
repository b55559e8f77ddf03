#include "core/app/route.h"

#include <array>
#include <optional>

namespace entente {

namespace {

// Where a path may hold an id: "/deals/:id". The order is the order of matching.
struct Path {
    Screen screen;
    std::string_view pattern;
};
constexpr std::array<Path, 14> paths{
    Path{Screen::home, "/"},
    Path{Screen::deals, "/deals"},
    Path{Screen::register_deal, "/deals/new"},
    Path{Screen::edit_deal, "/deals/:id/edit"},
    Path{Screen::deal, "/deals/:id"},
    Path{Screen::margins, "/margins"},
    Path{Screen::rate_card, "/margins/rate-card"},
    Path{Screen::certifications, "/certifications"},
    Path{Screen::attention, "/attention"},
    Path{Screen::approvals, "/approvals"},
    Path{Screen::approval, "/approvals/:id"},
    Path{Screen::partners, "/partners"},
    Path{Screen::preview, "/view-as/:id"},
    Path{Screen::settings, "/settings"},
};

constexpr std::array<std::string_view, 7> filter_names{
    "all", "open", "needs-you", "ends-soon", "won", "lost", "ended"};
constexpr std::array<std::string_view, 7> column_names{
    "customer", "stage", "review", "protection", "value", "margin", "saved"};

template <typename Choice, std::size_t size>
std::optional<Choice> named(
    const std::array<std::string_view, size>& names, std::string_view name
) {
    for (std::size_t i = 0; i < size; i++) {
        if (names[i] == name) return static_cast<Choice>(i);
    }
    return std::nullopt;
}

std::string_view part_before(std::string_view& rest, char separator) {
    const std::size_t at = rest.find(separator);
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    return part;
}

bool matches(std::string_view pattern, std::string_view path, IdBytes& id) {
    while (!pattern.empty() || !path.empty()) {
        const std::string_view wanted = part_before(pattern, '/');
        const std::string_view given = part_before(path, '/');
        if (wanted == ":id") {
            const Result<IdBytes> read = id_from_text(given);
            if (!read.ok()) return false;
            id = read.value();
        } else if (wanted != given) {
            return false;
        }
    }
    return true;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); i++) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                            hex_value(text[i + 2]) >= 0;
        if (escape) {
            out.push_back(static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])));
            i += 2;
        } else {
            out.push_back(text[i] == '+' ? ' ' : text[i]);
        }
    }
    return out;
}

std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.push_back('%');
        out.push_back(digits[byte >> 4U]);
        out.push_back(digits[byte & 15U]);
    }
    return out;
}

// What a list's address says beyond its path; a value we do not know keeps the default.
void read_query(Route& route, std::string_view query) {
    while (!query.empty()) {
        std::string_view value = part_before(query, '&');
        const std::string_view name = part_before(value, '=');
        if (name == "filter") {
            route.filter = named<DealFilter>(filter_names, value).value_or(route.filter);
        } else if (name == "sort") {
            route.descending = value.substr(0, 1) == "-";
            if (route.descending) value.remove_prefix(1);
            route.sort = named<DealColumn>(column_names, value).value_or(route.sort);
        } else if (name == "q") {
            route.search = unescaped(value);
        }
    }
}

std::string query_of(const Route& route) {
    const Route standard;
    std::string query;
    const auto add = [&](std::string_view name, const std::string& value) {
        query += query.empty() ? "?" : "&";
        query += std::string(name) + "=" + value;
    };
    if (route.filter != standard.filter) {
        add("filter", std::string(filter_names[static_cast<std::size_t>(route.filter)]));
    }
    if (route.sort != standard.sort || route.descending) {
        const std::string name(column_names[static_cast<std::size_t>(route.sort)]);
        add("sort", route.descending ? "-" + name : name);
    }
    if (!route.search.empty()) add("q", escaped(route.search));
    return query;
}

}  // namespace

Route route_from_url(std::string_view url) {
    Route route;
    url = url.substr(0, url.find('#'));
    std::string_view query = url;
    std::string_view path = part_before(query, '?');
    while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    if (path.empty()) path = "/";
    for (const Path& known : paths) {
        if (!matches(known.pattern, path, route.id)) {
            route.id = {};
            continue;
        }
        route.screen = known.screen;
        read_query(route, query);
        return route;
    }
    route.screen = Screen::not_found;
    route.unknown = std::string(path);
    return route;
}

std::string url_from_route(const Route& route) {
    if (route.screen == Screen::not_found) return route.unknown;
    const bool lists_deals = route.screen == Screen::deals || route.screen == Screen::deal;
    const std::string url = url_of(route.screen, route.id);
    return lists_deals ? url + query_of(route) : url;
}

std::string url_of(Screen screen) {
    return url_of(screen, {});
}

std::string url_of(Screen screen, const IdBytes& id) {
    for (const Path& path : paths) {
        if (path.screen != screen) continue;
        std::string url(path.pattern);
        const std::size_t at = url.find(":id");
        if (at != std::string::npos) url.replace(at, 3, text_from_id(id));
        return url;
    }
    return "/";
}

}  // namespace entente
