#include "core/base/places/public_suffix.h"

#include "core/base/text/folding.h"
#include "core/base/text/punycode.h"
#include "core/base/text/utf8.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace entente {

static constexpr std::size_t host_length_max = 253;

Result<PublicSuffixes> PublicSuffixes::from_bytes(ByteView bytes) {
    constexpr std::string_view head = "public-suffixes 1\n";
    const std::string_view text = text_from_bytes(bytes);
    if (!text.starts_with(head) || !text.ends_with('\n')) return ProblemCode::bytes_must_parse;
    PublicSuffixes suffixes;
    suffixes.text_ = text.substr(head.size());
    std::string_view before;
    for (std::size_t start = 0; start < suffixes.text_.size();) {
        const std::size_t end = suffixes.text_.find('\n', start);
        const std::string_view rule = std::string_view(suffixes.text_).substr(start, end - start);
        // The search below relies on the order.
        if (rule.empty() || rule <= before) return ProblemCode::bytes_must_parse;
        // An exception leaves its parent as the suffix, so there must be one.
        const bool has_parent = rule.find('.') != std::string_view::npos;
        if (rule.front() == '!' && !has_parent) return ProblemCode::bytes_must_parse;
        suffixes.lines_.push_back(static_cast<std::uint32_t>(start));
        before = rule;
        start = end + 1;
    }
    if (suffixes.lines_.empty()) return ProblemCode::bytes_must_parse;
    return suffixes;
}

std::string_view PublicSuffixes::line(std::size_t index) const {
    const std::size_t start = lines_[index];
    const std::size_t end = index + 1 < lines_.size() ? lines_[index + 1] : text_.size();
    return std::string_view(text_).substr(start, end - 1 - start);
}

// Whether the list has the rule `mark` + `name`.
bool PublicSuffixes::has(std::string_view mark, std::string_view name) const {
    const std::string rule = std::string(mark).append(name);
    std::size_t first = 0;
    std::size_t end = lines_.size();
    while (first < end) {
        const std::size_t middle = first + (end - first) / 2;
        if (line(middle) < rule)
            first = middle + 1;
        else
            end = middle;
    }
    return first < lines_.size() && line(first) == rule;
}

// What follows the first dot; empty when there is none.
static std::string_view parent_of(std::string_view host) {
    const std::size_t dot = host.find('.');
    return dot == std::string_view::npos ? std::string_view{} : host.substr(dot + 1);
}

static std::string_view last_label(std::string_view host) {
    const std::size_t dot = host.rfind('.');
    return dot == std::string_view::npos ? host : host.substr(dot + 1);
}

// Without the list: the last label, and the one before it when it is a generic word below a
// country. A wrong guess is then a name too long, which joins no two customers.
static std::string_view guessed_suffix(std::string_view host) {
    const std::string_view last = last_label(host);
    if (last.size() != 2 || last.size() == host.size()) return last;
    const std::string_view rest = host.substr(0, host.size() - last.size() - 1);
    const std::string_view second = last_label(rest);
    constexpr std::array<std::string_view, 32> generic{
        "ac",  "asso", "biz", "co",  "com", "edu", "firm", "gen", "go",  "gob", "gouv",
        "gov", "gub",  "id",  "in",  "ind", "inf", "info", "ltd", "me",  "mil", "ne",
        "net", "nhs",  "nic", "nom", "or",  "org", "plc",  "pol", "res", "sch"};
    if (!std::binary_search(generic.begin(), generic.end(), second)) return last;
    return host.substr(host.size() - last.size() - 1 - second.size());
}

std::string_view PublicSuffixes::suffix_of(std::string_view host) const {
    if (!loaded()) return guessed_suffix(host);
    // From the longest name down, so the first rule that matches prevails; an exception before all.
    for (std::string_view name = host; !name.empty(); name = parent_of(name)) {
        if (has("!", name)) return parent_of(name);
    }
    for (std::string_view name = host; !name.empty(); name = parent_of(name)) {
        const std::string_view parent = parent_of(name);
        if (has("", name) || (!parent.empty() && has("*.", parent))) return name;
    }
    return last_label(host);
}

Result<std::string> PublicSuffixes::registrable_domain(std::string_view typed) const {
    TRY(const std::string host, host_from_text(typed));
    const std::string_view suffix = suffix_of(host);
    if (suffix.size() == host.size()) return ProblemCode::domain_must_be_registrable;
    const std::string_view before(host.data(), host.size() - suffix.size() - 1);
    return std::string(last_label(before)).append(".").append(suffix);
}

// ---- What people type -------------------------------------------------------------------------

// "https://user@Example.com:8080/path" and "mailto:user@Example.com" without all but the host.
static std::string_view host_part(std::string_view typed) {
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t start = typed.find_first_not_of(spaces);
    if (start == std::string_view::npos) return {};
    typed = typed.substr(start, typed.find_last_not_of(spaces) - start + 1);
    if (const auto scheme = typed.find("://"); scheme < typed.find_first_of("/?#@") + 1) {
        typed.remove_prefix(scheme + 3);
    }
    typed = typed.substr(0, typed.find_first_of("/?#\\"));
    if (const auto at = typed.rfind('@'); at != std::string_view::npos) typed.remove_prefix(at + 1);
    typed = typed.substr(0, typed.find(':'));
    if (typed.ends_with('.')) typed.remove_suffix(1);
    return typed;
}

static bool is_label(std::string_view label) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') {
        return false;
    }
    return std::all_of(label.begin(), label.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '-' || letter == '_';
    });
}

static bool is_digits(std::string_view label) {
    return std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::string> host_from_text(std::string_view typed) {
    constexpr ProblemCode refused = ProblemCode::domain_must_be_registrable;
    if (!is_utf8(typed)) return ProblemCode::text_must_be_utf8;
    std::string_view rest = host_part(typed);
    if (rest.empty() || rest.size() > 4 * host_length_max) return refused;
    std::string host;
    std::u32string label;
    const auto end_label = [&host, &label] {
        const std::optional<std::string> ascii = ascii_label(label);
        label.clear();
        if (!ascii || !is_label(*ascii)) return false;
        host.append(host.empty() ? "" : ".").append(*ascii);
        return true;
    };
    while (!rest.empty()) {
        const char32_t letter = lower_case(take_code_point(rest));
        // IDNA reads the full stops of Chinese and Japanese as dots.
        const bool is_dot =
            letter == '.' || letter == 0x3002 || letter == 0xFF0E || letter == 0xFF61;
        if (!is_dot)
            label += letter;
        else if (!end_label())
            return refused;
    }
    if (!end_label() || host.size() > host_length_max) return refused;
    // The last label of an address is a number; that of a name never is.
    if (is_digits(last_label(host))) return refused;
    return host;
}

bool is_free_mail(std::string_view registrable_domain) {
    static constexpr std::string_view domains[] = {
#define FREE_MAIL(domain) domain,
#include "core/base/places/free_mail.inc"
#undef FREE_MAIL
    };
    return std::binary_search(std::begin(domains), std::end(domains), registrable_domain);
}

}  // namespace entente
