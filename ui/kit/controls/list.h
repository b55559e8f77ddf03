// Things in lists: key and value, history, items that want something, cards with one number.
#pragma once

#include "ui/kit/controls/button.h"
#include "ui/kit/controls/text.h"

#include <span>

namespace entente::ui {

// Words with the sign that explains them, if there is anything to explain.
void explained(Ui& ui, std::string_view words, const TextStyle& style, const About& why);

struct KeyValue {
    std::string_view key, value;
    Ink ink = Ink::text;
    std::string_view about, rule;  // How the value is computed, and the name of what says so.
};
void key_values(Ui& ui, std::span<const KeyValue> lines);

// A title and a note at the left, an amount or pill at the right, with a line below.
struct LineItem {
    std::string_view title, note, amount;
    std::string_view about, rule;  // As above, beside the note.
};
void line_items(Ui& ui, std::string_view label, std::span<const LineItem> lines);

// When and what, newest first.
struct Moment {
    std::string_view when, what, who;
};
void history(Ui& ui, std::string_view label, std::span<const Moment> moments);

// One thing that waits for the person. Returns which part was pressed.
struct TaskItem {
    std::string_view key;
    Tone tone = Tone::info;
    std::string_view status, words, action;
    std::string_view href;  // Where the words lead; empty: nowhere.
};
enum class TaskPress : std::uint8_t { none, words, action };
TaskPress task_item(Ui& ui, const TaskItem& item);

// A list for readers, with a divider between its items. `item` draws the one of that index.
void list(Ui& ui, std::string_view label, int count, FunctionRef<void(int)> item);

// A number in a card: label, figure, note.
struct Stat {
    std::string_view label, figure, note;
    std::string_view about, rule;  // How the figure is computed.
};
void stat_card(Ui& ui, const Stat& stat);

// A goal in a card: label, how it stands, figure, goal, meter.
struct Goal {
    std::string_view label, figure, goal, status;
    Tone tone = Tone::accent;
    float part = 0;  // 0 to 1 of the meter.
};
void goal_card(Ui& ui, const Goal& goal);

}  // namespace entente::ui
