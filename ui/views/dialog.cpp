#include "ui/views/dialog.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

void draw_choice(Ui& ui, const DialogField& field, Actions& actions) {
    const Combo style{
        .key = field.key,
        .label = field.label,
        .chosen = field.chosen,
        .help = field.help,
        .error = field.error,
        .required = field.required};
    const auto option = [&](int i) -> std::string_view {
        return field.options[static_cast<std::size_t>(i)].name;
    };
    const auto chosen = combo(ui, style, static_cast<int>(field.options.size()), option);
    if (!chosen) return;
    actions.push_back(act::EditDialog{
        field.key, field.options[static_cast<std::size_t>(*chosen)].key});
}

void draw_field(Ui& ui, const DialogField& field, Actions& actions) {
    switch (field.kind) {
        case DialogFieldKind::text: {
            const Field style{
                .key = field.key,
                .label = field.label,
                .value = field.value,
                .help = field.help,
                .error = field.error,
                .required = field.required};
            if (auto typed = text_area(ui, style)) {
                actions.push_back(act::EditDialog{field.key, std::move(*typed)});
            }
            return;
        }
        case DialogFieldKind::choice:
            draw_choice(ui, field, actions);
            return;
        case DialogFieldKind::check: {
            const Check style{.key = field.key, .label = field.label, .on = !field.value.empty()};
            if (const std::optional<bool> on = checkbox(ui, style)) {
                actions.push_back(act::EditDialog{field.key, *on ? "1" : ""});
            }
            return;
        }
    }
}

}  // namespace

void draw_dialog(Ui& ui, const DialogPage& page, Actions& actions) {
    if (page.dialog == entente::Dialog::none) return;
    const Dialog style{.key = "dialog", .title = page.title, .close_label = page.close};
    const auto body = [&] {
        paragraph(ui, page.text);
        if (!page.problem.empty()) {
            banner(
                ui, {.key = "problem", .tone = Tone::danger, .title = page.problem, .alert = true}
            );
        }
        for (const DialogField& field : page.fields) draw_field(ui, field, actions);
    };
    const auto presses = [&] {
        if (button(ui, {.key = "cancel", .label = page.cancel})) {
            actions.push_back(act::CloseDialog{});
        }
        for (const Press& press : page.others) draw_press(ui, press, actions);
        draw_press(ui, page.confirm, actions);
    };
    if (dialog(ui, style, body, presses)) actions.push_back(act::CloseDialog{});
}

}  // namespace entente::ui
