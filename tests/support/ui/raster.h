// Draws what Dear ImGui has drawn into a picture, in software: screens can be looked at without a
// browser, and tests can ask for the color of a place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace entente::test {

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels;  // 0xAABBGGRR, rows from the top.

    std::uint32_t at(int x, int y) const {
        return pixels
            [static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
             static_cast<std::size_t>(x)];
    }
};

// Answers ImGui's wishes for textures as a renderer does that has nothing to upload to.
void serve_textures();

// In device pixels.
Picture rasterize(const ImDrawData& drawn);

// False when the file cannot be written.
bool write_png(const Picture& picture, const std::string& path);

}  // namespace entente::test
