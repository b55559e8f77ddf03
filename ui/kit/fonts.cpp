#include "ui/kit/fonts.h"

#include <imgui.h>
#include <limits>
#include <utility>

namespace entente::ui {

namespace {

// An sfnt begins with one of these; anything else would be asserted on by the font loader.
bool looks_like_font(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 12) return false;
    const std::string_view tag(reinterpret_cast<const char*>(bytes.data()), 4);
    return tag == "OTTO" || tag == std::string_view("\0\1\0\0", 4) || tag == "true";
}

}  // namespace

ImFont* Fonts::add(std::span<const std::uint8_t> bytes) {
    if (!looks_like_font(bytes)) return nullptr;
    files_.emplace_back(bytes.begin(), bytes.end());
    std::vector<std::uint8_t>& file = files_.back();
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // A negative size makes the loader map the em, not ascender to descender, to the size asked
    // for: sizes are CSS pixels then.
    config.SizePixels = -1.0F;
    // The loader multiplies this bound by the size, which is negative here: it must stay above.
    config.GlyphMaxAdvanceX = -std::numeric_limits<float>::max();
    config.PixelSnapH = false;
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        file.data(), static_cast<int>(file.size()), -1.0F, &config
    );
}

bool Fonts::load(Weight weight, std::span<const std::uint8_t> bytes) {
    ImFont* font = add(bytes);
    if (font == nullptr) return false;
    faces_[static_cast<std::size_t>(weight)] = font;
    return true;
}

bool Fonts::load_icons(std::span<const std::uint8_t> bytes) {
    ImFont* font = add(bytes);
    if (font == nullptr) return false;
    icons_ = font;
    return true;
}

ImFont* Fonts::face(Weight weight) const {
    ImFont* wanted = faces_[static_cast<std::size_t>(weight)];
    return wanted != nullptr ? wanted : faces_[0];
}

}  // namespace entente::ui
