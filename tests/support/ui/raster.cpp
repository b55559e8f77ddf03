#include "tests/support/ui/raster.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <imgui.h>

namespace entente::test {

namespace {

struct Target {
    Picture& picture;
    ImVec2 origin, scale;
};

struct Clip {
    int left, top, right, bottom;
};

float part(std::uint32_t color, unsigned shift) {
    return static_cast<float>((color >> shift) & 0xFFU);
}

// Alpha of the texture at a place between texels; the font atlas is white with alpha.
void sample(const ImTextureData& texture, float u, float v, float (&out)[4]) {
    const float x = u * static_cast<float>(texture.Width) - 0.5F;
    const float y = v * static_cast<float>(texture.Height) - 0.5F;
    const int left = static_cast<int>(std::floor(x));
    const int top = static_cast<int>(std::floor(y));
    const float fx = x - static_cast<float>(left);
    const float fy = y - static_cast<float>(top);
    for (float& channel : out) channel = 0;
    for (int corner = 0; corner < 4; ++corner) {
        const int tx = std::clamp(left + (corner & 1), 0, texture.Width - 1);
        const int ty = std::clamp(top + (corner >> 1), 0, texture.Height - 1);
        const float share = ((corner & 1) != 0 ? fx : 1 - fx) * ((corner >> 1) != 0 ? fy : 1 - fy);
        const unsigned char* texel =
            texture.Pixels + (tx + ty * texture.Width) * texture.BytesPerPixel;
        for (int channel = 0; channel < 4; ++channel) {
            const bool alpha_only = texture.BytesPerPixel == 1;
            const int value = alpha_only ? (channel == 3 ? texel[0] : 255) : texel[channel];
            out[channel] += share * static_cast<float>(value);
        }
    }
}

void blend(std::uint32_t& under, const float (&over)[4]) {
    const float alpha = over[3] / 255;
    std::uint32_t mixed = 0xFF000000U;
    for (unsigned channel = 0; channel < 3; ++channel) {
        const float below = part(under, channel * 8);
        const float value = below + (over[channel] - below) * alpha;
        mixed |= static_cast<std::uint32_t>(std::clamp(value, 0.0F, 255.0F) + 0.5F)
                 << (channel * 8);
    }
    under = mixed;
}

float edge(ImVec2 a, ImVec2 b, ImVec2 p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

// Pixels on an edge that two triangles share belong to one of them.
bool owns_edge(ImVec2 a, ImVec2 b) {
    return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

void draw_triangle(
    const Target& target, const Clip& clip, const ImTextureData* texture, const ImDrawVert (&v)[3]
) {
    const auto place = [&](const ImDrawVert& vertex) {
        return ImVec2(
            (vertex.pos.x - target.origin.x) * target.scale.x,
            (vertex.pos.y - target.origin.y) * target.scale.y
        );
    };
    ImDrawVert corner[3] = {v[0], v[1], v[2]};
    ImVec2 p[3] = {place(v[0]), place(v[1]), place(v[2])};
    float area = edge(p[0], p[1], p[2]);
    if (area == 0) return;
    if (area < 0) {
        std::swap(p[1], p[2]);
        std::swap(corner[1], corner[2]);
        area = -area;
    }
    const auto low = [](float a, float b, float c) { return std::floor(std::min({a, b, c})); };
    const auto high = [](float a, float b, float c) { return std::ceil(std::max({a, b, c})); };
    const int left = std::max(clip.left, static_cast<int>(low(p[0].x, p[1].x, p[2].x)));
    const int right = std::min(clip.right, static_cast<int>(high(p[0].x, p[1].x, p[2].x)));
    const int top = std::max(clip.top, static_cast<int>(low(p[0].y, p[1].y, p[2].y)));
    const int bottom = std::min(clip.bottom, static_cast<int>(high(p[0].y, p[1].y, p[2].y)));
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const ImVec2 at(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
            float weight[3];
            bool inside = true;
            for (int i = 0; i < 3; ++i) {
                const ImVec2& from = p[(i + 1) % 3];
                const ImVec2& to = p[(i + 2) % 3];
                weight[i] = edge(from, to, at);
                inside = inside && (weight[i] > 0 || (weight[i] == 0 && owns_edge(from, to)));
                weight[i] /= area;
            }
            if (!inside) continue;
            float u = 0;
            float w = 0;
            float color[4] = {};
            for (int i = 0; i < 3; ++i) {
                u += weight[i] * corner[i].uv.x;
                w += weight[i] * corner[i].uv.y;
                for (unsigned channel = 0; channel < 4; ++channel) {
                    color[channel] += weight[i] * part(corner[i].col, channel * 8);
                }
            }
            if (texture != nullptr && texture->Pixels != nullptr) {
                float texel[4];
                sample(*texture, u, w, texel);
                for (int channel = 0; channel < 4; ++channel)
                    color[channel] *= texel[channel] / 255;
            }
            const auto index =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(target.picture.width) +
                static_cast<std::size_t>(x);
            blend(target.picture.pixels[index], color);
        }
    }
}

void draw_command(const Target& target, const ImDrawList& list, const ImDrawCmd& command) {
    const auto x_of = [&](float x) {
        const int limit = target.picture.width;
        return std::clamp(
            static_cast<int>((x - target.origin.x) * target.scale.x + 0.5F), 0, limit
        );
    };
    const auto y_of = [&](float y) {
        const int limit = target.picture.height;
        return std::clamp(
            static_cast<int>((y - target.origin.y) * target.scale.y + 0.5F), 0, limit
        );
    };
    const Clip clip{
        x_of(command.ClipRect.x),
        y_of(command.ClipRect.y),
        x_of(command.ClipRect.z),
        y_of(command.ClipRect.w)};
    const ImTextureData* texture = command.TexRef._TexData;
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const ImDrawVert corners[3] = {
            vertices[indices[i]], vertices[indices[i + 1]], vertices[indices[i + 2]]};
        draw_triangle(target, clip, texture, corners);
    }
}

class PngBytes {
public:
    void put32(std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.push_back(static_cast<unsigned char>(value >> static_cast<unsigned>(shift)));
        }
    }

    void chunk(const char* kind, const std::vector<unsigned char>& content) {
        put32(static_cast<std::uint32_t>(content.size()));
        std::vector<unsigned char> checked(kind, kind + 4);
        checked.insert(checked.end(), content.begin(), content.end());
        bytes.insert(bytes.end(), checked.begin(), checked.end());
        put32(crc(checked));
    }

    std::vector<unsigned char> bytes;

private:
    static std::uint32_t crc(const std::vector<unsigned char>& content) {
        std::uint32_t sum = 0xFFFFFFFFU;
        for (const unsigned char byte : content) {
            sum ^= byte;
            for (int bit = 0; bit < 8; ++bit) {
                sum = (sum >> 1U) ^ (0xEDB88320U & (0U - (sum & 1U)));
            }
        }
        return ~sum;
    }
};

// zlib's format with stored blocks: nothing is compressed, nothing is needed.
std::vector<unsigned char> stored(const std::vector<unsigned char>& raw) {
    std::vector<unsigned char> out{0x78, 0x01};
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t length = std::min<std::size_t>(65535, raw.size() - at);
        out.push_back(at + length == raw.size() ? 1 : 0);
        for (const std::size_t value : {length, length ^ 0xFFFFU}) {
            out.push_back(static_cast<unsigned char>(value & 0xFFU));
            out.push_back(static_cast<unsigned char>((value >> 8U) & 0xFFU));
        }
        for (std::size_t i = at; i < at + length; ++i) {
            out.push_back(raw[i]);
            a = (a + raw[i]) % 65521U;
            b = (b + a) % 65521U;
        }
        at += length;
    }
    const std::uint32_t sum = (b << 16U) | a;
    for (int shift = 24; shift >= 0; shift -= 8) {
        out.push_back(static_cast<unsigned char>(sum >> static_cast<unsigned>(shift)));
    }
    return out;
}

}  // namespace

void serve_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_OK) {
            texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID) + 1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

Picture rasterize(const ImDrawData& drawn) {
    Picture picture;
    picture.width = static_cast<int>(drawn.DisplaySize.x * drawn.FramebufferScale.x);
    picture.height = static_cast<int>(drawn.DisplaySize.y * drawn.FramebufferScale.y);
    const auto count =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    picture.pixels.assign(count, 0xFF000000U);
    const Target target{picture, drawn.DisplayPos, drawn.FramebufferScale};
    for (const ImDrawList* list : drawn.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            if (command.UserCallback == nullptr) draw_command(target, *list, command);
        }
    }
    return picture;
}

bool write_png(const Picture& picture, const std::string& path) {
    std::vector<unsigned char> raw;
    for (int y = 0; y < picture.height; ++y) {
        raw.push_back(0);
        for (int x = 0; x < picture.width; ++x) {
            const std::uint32_t pixel = picture.at(x, y);
            for (unsigned shift = 0; shift < 24; shift += 8) {
                raw.push_back(static_cast<unsigned char>(pixel >> shift));
            }
        }
    }
    PngBytes png;
    png.bytes = {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    PngBytes header;
    header.put32(static_cast<std::uint32_t>(picture.width));
    header.put32(static_cast<std::uint32_t>(picture.height));
    header.bytes.insert(header.bytes.end(), {8, 2, 0, 0, 0});
    png.chunk("IHDR", header.bytes);
    png.chunk("IDAT", stored(raw));
    png.chunk("IEND", {});
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    const bool written =
        std::fwrite(png.bytes.data(), 1, png.bytes.size(), file) == png.bytes.size();
    return std::fclose(file) == 0 && written;
}

}  // namespace entente::test
