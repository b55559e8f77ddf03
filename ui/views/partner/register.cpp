#include "ui/views/partner/register.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field.h"
#include "ui/views/partner/quote.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

Field field_of(const FormEntry& entry, InputMode mode = InputMode::text) {
    return {
        .key = entry.key,
        .label = entry.label,
        .value = entry.value,
        .help = entry.help,
        .error = entry.error,
        .mode = mode,
        .required = entry.required,
        .disabled = entry.locked};
}

void edited(const FormEntry& entry, std::string text, Actions& actions) {
    const bool keyed = entry.field == FormField::lines;
    actions.push_back(act::EditField{
        entry.field, keyed ? entry.key : std::string(), std::move(text)});
}

void draw_text(Ui& ui, const FormEntry& entry, InputMode mode, Actions& actions) {
    if (auto typed = text_field(ui, field_of(entry, mode))) {
        edited(entry, std::move(*typed), actions);
    }
}

void draw_choice(Ui& ui, const FormChoice& choice, Actions& actions) {
    const Combo style{
        .key = choice.entry.key,
        .label = choice.entry.label,
        .chosen = choice.chosen,
        .help = choice.entry.help,
        .error = choice.entry.error,
        .required = choice.entry.required,
        .disabled = choice.entry.locked};
    const auto option = [&](int i) -> std::string_view {
        return choice.options[static_cast<std::size_t>(i)].name;
    };
    const auto chosen = combo(ui, style, static_cast<int>(choice.options.size()), option);
    if (!chosen) return;
    edited(choice.entry, choice.options[static_cast<std::size_t>(*chosen)].key, actions);
}

void draw_products(Ui& ui, const RegisterPage& page, Actions& actions) {
    std::vector<Choice> choices;
    for (const FormToggle& toggle : page.product_choices) {
        choices.push_back({.key = toggle.key, .label = toggle.name});
    }
    const MultiChoice style{
        .key = page.products.key,
        .label = page.products.label,
        .help = page.products.help,
        .error = page.products.error,
        .required = page.products.required};
    const auto on = [&](int i) { return page.product_choices[static_cast<std::size_t>(i)].on; };
    const std::optional<int> toggled = multi_choice(ui, style, choices, on);
    if (!toggled || page.products.locked) return;
    const FormToggle& toggle = page.product_choices[static_cast<std::size_t>(*toggled)];
    actions.push_back(act::EditField{FormField::products, toggle.key, toggle.on ? "" : "1"});
}

void draw_close(Ui& ui, const RegisterPage& page, Actions& actions) {
    const DateField style{
        .field = field_of(page.close),
        .day = page.close_day,
        .has_day = page.close_given,
        .words = {
            .months = page.months,
            .weekdays = page.weekdays,
            .open = page.calendar_open,
            .previous = page.calendar_previous,
            .next = page.calendar_next}};
    DateChange change = date_field(ui, style);
    if (change.text) edited(page.close, std::move(*change.text), actions);
    if (change.day) edited(page.close, text_from_date(Date{Days{*change.day}}), actions);
}

void draw_lines(Ui& ui, const RegisterPage& page, Actions& actions) {
    card_header(ui, page.lines_title, page.lines_note);
    const Grid columns{.columns = 2, .min_width = extent::form_field};
    grid(ui, columns, static_cast<int>(page.lines.size()) + 1, [&](int i) {
        if (i == static_cast<int>(page.lines.size())) {
            draw_choice(ui, page.term, actions);
            return;
        }
        const FormEntry& entry = page.lines[static_cast<std::size_t>(i)];
        Field field = field_of(entry, InputMode::decimal);
        field.prefix = page.currency;
        field.settled = entry.settled;
        if (auto typed = money_field(ui, field)) edited(entry, std::move(*typed), actions);
    });
}

void draw_pair(Ui& ui, Body left, Body right) {
    const Grid columns{.columns = 2, .min_width = extent::form_field};
    grid(ui, columns, 2, [&](int i) { i == 0 ? left() : right(); });
}

void draw_customer(Ui& ui, const RegisterPage& page, Actions& actions) {
    draw_pair(
        ui,
        [&] { draw_text(ui, page.domain, InputMode::url, actions); },
        [&] { draw_text(ui, page.name, InputMode::text, actions); }
    );
    draw_pair(
        ui,
        [&] { draw_choice(ui, page.country, actions); },
        [&] {
            column(ui, space::small, [&] {
                draw_choice(ui, page.sector, actions);
                const Check style{
                    .key = page.public_sector.key,
                    .label = page.public_sector.label,
                    .on = !page.public_sector.value.empty(),
                    .disabled = page.public_sector.locked};
                if (const std::optional<bool> on = checkbox(ui, style)) {
                    edited(page.public_sector, *on ? "1" : "", actions);
                }
            });
        }
    );
}

void draw_more(Ui& ui, const RegisterPage& page, Actions& actions) {
    card_heading(ui, page.more_title);
    draw_pair(
        ui,
        [&] { draw_text(ui, page.deal_title, InputMode::text, actions); },
        [&] { draw_choice(ui, page.type, actions); }
    );
    draw_pair(
        ui,
        [&] { draw_choice(ui, page.source, actions); },
        [&] { draw_text(ui, page.competitor, InputMode::text, actions); }
    );
}

void draw_form(Ui& ui, const RegisterPage& page, Actions& actions) {
    card(ui, {.label = page.title, .gap = space::large}, [&] {
        if (page.asks_answer) {
            if (auto typed = text_area(ui, field_of(page.answer))) {
                edited(page.answer, std::move(*typed), actions);
            }
        }
        draw_customer(ui, page, actions);
        draw_pair(
            ui,
            [&] {
                if (auto typed = text_area(ui, field_of(page.objective))) {
                    edited(page.objective, std::move(*typed), actions);
                }
            },
            [&] { draw_products(ui, page, actions); }
        );
        draw_lines(ui, page, actions);
        draw_pair(
            ui,
            [&] { draw_close(ui, page, actions); },
            [&] { draw_text(ui, page.rfx, InputMode::text, actions); }
        );
        draw_pair(
            ui,
            [&] { draw_text(ui, page.contact_name, InputMode::text, actions); },
            [&] { draw_text(ui, page.contact_email, InputMode::email, actions); }
        );
        divider(ui);
        draw_more(ui, page, actions);
    });
}

void draw_earnings(Ui& ui, const RegisterPage& page) {
    card(ui, {.label = page.earn_title}, [&] {
        card_header(ui, page.earn_title, [&] { draw_mark(ui, page.earn_mark); });
        if (!page.earn_problem.empty()) {
            muted_text(ui, page.earn_problem);
            return;
        }
        figure(ui, page.earn_sum);
        muted_text(ui, page.earn_note);
        draw_quote_lines(ui, page.earn_title, page.earn_lines);
        for (const std::string& line : page.unlocks) muted_text(ui, line);
    });
}

void draw_beside(Ui& ui, const RegisterPage& page) {
    column(ui, space::large, [&] {
        draw_earnings(ui, page);
        card(ui, {.label = page.overlap_title}, [&] {
            card_heading(ui, page.overlap_title);
            draw_mark(ui, page.overlap);
            muted_text(ui, page.overlap_text);
        });
        card(ui, {.label = page.next_title}, [&] {
            card_heading(ui, page.next_title);
            std::size_t number = 0;
            for (const std::string& step : page.next_steps) {
                number++;
                text(ui, std::to_string(number) + " · " + step, {.font = type::secondary});
            }
        });
    });
}

}  // namespace

void draw_register(Ui& ui, const RegisterPage& page, Actions& actions) {
    // On a phone the presses stand where the form ends, so that nobody has to go back up.
    const auto presses = [&] {
        if (!is_phone(ui)) draw_presses(ui, page.presses, actions);
    };
    const PageHeader header{.title = page.title, .subtitle = page.subtitle, .actions = presses};
    page_header(ui, header);
    if (!page.notice.text.empty()) {
        const Banner words{
            .key = "notice",
            .tone = tone_of(page.notice.tone),
            .title = page.notice.text,
            .words = page.notice_text,
            .action = page.start_over.label};
        if (banner(ui, words)) actions.push_back(page.start_over.action);
    }
    const auto form = [&] { draw_form(ui, page, actions); };
    const auto beside = [&] { draw_beside(ui, page); };
    split(ui, {.weights = {1.9F, 1}, .beside = WidthClass::desktop}, {form, beside});
    if (is_phone(ui)) draw_presses(ui, page.presses, actions);
}

}  // namespace entente::ui
