// What every page is made of: ready-made texts with a tone, and presses that carry their Action.
//
// A page holds no record and no rule: a view shows it as it is.
#pragma once

#include "core/app/action.h"

#include <string>
#include <vector>

namespace entente {

// How a thing stands. Said in words too, never by color alone.
enum class Tone : std::uint8_t { neutral, accent, info, good, warning, danger, preview };

struct Mark {
    Tone tone = Tone::neutral;
    std::string text;
};

struct Fact {
    std::string name;
    std::string value;
    std::string about;  // The name of what explains it, and the rule it came from.
    std::string rule;
};

// A button: what it says and what it does.
struct Press {
    std::string key;
    std::string label;
    std::string help;
    Action action;
    bool primary = false;
    bool danger = false;
    bool disabled = false;
};

// One of a list to choose from.
struct Option {
    std::string key;
    std::string name;
};

// When, what and who: a line of a history.
struct TimelineLine {
    std::string when;
    std::string what;
    std::string note;
};

// A number of a card: the rule behind it is read on request.
struct Figure {
    std::string label;
    std::string value;
    std::string note;
    std::string about;
    std::string rule;
};

// A list with nothing in it, and what to do about it.
struct EmptyPage {
    std::string title;
    std::string text;
    std::vector<Press> presses;
};

}  // namespace entente
