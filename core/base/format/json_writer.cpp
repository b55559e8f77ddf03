#include "core/base/format/field_path.h"
#include "core/base/format/json.h"
#include "core/base/text/utf8.h"

#include <array>

namespace entente {

static void append_quoted(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    while (!text.empty()) {
        const char32_t letter = take_code_point(text);
        if (letter == '"' || letter == '\\') {
            out += {'\\', static_cast<char>(letter)};
        } else if (letter == '\n') {
            out += "\\n";
        } else if (letter < 0x20 || letter == 0x7F) {
            out.append("\\u00").append({digits[letter >> 4], digits[letter & 15]});
        } else {
            append_code_point(out, letter);
        }
    }
    out += '"';
}

// Writes the fields it visits, and takes back groups that turn out empty.
class JsonOutput::Writer final : public FieldVisitor {
public:
    explicit Writer(int indent) : indent_(indent) {}

    std::string take() { return std::move(out_); }

    void boolean(std::string_view name, bool& value) override {
        if (begin_field(name, !value)) out_ += value ? "true" : "false";
    }
    void integer(std::string_view name, std::int64_t& value) override {
        if (begin_field(name, value == 0)) out_ += std::to_string(value);
    }
    void text(std::string_view name, std::string& value) override {
        if (begin_field(name, value.empty())) append_quoted(out_, value);
    }
    void bytes(std::string_view name, Bytes& value) override {
        if (begin_field(name, value.empty())) append_quoted(out_, hex_from_bytes(value));
    }
    void id(std::string_view name, IdBytes& value) override {
        if (begin_field(name, value == IdBytes{})) append_quoted(out_, text_from_id(value));
    }
    void date(std::string_view name, Date& value) override {
        if (begin_field(name, value == Date{})) append_quoted(out_, text_from_date(value));
    }
    void moment(std::string_view name, Moment& value) override {
        if (begin_field(name, !value.given())) append_quoted(out_, text_from_moment(value));
    }
    void currency(std::string_view name, Currency& value) override {
        if (begin_field(name, !value.given())) append_quoted(out_, value.text());
    }
    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view> names)
        override {
        check(index < names.size());
        if (begin_field(name, index == 0)) append_quoted(out_, names[index]);
    }

    bool begin_group(std::string_view name) override {
        const bool kept = depth_ == 0 || levels_[depth_ - 1].list || must_write_;
        const std::size_t begin = out_.size();
        begin_field(name, false);
        push({.kept = kept, .begin = begin});
        out_ += '{';
        return true;
    }
    void end_group() override {
        check(depth_ > 0 && !levels_[depth_ - 1].list);
        const Level level = levels_[--depth_];
        if (level.size == 0 && !level.kept) {
            out_.resize(level.begin);
            levels_[depth_ - 1].size--;
            return;
        }
        if (level.size > 0) new_line();
        out_ += '}';
    }

    std::size_t begin_list(std::string_view name, std::size_t size) override {
        const bool written = begin_field(name, size == 0);
        push({.list = true, .kept = written});
        if (written) out_ += '[';
        return size;
    }
    void end_list() override {
        check(depth_ > 0 && levels_[depth_ - 1].list);
        const Level level = levels_[--depth_];
        if (level.size > 0) new_line();
        if (level.kept) out_ += ']';
    }

    bool present(std::string_view /*name*/, bool is_present) override {
        must_write_ = is_present;
        const bool in_list = depth_ > 0 && levels_[depth_ - 1].list;
        if (!is_present && in_list && begin_field({}, false)) out_ += "null";
        return is_present;
    }

private:
    struct Level {
        bool list = false;
        bool kept = true;       // Stays although empty.
        std::size_t begin = 0;  // Where the field begins, its comma included.
        std::size_t size = 0;   // Fields or elements written.
    };

    void push(Level level) {
        check(depth_ < levels_.size());
        levels_[depth_++] = level;
    }

    void new_line() {
        if (indent_ < 0) return;
        out_ += '\n';
        out_.append(depth_ * static_cast<std::size_t>(indent_), ' ');
    }

    // Whether a value is to be written; then all that stands before it has been.
    bool begin_field(std::string_view name, bool is_default) {
        const bool must_write = must_write_;
        must_write_ = false;
        if (depth_ == 0) return true;
        Level& level = levels_[depth_ - 1];
        if (!level.list && is_default && !must_write) return false;
        if (level.size++ > 0) out_ += ',';
        new_line();
        if (level.list) return true;
        append_quoted(out_, name);
        out_ += indent_ < 0 ? ":" : ": ";
        return true;
    }

    int indent_;
    std::string out_;
    std::array<Level, nesting_max> levels_;
    std::size_t depth_ = 0;
    bool must_write_ = false;  // The next value is one that an optional says is there.
};

JsonOutput::JsonOutput(int indent) : writer_(std::make_unique<Writer>(indent)) {}
JsonOutput::~JsonOutput() = default;
FieldVisitor& JsonOutput::visitor() {
    return *writer_;
}
std::string JsonOutput::take() {
    return writer_->take();
}

}  // namespace entente
