// The whole program on a screen: what is drawn comes from the real App, what is pressed goes to it.
#pragma once

#include "tests/support/app_host.h"
#include "tests/support/ui/screen.h"
#include "ui/views/draw_app.h"

namespace entente::test {

class AppScreen {
public:
    AppScreen(AppHost& shown_host, const ScreenOptions& options)
        : host(shown_host), screen(options) {
        frame();
        frame();
    }

    // One frame; the acts in it are carried out.
    void frame() {
        Actions actions;
        screen.draw([&](ui::Ui& ui) { actions = ui::draw_app(ui, host.pages()); });
        for (const Action& action : actions) host.act(action);
    }
    void press(ui::Role role, std::string_view name) {
        screen.press(role, name);
        settle();
    }
    void type(ui::Role role, std::string_view name, std::string_view text) {
        screen.type(role, name, text);
        settle();
    }
    void choose(ui::Role role, std::string_view name, int index) {
        screen.choose(role, name, index);
        settle();
    }
    // The press, what it did, and the page after it.
    void settle() {
        for (int i = 0; i < 3; i++) frame();
    }
    void shot(const std::string& name) {
        frame();
        screen.shot(name, [&](ui::Ui& ui) { ui::draw_app(ui, host.pages()); });
    }

    AppHost& host;
    Screen screen;
};

}  // namespace entente::test
