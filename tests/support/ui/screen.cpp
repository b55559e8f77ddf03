#include "tests/support/ui/screen.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>
#include <imgui.h>
#include <imgui_internal.h>

namespace entente::test {

namespace {

// Items that ImGui can press; filled by the hooks below, one thread at a time.
std::vector<std::uint32_t>& seen_items() {
    static std::vector<std::uint32_t> items;
    return items;
}

std::vector<std::uint8_t> read_file(const std::string& path) {
    std::vector<std::uint8_t> bytes;
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return bytes;
    std::uint8_t block[16384];
    for (;;) {
        const std::size_t length = std::fread(block, 1, sizeof block, file);
        if (length == 0) break;
        bytes.insert(bytes.end(), block, block + length);
    }
    static_cast<void>(std::fclose(file));
    return bytes;
}

// The product's own fonts where they were built, else the ones they are made of.
std::vector<std::uint8_t> font_file(const char* made, const char* original) {
    const std::string folder = std::string(ENTENTE_SOURCE_DIR) + "/build/assets/fonts/";
    std::vector<std::uint8_t> bytes = read_file(folder + made);
    if (!bytes.empty()) return bytes;
    return read_file(std::string("/usr/share/fonts/opentype/inter/") + original);
}

}  // namespace

Screen::Screen(const ScreenOptions& options) : options_(options) {
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.BackendFlags |=
        ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
    REQUIRE(
        ui.fonts.load(ui::Weight::regular, font_file("inter-regular-full.otf", "Inter-Regular.otf"))
    );
    REQUIRE(ui.fonts.load(
        ui::Weight::semibold, font_file("inter-semibold-full.otf", "Inter-SemiBold.otf")
    ));
    ui.fonts.load_icons(font_file("icons.ttf", "-"));
    ui.theme = ui::make_theme(options.scheme, options.text_scale, options.touch);
    ui.drawn_texts = &drawn_texts;
    io.AddMousePosEvent(-1000, -1000);
}

Screen::~Screen() {
    ImGui::SetCurrentContext(context_);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext(context_);
}

void Screen::draw(ui::FunctionRef<void(ui::Ui&)> body) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {options_.width, options_.height};
    io.DisplayFramebufferScale = {options_.pixel_ratio, options_.pixel_ratio};
    io.DeltaTime = 1.0F / 60;
    seconds_ += 1.0 / 60;
    seen_items().clear();
#ifdef IMGUI_ENABLE_TEST_ENGINE
    context_->TestEngineHookItems = true;
#endif
    ImGui::NewFrame();
    ui::begin_frame(
        ui,
        {.width = options_.width,
         .height = options_.height,
         .pixel_ratio = options_.pixel_ratio,
         .seconds = seconds_,
         .touch = options_.touch,
         .browser_edits = browser_edits}
    );
    body(ui);
    ui::end_frame(ui);
    ImGui::Render();
    serve_textures();
    if (ui.focus_wanted != 0) {
        ui::push_event(
            ui, {.kind = ui::SemanticEventKind::focus, .id = ui.focus_wanted, .index = 1}
        );
    }
}

const ui::SemanticNode* Screen::find(ui::Role role, std::string_view name) const {
    for (const ui::SemanticNode& node : ui.semantics.nodes()) {
        if (node.role == role && node.name == name) return &node;
    }
    return nullptr;
}

const ui::SemanticNode& Screen::get(ui::Role role, std::string_view name) const {
    const ui::SemanticNode* node = find(role, name);
    INFO("no node named " << name);
    REQUIRE(node != nullptr);
    return *node;
}

void Screen::press(ui::Role role, std::string_view name) {
    ui::push_event(ui, {.kind = ui::SemanticEventKind::activate, .id = get(role, name).id});
}

void Screen::type(ui::Role role, std::string_view name, std::string_view text) {
    ui::push_event(
        ui,
        {.kind = ui::SemanticEventKind::input, .id = get(role, name).id, .text = std::string(text)}
    );
}

void Screen::choose(ui::Role role, std::string_view name, int index) {
    ui::push_event(
        ui, {.kind = ui::SemanticEventKind::change, .id = get(role, name).id, .index = index}
    );
}

void Screen::focus(ui::Role role, std::string_view name) {
    ui::push_event(
        ui, {.kind = ui::SemanticEventKind::focus, .id = get(role, name).id, .index = 1}
    );
}

void Screen::escape() {
    ui::push_event(ui, {.kind = ui::SemanticEventKind::escape, .id = ui.focus});
}

void Screen::tab(bool backwards) {
    const std::uint32_t next = ui::next_focus(ui.semantics, ui.focus, backwards);
    ui::push_event(ui, {.kind = ui::SemanticEventKind::focus, .id = next, .index = 1});
}

void Screen::click(const ui::Rect& box, ui::FunctionRef<void(ui::Ui&)> body) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(box.x + box.width / 2, box.y + box.height / 2);
    draw(body);
    draw(body);
    io.AddMouseButtonEvent(0, true);
    draw(body);
    io.AddMouseButtonEvent(0, false);
    draw(body);
    draw(body);
}

void Screen::wheel(float x, float y, float notches, ui::FunctionRef<void(ui::Ui&)> body) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    draw(body);
    io.AddMouseWheelEvent(0, notches);
    draw(body);
    draw(body);
}

void Screen::key(int key, ui::FunctionRef<void(ui::Ui&)> body) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(static_cast<ImGuiKey>(key), true);
    draw(body);
    io.AddKeyEvent(static_cast<ImGuiKey>(key), false);
    draw(body);
    draw(body);
}

Picture Screen::picture() const {
    return rasterize(*ImGui::GetDrawData());
}

void Screen::shot(const std::string& name, ui::FunctionRef<void(ui::Ui&)> body) {
    const char* folder = std::getenv("ENTENTE_SHOTS");
    if (folder == nullptr) return;
    draw(body);
    draw(body);
    REQUIRE(write_png(picture(), std::string(folder) + "/" + name + ".png"));
}

std::string unnamed_items(const Screen& screen) {
    std::string found;
    for (const std::uint32_t item : seen_items()) {
        const auto& nodes = screen.ui.semantics.nodes();
        const bool named = std::any_of(nodes.begin(), nodes.end(), [&](const auto& node) {
            return node.id == item && !node.name.empty();
        });
        if (!named) found += std::to_string(item) + " ";
    }
    return found;
}

void note_item(std::uint32_t id);

void note_item(std::uint32_t id) {
    if (id != 0) seen_items().push_back(id);
}

}  // namespace entente::test

#ifdef IMGUI_ENABLE_TEST_ENGINE
namespace entente::test {
void note_item(std::uint32_t id);
}

// The four functions that Dear ImGui calls when it is built for tests.
void ImGuiTestEngineHook_ItemAdd(
    ImGuiContext* context, ImGuiID id, const ImRect& /*box*/, const ImGuiLastItemData* /*item*/
) {
    // The window that ImGui keeps for those who open none, and windows themselves, are no controls.
    if (context->CurrentWindow->IsFallbackWindow) return;
    for (const ImGuiWindow* window : context->Windows) {
        if (window->ID == id || window->MoveId == id) return;
    }
    entente::test::note_item(id);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
    return "";
}
#endif
