#include "ui/views/partner/margins.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field.h"
#include "ui/kit/controls/list.h"
#include "ui/kit/controls/table.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

constexpr int slider_steps = 1000;

void draw_amount(
    Ui& ui, const AmountField& field, std::string_view currency, Action edit, Actions& actions
) {
    const Field style{
        .key = field.key,
        .label = field.label,
        .value = field.value,
        .help = field.help,
        .error = field.error,
        .settled = field.settled,
        .prefix = currency,
        .mode = InputMode::decimal};
    auto typed = money_field(ui, style);
    if (!typed) return;
    std::get<act::EditMargin>(edit).text = std::move(*typed);
    actions.push_back(std::move(edit));
}

void draw_inputs(Ui& ui, const MarginsPage& page, Actions& actions) {
    card(ui, {.label = page.model_label, .gap = space::large}, [&] {
        const Combo style{.key = "model", .label = page.model_label, .chosen = page.model};
        const auto option = [&](int i) -> std::string_view {
            return page.models[static_cast<std::size_t>(i)].name;
        };
        const auto chosen = combo(ui, style, static_cast<int>(page.models.size()), option);
        if (chosen) {
            const std::string& key = page.models[static_cast<std::size_t>(*chosen)].key;
            actions.push_back(act::EditMargin{MarginField::model, {}, key, -1});
        }
        if (page.has_volume) {
            const act::EditMargin edit{MarginField::volume, {}, {}, -1};
            draw_amount(ui, page.volume, page.currency, edit, actions);
        }
        for (const AmountField& line : page.lines) {
            const act::EditMargin edit{MarginField::lines, line.key, {}, -1};
            draw_amount(ui, line, page.currency, edit, actions);
        }
    });
}

void draw_steps(Ui& ui, const MarginsPage& page) {
    const std::vector<TableColumn> columns{
        {.title = page.step_columns[0], .width_min = extent::word_column},
        {.title = page.step_columns[1],
         .weight = 2,
         .width_min = extent::name_column,
         .priority = 1},
        {.title = page.step_columns[2],
         .width_min = extent::amount_column,
         .right_aligned = true,
         .priority = 2},
        {.title = page.step_columns[3],
         .weight = extent::half,
         .width_min = extent::amount_column,
         .right_aligned = true},
        {.title = page.step_columns[4], .width_min = extent::amount_column, .right_aligned = true}};
    const Table style{
        .key = "steps",
        .label = page.sum_title,
        .columns = columns,
        .rows = static_cast<int>(page.steps.size())};
    table(ui, style, [&](int i, int column) {
        const QuoteLine& line = page.steps[static_cast<std::size_t>(i)];
        const TextStyle words{.font = type::secondary, .wraps = false};
        if (column == 0) text(ui, line.title, words);
        if (column == 1) {
            const TextStyle muted{.font = type::secondary, .ink = Ink::muted, .wraps = false};
            explained(ui, line.rule, muted, {"about", line.about, line.source});
        }
        if (column == 2) text(ui, line.base, words);
        if (column == 3) text(ui, line.rate, words);
        if (column == 4) text(ui, line.amount, words);
    });
}

void draw_sum(Ui& ui, const MarginsPage& page, Actions& actions) {
    card(ui, {.label = page.sum_title, .gap = space::medium}, [&] {
        card_header(ui, page.sum_title, page.sum_unit);
        if (!page.problem.empty()) {
            muted_text(ui, page.problem);
            if (page.example.empty()) return;
            if (button(ui, {.key = "example", .label = page.example_label})) {
                for (const auto& [key, amount] : page.example) {
                    actions.push_back(act::EditMargin{MarginField::lines, key, amount, -1});
                }
            }
            return;
        }
        big_figure(ui, page.sum);
        muted_text(ui, page.sum_note);
        if (page.slides) {
            const BandSlider style{
                .key = "rate",
                .label = page.slider_label,
                .value = page.slider_value,
                .low = page.low,
                .high = page.high,
                .position = page.position,
                .steps = slider_steps};
            if (const std::optional<int> moved = band_slider(ui, style)) {
                actions.push_back(act::EditMargin{MarginField::rate, {}, {}, *moved});
            }
        }
        draw_steps(ui, page);
        muted_text(ui, page.source_line);
        for (const std::string& line : page.unlocks) muted_text(ui, line);
    });
}

void draw_compare(Ui& ui, const MarginsPage& page) {
    if (page.compare.empty()) return;
    card(ui, {.label = page.compare_title, .gap = space::medium}, [&] {
        card_heading(ui, page.compare_title);
        grid(ui, {.columns = 4}, static_cast<int>(page.compare.size()), [&](int i) {
            const ModelBar& bar = page.compare[static_cast<std::size_t>(i)];
            column(ui, space::tiny, [&] {
                meter(ui, {.label = bar.name, .value = bar.band, .part = part_of(bar.permille)});
                text(ui, bar.amount, {.font = type::secondary});
            });
        });
    });
}

void draw_card(Ui& ui, const MarginsPage& page) {
    std::vector<TableColumn> columns;
    for (const std::string& title : page.card_columns) {
        columns.push_back({.title = title, .width_min = extent::word_column});
    }
    columns[4].priority = 1;
    const Table style{
        .key = "card",
        .label = page.title,
        .columns = columns,
        .rows = static_cast<int>(page.card.size())};
    card(ui, {.flush = true}, [&] {
        table(ui, style, [&](int i, int column) {
            const RateRow& row = page.card[static_cast<std::size_t>(i)];
            const FontStyle font = row.own ? type::secondary_strong : type::secondary;
            const std::string* cells[] = {
                &row.category, &row.model, &row.band, &row.agreed, &row.valid};
            if (column < static_cast<int>(std::size(cells))) {
                text(ui, *cells[column], {.font = font, .wraps = false});
            } else {
                const TextStyle plain{.font = font, .wraps = false};
                explained(ui, row.version, plain, {"about", row.about, row.rule});
            }
        });
    });
}

}  // namespace

void draw_margins(Ui& ui, const MarginsPage& page, Actions& actions) {
    const auto tabs_body = [&] {
        std::vector<Choice> choices;
        int open = 0;
        for (std::size_t i = 0; i < page.tabs.size(); i++) {
            choices.push_back({.key = page.tabs[i].key, .label = page.tabs[i].label});
            if (page.tabs[i].primary) open = static_cast<int>(i);
        }
        if (const auto chosen = segments(ui, page.title, choices, open)) {
            actions.push_back(page.tabs[static_cast<std::size_t>(*chosen)].action);
        }
    };
    page_header(ui, {.title = page.title, .subtitle = page.subtitle, .actions = tabs_body});
    if (!page.closed.title.empty()) {
        draw_empty(ui, "closed", page.closed, actions);
        return;
    }
    if (page.shows_rate_card) {
        draw_card(ui, page);
        return;
    }
    const auto inputs = [&] { draw_inputs(ui, page, actions); };
    const auto sum = [&] { draw_sum(ui, page, actions); };
    split(ui, {.weights = {1, 1.75F}}, {inputs, sum});
    draw_compare(ui, page);
}

}  // namespace entente::ui
