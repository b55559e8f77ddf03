#include "ui/views/settings.h"

#include "ui/kit/controls/field.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

std::vector<Choice> choices_of(const std::vector<Option>& options) {
    std::vector<Choice> choices;
    choices.reserve(options.size());
    for (const Option& option : options) {
        choices.push_back({.key = option.key, .label = option.name});
    }
    return choices;
}

void draw_ready(Ui& ui, const SettingsPage& page) {
    card(ui, {.label = page.ready_title}, [&] {
        card_header(ui, page.ready_title, page.ready_note);
        const auto item = [&](int i) {
            const ReadyItem& ready = page.ready[static_cast<std::size_t>(i)];
            const KeyScope scope(ready.name);
            const auto words = [&] {
                column(ui, space::hair, [&] {
                    text(ui, ready.name, {.font = type::body_strong});
                    muted_text(ui, ready.text);
                });
            };
            bar(ui, {}, words, [&] { draw_mark(ui, ready.mark); });
        };
        list(ui, page.ready_title, static_cast<int>(page.ready.size()), item);
    });
}

void draw_look(Ui& ui, const SettingsPage& page, Actions& actions) {
    card(ui, {.label = page.look_title, .gap = space::medium}, [&] {
        card_header(ui, page.look_title);
        text(ui, page.theme_label, {.font = type::secondary_strong});
        const std::vector<Choice> themes = choices_of(page.themes);
        if (const auto chosen = segments(ui, page.theme_label, themes, page.theme)) {
            actions.push_back(act::ChooseTheme{static_cast<entente::Theme>(*chosen)});
        }
        text(ui, page.scale_label, {.font = type::secondary_strong});
        const std::vector<Choice> scales = choices_of(page.scales);
        if (const auto chosen = segments(ui, page.scale_label, scales, page.scale)) {
            const auto percent = text_percents()[static_cast<std::size_t>(*chosen)];
            actions.push_back(act::ChooseTextScale{percent});
        }
    });
}

}  // namespace

void draw_settings(Ui& ui, const SettingsPage& page, Actions& actions) {
    narrowed(ui, extent::narrow_page, [&] {
        page_header(ui, {.title = page.title});
        card(ui, {.label = page.account_title}, [&] {
            card_header(ui, page.account_title);
            draw_facts(ui, page.account);
        });
        draw_ready(ui, page);
        draw_look(ui, page, actions);
        card(ui, {.label = page.device_title, .gap = space::medium}, [&] {
            card_header(ui, page.device_title);
            draw_facts(ui, page.device);
            draw_presses(ui, page.presses, actions);
        });
    });
}

}  // namespace entente::ui
