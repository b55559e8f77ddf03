#include "web/browser_glyphs.h"

#include <cmath>
#include <cstdint>
#include <imgui.h>
#include <imgui_internal.h>
#include <limits>

extern "C" {

// web/effects.js: draws one letter at `size` pixels into `pixels`, RGBA rows of `side` pixels.
// `measures`: where its box begins right of and below the pen, how large it is (at most `side`),
// how far the pen moves on, and 1 when it has colors of its own.
void entente_glyph(
    std::uint32_t letter,
    float size,
    std::int32_t semibold,
    std::int32_t side,
    std::uint8_t* pixels,
    float* measures
);
}

namespace entente::web {

namespace {

struct Measures {
    float left = 0, top = 0, width = 0, height = 0, advance = 0, colored = 0;
};

bool in(ImWchar letter, ImWchar first, ImWchar last) {
    return letter >= first && letter <= last;
}

// Joiners, marks of direction, choices of a variant: they change what stands beside them.
bool is_invisible(ImWchar letter) {
    return in(letter, 0x200B, 0x200F) || in(letter, 0x2028, 0x202E) || in(letter, 0x2060, 0x206F) ||
           in(letter, 0xFE00, 0xFE0F) || letter == 0xFEFF;
}

// Not the control codes, not what is no letter, and not what only a face of ours could mean.
bool is_drawn(ImFontAtlas*, ImFontConfig*, ImWchar letter) {
    return letter >= 0xA0 && letter < 0xF0000 && !in(letter, 0xD800, 0xF8FF) &&
           (letter & 0xFFFE) != 0xFFFE && letter != IM_UNICODE_CODEPOINT_INVALID;
}

// What ImGui asks for a letter with.
struct Face {
    ImFontAtlas* atlas;
    ImFontConfig* source;
    ImFontBaked* baked;

    float density() const { return source->RasterizerDensity * baked->RasterizerDensity; }
};

void place(const Face& face, const Measures& is, int side, ImFontGlyph* glyph) {
    const ImFontAtlasRectId pack =
        ImFontAtlasPackAddRect(face.atlas, static_cast<int>(is.width), static_cast<int>(is.height));
    if (pack == ImFontAtlasRectId_Invalid) return;  // The atlas is full: a gap, not a wrong letter.
    const float density = face.density();
    glyph->X0 = is.left / density;
    glyph->Y0 = is.top / density + std::round(face.baked->Ascent);
    glyph->X1 = glyph->X0 + is.width / density;
    glyph->Y1 = glyph->Y0 + is.height / density;
    glyph->Visible = true;
    glyph->Colored = is.colored > 0;
    glyph->PackId = pack;
    ImFontAtlasBakedSetFontGlyphBitmap(
        face.atlas,
        face.baked,
        face.source,
        glyph,
        ImFontAtlasPackGetRect(face.atlas, pack),
        face.atlas->Builder->TempBuffer.Data,
        ImTextureFormat_RGBA32,
        side * 4
    );
}

// Only how far the pen moves on when there is a place for that.
bool load(const Face& face, ImWchar letter, ImFontGlyph* glyph, float* advance_only) {
    if (!is_drawn(face.atlas, face.source, letter)) return false;
    const float size = face.baked->Size * face.density();
    const int side = static_cast<int>(size * 2) + 4;  // The widest signs are two em.
    Measures is;
    if (!is_invisible(letter)) {
        ImVector<unsigned char>& pixels = face.atlas->Builder->TempBuffer;
        pixels.resize(side * side * 4);
        const auto semibold = static_cast<std::int32_t>(face.source->FontNo);
        entente_glyph(letter, size, semibold, side, pixels.Data, &is.left);
    }
    const float advance = is.advance / face.density();
    if (advance_only != nullptr) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = letter;
    glyph->AdvanceX = advance;
    if (is.width > 0 && is.height > 0) place(face, is, side, glyph);
    return true;
}

const ImFontLoader& loader() {
    static const ImFontLoader made = [] {
        ImFontLoader drawn;
        drawn.Name = "browser";
        drawn.FontSrcContainsGlyph = is_drawn;
        drawn.FontBakedLoadGlyph = [](ImFontAtlas* atlas,
                                      ImFontConfig* source,
                                      ImFontBaked* baked,
                                      void*,
                                      ImWchar letter,
                                      ImFontGlyph* glyph,
                                      float* advance_only) {
            return load({atlas, source, baked}, letter, glyph, advance_only);
        };
        return drawn;
    }();
    return made;
}

}  // namespace

void add_browser_glyphs(bool semibold) {
    ImFontConfig config;
    config.MergeMode = true;
    config.FontLoader = &loader();
    config.FontDataOwnedByAtlas = true;  // There is none to copy.
    config.FontNo = semibold ? 1 : 0;
    config.SizePixels = -1;  // As the faces have it (ui/kit/fonts.cpp).
    config.GlyphMaxAdvanceX = -std::numeric_limits<float>::max();
    ImGui::GetIO().Fonts->AddFont(&config);
}

}  // namespace entente::web
