#include "ui/kit/theme.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

namespace entente::ui {

namespace {

struct Pair {
    const char* why;
    Color ink, ground;
    double least;
};

constexpr double words = 4.5;
constexpr double shapes = 3.0;

void check_pairs(const Palette& c, const std::string& scheme) {
    const Pair pairs[] = {
        {"text on the page", c.text, c.background, words},
        {"text on a card", c.text, c.surface, words},
        {"text in a sunken area", c.text, c.sunken, words},
        {"text on something hovered", c.text, c.hovered, words},
        {"text on something pressed", c.text, c.pressed, words},
        {"muted on the page", c.muted, c.background, words},
        {"muted on a card", c.muted, c.surface, words},
        {"muted in a sunken area", c.muted, c.sunken, words},
        {"muted on something hovered", c.muted, c.hovered, words},
        {"a link on the page", c.accent, c.background, words},
        {"a link on a card", c.accent, c.surface, words},
        {"a primary button", c.on_accent, c.accent, words},
        {"a primary button, hovered", c.on_accent, c.accent_hovered, words},
        {"a primary button, pressed", c.on_accent, c.accent_pressed, words},
        {"a danger button", c.on_danger, c.danger, words},
        {"a danger button, hovered", c.on_danger, c.danger_hovered, words},
        {"a danger button, pressed", c.on_danger, c.danger_pressed, words},
        {"an error on a card", c.danger, c.surface, words},
        {"a disabled label", c.disabled_text, c.disabled_fill, shapes},
        {"a field's border inside", c.control_border, c.surface, shapes},
        {"a field's border outside", c.control_border, c.background, shapes},
        {"a search box's border", c.control_border, c.sunken, shapes},
        {"the border of a field in use", c.accent, c.surface, shapes},
        {"the focus on the page", c.focus, c.background, shapes},
        {"the focus on a card", c.focus, c.surface, shapes},
        {"an icon on a card", c.muted, c.surface, shapes},
    };
    for (const Pair& pair : pairs) {
        const double ratio = contrast_ratio(pair.ink, pair.ground);
        INFO(scheme << ": " << pair.why << " is " << ratio << ":1");
        CHECK(ratio >= pair.least);
    }
}

void check_tones(const Palette& c, const std::string& scheme) {
    for (std::size_t i = 0; i < c.tones.size(); ++i) {
        const ToneColors& tone = c.tones[i];
        INFO(scheme << ": tone " << i);
        CHECK(contrast_ratio(tone.text, tone.fill) >= words);
        CHECK(contrast_ratio(tone.text, c.surface) >= words);
        CHECK(contrast_ratio(tone.text, c.background) >= words);
        CHECK(contrast_ratio(tone.bar, c.sunken) >= shapes);
        CHECK(contrast_ratio(tone.bar, c.surface) >= shapes);
        CHECK(contrast_ratio(tone.bar, tone.fill) >= shapes);
        CHECK(contrast_ratio(c.text, tone.fill) >= words);
        CHECK(contrast_ratio(c.muted, tone.fill) >= words);
        CHECK(contrast_ratio(c.focus, tone.fill) >= shapes);
    }
}

}  // namespace

TEST_CASE("theme: words are read at 4.5:1 and shapes are seen at 3:1 in every scheme") {
    check_pairs(make_theme(Scheme::light).color, "light");
    check_pairs(make_theme(Scheme::dark).color, "dark");
    check_pairs(make_theme(Scheme::high_contrast).color, "high contrast");
}

TEST_CASE("theme: every tone is read on its own fill, on cards and on the page") {
    check_tones(make_theme(Scheme::light).color, "light");
    check_tones(make_theme(Scheme::dark).color, "dark");
    check_tones(make_theme(Scheme::high_contrast).color, "high contrast");
}

TEST_CASE("theme: high contrast means 7:1 for words") {
    const Palette& c = make_theme(Scheme::high_contrast).color;
    CHECK(contrast_ratio(c.text, c.background) >= 7.0);
    CHECK(contrast_ratio(c.muted, c.background) >= 7.0);
    CHECK(contrast_ratio(c.accent, c.background) >= 7.0);
    CHECK(contrast_ratio(c.on_accent, c.accent) >= 7.0);
}

TEST_CASE("theme: the contrast of black on white is 21 and of a color on itself 1") {
    const Color black = color_from_rgb(0x000000);
    const Color white = color_from_rgb(0xFFFFFF);
    CHECK(contrast_ratio(black, white) > 20.99);
    CHECK(contrast_ratio(white, black) > 20.99);
    CHECK(contrast_ratio(white, white) < 1.01);
}

TEST_CASE("theme: the text scale stays between 100 and 200 percent, and targets fit a finger") {
    CHECK(make_theme(Scheme::light, 0.5F).text_scale == 1.0F);
    CHECK(make_theme(Scheme::light, 3.0F).text_scale == 2.0F);
    const Theme touch = make_theme(Scheme::light, 1, true);
    CHECK(touch.control_height() >= 44.0F);
    CHECK(touch.small_control_height() >= 44.0F);
    CHECK(touch.table_control_height() >= 44.0F);
    CHECK(make_theme(Scheme::light).control_height() >= 36.0F);
}

}  // namespace entente::ui
