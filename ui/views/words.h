// From a page's words to the kit's: tones, presses, marks, events, and the few sizes views share.
#pragma once

#include "core/app/pages/page.h"
#include "ui/kit/controls/button.h"
#include "ui/kit/controls/list.h"

namespace entente::ui {

// CSS pixels before the text scale. Views name sizes; they have no numbers of their own.
namespace extent {
inline constexpr float navigation_width = 216;
inline constexpr float banner_height = 56;
inline constexpr float search_width = 420;
inline constexpr float list_above = 210;  // What stands over a list that scrolls by itself.
inline constexpr float list_height_min = 320;
inline constexpr float two_line_row = 56;
inline constexpr float narrow_page = 760;
inline constexpr float form_field = 300;
inline constexpr float figure_card = 160;  // Two beside each other on a phone.
inline constexpr float amount_column = 80;
inline constexpr float word_column = 112;
inline constexpr float state_column = 138;  // A mark or a stage in words.
inline constexpr float name_column = 130;
inline constexpr float roomy = 2;    // Of one that holds names.
inline constexpr float wide = 3;     // Weight of a column that holds sentences.
inline constexpr float half = 0.5F;  // Weight of a column that needs no more than its words.
}  // namespace extent

Tone tone_of(entente::Tone tone);
Ink ink_of(entente::Tone tone);

void draw_mark(Ui& ui, const Mark& mark);

// A button that does what the page says.
void draw_press(Ui& ui, const Press& press, Actions& actions, Size size = Size::normal);
void draw_presses(Ui& ui, const std::vector<Press>& presses, Actions& actions);

void draw_facts(Ui& ui, const std::vector<Fact>& facts);
void draw_timeline(Ui& ui, const std::string& label, const std::vector<TimelineLine>& lines);
void draw_empty(Ui& ui, std::string_view key, const EmptyPage& page, Actions& actions);

// Thousandths as the part of 1 that the kit draws.
inline float part_of(std::int32_t permille) {
    return static_cast<float>(permille) / 1000.0F;
}

}  // namespace entente::ui
