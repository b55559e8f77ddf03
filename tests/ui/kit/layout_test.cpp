#include "ui/kit/layout.h"

#include "tests/support/ui/screen.h"
#include "ui/kit/controls/button.h"
#include "ui/kit/controls/text.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

namespace entente::test {

using namespace entente::ui;

namespace {

// A colored square that says where it was put.
Rect square(Ui& ui, float size) {
    return place(ui, size, size);
}

bool on_grid(float value, float ratio) {
    const float pixels = value * ratio;
    return std::abs(pixels - std::round(pixels)) < 0.01F;
}

}  // namespace

TEST_CASE("column: things stand under each other with the gap between them") {
    Screen screen;
    Rect one;
    Rect two;
    screen.draw([&](Ui& ui) {
        column(ui, 8, [&] {
            one = square(ui, 20);
            two = square(ui, 30);
        });
    });
    CHECK(two.y - one.y == 28);
    CHECK(one.x == two.x);
}

TEST_CASE("row: things are centered on their line, and the next line begins below the tallest") {
    Screen screen({.width = 200});
    Rect small;
    Rect tall;
    Rect next;
    screen.draw([&](Ui& ui) {
        row(ui, {.gap = 10}, [&] {
            small = square(ui, 20);
            tall = square(ui, 100);
            next = square(ui, 120);
        });
    });
    CHECK(small.y == tall.y + 40);
    CHECK(tall.x == 30);
    CHECK(next.x == 0);
    CHECK(next.y == 110);
}

TEST_CASE("grid: as many columns as fit, evenly filled, cells of a line equally high") {
    struct Case {
        const char* why;
        float width;
        int count, lines;
    };
    const Case cases[] = {
        {"all four fit", 1000, 4, 1},
        {"three fit, so two by two", 700, 4, 2},
        {"one fits", 230, 4, 4},
        {"fewer cells than columns", 1000, 2, 1},
    };
    for (const Case& wanted : cases) {
        INFO(wanted.why);
        Screen screen({.width = wanted.width});
        float last = 0;
        int lines = 0;
        screen.draw([&](Ui& ui) {
            grid(ui, {.columns = 4, .min_width = 200, .gap = 10}, wanted.count, [&](int) {
                const Rect box = square(ui, 50);
                if (ui.measuring != 0) return;
                if (lines == 0 || box.y > last) lines += 1;
                last = box.y;
            });
        });
        CHECK(lines == wanted.lines);
    }
}

TEST_CASE("bar: the trailing part stands at the right, and below when there is no room") {
    for (const bool narrow : {false, true}) {
        Screen screen({.width = narrow ? 220.0F : 600.0F});
        Rect left;
        Rect right;
        screen.draw([&](Ui& ui) {
            bar(
                ui, {}, [&] { left = square(ui, 40); }, [&] { right = square(ui, 100); }
            );
        });
        if (narrow) {
            CHECK(right.y >= left.y + left.height);
        } else {
            CHECK(right.x == 500);
        }
    }
}

TEST_CASE("split: areas stand beside each other on wide pages only") {
    for (const float width : {500.0F, 1200.0F}) {
        Screen screen({.width = width});
        Rect one;
        Rect two;
        screen.draw([&](Ui& ui) {
            split(
                ui,
                {.weights = {2, 1}},
                {[&] { one = square(ui, 50); }, [&] { two = square(ui, 50); }}
            );
        });
        CHECK((two.x > one.x) == (width > 700));
        CHECK((two.y > one.y) == (width < 700));
    }
}

TEST_CASE("text: wraps between words, cuts a word that is wider than the line, keeps line breaks") {
    Screen screen({.width = 1000});
    float one = 0;
    float wrapped = 0;
    float cut = 0;
    float broken = 0;
    screen.draw([&](Ui& ui) {
        const auto height = [&](float width, const char* words) {
            return measure(ui, width, [&] { text(ui, words); }).height;
        };
        one = height(500, "Two words");
        wrapped = height(60, "Two words");
        cut = height(40, "Unbreakablelongword");
        broken = height(500, "Two\nlines");
    });
    CHECK(one == 20);
    CHECK(wrapped == 40);
    CHECK(cut >= 60);
    CHECK(broken == 40);
}

TEST_CASE("text: is as wide as its words in the browser, tabular figures included") {
    Screen screen;
    float ones = 0;
    float eights = 0;
    screen.draw([&](Ui& ui) {
        ones = measure(ui, 500, [&] { text(ui, "1111"); }).width;
        eights = measure(ui, 500, [&] { text(ui, "8888"); }).width;
    });
    CHECK(ones == eights);
}

TEST_CASE("place: everything stands on the grid of device pixels at every ratio") {
    for (const float ratio : {1.0F, 1.25F, 1.5F, 2.0F, 3.0F}) {
        Screen screen({.width = 777, .pixel_ratio = ratio});
        screen.draw([&](Ui& ui) {
            grid(ui, {.columns = 3, .min_width = 100, .gap = 7}, 3, [&](int) {
                const Rect box = square(ui, 33);
                if (ui.measuring != 0) return;
                INFO("ratio " << ratio);
                CHECK(on_grid(box.x, ratio));
                CHECK(on_grid(box.y, ratio));
            });
        });
    }
}

TEST_CASE("width class: larger text makes the page narrower") {
    struct Case {
        float width, text_scale;
        WidthClass wanted;
    };
    const Case cases[] = {
        {699, 1, WidthClass::phone},
        {700, 1, WidthClass::tablet},
        {1100, 1, WidthClass::desktop},
        {1280, 2, WidthClass::phone},
        {1440, 1.5F, WidthClass::tablet},
    };
    for (const Case& wanted : cases) {
        Screen screen({.width = wanted.width, .text_scale = wanted.text_scale});
        screen.draw([](Ui&) {});
        CHECK(screen.ui.width_class == wanted.wanted);
    }
}

TEST_CASE("measuring: draws nothing, tells nothing, presses nothing") {
    Screen screen;
    bool pressed = false;
    screen.draw([&](Ui& ui) {
        measure(ui, 300, [&] {
            text(ui, "Seen by nobody");
            pressed = button(ui, {.key = "b", .label = "Press"});
        });
    });
    CHECK(screen.ui.semantics.nodes().empty());
    CHECK(screen.drawn_texts.empty());
    CHECK_FALSE(pressed);
}

}  // namespace entente::test
