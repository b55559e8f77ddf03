#include "core/app/text.h"

#include "core/app/format.h"
#include "core/base/sort.h"

#include <algorithm>

namespace entente {

namespace {

// Reads the one shape a text file has. Small enough to be read by eye, and free of the general
// JSON reader, which the browser would have to fetch before the first screen.
class FlatJson {
public:
    explicit FlatJson(std::string_view json) : rest_(json), size_(json.size()) {}

    bool take(char wanted) {
        skip_space();
        if (rest_.empty() || rest_.front() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool string(std::string& into) {
        into.clear();
        if (!take('"')) return false;
        while (!rest_.empty()) {
            const char c = next();
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return false;
            if (c != '\\') {
                into.push_back(c);
            } else if (!escape(into)) {
                return false;
            }
        }
        return false;
    }

    bool at_end() {
        skip_space();
        return rest_.empty();
    }

    Problem problem() const {
        return {ProblemCode::bytes_must_parse, {}, std::to_string(size_ - rest_.size())};
    }

private:
    char next() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    void skip_space() {
        const std::size_t start = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
    }

    // Texts are written in UTF-8; only the escapes that JSON needs are taken.
    bool escape(std::string& into) {
        if (rest_.empty()) return false;
        const char c = next();
        constexpr std::string_view escapes = "\"\\/n";
        constexpr std::string_view meanings = "\"\\/\n";
        const std::size_t which = escapes.find(c);
        if (which == std::string_view::npos) return false;
        into.push_back(meanings[which]);
        return true;
    }

    std::string_view rest_;
    std::size_t size_;
};

const std::string_view* argument_named(Arguments arguments, std::string_view name) {
    for (const Argument& argument : arguments) {
        if (argument.name == name) return &argument.value;
    }
    return nullptr;
}

// A placeholder without its argument stays as it is, so that a test and a person see it.
std::string filled(std::string_view text, Arguments arguments) {
    std::string out;
    out.reserve(text.size() + 32);
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        out.append(text.substr(0, open));
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos) {
            out.append(text);
            break;
        }
        const std::string_view* value = argument_named(arguments, text.substr(1, close - 1));
        out.append(value != nullptr ? *value : text.substr(0, close + 1));
        text.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace

Result<Catalog> Catalog::load(std::string_view json, Catalog before) {
    Catalog catalog = std::move(before);
    FlatJson reader(json);
    if (!reader.take('{')) return reader.problem();
    if (!reader.take('}')) {
        do {
            Entry entry;
            const bool sound =
                reader.string(entry.key) && reader.take(':') && reader.string(entry.text);
            if (!sound) return reader.problem();
            catalog.entries_.push_back(std::move(entry));
        } while (reader.take(','));
        if (!reader.take('}')) return reader.problem();
    }
    if (!reader.at_end()) return reader.problem();

    std::vector<Entry>& entries = catalog.entries_;
    sort_values(entries, [](const Entry& a, const Entry& b) { return a.key < b.key; });
    for (std::size_t i = 1; i < entries.size(); i++) {
        if (entries[i - 1].key == entries[i].key) {
            return Problem{ProblemCode::field_must_be_unique, entries[i].key, {}};
        }
    }
    return catalog;
}

const std::string* Catalog::find(std::string_view key) const {
    const auto at = std::lower_bound(
        entries_.begin(),
        entries_.end(),
        key,
        [](const Entry& entry, std::string_view wanted) { return entry.key < wanted; }
    );
    return at != entries_.end() && at->key == key ? &at->text : nullptr;
}

std::string Catalog::text(std::string_view key) const {
    const std::string* found = find(key);
    return found != nullptr ? *found : std::string(key);
}

std::string Catalog::text(std::string_view key, Arguments arguments) const {
    const std::string* found = find(key);
    return found != nullptr ? filled(*found, arguments) : std::string(key);
}

std::string Catalog::count(std::string_view key, std::int64_t n, Arguments arguments) const {
    // Which counts are "one" is a property of the language: 1, or 0 and 1, or none at all.
    const std::string* rule = find("locale.plural");
    const bool zero_is_one = rule != nullptr && *rule == "0-1";
    const bool no_forms = rule != nullptr && *rule == "none";
    const bool one = !no_forms && (n == 1 || (n == 0 && zero_is_one));
    std::string form = std::string(key) + (one ? ".one" : ".other");
    const std::string* found = find(form);
    if (found == nullptr) return form;

    const std::string number = text_from_count(*this, n);
    // Two passes: a value that looks like a placeholder could only be the count, which is digits.
    const std::string with_count = filled(*found, {{"n", number}});
    return filled(with_count, arguments);
}

std::string Catalog::of(std::string_view prefix, std::string_view name) const {
    std::string key(prefix);
    key.push_back('.');
    key.append(name);
    const std::string* found = find(key);
    return found != nullptr ? *found : std::string(name);
}

std::string Catalog::problem(const Problem& problem) const {
    std::string key = "problem.";
    key.append(name_of(problem.code));
    return text(key, {{"limit", problem.limit}});
}

}  // namespace entente
