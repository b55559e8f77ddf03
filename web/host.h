// The program behind the page: takes what the page tells, draws a frame of the screens, and asks
// for effects. web/portal/ holds the portal; the tests of the page link a small demonstration
// instead.
#pragma once

#include "core/base/bytes.h"
#include "ui/kit/semantics.h"
#include "web/contract.h"

#include <cstdint>
#include <memory>

namespace entente::web {

// Told once an event: the kind, its number (a request, a commit, a font), and the time.
struct Told {
    HostEvent event = HostEvent::tick;
    double number = 0;
    std::int64_t now_ms = 0;  // Since 1970, by the device's clock.
    ByteView payload;
};

// The page as it is now: CSS pixels, the size of the person's text over 16 px, and two clocks.
struct FrameContext {
    float width = 0, height = 0;
    float pixel_ratio = 1;
    float text_scale = 1;
    bool touch = false;
    double seconds = 0;  // Only grows.
    std::int64_t now_ms = 0;
};

// What a frame asks of the platform.
struct Drawn {
    bool animating = false;
    std::uint32_t background = 0xF5F6F8;  // 0xRRGGBB
};

// What a host keeps; each has its own.
struct State;

class Host {
public:
    // ImGui's context exists; fonts and assets were not told yet.
    Host();
    ~Host();

    // Fonts and assets were told, the page stands: `route` is where the person came in.
    void start(std::string_view route, std::int64_t now_ms);

    void receive(const Told& told);
    void receive(const ui::SemanticEvent& event);

    // From ImGui::NewFrame to ImGui::Render, both called here.
    Drawn draw(const FrameContext& frame);

    // What the last frame told.
    ui::Semantics& semantics();

private:
    std::unique_ptr<State> state_;
};

}  // namespace entente::web
