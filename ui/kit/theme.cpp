#include "ui/kit/theme.h"

#include <algorithm>
#include <cmath>

namespace entente::ui {

namespace {

constexpr Color rgb(std::uint32_t value) {
    return color_from_rgb(value);
}

constexpr Palette light{
    .background = rgb(0xF5F6F8),
    .surface = rgb(0xFFFFFF),
    .sunken = rgb(0xEEF0F3),
    .border = rgb(0xDFE3E8),
    .control_border = rgb(0x808A96),
    .text = rgb(0x14181F),
    .muted = rgb(0x566070),
    .accent = rgb(0x0F6E66),
    .accent_hovered = rgb(0x0C5D56),
    .accent_pressed = rgb(0x094C46),
    .on_accent = rgb(0xFFFFFF),
    .danger = rgb(0xB3261E),
    .danger_hovered = rgb(0x9A1F18),
    .danger_pressed = rgb(0x821913),
    .on_danger = rgb(0xFFFFFF),
    .hovered = rgb(0xF0F2F5),
    .pressed = rgb(0xE4E7EB),
    .focus = rgb(0x0F6E66),
    .disabled_text = rgb(0x6A7380),
    .disabled_fill = rgb(0xEEF0F3),
    .scrim = with_alpha(rgb(0x14181F), 115),
    .shadow = with_alpha(rgb(0x14181F), 28),
    .tones =
        {ToneColors{rgb(0x566070), rgb(0xEEF0F3), rgb(0x566070)},
         ToneColors{rgb(0x0F6E66), rgb(0xE0F2EF), rgb(0x0F6E66)},
         ToneColors{rgb(0x1D5FBF), rgb(0xE7F0FC), rgb(0x1D5FBF)},
         ToneColors{rgb(0x1B6E3C), rgb(0xE4F4EA), rgb(0x1B6E3C)},
         ToneColors{rgb(0x8A5200), rgb(0xFFF3DB), rgb(0xB87900)},
         ToneColors{rgb(0xB3261E), rgb(0xFDECEA), rgb(0xC24038)},
         ToneColors{rgb(0x5B3FB8), rgb(0xEEEAFB), rgb(0x5B3FB8)}},
};

constexpr Palette dark{
    .background = rgb(0x0F1318),
    .surface = rgb(0x171C23),
    .sunken = rgb(0x11161C),
    .border = rgb(0x2A323C),
    .control_border = rgb(0x6B7785),
    .text = rgb(0xE9EDF2),
    .muted = rgb(0x9AA6B5),
    .accent = rgb(0x4FC2B5),
    .accent_hovered = rgb(0x6AD0C4),
    .accent_pressed = rgb(0x3FAEA2),
    .on_accent = rgb(0x0F1318),
    .danger = rgb(0xFF8A80),
    .danger_hovered = rgb(0xFFA39B),
    .danger_pressed = rgb(0xE9766C),
    .on_danger = rgb(0x0F1318),
    .hovered = rgb(0x1F262F),
    .pressed = rgb(0x2A323C),
    .focus = rgb(0x4FC2B5),
    .disabled_text = rgb(0x8A95A3),
    .disabled_fill = rgb(0x1F262F),
    .scrim = with_alpha(rgb(0x000000), 160),
    .shadow = with_alpha(rgb(0x000000), 90),
    .tones =
        {ToneColors{rgb(0x9AA6B5), rgb(0x232A33), rgb(0x9AA6B5)},
         ToneColors{rgb(0x4FC2B5), rgb(0x12322F), rgb(0x4FC2B5)},
         ToneColors{rgb(0x7DB2FF), rgb(0x132540), rgb(0x7DB2FF)},
         ToneColors{rgb(0x6FD394), rgb(0x10301D), rgb(0x6FD394)},
         ToneColors{rgb(0xF2B84B), rgb(0x33260C), rgb(0xF2B84B)},
         ToneColors{rgb(0xFF8A80), rgb(0x3A1613), rgb(0xFF8A80)},
         ToneColors{rgb(0xB5A2FF), rgb(0x251C45), rgb(0xB5A2FF)}},
};

constexpr Palette high_contrast{
    .background = rgb(0x000000),
    .surface = rgb(0x000000),
    .sunken = rgb(0x000000),
    .border = rgb(0xFFFFFF),
    .control_border = rgb(0xFFFFFF),
    .text = rgb(0xFFFFFF),
    .muted = rgb(0xE4E4E4),
    .accent = rgb(0x6FF2E2),
    .accent_hovered = rgb(0xA8F8EE),
    .accent_pressed = rgb(0xFFFFFF),
    .on_accent = rgb(0x000000),
    .danger = rgb(0xFFB0A8),
    .danger_hovered = rgb(0xFFD0CB),
    .danger_pressed = rgb(0xFFFFFF),
    .on_danger = rgb(0x000000),
    .hovered = rgb(0x262626),
    .pressed = rgb(0x3D3D3D),
    .focus = rgb(0xFFE14D),
    .disabled_text = rgb(0xB8B8B8),
    .disabled_fill = rgb(0x000000),
    .scrim = with_alpha(rgb(0x000000), 200),
    .shadow = with_alpha(rgb(0x000000), 0),
    .tones =
        {ToneColors{rgb(0xFFFFFF), rgb(0x1C1C1C), rgb(0xFFFFFF)},
         ToneColors{rgb(0x6FF2E2), rgb(0x00241F), rgb(0x6FF2E2)},
         ToneColors{rgb(0xA9CDFF), rgb(0x001B3D), rgb(0xA9CDFF)},
         ToneColors{rgb(0x93F5B7), rgb(0x002411), rgb(0x93F5B7)},
         ToneColors{rgb(0xFFD37A), rgb(0x2B1C00), rgb(0xFFD37A)},
         ToneColors{rgb(0xFFB0A8), rgb(0x330500), rgb(0xFFB0A8)},
         ToneColors{rgb(0xD2C6FF), rgb(0x170A3D), rgb(0xD2C6FF)}},
};

double channel(Color color, unsigned shift) {
    const double part = static_cast<double>((color >> shift) & 0xFFU) / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * channel(color, 0) + 0.7152 * channel(color, 8) + 0.0722 * channel(color, 16);
}

}  // namespace

double contrast_ratio(Color one, Color other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Theme make_theme(Scheme scheme, float text_scale, bool touch) {
    Theme theme;
    theme.scheme = scheme;
    theme.text_scale = std::clamp(text_scale, 1.0F, 2.0F);
    theme.touch = touch;
    switch (scheme) {
        case Scheme::light:
            theme.color = light;
            break;
        case Scheme::dark:
            theme.color = dark;
            break;
        case Scheme::high_contrast:
            theme.color = high_contrast;
            break;
    }
    return theme;
}

}  // namespace entente::ui
