#include "web/platform.h"

#include <GLES3/gl3.h>
#include <algorithm>
#include <cmath>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

namespace entente::web {

namespace {

constexpr int frames_per_event = 3;
constexpr double tooltip_wake_ms = 450;
constexpr float delta_s_max = 0.1F;
constexpr float usual_root_font_px = 16;
// A unit of ImGui's wheel: the kit multiplies by the same number, so that pixels stay pixels.
constexpr float pixels_per_wheel_unit = 100;
constexpr float outside = -3.0e38F;  // Where ImGui looks for a pointer that is not there.

// What the browser calls the keys that the kit listens to (KeyboardEvent.keyCode).
ImGuiKey key_from_code(int code) {
    if (code >= 'A' && code <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (code - 'A'));
    if (code >= '0' && code <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (code - '0'));
    if (code >= 112 && code <= 123) return static_cast<ImGuiKey>(ImGuiKey_F1 + (code - 112));
    switch (code) {
        case 8:
            return ImGuiKey_Backspace;
        case 9:
            return ImGuiKey_Tab;
        case 13:
            return ImGuiKey_Enter;
        case 27:
            return ImGuiKey_Escape;
        case 32:
            return ImGuiKey_Space;
        case 33:
            return ImGuiKey_PageUp;
        case 34:
            return ImGuiKey_PageDown;
        case 35:
            return ImGuiKey_End;
        case 36:
            return ImGuiKey_Home;
        case 37:
            return ImGuiKey_LeftArrow;
        case 38:
            return ImGuiKey_UpArrow;
        case 39:
            return ImGuiKey_RightArrow;
        case 40:
            return ImGuiKey_DownArrow;
        case 46:
            return ImGuiKey_Delete;
        case 191:
            return ImGuiKey_Slash;
        default:
            return ImGuiKey_None;
    }
}

// Bits: 1 shift, 2 control, 4 alt, 8 meta. Command on a Mac means what Control means elsewhere.
void tell_modifiers(ImGuiIO& io, int bits) {
    io.AddKeyEvent(ImGuiMod_Shift, (bits & 1) != 0);
    io.AddKeyEvent(ImGuiMod_Ctrl, (bits & (2 | 8)) != 0);
    io.AddKeyEvent(ImGuiMod_Alt, (bits & 4) != 0);
}

}  // namespace

Platform::~Platform() {
    if (renderer_ready_) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

void Platform::start() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.BackendPlatformName = "entente_web";

    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.minorVersion = 0;
    wanted.alpha = false;
    wanted.depth = false;
    wanted.stencil = false;
    wanted.antialias = false;
    wanted.enableExtensionsByDefault = false;
    const auto context = emscripten_webgl_create_context("#canvas", &wanted);
    if (context <= 0) {
        // Basic mode: nobody paints, so nobody will upload textures either.
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        return;
    }
    context_ = static_cast<std::uintptr_t>(context);
    emscripten_webgl_make_context_current(context);
    renderer_ready_ = ImGui_ImplOpenGL3_Init("#version 300 es");
}

void Platform::receive(const Input& input) {
    ImGuiIO& io = ImGui::GetIO();
    switch (input.kind) {
        case InputKind::pointer_move:
            touch_ = input.c > 0;
            io.AddMouseSourceEvent(touch_ ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
            io.AddMousePosEvent(input.a, input.b);
            pointer_moved_ = true;
            break;
        case InputKind::pointer_down:
            io.AddMousePosEvent(input.a, input.b);
            io.AddMouseButtonEvent(static_cast<int>(input.c), true);
            break;
        case InputKind::pointer_up:
            io.AddMousePosEvent(input.a, input.b);
            io.AddMouseButtonEvent(static_cast<int>(input.c), false);
            break;
        case InputKind::pointer_leave:
            io.AddMousePosEvent(outside, outside);
            break;
        case InputKind::scroll:
            io.AddMouseWheelEvent(
                -input.a / pixels_per_wheel_unit, -input.b / pixels_per_wheel_unit
            );
            break;
        case InputKind::key_down:
        case InputKind::key_up:
            tell_modifiers(io, static_cast<int>(input.b));
            io.AddKeyEvent(
                key_from_code(static_cast<int>(input.a)), input.kind == InputKind::key_down
            );
            break;
        case InputKind::text:
            io.AddInputCharacter(static_cast<unsigned>(input.a));
            break;
        case InputKind::resize:
            resize(input);
            break;
        case InputKind::window_focus:
            io.AddFocusEvent(input.a > 0);
            break;
    }
    ask_for_frames();
}

void Platform::resize(const Input& input) {
    width_ = std::max(input.a, 1.0F);
    height_ = std::max(input.b, 1.0F);
    pixel_ratio_ = std::max(input.c, 0.25F);
    text_scale_ = std::max(input.d / usual_root_font_px, 0.5F);
}

void Platform::ask_for_frames() {
    frames_due_ = frames_per_event;
}

void Platform::lose_context() {
    context_lost_ = true;
}

void Platform::restore_context() {
    if (context_ == 0) return;
    emscripten_webgl_make_context_current(static_cast<EMSCRIPTEN_WEBGL_CONTEXT_HANDLE>(context_));
    if (renderer_ready_) ImGui_ImplOpenGL3_Shutdown();
    renderer_ready_ = ImGui_ImplOpenGL3_Init("#version 300 es");
    context_lost_ = false;
    ask_for_frames();
}

void Platform::prepare_frame(double now_ms) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(width_, height_);
    io.DisplayFramebufferScale = ImVec2(pixel_ratio_, pixel_ratio_);
    const auto delta = static_cast<float>((now_ms - last_frame_ms_) / 1000);
    io.DeltaTime = std::clamp(delta, 0.001F, delta_s_max);
    last_frame_ms_ = now_ms;
    if (renderer_ready_ && !context_lost_) ImGui_ImplOpenGL3_NewFrame();
}

double Platform::finish_frame(bool animating) {
    paint();
    if (ImGui::GetMouseCursor() != cursor_) {
        cursor_ = ImGui::GetMouseCursor();
        perform(Effect::cursor, cursor_, {});
    }
    if (frames_due_ > 0) frames_due_ -= 1;
    const bool queued = !ImGui::GetCurrentContext()->InputEventsQueue.empty();
    if (frames_due_ > 0 || queued || animating) return NextFrame::at_once;
    if (!pointer_moved_) return NextFrame::never;
    pointer_moved_ = false;
    return tooltip_wake_ms;
}

void Platform::paint() {
    ImDrawData* drawn = ImGui::GetDrawData();
    if (!renderer_ready_ || context_lost_) {
        // Nothing to upload to: the textures wait, marked as there, until a renderer is.
        if (!renderer_ready_) {
            for (ImTextureData* texture : *drawn->Textures) texture->SetStatus(ImTextureStatus_OK);
        }
        return;
    }
    const auto part = [this](unsigned shift) {
        return static_cast<float>((background_ >> shift) & 0xFFU) / 255.0F;
    };
    glViewport(
        0,
        0,
        static_cast<GLsizei>(width_ * pixel_ratio_ + 0.5F),
        static_cast<GLsizei>(height_ * pixel_ratio_ + 0.5F)
    );
    glClearColor(part(16), part(8), part(0), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(drawn);
}

}  // namespace entente::web
