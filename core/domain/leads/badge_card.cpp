#include "core/domain/leads/badge_card.h"

#include "core/base/text/utf8.h"

#include <algorithm>
#include <vector>

namespace entente {

static std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Lines of a vCard with the folded ones put together again (RFC 6350, 3.2). A line that ends in
// "=" goes on, as quoted-printable has it in vCard 2.1.
static std::vector<std::string> unfolded_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        const bool folded = !line.empty() && (line.front() == ' ' || line.front() == '\t');
        const bool soft = !lines.empty() && !lines.back().empty() && lines.back().back() == '=' &&
                          upper(lines.back()).find("QUOTED-PRINTABLE") != std::string::npos;
        if (soft) {
            lines.back().pop_back();
            lines.back() += line;
        } else if (folded && !lines.empty()) {
            lines.back() += line.substr(1);
        } else {
            lines.emplace_back(line);
        }
    }
    return lines;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

static std::string from_quoted_printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); i++) {
        const bool coded = text[i] == '=' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                           hex_digit(text[i + 2]) >= 0;
        if (!coded) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
        i += 2;
    }
    return out;
}

// The parts between separators that are not escaped, with their escapes resolved.
static std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); i++) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            const char next = text[++i];
            parts.back() += next == 'n' || next == 'N' ? '\n' : next;
        } else if (text[i] == separator) {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    return parts;
}

static std::string joined(
    const std::vector<std::string>& parts, const std::vector<std::size_t>& order
) {
    std::string out;
    for (const std::size_t i : order) {
        if (i >= parts.size()) continue;
        const std::string_view part = trimmed(parts[i]);
        if (part.empty()) continue;
        if (!out.empty()) out += ' ';
        out += part;
    }
    return out;
}

struct Property {
    std::string name;    // Upper case, without its group.
    std::string params;  // Upper case.
    std::string value;
};

// "item1.EMAIL;TYPE=work:a@b.example". A colon within quotes belongs to a parameter.
static bool read_property(std::string_view line, Property& property) {
    bool quoted = false;
    std::size_t colon = 0;
    for (; colon < line.size(); colon++) {
        if (line[colon] == '"') quoted = !quoted;
        if (line[colon] == ':' && !quoted) break;
    }
    if (colon == line.size()) return false;
    std::string_view head = line.substr(0, colon);
    const std::size_t semicolon = std::min(head.find(';'), head.size());
    property.params = upper(head.substr(semicolon));
    head = head.substr(0, semicolon);
    const std::size_t dot = head.rfind('.');
    if (dot != std::string_view::npos) head.remove_prefix(dot + 1);
    property.name = upper(trimmed(head));
    property.value = std::string(line.substr(colon + 1));
    if (property.params.find("QUOTED-PRINTABLE") != std::string::npos) {
        property.value = from_quoted_printable(property.value);
    }
    return true;
}

static void set_first(std::string& field, std::string_view value) {
    if (field.empty()) field = std::string(trimmed(value));
}

static std::string without_scheme(std::string_view value, std::string_view scheme) {
    const bool has = upper(value.substr(0, scheme.size())) == scheme;
    return std::string(has ? value.substr(scheme.size()) : value);
}

static void apply(const Property& property, BadgeCard& card, std::string& structured_name) {
    const std::vector<std::string> parts = parts_of(property.value, ';');
    const std::string whole = joined(parts_of(property.value, '\0'), {0});
    if (property.name == "FN") set_first(card.name, whole);
    // Family; given; additional; prefixes; suffixes.
    if (property.name == "N") set_first(structured_name, joined(parts, {3, 1, 2, 0, 4}));
    if (property.name == "ORG") set_first(card.company, parts.front());
    if (property.name == "TITLE") set_first(card.title, whole);
    if (property.name == "EMAIL") set_first(card.email, without_scheme(whole, "MAILTO:"));
    if (property.name == "TEL") set_first(card.phone, without_scheme(whole, "TEL:"));
    if (property.name == "URL") set_first(card.url, whole);
    if (property.name == "NOTE") set_first(card.note, whole);
    // Box; extended; street; locality; region; code; country.
    if (property.name == "ADR" && parts.size() >= 7) set_first(card.country, parts[6]);
}

static Result<BadgeCard> from_vcard(std::string_view text) {
    BadgeCard card;
    std::string structured_name;
    for (const std::string& line : unfolded_lines(text)) {
        if (trimmed(line).empty()) continue;
        Property property;
        if (!read_property(line, property)) continue;  // A line of another kind is passed over.
        if (property.name == "END") {
            set_first(card.name, structured_name);
            return card;
        }
        apply(property, card, structured_name);
    }
    return Problem{ProblemCode::bytes_must_parse, "END", {}};
}

// The items of a MECARD with their escapes kept; an empty one ends it. The last semicolons are
// often left out by those who make badges.
static std::vector<std::string_view> items_of(std::string_view text) {
    std::vector<std::string_view> items;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); i++) {
        if (i + 1 < text.size() && text[i] == '\\') {
            i++;
            continue;
        }
        if (i < text.size() && text[i] != ';') continue;
        const std::string_view item = text.substr(begin, i - begin);
        if (trimmed(item).empty()) break;
        items.push_back(item);
        begin = i + 1;
    }
    return items;
}

static void apply_mecard(const Property& property, BadgeCard& card) {
    const std::string whole = joined(parts_of(property.value, '\0'), {0});
    const std::vector<std::string> parts = parts_of(property.value, ',');
    if (property.name == "N") set_first(card.name, joined(parts, {1, 0}));
    if (property.name == "ORG") set_first(card.company, whole);
    if (property.name == "TITLE") set_first(card.title, whole);
    if (property.name == "EMAIL") set_first(card.email, whole);
    if (property.name == "TEL") set_first(card.phone, whole);
    if (property.name == "URL") set_first(card.url, whole);
    if (property.name == "NOTE" || property.name == "MEMO") set_first(card.note, whole);
    if (property.name == "ADR" && parts.size() >= 7) set_first(card.country, parts[6]);
}

// MECARD:N:Family,Given;ORG:...;EMAIL:...;; with backslashes before what would separate.
static Result<BadgeCard> from_mecard(std::string_view text) {
    text.remove_prefix(std::string_view("MECARD:").size());
    BadgeCard card;
    for (const std::string_view item : items_of(text)) {
        Property property;
        if (read_property(item, property)) apply_mecard(property, card);
    }
    return card;
}

static Outcome fields_are_short(const BadgeCard& card) {
    const BoundedText texts[] = {
        {card.name, "name", badge_text_length_max},
        {card.company, "company", badge_text_length_max},
        {card.title, "title", badge_text_length_max},
        {card.email, "email", badge_text_length_max},
        {card.phone, "phone", badge_text_length_max},
        {card.url, "url", badge_note_length_max},
        {card.country, "country", badge_text_length_max},
        {card.note, "note", badge_note_length_max},
    };
    for (const BoundedText& each : texts) {
        // Quoted-printable can say bytes that the text as a whole does not show.
        if (is_utf8(each.text)) continue;
        return Problem{ProblemCode::text_must_be_utf8, std::string(each.field), {}};
    }
    return texts_are_short_enough(texts);
}

Result<BadgeCard> badge_from_text(std::string_view text) {
    if (text.size() > badge_bytes_max) {
        return Problem{
            ProblemCode::bytes_must_be_small_enough, {}, std::to_string(badge_bytes_max)};
    }
    if (!is_utf8(text)) return ProblemCode::text_must_be_utf8;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.substr(0, mark.size()) == mark) text.remove_prefix(mark.size());
    while (!text.empty() && (text.front() == '\r' || text.front() == '\n')) text.remove_prefix(1);
    const std::string head = upper(text.substr(0, 11));
    const bool vcard = head == "BEGIN:VCARD";
    const bool mecard = head.substr(0, 7) == "MECARD:";
    if (!vcard && !mecard) return ProblemCode::bytes_must_parse;
    TRY(BadgeCard card, vcard ? from_vcard(text) : from_mecard(text));
    TRY_DONE(fields_are_short(card));
    if (card.name.empty() && card.company.empty()) {
        return Problem{ProblemCode::field_must_be_given, "name", {}};
    }
    return card;
}

}  // namespace entente
