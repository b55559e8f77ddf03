#include "tests/ui/kit/gallery.h"

#include "tests/support/screen.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

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
        Screen phone({.width = 390, .height = 844, .touch = true});
        phone.draw(body);
        phone.shot(name + "-phone", body);
    }
}

}  // namespace entente::test
