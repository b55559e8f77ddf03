#include "tests/ui/kit/gallery.h"

#include "tests/support/ui/screen.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <vector>

namespace entente::test {

namespace {

using Draw = void (*)(ui::Ui&, GalleryState&);

struct Shown {
    const char* name;
    Draw draw;
};

constexpr std::array<Shown, 5> screens{{
    {"home", draw_home},
    {"deals", draw_deals},
    {"form", draw_form},
    {"score", draw_score},
    {"states", draw_states},
}};

const std::vector<ScreenOptions>& widths() {
    static const std::vector<ScreenOptions> all{
        {.width = 1440, .height = 2400},
        {.width = 900, .height = 3200},
        {.width = 390, .height = 5200, .touch = true},
    };
    return all;
}

std::string about(const Shown& shown, const ScreenOptions& options) {
    return std::string(shown.name) + " at " + std::to_string(options.width) + " with text at " +
           std::to_string(options.text_scale);
}

bool needs_name(ui::Role role) {
    ui::SemanticNode node;
    node.role = role;
    return ui::can_have_focus(node) || role == ui::Role::option || role == ui::Role::image ||
           role == ui::Role::progress || role == ui::Role::dialog;
}

float overlap(float a, float a_length, float b, float b_length) {
    return std::min(a + a_length, b + b_length) - std::max(a, b);
}

// Two texts on top of each other by more than the rounding of their boxes.
bool collide(const ui::DrawnText& one, const ui::DrawnText& other) {
    const float across = overlap(one.ink.x, one.ink.width, other.ink.x, other.ink.width);
    const float down = overlap(one.ink.y, one.ink.height, other.ink.y, other.ink.height);
    return across > 1.5F && down > 4.0F;
}

void check_layout(const Screen& screen, const ScreenOptions& options) {
    for (const ui::DrawnText& drawn : screen.drawn_texts) {
        INFO("\"" << drawn.text << "\" ends at " << drawn.ink.x + drawn.ink.width);
        CHECK(drawn.ink.x >= -0.5F);
        CHECK(drawn.ink.x + drawn.ink.width <= options.width + 0.5F);
    }
    for (std::size_t i = 0; i < screen.drawn_texts.size(); ++i) {
        for (std::size_t k = i + 1; k < screen.drawn_texts.size(); ++k) {
            INFO("\"" << screen.drawn_texts[i].text << "\" on \"" << screen.drawn_texts[k].text);
            CHECK_FALSE(collide(screen.drawn_texts[i], screen.drawn_texts[k]));
        }
    }
}

}  // namespace

TEST_CASE("gallery: every screen can be looked at") {
    for (const Shown& shown : screens) {
        GalleryState state;
        const auto body = [&](ui::Ui& ui) { shown.draw(ui, state); };
        const std::string name = shown.name;
        Screen light({.width = 1440, .height = 900});
        light.draw(body);
        CHECK(!light.ui.semantics.nodes().empty());
        light.shot(name + "-light", body);
        Screen dark({.width = 1440, .height = 900, .scheme = ui::Scheme::dark});
        dark.draw(body);
        dark.shot(name + "-dark", body);
        Screen plain({.width = 1280, .height = 900, .scheme = ui::Scheme::high_contrast});
        plain.draw(body);
        plain.shot(name + "-high-contrast", body);
        Screen large({.width = 1280, .height = 900, .text_scale = 2});
        large.draw(body);
        large.shot(name + "-large", body);
        Screen phone({.width = 390, .height = 844, .touch = true});
        phone.draw(body);
        phone.shot(name + "-phone", body);
    }
}

TEST_CASE("gallery: open lists, calendars, dialogs and toasts can be looked at") {
    GalleryState state;
    const auto deals = [&](ui::Ui& ui) { draw_deals(ui, state); };
    const auto form = [&](ui::Ui& ui) { draw_form(ui, state); };
    Screen screen({.width = 1440, .height = 900});
    screen.draw(form);
    screen.press(ui::Role::combo, "Country");
    screen.draw(form);
    screen.shot("open-combo", form);
    CHECK(screen.get(ui::Role::option, "Kenya").rect.width > 0);
    screen.escape();
    screen.draw(form);
    screen.press(ui::Role::button, "Calendar, Expected close");
    screen.draw(form);
    screen.shot("open-calendar", form);
    CHECK(screen.find(ui::Role::button, "18 January 2027") != nullptr);
    state.dialog_open = true;
    state.toast_open = true;
    for (const bool phone : {false, true}) {
        Screen other({.width = phone ? 390.0F : 1440.0F, .height = 844, .touch = phone});
        other.draw(deals);
        other.draw(deals);
        other.shot(phone ? "dialog-phone" : "dialog", deals);
        CHECK(unnamed_items(other).empty());
    }
}

TEST_CASE("gallery: every control is named, once, and every item of ImGui is told") {
    for (const Shown& shown : screens) {
        for (const ScreenOptions& options : widths()) {
            GalleryState state;
            const auto body = [&](ui::Ui& ui) { shown.draw(ui, state); };
            Screen screen(options);
            screen.draw(body);
            screen.draw(body);
            INFO(about(shown, options));
            CHECK(unnamed_items(screen) == "");
            std::set<std::uint32_t> ids;
            for (const ui::SemanticNode& node : screen.ui.semantics.nodes()) {
                INFO("node " << node.id << " \"" << node.name << "\"");
                CHECK(ids.insert(node.id).second);
                if (needs_name(node.role)) CHECK_FALSE(node.name.empty());
            }
        }
    }
}

TEST_CASE("gallery: no text leaves the page or lies on another, at any width and text size") {
    for (const Shown& shown : screens) {
        for (ScreenOptions options : widths()) {
            for (const float scale : {1.0F, 1.5F, 2.0F}) {
                options.text_scale = scale;
                options.height = 6000;
                GalleryState state;
                const auto body = [&](ui::Ui& ui) { shown.draw(ui, state); };
                Screen screen(options);
                screen.draw(body);
                screen.draw(body);
                INFO(about(shown, options));
                check_layout(screen, options);
            }
        }
    }
}

TEST_CASE("gallery: Tab reaches every control and comes back to the first") {
    GalleryState state;
    const auto body = [&](ui::Ui& ui) { draw_form(ui, state); };
    Screen screen({.width = 1440, .height = 900});
    screen.draw(body);
    std::set<std::uint32_t> wanted;
    for (const ui::SemanticNode& node : screen.ui.semantics.nodes()) {
        if (ui::can_have_focus(node)) wanted.insert(node.id);
    }
    std::set<std::uint32_t> reached;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        screen.tab();
        screen.draw(body);
        reached.insert(screen.ui.focus);
        CHECK((screen.ui.semantics.nodes().size()) > 0);
    }
    CHECK(reached == wanted);
}

}  // namespace entente::test
