// A page without a browser: one ImGui context with a renderer that draws nothing. Tests draw views
// on it, press what they find by role and name, as a reader would, and look at what was told.
#pragma once

#include "tests/support/ui/raster.h"
#include "ui/kit/ui.h"

#include <string>
#include <string_view>
#include <vector>

struct ImGuiContext;

namespace entente::test {

struct ScreenOptions {
    float width = 1280, height = 800, pixel_ratio = 1, text_scale = 1;
    ui::Scheme scheme = ui::Scheme::light;
    bool touch = false;
};

class Screen {
public:
    explicit Screen(const ScreenOptions& options = {});
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    // One frame of what `body` draws.
    void draw(ui::FunctionRef<void(ui::Ui&)> body);

    // What the last frame told; null when there is no such node.
    const ui::SemanticNode* find(ui::Role role, std::string_view name) const;
    const ui::SemanticNode& get(ui::Role role, std::string_view name) const;  // Must be there.

    // The next frame sees it, as if it came from the page.
    void press(ui::Role role, std::string_view name);
    void type(ui::Role role, std::string_view name, std::string_view text);
    void choose(ui::Role role, std::string_view name, int index);
    void focus(ui::Role role, std::string_view name);
    void escape();
    void tab(bool backwards = false);

    // By pointer: draws the frames that it takes.
    void click(const ui::Rect& box, ui::FunctionRef<void(ui::Ui&)> body);
    void key(int key, ui::FunctionRef<void(ui::Ui&)> body);
    void wheel(float x, float y, float notches, ui::FunctionRef<void(ui::Ui&)> body);

    Picture picture() const;
    // Draws once more and writes a PNG when ENTENTE_SHOTS names a folder.
    void shot(const std::string& name, ui::FunctionRef<void(ui::Ui&)> body);

    ui::Ui ui;
    bool browser_edits = false;  // As a browser whose input shows the focused field's text.
    std::vector<ui::DrawnText> drawn_texts;

private:
    ImGuiContext* context_ = nullptr;
    ScreenOptions options_;
    double seconds_ = 0;
};

// Interactive items that ImGui saw in the last frame without a named node, as text; empty is good.
// Only with ENTENTE_AUDIT.
std::string unnamed_items(const Screen& screen);

}  // namespace entente::test
