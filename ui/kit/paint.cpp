#include "ui/kit/paint.h"

#include "ui/kit/tip.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <imgui_internal.h>

namespace entente::ui {

namespace {

// Measures of Inter in shares of its size.
constexpr float ascent_share = 0.96875F;
constexpr float descent_share = 0.2412F;
constexpr std::string_view ellipsis = "\u2026";
constexpr std::size_t cached_texts_max = 4000;

ImDrawList* draw_list() {
    return ImGui::GetWindowDrawList();
}

ImVec2 low(const Rect& box) {
    return {box.x, box.y};
}
ImVec2 high(const Rect& box) {
    return {box.x + box.width, box.y + box.height};
}

float hair_width(const Ui& ui) {
    const float ratio = ui.page.pixel_ratio;
    return std::max(1.0F, std::floor(ratio)) / ratio;
}

ImFontBaked* baked(const Ui& ui, FontStyle font) {
    ImFont* face = ui.fonts.face(font.weight);
    return face == nullptr ? nullptr : face->GetFontBaked(font.size, ui.page.pixel_ratio);
}

// The code point at `at` and where the next one begins.
unsigned next_code(std::string_view words, std::size_t& at) {
    unsigned code = 0;
    const char* begin = words.data() + at;
    const int length = ImTextCharFromUtf8(&code, begin, words.data() + words.size());
    at += static_cast<std::size_t>(std::max(length, 1));
    return code;
}

float width_of(ImFontBaked* font, std::string_view words) {
    float width = 0;
    for (std::size_t at = 0; at < words.size();) {
        width += font->GetCharAdvance(static_cast<ImWchar>(next_code(words, at)));
    }
    return width;
}

bool breaks_around(unsigned code) {
    return code >= 0x2E80 && code < 0xFB00;
}

struct Word {
    std::size_t end = 0;       // With the blanks behind it.
    float width = 0, all = 0;  // Without and with those.
};

Word next_word(ImFontBaked* font, std::string_view words, std::size_t at) {
    Word word{.end = at};
    bool blank = false;
    while (word.end < words.size() && words[word.end] != '\n') {
        std::size_t next = word.end;
        const unsigned code = next_code(words, next);
        const bool is_blank = code == ' ' || code == '\t';
        if (blank && !is_blank) break;
        if (breaks_around(code) && word.end != at) break;
        word.all += font->GetCharAdvance(static_cast<ImWchar>(code));
        if (!is_blank) word.width = word.all;
        blank = is_blank;
        word.end = next;
        if (breaks_around(code)) blank = true;
    }
    return word;
}

class Wrapper {
public:
    explicit Wrapper(float width) : width_(width) {}

    void add(std::uint32_t run, ImFontBaked* font, std::string_view words) {
        for (std::size_t at = 0; at < words.size();) {
            if (words[at] == '\n') {
                end_line();
                at += 1;
                continue;
            }
            Word word = next_word(font, words, at);
            if (x_ > 0 && x_ + word.width > width_ + 0.01F) end_line();
            if (word.width > width_ + 0.01F) word = cut(font, words, at);
            append(run, at, word);
            at = word.end;
        }
    }

    TextLayout finish() {
        end_line();
        return std::move(layout_);
    }

private:
    // As much of a word that is wider than a line as fits, one character at least.
    Word cut(ImFontBaked* font, std::string_view words, std::size_t at) const {
        Word word{.end = at};
        while (word.end < words.size()) {
            std::size_t next = word.end;
            const float step = font->GetCharAdvance(static_cast<ImWchar>(next_code(words, next)));
            if (word.end != at && word.all + step > width_) break;
            word.all += step;
            word.end = next;
        }
        word.width = word.all;
        return word;
    }

    void append(std::uint32_t run, std::size_t begin, const Word& word) {
        const auto line = static_cast<std::uint32_t>(layout_.line_widths.size());
        const bool joins = !layout_.pieces.empty() && layout_.pieces.back().run == run &&
                           layout_.pieces.back().line == line;
        if (!joins) {
            layout_.pieces.push_back(
                {.run = run, .begin = static_cast<std::uint32_t>(begin), .x = x_, .line = line}
            );
        }
        TextPiece& piece = layout_.pieces.back();
        piece.end = static_cast<std::uint32_t>(word.end);
        ink_ = x_ + word.width;
        x_ += word.all;
        piece.width = ink_ - piece.x;
    }

    void end_line() {
        layout_.line_widths.push_back(ink_);
        layout_.width = std::max(layout_.width, ink_);
        x_ = 0;
        ink_ = 0;
    }

    float width_;
    float x_ = 0, ink_ = 0;
    TextLayout layout_;
};

std::uint64_t hash_runs(const Ui& ui, std::span<const Run> runs, float width) {
    std::uint64_t hash = 14695981039346656037ULL;
    const auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * 1099511628211ULL; };
    for (const Run& run : runs) {
        for (const char c : run.text) mix(static_cast<unsigned char>(c));
        mix(static_cast<std::uint64_t>(scaled(ui, run.font).size * 64.0F) * 4U + 1U);
        mix(static_cast<std::uint64_t>(run.font.weight) + 257U);
    }
    mix(static_cast<std::uint64_t>(std::max(width, 0.0F) * 64.0F));
    return hash;
}

void draw_glyphs(const Ui& ui, const TextAt& at, ImFontBaked* font, std::string_view words) {
    ImDrawList* list = draw_list();
    const float baseline = snap(ui, at.top + baseline_of(ui, at.font));
    const float y = baseline - std::floor(font->Ascent + 0.5F);
    float x = at.x;
    list->PrimReserve(static_cast<int>(words.size()) * 6, static_cast<int>(words.size()) * 4);
    int unused = static_cast<int>(words.size());
    for (std::size_t i = 0; i < words.size();) {
        const auto code = static_cast<ImWchar>(next_code(words, i));
        const ImFontGlyph* glyph = font->FindGlyph(code);
        if (glyph == nullptr) continue;
        if (glyph->Visible != 0) {
            // A glyph made just now may have replaced the texture: only what is read here is used.
            const ImVec2 from(x + glyph->X0, y + glyph->Y0);
            const ImVec2 to(x + glyph->X1, y + glyph->Y1);
            const ImVec2 uv_from(glyph->U0, glyph->V0);
            const ImVec2 uv_to(glyph->U1, glyph->V1);
            list->PrimRectUV(from, to, uv_from, uv_to, at.color);
            unused -= 1;
        }
        x += glyph->AdvanceX;
    }
    list->PrimUnreserve(unused * 6, unused * 4);
}

void note_drawn(Ui& ui, const TextAt& at, std::string_view words, float width) {
    if (ui.drawn_texts == nullptr) return;
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    const FontStyle font = scaled(ui, at.font);
    ui.drawn_texts->push_back(
        {.text = std::string(words),
         .ink = {at.x, at.top, width, font.line},
         .clip = {clip.Min.x, clip.Min.y, clip.GetWidth(), clip.GetHeight()}}
    );
}

}  // namespace

Color ink_color(const Theme& theme, Ink ink) {
    switch (ink) {
        case Ink::text:
            return theme.color.text;
        case Ink::muted:
            return theme.color.muted;
        case Ink::accent:
            return theme.tone(Tone::accent).text;
        case Ink::good:
            return theme.tone(Tone::good).text;
        case Ink::warning:
            return theme.tone(Tone::warning).text;
        case Ink::danger:
            return theme.tone(Tone::danger).text;
        case Ink::info:
            return theme.tone(Tone::info).text;
        case Ink::preview:
            return theme.tone(Tone::preview).text;
    }
    return theme.color.text;
}

bool in_view(const Ui& /*ui*/, const Rect& box) {
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    return clip.Overlaps(ImRect(low(box), high(box)));
}

void push_clip(Ui& /*ui*/, const Rect& box) {
    ImGui::PushClipRect(low(box), high(box), true);
}

void pop_clip() {
    ImGui::PopClipRect();
}

void paint_box(Ui& ui, const Rect& box, Color fill, float corner) {
    if (!in_view(ui, box) || box.width <= 0 || box.height <= 0) return;
    const float round = std::min(corner, std::min(box.width, box.height) / 2);
    draw_list()->AddRectFilled(low(box), high(box), fill, round);
}

void paint_framed(Ui& ui, const Rect& box, Color fill, Color border, float corner) {
    const float hair = hair_width(ui);
    paint_box(ui, box, border, corner);
    const Rect inner{box.x + hair, box.y + hair, box.width - 2 * hair, box.height - 2 * hair};
    paint_box(ui, inner, fill, std::max(0.0F, corner - hair));
}

void paint_outline(Ui& ui, const Rect& box, Color color, float thickness, float corner) {
    if (!in_view(ui, box)) return;
    const float half = thickness / 2 - 0.5F;
    const ImVec2 from(box.x + half, box.y + half);
    const ImVec2 to(box.x + box.width - half, box.y + box.height - half);
    draw_list()->AddRect(from, to, color, corner, 0, thickness);
}

void paint_shadow(Ui& ui, const Rect& box, float corner) {
    const Color shadow = ui.theme.color.shadow;
    const std::uint32_t alpha = shadow >> 24U;
    constexpr int steps = 8;
    // A shadow falls outside of the window that casts it.
    ImGui::PushClipRect({0, 0}, {ui.page.width, ui.page.height}, false);
    // Denser towards the box: the layers lie over each other, and the inner ones count for more.
    for (int step = steps; step > 0; --step) {
        const float grow = static_cast<float>(step * step) * 0.35F;
        const Rect ring{
            box.x - grow, box.y - grow + 4, box.width + 2 * grow, box.height + 2 * grow};
        const Color part = with_alpha(shadow, alpha / static_cast<std::uint32_t>(steps));
        paint_box(ui, ring, part, corner + grow);
    }
    ImGui::PopClipRect();
}

void paint_focus(Ui& ui, const Rect& box, float corner) {
    const Rect around{box.x - 4, box.y - 4, box.width + 8, box.height + 8};
    paint_outline(ui, around, ui.theme.color.focus, 2, corner + 4);
}

void paint_dot(Ui& /*ui*/, float x, float y, float radius, Color color) {
    draw_list()->AddCircleFilled({x, y}, radius, color);
}

void paint_rule(Ui& ui, float x, float y, float width, Color color) {
    paint_box(ui, {x, snap(ui, y), width, hair_width(ui)}, color);
}

void paint_icon(Ui& ui, const Rect& box, Icon icon, Color color) {
    ImFont* face = ui.fonts.icons();
    if (face == nullptr || icon == Icon::none || !in_view(ui, box)) return;
    ImFontBaked* font = face->GetFontBaked(box.width, ui.page.pixel_ratio);
    const ImFontGlyph* glyph = font->FindGlyphNoFallback(static_cast<ImWchar>(icon));
    if (glyph == nullptr || glyph->Visible == 0) return;
    const ImFontGlyph made = *glyph;
    const float x = snap(ui, box.x + (box.width - (made.X1 - made.X0)) / 2);
    const float y = snap(ui, box.y + (box.height - (made.Y1 - made.Y0)) / 2);
    ImDrawList* list = draw_list();
    list->PrimReserve(6, 4);
    list->PrimRectUV(
        {x, y},
        {x + made.X1 - made.X0, y + made.Y1 - made.Y0},
        {made.U0, made.V0},
        {made.U1, made.V1},
        color
    );
}

FontStyle scaled(const Ui& ui, FontStyle font) {
    font.size = ui.theme.scaled(font.size);
    font.line = snap(ui, ui.theme.scaled(font.line));
    return font;
}

float baseline_of(const Ui& ui, FontStyle font) {
    const FontStyle real = scaled(ui, font);
    return (real.line + (ascent_share - descent_share) * real.size) / 2;
}

float text_width(const Ui& ui, FontStyle font, std::string_view words) {
    ImFontBaked* face = baked(ui, scaled(ui, font));
    return face == nullptr ? 0 : width_of(face, words);
}

void paint_text(Ui& ui, const TextAt& at, std::string_view words) {
    ImFontBaked* font = baked(ui, scaled(ui, at.font));
    if (font == nullptr || words.empty()) return;
    const float width = width_of(font, words);
    if (!in_view(ui, {at.x, at.top, width, scaled(ui, at.font).line})) return;
    note_drawn(ui, at, words, width);
    draw_glyphs(ui, at, font, words);
}

void paint_text_in(Ui& ui, const TextIn& in, std::string_view words) {
    const FontStyle font = scaled(ui, in.font);
    ImFontBaked* face = baked(ui, font);
    if (face == nullptr || words.empty()) return;
    float width = width_of(face, words);
    const float top = in.box.y + (in.box.height - font.line) / 2;
    TextAt at{.x = in.box.x, .top = top, .font = in.font, .color = in.color};
    if (width <= in.box.width + 0.5F) {
        at.x += (in.box.width - width) * in.align;
        paint_text(ui, at, words);
        return;
    }
    const float dots = width_of(face, ellipsis);
    std::size_t end = 0;
    width = 0;
    while (end < words.size()) {
        std::size_t next = end;
        const float step = face->GetCharAdvance(static_cast<ImWchar>(next_code(words, next)));
        if (width + step + dots > in.box.width) break;
        width += step;
        end = next;
    }
    const std::size_t drawn = ui.drawn_texts == nullptr ? 0 : ui.drawn_texts->size();
    paint_text(ui, at, std::string(words.substr(0, end)).append(ellipsis));
    if (ui.drawn_texts != nullptr && ui.drawn_texts->size() > drawn) {
        ui.drawn_texts->back().shortened = true;
    }
    hover_tip(ui, in.box, words);
}

const TextLayout& lay_out(Ui& ui, std::span<const Run> runs, float width) {
    const std::uint64_t key = hash_runs(ui, runs, width);
    const auto known = ui.texts.find(key);
    if (known != ui.texts.end()) return known->second;
    if (ui.texts.size() > cached_texts_max) ui.texts.clear();
    Wrapper wrapper(width);
    for (std::uint32_t run = 0; run < runs.size(); ++run) {
        ImFontBaked* font = baked(ui, scaled(ui, runs[run].font));
        if (font != nullptr) wrapper.add(run, font, runs[run].text);
    }
    return ui.texts.emplace(key, wrapper.finish()).first->second;
}

float layout_height(const Ui& ui, std::span<const Run> runs, const TextLayout& layout) {
    float line = 0;
    for (const Run& run : runs) line = std::max(line, scaled(ui, run.font).line);
    return line * static_cast<float>(layout.line_widths.size());
}

void paint_layout(
    Ui& ui, const Rect& box, std::span<const Run> runs, const TextLayout& layout, float align
) {
    if (!in_view(ui, box)) return;
    float line = 0;
    float baseline = 0;
    for (const Run& run : runs) {
        line = std::max(line, scaled(ui, run.font).line);
        baseline = std::max(baseline, baseline_of(ui, run.font));
    }
    for (const TextPiece& piece : layout.pieces) {
        const Run& run = runs[piece.run];
        const float shift = (box.width - layout.line_widths[piece.line]) * align;
        const float top =
            box.y + line * static_cast<float>(piece.line) + baseline - baseline_of(ui, run.font);
        const TextAt at{
            .x = box.x + shift + piece.x,
            .top = top,
            .font = run.font,
            .color = ink_color(ui.theme, run.ink)};
        paint_text(ui, at, run.text.substr(piece.begin, piece.end - piece.begin));
    }
}

}  // namespace entente::ui
