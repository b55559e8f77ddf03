#include "core/base/format/field_path.h"
#include "core/base/format/json.h"
#include "core/base/format/json_tree.h"

#include <algorithm>
#include <array>

namespace entente {

// Gives the fields their values from the tree. After a problem it visits on without doing anything.
class JsonInput::Reader final : public FieldVisitor {
public:
    explicit Reader(std::string_view text) : problem_(parse_json(text, root_)) {}

    std::optional<Problem> problem_of_all() const { return problem_; }

    void boolean(std::string_view name, bool& value) override {
        const JsonNode* node = find(name, JsonKind::boolean);
        value = node != nullptr && node->integer != 0;
    }

    void integer(std::string_view name, std::int64_t& value) override {
        const JsonNode* node = find(name, JsonKind::integer);
        value = node != nullptr ? node->integer : 0;
    }

    void text(std::string_view name, std::string& value) override {
        const JsonNode* node = find(name, JsonKind::text);
        value = node != nullptr ? node->text : std::string_view{};
    }

    void bytes(std::string_view name, Bytes& value) override {
        value.clear();
        const JsonNode* node = find(name, JsonKind::text);
        if (node == nullptr) return;
        std::optional<Bytes> read = bytes_from_hex(node->text);
        if (!read) return refuse(ProblemCode::bytes_must_parse, name);
        value = *std::move(read);
    }

    void id(std::string_view name, IdBytes& value) override {
        value = read(name, id_from_text, IdBytes{});
    }

    void date(std::string_view name, Date& value) override {
        value = read(name, date_from_text, Date{});
    }

    void moment(std::string_view name, Moment& value) override {
        value = read(name, moment_from_text, Moment{});
    }

    void currency(std::string_view name, Currency& value) override {
        const auto currency_or_none = [](std::string_view code) {
            return code.empty() ? Result<Currency>(Currency{}) : currency_from_text(code);
        };
        value = read(name, currency_or_none, Currency{});
    }

    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view> names)
        override {
        index = 0;
        const JsonNode* node = find(name, JsonKind::text);
        if (node == nullptr) return;
        const auto found = std::find(names.begin(), names.end(), node->text);
        if (found == names.end()) {
            return refuse(ProblemCode::value_must_be_one_of_the_choices, name);
        }
        index = static_cast<std::size_t>(found - names.begin());
    }

    bool begin_group(std::string_view name) override {
        // A group that is not there is entered all the same: its fields get their defaults.
        JsonNode* node = find(name, JsonKind::object);
        return push(name, node);
    }

    void end_group() override {
        if (problem_) return;
        const JsonNode* group = levels_[path_.depth() - 1].node;
        if (group != nullptr) {
            for (const JsonNode& child : group->children) {
                if (!child.used) refuse(ProblemCode::field_must_be_known, child.name);
            }
        }
        path_.leave();
    }

    std::size_t begin_list(std::string_view name, std::size_t /*size*/) override {
        JsonNode* node = find(name, JsonKind::list);
        if (!push(name, node)) return 0;
        return node != nullptr ? node->children.size() : 0;
    }

    void end_list() override {
        if (!problem_) path_.leave();
    }

    bool present(std::string_view name, bool /*is_present*/) override {
        if (problem_) return false;
        Level& level = levels_[path_.depth() - 1];
        const bool in_list = level.node != nullptr && level.node->kind == JsonKind::list;
        const Level before = level;
        JsonNode* node = next(name);
        const bool is_there = node != nullptr && node->kind != JsonKind::null;
        // Only looked at: the value itself is visited next.
        if (is_there)
            level = before;
        else if (in_list)
            path_.next_element();
        return is_there;
    }

    void out_of_range(std::string_view name) override {
        refuse(ProblemCode::value_must_be_in_range, name);
    }

private:
    struct Level {
        JsonNode* node = nullptr;  // None: not in the input.
        std::size_t next = 0;      // The child that is expected next.
    };

    static std::optional<Bytes> bytes_from_hex(std::string_view text) {
        constexpr std::string_view digits = "0123456789abcdef";
        if (text.size() % 2 != 0) return std::nullopt;
        Bytes bytes;
        for (std::size_t i = 0; i < text.size(); i += 2) {
            const std::size_t high = digits.find(text[i]);
            const std::size_t low = digits.find(text[i + 1]);
            if (high > 15 || low > 15) return std::nullopt;
            bytes.push_back(static_cast<std::uint8_t>(high << 4U | low));
        }
        return bytes;
    }

    void refuse(ProblemCode code, std::string_view name) {
        if (!problem_) problem_ = Problem{code, path_.to(name), {}};
    }

    template <typename Value, typename FromText>
    Value read(std::string_view name, FromText from_text, Value standard) {
        const JsonNode* node = find(name, JsonKind::text);
        if (node == nullptr) return standard;
        Result<Value> value = from_text(node->text);
        if (value.ok()) return value.value();
        refuse(value.problem().code, name);
        return standard;
    }

    // The node of that name in the innermost level, or its next element.
    JsonNode* next(std::string_view name) {
        Level& level = levels_[path_.depth() - 1];
        if (level.node == nullptr) return nullptr;
        auto& children = level.node->children;
        if (level.node->kind == JsonKind::list) {
            check(level.next < children.size());
            return &children[level.next++];
        }
        // Mostly the names come in the order of the fields.
        for (std::size_t i = 0; i < children.size(); i++) {
            JsonNode& child = children[(level.next + i) % children.size()];
            if (child.name != name) continue;
            level.next = (level.next + i + 1) % children.size();
            child.used = true;
            return &child;
        }
        return nullptr;
    }

    // None when it is not there, or is of another kind, which is refused.
    JsonNode* find(std::string_view name, JsonKind kind) {
        if (problem_) return nullptr;
        JsonNode* node = &root_;
        if (path_.depth() > 0) {
            const JsonNode* level = levels_[path_.depth() - 1].node;
            if (level != nullptr && level->kind == JsonKind::list) path_.next_element();
            node = next(name);
        }
        if (node == nullptr || node->kind == kind) return node;
        const bool bad_integer = kind == JsonKind::integer && node->kind == JsonKind::other_number;
        refuse(
            bad_integer ? ProblemCode::value_must_be_in_range
                        : ProblemCode::field_must_have_the_right_type,
            name
        );
        return nullptr;
    }

    bool push(std::string_view name, JsonNode* node) {
        if (problem_) return false;
        if (path_.depth() == nesting_max) {
            refuse(ProblemCode::nesting_must_be_shallow, name);
            return false;
        }
        path_.enter(name);
        levels_[path_.depth() - 1] = {.node = node};
        return true;
    }

    JsonNode root_;
    std::optional<Problem> problem_;
    FieldPath path_;
    std::array<Level, nesting_max> levels_;
};

JsonInput::JsonInput(std::string_view text) : reader_(std::make_unique<Reader>(text)) {}
JsonInput::~JsonInput() = default;
FieldVisitor& JsonInput::visitor() {
    return *reader_;
}
std::optional<Problem> JsonInput::problem() const {
    return reader_->problem_of_all();
}

}  // namespace entente
