// What Dear ImGui lacks as imgui_config.h and the build have it: a formatter of texts and whole
// numbers and a reader of one in place of the C library's, which bring all of floating point along,
// and the calls into imgui_tables.cpp, which is left out. No table of ImGui ever begins, so those
// have nothing to do.
#include "core/base/check.h"

#include <GLES3/gl3.h>
#include <algorithm>
#include <charconv>
#include <cstdarg>
#include <cstring>
#include <imgui.h>
#include <imgui_internal.h>
#include <string_view>

namespace {

// As much of a text as there is room for, and how long it is.
class Line {
public:
    Line(char* out, std::size_t size) : out_(out), room_(size > 0 ? size - 1 : 0) {}

    void add(std::string_view part) {
        if (out_ != nullptr) {
            part = part.substr(0, room_ - length_);
            if (!part.empty()) std::memcpy(out_ + length_, part.data(), part.size());
        }
        length_ += part.size();
    }
    // Without a place to write to, the length that all of it has.
    int end() {
        if (out_ != nullptr) out_[length_] = '\0';
        return static_cast<int>(length_);
    }

private:
    char* out_;
    std::size_t room_;
    std::size_t length_ = 0;
};

void add_number(Line& line, std::string_view flags, bool in_hexadecimal, long long value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, in_hexadecimal ? 16 : 10);
    const std::string_view shown(digits, static_cast<std::size_t>(end.ptr - digits));
    std::size_t width = 0;
    std::from_chars(flags.data(), flags.data() + flags.size(), width);
    const std::string_view padding = flags.substr(0, 1) == "0" ? "0" : " ";
    for (std::size_t i = shown.size(); i < width; i++) line.add(padding);
    line.add(shown);
}

}  // namespace

// %s, and %d %i %u %x %X with a width: what ImGui names its windows with. Hexadecimal is in lower
// case, for nobody reads it.
int ImFormatStringV(char* out, std::size_t size, const char* format, va_list arguments) {
    Line line(out, size);
    for (std::string_view rest = format; !rest.empty();) {
        const std::size_t percent = std::min(rest.find('%'), rest.size());
        line.add(rest.substr(0, percent));
        rest.remove_prefix(percent);
        if (rest.empty()) break;
        const std::size_t kind = rest.find_first_not_of("0123456789", 1);
        check(kind != std::string_view::npos);
        const std::string_view flags = rest.substr(1, kind - 1);
        const char letter = rest[kind];
        rest.remove_prefix(kind + 1);
        if (letter == 's') {
            line.add(va_arg(arguments, const char*));
        } else if (letter == 'd' || letter == 'i') {
            add_number(line, flags, false, va_arg(arguments, int));
        } else {
            check(letter == 'u' || letter == 'x' || letter == 'X');
            add_number(line, flags, letter != 'u', va_arg(arguments, unsigned));
        }
    }
    return line.end();
}

int ImFormatString(char* out, std::size_t size, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = ImFormatStringV(out, size, format, arguments);
    va_end(arguments);
    return length;
}

// A whole number behind the words of `format`, as the renderer reads which GLSL it was asked for.
// Any other format is one of a saved setting, and there are none.
int entente_scan_number(const char* text, const char* format, ...) {
    const std::string_view wanted = format;
    const std::string_view given = text;
    const std::string_view words = wanted.substr(0, wanted.find("%d"));
    if (words.size() + 2 != wanted.size() || given.substr(0, words.size()) != words) return 0;
    int number = 0;
    const char* first = text + words.size();
    if (std::from_chars(first, text + given.size(), number).ptr == first) return 0;
    va_list arguments;
    va_start(arguments, format);
    *va_arg(arguments, int*) = number;
    va_end(arguments);
    return 1;
}

// The renderer puts back what it found, for others that draw; here nobody else does, and each frame
// begins as a fresh context. Everything else is asked for once, at the start.
extern "C" void entente_gl_state(GLenum name, GLint* value) {
    switch (name) {
        case GL_ACTIVE_TEXTURE:
            *value = GL_TEXTURE0;
            return;
        case GL_VIEWPORT:
        case GL_SCISSOR_BOX:
            std::fill_n(value, 4, 0);
            return;
        case GL_BLEND_EQUATION_RGB:
        case GL_BLEND_EQUATION_ALPHA:
            *value = GL_FUNC_ADD;
            return;
        case GL_BLEND_SRC_RGB:
        case GL_BLEND_SRC_ALPHA:
            *value = GL_ONE;
            return;
        case GL_BLEND_DST_RGB:
        case GL_BLEND_DST_ALPHA:
        case GL_CURRENT_PROGRAM:
        case GL_TEXTURE_BINDING_2D:
        case GL_SAMPLER_BINDING:
        case GL_ARRAY_BUFFER_BINDING:
        case GL_ELEMENT_ARRAY_BUFFER_BINDING:
        case GL_PIXEL_UNPACK_BUFFER_BINDING:
        case GL_VERTEX_ARRAY_BINDING:
            *value = 0;
            return;
        default:
            glGetIntegerv(name, value);
    }
}

namespace ImGui {

void EndTable() {}
void TableEndRow(ImGuiTable* /*table*/) {}
void TableEndCell(ImGuiTable* /*table*/) {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TablePushColumnChannel(int /*column*/) {}
void TablePopColumnChannel() {}
void TableGcCompactTransientBuffers(ImGuiTable* /*table*/) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData* /*table*/) {}
void TableGcCompactSettings() {}
void TableSettingsAddSettingsHandler() {}
void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}

}  // namespace ImGui
