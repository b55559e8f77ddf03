// The faces of the product in the font atlas of Dear ImGui. A size is CSS pixels of the em, as in
// the browser, so text on the canvas and text in an input have the same size. Icons are one face.
#pragma once

#include "ui/kit/theme.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

struct ImFont;

namespace entente::ui {

enum class Weight : std::uint8_t { regular, semibold };

// A face at a size.
struct FontStyle {
    float size = 14;  // CSS pixels before the text scale.
    float line = 20;  // Height of a line, likewise.
    Weight weight = Weight::regular;
};

// The few sizes there are.
namespace type {
inline constexpr FontStyle body{14, 20, Weight::regular};
inline constexpr FontStyle body_strong{14, 20, Weight::semibold};
inline constexpr FontStyle secondary{13, 18, Weight::regular};
inline constexpr FontStyle secondary_strong{13, 18, Weight::semibold};
inline constexpr FontStyle small{12, 16, Weight::regular};
inline constexpr FontStyle small_strong{12, 16, Weight::semibold};
inline constexpr FontStyle card_heading{15, 20, Weight::semibold};
inline constexpr FontStyle section_heading{16, 22, Weight::semibold};
inline constexpr FontStyle page_heading{22, 28, Weight::semibold};
inline constexpr FontStyle stat{20, 26, Weight::semibold};
inline constexpr FontStyle figure{26, 32, Weight::semibold};
inline constexpr FontStyle big_figure{38, 46, Weight::semibold};
}  // namespace type

// The faces of one ImGui context.
class Fonts {
public:
    // Gives the bytes of an OTF or TTF file; false when they are no font. Only between frames. A
    // face that is there already is replaced: one with the same measures and more letters.
    bool load(Weight weight, std::span<const std::uint8_t> bytes);
    bool load_icons(std::span<const std::uint8_t> bytes);
    bool ready() const { return faces_[0] != nullptr; }

    // The nearest face that was loaded; null before the first.
    ImFont* face(Weight weight) const;
    ImFont* icons() const { return icons_; }

private:
    ImFont* add(std::span<const std::uint8_t> bytes);

    ImFont* faces_[2] = {};
    ImFont* icons_ = nullptr;
    std::vector<std::vector<std::uint8_t>> files_;
};

}  // namespace entente::ui
