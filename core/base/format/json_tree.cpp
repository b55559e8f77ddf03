#include "core/base/format/json_tree.h"

#include "core/base/format/field_path.h"
#include "core/base/format/json.h"
#include "core/base/text/utf8.h"

#include <algorithm>
#include <charconv>

namespace entente {

// Every value becomes a node of some 100 bytes, so their number is bounded as well as their length.
static constexpr std::size_t json_values_max = 500'000;

// Builds the tree from what JsonText finds. An answer of false ends the reading.
class JsonTreeBuilder {
public:
    explicit JsonTreeBuilder(JsonNode& root) : root_(root) {}

    std::optional<Problem> problem;

    bool null() { return add(JsonKind::null) != nullptr; }
    bool boolean(bool value) { return add_integer(value ? 1 : 0, JsonKind::boolean); }
    bool integer(std::int64_t value) { return add_integer(value, JsonKind::integer); }
    bool other_number() { return add(JsonKind::other_number) != nullptr; }
    bool text(std::string& value) {
        JsonNode* node = add(JsonKind::text);
        if (node != nullptr) node->text = std::move(value);
        return node != nullptr;
    }
    // Pointers into a vector of children stay good: a node is only added to the innermost open one.
    bool open(JsonKind kind) {
        if (open_.size() == nesting_max) return refuse(ProblemCode::nesting_must_be_shallow, name_);
        JsonNode* node = add(kind);
        if (node != nullptr) open_.push_back(node);
        return node != nullptr;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    bool key(std::string& name) {
        const auto& siblings = open_.back()->children;
        const auto same = [&name](const JsonNode& node) { return node.name == name; };
        if (std::any_of(siblings.begin(), siblings.end(), same)) {
            return refuse(ProblemCode::field_must_be_unique, name);
        }
        if (siblings.size() == object_size_max) {
            return refuse(ProblemCode::list_must_be_short_enough, name);
        }
        name_ = std::move(name);
        return true;
    }

    // `position` counts bytes from 1.
    bool no_json(std::size_t position) {
        problem = Problem{ProblemCode::bytes_must_parse, {}, std::to_string(position)};
        return false;
    }

private:
    // No record has that many fields; it keeps the search for repeated names short.
    static constexpr std::size_t object_size_max = 1000;

    std::string path_to(std::string_view name) const {
        std::string path;
        for (const JsonNode* node : open_) {
            if (!path.empty() && !node->name.empty()) path += '.';
            path += node->name;
            if (node->kind != JsonKind::list) continue;
            const std::size_t before = node->children.size();
            path += "[" + std::to_string(before == 0 ? 0 : before - 1) + "]";
        }
        if (!path.empty() && !name.empty()) path += '.';
        return path.append(name);
    }

    bool refuse(ProblemCode code, std::string_view name) {
        problem = Problem{code, path_to(name), {}};
        return false;
    }

    JsonNode* add(JsonKind kind) {
        if (++values_ > json_values_max) {
            refuse(ProblemCode::list_must_be_short_enough, {});
            return nullptr;
        }
        JsonNode* node = &root_;
        if (!open_.empty()) node = &open_.back()->children.emplace_back();
        node->kind = kind;
        node->name = std::move(name_);
        name_.clear();
        return node;
    }
    bool add_integer(std::int64_t value, JsonKind kind) {
        JsonNode* node = add(kind);
        if (node != nullptr) node->integer = value;
        return node != nullptr;
    }

    JsonNode& root_;
    std::vector<JsonNode*> open_;
    std::string name_;
    std::size_t values_ = 0;
};

// Reads RFC 8259, and nothing beside it, out of valid UTF-8. It descends once for every level of
// nesting, which the builder bounds.
class JsonText {
public:
    JsonText(std::string_view text, JsonTreeBuilder& builder)
        : rest_(text), size_(text.size()), builder_(builder) {}

    bool read() {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (rest_.substr(0, 3) == byte_order_mark) rest_.remove_prefix(3);
        if (!value()) return false;
        skip_space();
        return rest_.empty() || fail();
    }

private:
    bool fail(std::size_t ahead = 0) { return builder_.no_json(size_ - rest_.size() + ahead + 1); }

    void skip_space() {
        const std::size_t start = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
    }

    bool take(std::string_view wanted) {
        if (rest_.substr(0, wanted.size()) != wanted) return false;
        rest_.remove_prefix(wanted.size());
        return true;
    }

    bool take_after_space(std::string_view wanted) {
        skip_space();
        return take(wanted);
    }

    bool value() {
        skip_space();
        if (take("{")) return builder_.open(JsonKind::object) && object();
        if (take("[")) return builder_.open(JsonKind::list) && list();
        if (take("null")) return builder_.null();
        if (take("true")) return builder_.boolean(true);
        if (take("false")) return builder_.boolean(false);
        if (rest_.substr(0, 1) == "\"") return string() && builder_.text(text_);
        return number();
    }

    bool object() {
        if (take_after_space("}")) return builder_.close();
        do {
            skip_space();
            if (!string() || !builder_.key(text_)) return false;
            if (!take_after_space(":")) return fail();
            if (!value()) return false;
        } while (take_after_space(","));
        return take("}") ? builder_.close() : fail();
    }

    bool list() {
        if (take_after_space("]")) return builder_.close();
        do {
            if (!value()) return false;
        } while (take_after_space(","));
        return take("]") ? builder_.close() : fail();
    }

    std::size_t digits_at(std::size_t start) const {
        const std::size_t end =
            std::min(rest_.find_first_not_of("0123456789", start), rest_.size());
        return end - std::min(start, end);
    }

    bool is_at(std::size_t at, std::string_view any_of) const {
        return at < rest_.size() && any_of.find(rest_[at]) != std::string_view::npos;
    }

    bool number() {
        std::size_t at = is_at(0, "-") ? 1 : 0;
        const std::size_t whole = is_at(at, "0") ? 1 : digits_at(at);
        if (whole == 0) return fail(at);
        at += whole;
        const std::size_t whole_end = at;
        if (is_at(at, ".")) {
            const std::size_t fraction = digits_at(++at);
            if (fraction == 0) return fail(at);
            at += fraction;
        }
        if (is_at(at, "eE")) {
            at += is_at(at + 1, "+-") ? 2U : 1U;
            const std::size_t exponent = digits_at(at);
            if (exponent == 0) return fail(at);
            at += exponent;
        }
        const char* const end = rest_.data() + at;
        std::int64_t value = 0;
        const auto parsed = std::from_chars(rest_.data(), end, value);
        rest_.remove_prefix(at);
        const bool fits = at == whole_end && parsed.ec == std::errc();
        return fits ? builder_.integer(value) : builder_.other_number();
    }

    // Into text_.
    bool string() {
        text_.clear();
        if (!take("\"")) return fail();
        while (!rest_.empty() && static_cast<unsigned char>(rest_.front()) >= 0x20) {
            if (take("\"")) return true;
            if (!take("\\")) {
                text_.push_back(rest_.front());
                rest_.remove_prefix(1);
            } else if (!escape()) {
                return fail();
            }
        }
        return fail();
    }

    bool escape() {
        if (take("u")) return escaped_code_point();
        constexpr std::string_view escapes = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const std::size_t which = rest_.empty() ? std::string_view::npos : escapes.find(rest_[0]);
        if (which == std::string_view::npos) return false;
        text_.push_back(meanings[which]);
        rest_.remove_prefix(1);
        return true;
    }

    // Code points above U+FFFF are escaped as two surrogates, which alone mean nothing.
    bool escaped_code_point() {
        std::uint32_t code_point = 0;
        if (!four_digits(code_point)) return false;
        if (code_point >= 0xD800 && code_point < 0xDC00) {
            std::uint32_t low = 0;
            if (!take("\\u") || !four_digits(low) || low < 0xDC00 || low > 0xDFFF) return false;
            code_point = 0x10000 + ((code_point - 0xD800) << 10U) + (low - 0xDC00);
        } else if (code_point >= 0xDC00 && code_point <= 0xDFFF) {
            return false;
        }
        append_code_point(text_, code_point);
        return true;
    }

    bool four_digits(std::uint32_t& value) {
        if (rest_.size() < 4) return false;
        const char* const end = rest_.data() + 4;
        const auto parsed = std::from_chars(rest_.data(), end, value, 16);
        if (parsed.ec != std::errc() || parsed.ptr != end) return false;
        rest_.remove_prefix(4);
        return true;
    }

    std::string_view rest_;
    std::size_t size_;
    std::string text_;
    JsonTreeBuilder& builder_;
};

std::optional<Problem> parse_json(std::string_view text, JsonNode& root) {
    if (text.size() > json_bytes_max)
        return Problem{ProblemCode::bytes_must_be_small_enough, {}, {}};
    if (!is_utf8(text)) return Problem{ProblemCode::text_must_be_utf8, {}, {}};
    JsonTreeBuilder builder(root);
    const bool parsed = JsonText(text, builder).read();
    check(parsed != builder.problem.has_value());
    return builder.problem;
}

}  // namespace entente
