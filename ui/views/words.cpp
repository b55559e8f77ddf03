#include "ui/views/words.h"

#include "ui/kit/controls/feedback.h"

namespace entente::ui {

Tone tone_of(entente::Tone tone) {
    switch (tone) {
        case entente::Tone::neutral:
            return Tone::neutral;
        case entente::Tone::accent:
            return Tone::accent;
        case entente::Tone::info:
            return Tone::info;
        case entente::Tone::good:
            return Tone::good;
        case entente::Tone::warning:
            return Tone::warning;
        case entente::Tone::danger:
            return Tone::danger;
        case entente::Tone::preview:
            return Tone::preview;
    }
    return Tone::neutral;
}

Ink ink_of(entente::Tone tone) {
    switch (tone) {
        case entente::Tone::neutral:
            return Ink::muted;
        case entente::Tone::accent:
            return Ink::accent;
        case entente::Tone::info:
            return Ink::info;
        case entente::Tone::good:
            return Ink::good;
        case entente::Tone::warning:
            return Ink::warning;
        case entente::Tone::danger:
            return Ink::danger;
        case entente::Tone::preview:
            return Ink::preview;
    }
    return Ink::text;
}

void draw_mark(Ui& ui, const Mark& mark) {
    if (!mark.text.empty()) pill(ui, tone_of(mark.tone), mark.text);
}

void draw_press(Ui& ui, const Press& press, Actions& actions, Size size) {
    if (press.label.empty()) return;
    Look look = Look::secondary;
    if (press.primary) look = Look::primary;
    if (press.danger) look = Look::danger;
    const Button style{
        .key = press.key,
        .label = press.label,
        .look = look,
        .size = size,
        .description = press.help,
        .disabled = press.disabled};
    if (button(ui, style)) actions.push_back(press.action);
}

void draw_presses(Ui& ui, const std::vector<Press>& presses, Actions& actions) {
    if (presses.empty()) return;
    row(ui, {}, [&] {
        for (const Press& press : presses) draw_press(ui, press, actions);
    });
}

void draw_facts(Ui& ui, const std::vector<Fact>& facts) {
    std::vector<KeyValue> lines;
    lines.reserve(facts.size());
    for (const Fact& fact : facts)
        lines.push_back(
            {.key = fact.name, .value = fact.value, .about = fact.about, .rule = fact.rule}
        );
    key_values(ui, lines);
}

void draw_timeline(Ui& ui, const std::string& label, const std::vector<TimelineLine>& lines) {
    std::vector<Moment> moments;
    moments.reserve(lines.size());
    for (const TimelineLine& line : lines) {
        moments.push_back({.when = line.when, .what = line.what, .who = line.note});
    }
    history(ui, label, moments);
}

void draw_empty(Ui& ui, std::string_view key, const EmptyPage& page, Actions& actions) {
    EmptyState state{.key = key, .title = page.title, .words = page.text};
    if (!page.presses.empty()) state.action = page.presses.front().label;
    if (empty_state(ui, state)) actions.push_back(page.presses.front().action);
}

}  // namespace entente::ui
