#include "ui/kit/controls/list.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/interact.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <array>
#include <string>

namespace entente::ui {

namespace {

constexpr TextStyle aside{.font = type::secondary, .ink = Ink::muted};

void tell_item(Ui& ui, Body body) {
    if (ui.measuring == 0) tell_open(ui, {.id = next_text_id(ui), .role = Role::list_item});
    body();
    if (ui.measuring == 0) ui.semantics.close();
}

void tell_list(Ui& ui, std::string_view label, int count, Body body) {
    if (ui.measuring == 0) {
        tell_open(ui, {.id = next_text_id(ui), .role = Role::list, .count = count, .name = label});
    }
    body();
    if (ui.measuring == 0) ui.semantics.close();
}

// Key at the left, value at the right; under each other when they do not fit side by side.
void key_value_line(Ui& ui, const KeyValue& line) {
    if (!line.rule.empty()) {
        const auto key = [&] { explained(ui, line.key, aside, {line.key, line.about, line.rule}); };
        const auto value = [&] {
            text(ui, line.value, {.font = type::secondary, .ink = line.ink});
        };
        bar(ui, {.gap = space::small, .leading_min = 80}, key, value);
        return;
    }
    const float width = available_width(ui);
    const float key = text_width(ui, type::secondary, line.key);
    const float value = text_width(ui, type::secondary, line.value);
    if (key + value + space::large > width) {
        text(ui, line.key, {.font = type::secondary, .ink = Ink::muted});
        text(ui, line.value, {.font = type::secondary, .ink = line.ink, .align = 1});
        return;
    }
    const FontStyle font = scaled(ui, type::secondary);
    const Rect box = place(ui, width, font.line);
    if (ui.measuring != 0) return;
    const Color muted = ui.theme.color.muted;
    const Color ink = ink_color(ui.theme, line.ink);
    paint_text_in(ui, {.box = box, .font = type::secondary, .color = muted}, line.key);
    paint_text_in(ui, {.box = box, .font = type::secondary, .color = ink, .align = 1}, line.value);
    tell_text(ui, Role::text, box, line.key);
    tell_text(ui, Role::text, box, line.value);
}

}  // namespace

void explained(Ui& ui, std::string_view words, const TextStyle& style, const About& why) {
    if (why.words.empty()) {
        text(ui, words, style);
        return;
    }
    row(ui, {.gap = space::hair, .wraps = false}, [&] {
        TextStyle fitting = style;
        fitting.width = std::max(1.0F, available_width(ui) - about_width(ui) - space::hair);
        text(ui, words, fitting);
        about(ui, why);
    });
}

void key_values(Ui& ui, std::span<const KeyValue> lines) {
    tell_list(ui, {}, static_cast<int>(lines.size()), [&] {
        column(ui, 6, [&] {
            for (const KeyValue& line : lines) {
                divider(ui);
                tell_item(ui, [&] { key_value_line(ui, line); });
            }
        });
    });
}

void line_items(Ui& ui, std::string_view label, std::span<const LineItem> lines) {
    tell_list(ui, label, static_cast<int>(lines.size()), [&] {
        column(ui, 6, [&] {
            for (const LineItem& line : lines) {
                divider(ui);
                const auto words = [&] {
                    text(ui, line.title, {.font = type::secondary});
                    explained(ui, line.note, aside, {line.title, line.about, line.rule});
                };
                const auto amount = [&] {
                    text(ui, line.amount, {.font = type::secondary_strong, .wraps = false});
                };
                tell_item(ui, [&] { bar(ui, {.leading_min = 100}, words, amount); });
            }
        });
    });
}

void history(Ui& ui, std::string_view label, std::span<const Moment> moments) {
    float widest = 40;
    for (const Moment& moment : moments) {
        widest = std::max(widest, text_width(ui, type::secondary, moment.when));
    }
    const float left = std::min(widest, available_width(ui) / 3) / ui.theme.text_scale + 1;
    tell_list(ui, label, static_cast<int>(moments.size()), [&] {
        column(ui, space::small, [&] {
            for (const Moment& moment : moments) {
                const auto when = [&] { muted_text(ui, moment.when); };
                const auto what = [&] {
                    text(ui, moment.what, {.font = type::secondary});
                    text(ui, moment.who, {.font = type::small, .ink = Ink::muted});
                };
                tell_item(ui, [&] { indented(ui, {.width = left}, when, what); });
            }
        });
    });
}

TaskPress task_item(Ui& ui, const TaskItem& item) {
    TaskPress press = TaskPress::none;
    const KeyScope scope(item.key);
    const auto status = [&] { pill(ui, item.tone, item.status); };
    const auto words = [&] {
        if (item.href.empty()) {
            text(ui, item.words);
        } else if (link(
                       ui, {.key = "words", .label = item.words, .href = item.href, .strong = true}
                   )) {
            press = TaskPress::words;
        }
    };
    const auto action = [&] {
        if (item.action.empty()) return;
        const Button style{
            .key = "action",
            .label = item.action,
            .description = item.words,
            .description_seen = true};
        if (button(ui, style)) press = TaskPress::action;
    };
    // The status stands in a column of its own where there is room for one.
    const bool beside = available_width(ui) > 520 * ui.theme.text_scale;
    const auto both = [&] {
        if (!beside) {
            column(ui, 6, [&] {
                status();
                words();
            });
            return;
        }
        indented(ui, {.width = 218, .centered = true}, status, words);
    };
    bar(ui, {.gap = space::medium, .leading_min = 200}, both, action);
    return press;
}

void list(Ui& ui, std::string_view label, int count, FunctionRef<void(int)> item) {
    tell_list(ui, label, count, [&] {
        column(ui, space::medium, [&] {
            for (int i = 0; i < count; ++i) {
                divider(ui);
                tell_item(ui, [&] { item(i); });
            }
        });
    });
}

void stat_card(Ui& ui, const Stat& stat) {
    card(ui, {.label = stat.label, .gap = space::tiny}, [&] {
        explained(ui, stat.label, aside, {stat.label, stat.about, stat.rule});
        figure(ui, stat.figure);
        text(ui, stat.note, {.font = type::secondary, .ink = Ink::muted});
    });
}

void goal_card(Ui& ui, const Goal& goal) {
    const auto ink = [&] {
        switch (goal.tone) {
            case Tone::warning:
                return Ink::warning;
            case Tone::danger:
                return Ink::danger;
            case Tone::accent:
            case Tone::good:
                return Ink::good;
            case Tone::info:
                return Ink::info;
            case Tone::preview:
                return Ink::preview;
            case Tone::neutral:
                return Ink::muted;
        }
        return Ink::muted;
    }();
    card(ui, {.label = goal.label, .padding = 14, .gap = space::hair}, [&] {
        bar(
            ui,
            {.gap = space::small, .leading_min = 60},
            [&] { text(ui, goal.label, {.font = type::secondary, .ink = Ink::muted}); },
            [&] { text(ui, goal.status, {.font = type::secondary_strong, .ink = ink}); }
        );
        const std::string spaced = "  " + std::string(goal.goal);
        const std::array<Run, 2> runs{
            Run{.text = goal.figure, .font = type::stat},
            Run{.text = spaced, .font = type::secondary, .ink = Ink::muted}};
        rich_text(ui, runs);
        spacer(ui, space::tiny);
        meter(
            ui,
            {.label = goal.label,
             .value = goal.figure,
             .part = goal.part,
             .tone = goal.tone,
             .shown = false}
        );
    });
}

}  // namespace entente::ui
