// The one table of colors and sizes. Every color, radius, gap and text size on screen comes from
// here; a test proves 4.5:1 for text and 3:1 for borders, focus and icons in every scheme.
#pragma once

#include <array>
#include <cstdint>

namespace entente::ui {

// 0xAABBGGRR, as Dear ImGui draws it.
using Color = std::uint32_t;

constexpr Color color_from_rgb(std::uint32_t rgb) {
    return 0xFF000000U | ((rgb & 0xFFU) << 16U) | (rgb & 0xFF00U) | (rgb >> 16U);
}

// The same color, `alpha` of 255 opaque.
constexpr Color with_alpha(Color color, std::uint32_t alpha) {
    return (color & 0x00FFFFFFU) | (alpha << 24U);
}

// Contrast by WCAG 2.2, 1 to 21, of two opaque colors.
double contrast_ratio(Color one, Color other);

enum class Scheme : std::uint8_t { light, dark, high_contrast };

// What a thing means; said in words beside the color, never by color alone.
enum class Tone : std::uint8_t { neutral, accent, info, good, warning, danger, preview };

struct ToneColors {
    Color text = 0;  // On `fill`, on the surface and on the background.
    Color fill = 0;  // A soft area: pills, banners, selected rows.
    Color bar = 0;   // A solid mark against `sunken`: meters, bars, dots.
};

struct Palette {
    Color background = 0, surface = 0, sunken = 0;
    Color border = 0;          // Between areas: decoration only.
    Color control_border = 0;  // Around what can be used: 3:1.
    Color text = 0, muted = 0;
    Color accent = 0, accent_hovered = 0, accent_pressed = 0, on_accent = 0;
    Color danger = 0, danger_hovered = 0, danger_pressed = 0, on_danger = 0;
    Color hovered = 0, pressed = 0;  // Fill of quiet things under the pointer.
    Color focus = 0;
    Color disabled_text = 0, disabled_fill = 0;
    Color scrim = 0;   // Over the page, under a dialog.
    Color shadow = 0;  // Darkest part of a shadow; its alpha counts.
    std::array<ToneColors, 7> tones{};
};

struct Theme {
    Scheme scheme = Scheme::light;
    Palette color;
    float text_scale = 1.0F;  // 1 to 2: the person's text size.
    bool touch = false;       // Fingers: taller controls.

    const ToneColors& tone(Tone wanted) const {
        return color.tones[static_cast<std::size_t>(wanted)];
    }
    float scaled(float size) const { return size * text_scale; }
    float control_height() const { return touch ? 44.0F * text_scale : 38.0F * text_scale; }
    float small_control_height() const { return touch ? 44.0F * text_scale : 32.0F * text_scale; }
    float table_control_height() const { return touch ? 44.0F * text_scale : 28.0F * text_scale; }
    float big_control_height() const { return 54.0F * text_scale; }
};

// The grid everything stands on, in CSS pixels.
namespace space {
inline constexpr float hair = 2, tiny = 4, small = 8, medium = 12, large = 16, huge = 24;
}
namespace radius {
inline constexpr float bar = 4, small = 6, control = 8, card = 12;
}

// text_scale is kept between 1 and 2.
Theme make_theme(Scheme scheme, float text_scale = 1.0F, bool touch = false);

}  // namespace entente::ui
