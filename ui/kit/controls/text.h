// Words: headings, paragraphs, figures, status pills and the like. Each takes ready-made text.
#pragma once

#include "ui/kit/icons.h"
#include "ui/kit/layout.h"

#include <functional>
#include <span>

namespace entente::ui {

enum class Ink : std::uint8_t { text, muted, accent, good, warning, danger, info, preview };

// A part of a text with its own look.
struct Run {
    std::string_view text;
    FontStyle font = type::body;
    Ink ink = Ink::text;
};

struct TextStyle {
    FontStyle font = type::body;
    Ink ink = Ink::text;
    Role role = Role::text;
    bool wraps = true;  // Otherwise shortened with an ellipsis when too long.
    float width = 0;    // 0: what there is.
    float align = 0;
    std::string_view key;  // Gives a lasting id, for role status and alert.
};

void text(Ui& ui, std::string_view words, const TextStyle& style = {});
void muted_text(Ui& ui, std::string_view words);       // 13, muted, wrapped.
void paragraph(Ui& ui, std::string_view words);        // 14, wrapped, role paragraph.
void page_heading(Ui& ui, std::string_view words);     // h1, 22.
void section_heading(Ui& ui, std::string_view words);  // h2, 16.
void card_heading(Ui& ui, std::string_view words);     // h2, 15.
void figure(Ui& ui, std::string_view words);           // 26.
void big_figure(Ui& ui, std::string_view words);       // 38.

// Several looks in one wrapped text: a bold beginning, a muted end.
void rich_text(Ui& ui, std::span<const Run> runs, const TextStyle& style = {});

void icon(Ui& ui, Icon which, Ink ink = Ink::muted, float size = 18);

// A dot and a word on a soft fill: how a record stands.
void pill(Ui& ui, Tone tone, std::string_view label);

// A small number, as beside a navigation entry.
void count_badge(Ui& ui, Tone tone, std::string_view label);

// "Ctrl K" in a small frame.
void key_hint(Ui& ui, std::string_view keys);

// Initials in a circle. `name` is for readers.
void avatar(Ui& ui, std::string_view initials, std::string_view name);

// The mark of the product and its name.
void brand(Ui& ui, std::string_view name);

// Title, line below it, and actions at the right, as every page begins.
struct PageHeader {
    std::string_view title, subtitle;
    std::function<void()> actions;
};
void page_header(Ui& ui, const PageHeader& header);

// A card's title with a muted note or other things at the right.
void card_header(Ui& ui, std::string_view title, std::string_view note = {});
void card_header(Ui& ui, std::string_view title, Body trailing);

}  // namespace entente::ui
