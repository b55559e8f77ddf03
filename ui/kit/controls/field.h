// What is filled in. A label above, help or an error below. The kit paints the text; in the browser
// an input lies over the field while it has the focus and the new text comes back as an event.
#pragma once

#include "ui/kit/controls/button.h"

#include <optional>
#include <span>
#include <string>

namespace entente::ui {

struct Field {
    std::string_view key, label, value;
    std::string_view help, error;  // An error takes the place of the help.
    std::string_view placeholder;
    std::string_view settled;  // What the value becomes when the field is left, if not empty.
    std::string_view prefix, suffix;  // "USD", "%": inside the frame, not part of the value.
    InputMode mode = InputMode::text;
    bool required = false, disabled = false, read_only = false;
    bool right_aligned = false, password = false, label_hidden = false;
    bool good_help = false;  // The help says that all is well.
    float width = 0;         // 0: what there is.
    int rows = 3;            // text_area: lines it shows at least.
};

// The whole new text in the frame in which the person changed it.
std::optional<std::string> text_field(Ui& ui, const Field& field);
std::optional<std::string> text_area(Ui& ui, const Field& field);
std::optional<std::string> money_field(Ui& ui, const Field& field);
std::optional<std::string> search_field(Ui& ui, const Field& field);

// What a calendar says. Days are counted from 1970-01-01.
struct CalendarWords {
    std::span<const std::string> months;    // 12, from January.
    std::span<const std::string> weekdays;  // 7 short names, from Monday.
    std::string_view open, previous, next;
};
struct DateField {
    Field field;           // Its value is what the person sees and types.
    std::int32_t day = 0;  // The day it means, or near which the calendar opens.
    bool has_day = false;
    CalendarWords words;
};
// Either the text that was typed or the day that was picked.
struct DateChange {
    std::optional<std::string> text;
    std::optional<std::int32_t> day;
};
DateChange date_field(Ui& ui, const DateField& style);

// One of many; returns the index newly chosen.
struct Combo {
    std::string_view key, label;
    int chosen = -1;
    std::string_view placeholder, help, error;
    bool required = false, disabled = false, label_hidden = false;
    float width = 0;
};
std::optional<int> combo(
    Ui& ui, const Combo& style, int count, FunctionRef<std::string_view(int)> option
);

// Returns the new state.
struct Check {
    std::string_view key, label, help;
    bool on = false, disabled = false;
};
std::optional<bool> checkbox(Ui& ui, const Check& style);

// A group of radio buttons; returns the index newly chosen.
struct Radios {
    std::string_view key, label, help, error;
    int chosen = -1;
    bool disabled = false;
};
std::optional<int> radios(Ui& ui, const Radios& style, std::span<const Choice> choices);

// Several of some (products), as chips that toggle; returns the index that was toggled.
struct MultiChoice {
    std::string_view key, label, help, error;
    bool required = false;
};
std::optional<int> multi_choice(
    Ui& ui, const MultiChoice& style, std::span<const Choice> choices, FunctionRef<bool(int)> on
);

// A rate inside its band: low and high at the ends, the agreed one marked. Positions count steps
// from 0 to `steps`. Returns the new position.
struct BandSlider {
    std::string_view key, label, value;  // `value`: the rate or amount at the mark, in words.
    std::string_view low, high;
    int position = 0, steps = 100;
    bool read_only = false;
};
std::optional<int> band_slider(Ui& ui, const BandSlider& style);

}  // namespace entente::ui
