// Dear ImGui in a web page: the canvas and its WebGL 2 context, what the hands did, and how many
// frames are still due. Draws nothing by itself and keeps no clock: the page says when a frame may
// be.
#pragma once

#include "web/contract.h"

#include <cstdint>

namespace entente::web {

// How long the page may wait for the next frame.
struct NextFrame {
    static constexpr double at_once = 0;
    static constexpr double never = -1;
};

class Platform {
public:
    Platform() = default;
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;
    ~Platform();

    // Makes the ImGui context, and the WebGL 2 context on "#canvas". Without WebGL 2 the program
    // runs all the same and only tells (basic mode).
    void start();

    void receive(const Input& input);

    // Something changed that may be visible: three frames are due.
    void ask_for_frames();

    void lose_context();
    void restore_context();

    // Before ImGui::NewFrame; `now_ms` is the page's monotonic clock.
    void prepare_frame(double now_ms);

    // After ImGui::Render: paints. Returns milliseconds until the next frame, or NextFrame::never.
    double finish_frame(bool animating);

    // The size of the page's root font over 16 px: how much larger text is wanted.
    float text_scale() const { return text_scale_; }
    float width() const { return width_; }
    float height() const { return height_; }
    float pixel_ratio() const { return pixel_ratio_; }
    // The last pointer was a finger.
    bool touch() const { return touch_; }
    // What the canvas is cleared to, 0xRRGGBB.
    void set_background(std::uint32_t color) { background_ = color; }

private:
    void resize(const Input& input);
    void paint();

    std::uintptr_t context_ = 0;
    bool renderer_ready_ = false;
    bool context_lost_ = false;
    int frames_due_ = 0;
    bool pointer_moved_ = false;
    double last_frame_ms_ = 0;
    float width_ = 0, height_ = 0, pixel_ratio_ = 1, text_scale_ = 1;
    bool touch_ = false;
    int cursor_ = 0;  // ImGuiMouseCursor that the page shows.
    std::uint32_t background_ = 0xF5F6F8;
};

}  // namespace entente::web
