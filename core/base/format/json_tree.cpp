#include "core/base/format/json_tree.h"

#include "core/base/format/field_path.h"
#include "core/base/format/json.h"
#include "core/base/text/utf8.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace entente {

// Every value becomes a node of some 100 bytes, so their number is bounded as well as their length.
static constexpr std::size_t json_values_max = 500'000;

// Builds the tree from the parser's events. An event that answers false ends the parsing.
class JsonTreeBuilder {
public:
    explicit JsonTreeBuilder(JsonNode& root) : root_(root) {}

    std::optional<Problem> problem;

    bool null() { return add(JsonKind::null) != nullptr; }
    bool boolean(bool value) { return add_integer(value ? 1 : 0, JsonKind::boolean); }
    bool number_integer(std::int64_t value) { return add_integer(value, JsonKind::integer); }
    bool number_unsigned(std::uint64_t value) {
        const bool fits = value <= std::uint64_t{std::numeric_limits<std::int64_t>::max()};
        return fits ? number_integer(static_cast<std::int64_t>(value)) : number_float(0, {});
    }
    bool number_float(double /*value*/, const std::string& /*digits*/) {
        return add(JsonKind::other_number) != nullptr;
    }
    bool string(std::string& value) {
        JsonNode* node = add(JsonKind::text);
        if (node != nullptr) node->text = std::move(value);
        return node != nullptr;
    }
    static bool binary(const nlohmann::json::binary_t& /*value*/) {
        return false;
    }  // Not in a text.
    bool start_object(std::size_t /*size*/) { return open(JsonKind::object); }
    bool start_array(std::size_t /*size*/) { return open(JsonKind::list); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

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

    template <typename Exception>
    bool parse_error(std::size_t position, const std::string& /*token*/, const Exception& /*why*/) {
        // Where a text ends too early is no use to anybody; elsewhere the byte is.
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

    JsonNode& root_;
    std::vector<JsonNode*> open_;
    std::string name_;
    std::size_t values_ = 0;
};

std::optional<Problem> parse_json(std::string_view text, JsonNode& root) {
    if (text.size() > json_bytes_max)
        return Problem{ProblemCode::bytes_must_be_small_enough, {}, {}};
    if (!is_utf8(text)) return Problem{ProblemCode::text_must_be_utf8, {}, {}};
    JsonTreeBuilder builder(root);
    const bool parsed = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
    check(parsed != builder.problem.has_value());
    return builder.problem;
}

}  // namespace entente
