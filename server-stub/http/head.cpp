#include "server-stub/http/head.h"

#include <algorithm>
#include <array>
#include <optional>

namespace entente::server {
namespace {

// RFC 9110 5.6.2: what a method or a field name is made of.
bool token_character(char c) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    const bool alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return alphanumeric || others.find(c) != std::string_view::npos;
}

bool token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), token_character);
}

bool digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool field_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    });
}

bool visible(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Method method_named(std::string_view name) {
    for (const Method method : {Method::get, Method::head, Method::post, Method::del}) {
        if (name_of(method) == name) return method;
    }
    return Method::other;
}

using Refusal = std::optional<HeadRefusal>;

Refusal read_request_line(std::string_view line, const Limits& limits, RequestHead& head) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) {
        return HeadRefusal{400, "request line must have three parts"};
    }
    const std::string_view method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!token(method)) return HeadRefusal{400, "method must be a token"};
    head.method = method_named(method);
    if (head.target.size() > limits.target_bytes_max) {
        return HeadRefusal{414, "target must be short enough"};
    }
    // The absolute form is for proxies, which this is not.
    if (head.target.empty() || head.target.front() != '/' || !visible(head.target)) {
        return HeadRefusal{400, "target must be a path"};
    }
    if (version == "HTTP/1.1" || version == "HTTP/1.0") {
        head.minor_version = version.back() - '0';
        return std::nullopt;
    }
    return HeadRefusal{version.substr(0, 5) == "HTTP/" ? 505 : 400, "version must be HTTP/1.1"};
}

Refusal read_field(std::string_view line, RequestHead& head) {
    if (line.front() == ' ' || line.front() == '\t') {
        return HeadRefusal{400, "field must not be folded"};
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !token(line.substr(0, colon))) {
        return HeadRefusal{400, "field name must be a token"};
    }
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!field_value(value)) return HeadRefusal{400, "field value must not hold controls"};
    head.fields.push_back({.name = line.substr(0, colon), .value = value});
    return std::nullopt;
}

// What decides where a message ends must be said once, in one way.
Refusal check_framing(const RequestHead& head) {
    const std::size_t encodings = head.count_of("Transfer-Encoding");
    const std::size_t lengths = head.count_of("Content-Length");
    const bool bodiless = head.method == Method::get || head.method == Method::head;
    if (encodings > 0) {
        if (head.minor_version == 0) {
            return HeadRefusal{400, "HTTP/1.0 must not have a transfer encoding"};
        }
        if (encodings > 1 || !equal_ignoring_case(head.value_of("Transfer-Encoding"), "chunked")) {
            return HeadRefusal{400, "transfer encoding must be chunked"};
        }
        if (bodiless) return HeadRefusal{400, "GET and HEAD must not have a transfer encoding"};
        if (lengths > 0) return HeadRefusal{400, "length must not be given twice"};
    }
    if (lengths > 1) return HeadRefusal{400, "length must not be given twice"};
    if (lengths == 1) {
        const std::string_view length = head.value_of("Content-Length");
        if (!digits(length) || length.size() > 15)
            return HeadRefusal{400, "length must be a number"};
        if (bodiless && length != "0") return HeadRefusal{400, "GET and HEAD must not have a body"};
    }
    const std::size_t hosts = head.count_of("Host");
    if (hosts > 1 || (hosts == 0 && head.minor_version == 1)) {
        return HeadRefusal{400, "host must be given once"};
    }
    if (hosts == 1 && !visible(head.value_of("Host"))) {
        return HeadRefusal{400, "host must be a name"};
    }
    return std::nullopt;
}

std::optional<char> value_of_hex(char c) {
    if (c >= '0' && c <= '9') return static_cast<char>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<char>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<char>(c - 'A' + 10);
    return std::nullopt;
}

bool climbs(std::string_view path) {
    std::size_t start = 0;
    while (start <= path.size()) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view part = path.substr(start, end - start);
        if (part == ".." || part == ".") return true;
        start = end + 1;
    }
    return false;
}

}  // namespace

std::string_view name_of(Method method) {
    constexpr std::array<std::string_view, 5> names{"GET", "HEAD", "POST", "DELETE", "OTHER"};
    return names[static_cast<std::size_t>(method)];
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) {
               return lower(x) == lower(y);
           });
}

std::string_view RequestHead::value_of(std::string_view name) const {
    for (const HeadField& field : fields) {
        if (equal_ignoring_case(field.name, name)) return field.value;
    }
    return {};
}

std::size_t RequestHead::count_of(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(
        fields.begin(),
        fields.end(),
        [&](const HeadField& field) { return equal_ignoring_case(field.name, name); }
    ));
}

std::variant<RequestHead, HeadRefusal> head_from_bytes(
    std::string_view bytes, const Limits& limits
) {
    if (bytes.size() > limits.head_bytes_max) return HeadRefusal{431, "head must be small enough"};
    RequestHead head;
    bool first = true;
    bool ended = false;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find("\r\n");
        if (end == std::string_view::npos) return HeadRefusal{400, "line must end in CR LF"};
        const std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end + 2);
        if (line.find_first_of("\r\n") != std::string_view::npos) {
            return HeadRefusal{400, "line must end in CR LF"};
        }
        ended = line.empty() && !first;
        if (ended) break;
        if (head.fields.size() == limits.fields_max) {
            return HeadRefusal{431, "fields must be few enough"};
        }
        const Refusal refusal =
            first ? read_request_line(line, limits, head) : read_field(line, head);
        if (refusal) return *refusal;
        first = false;
    }
    if (!ended || !bytes.empty()) return HeadRefusal{400, "head must end with an empty line"};
    if (const Refusal refusal = check_framing(head)) return *refusal;
    return head;
}

bool path_from_target(std::string_view target, std::string& path) {
    path.clear();
    target = target.substr(0, target.find('?'));
    for (std::size_t i = 0; i < target.size(); i++) {
        char c = target[i];
        if (c == '%') {
            if (i + 2 >= target.size()) return false;
            const auto high = value_of_hex(target[i + 1]);
            const auto low = value_of_hex(target[i + 2]);
            if (!high || !low) return false;
            c = static_cast<char>((*high << 4) | *low);
            i += 2;
        }
        if (c == '\0' || c == '\\') return false;
        path.push_back(c);
    }
    return !path.empty() && path.front() == '/' && !climbs(path);
}

}  // namespace entente::server
