// Screens made of every control, with made-up words: what the tests of the kit draw and look at.
#pragma once

#include "ui/kit/controls/field.h"
#include "ui/kit/ui.h"

#include <string>
#include <vector>

namespace entente::test {

// What the person did to the gallery last, and what its fields hold.
struct GalleryState {
    std::string pressed;
    std::string name = "Northgate Rail Inc.";
    std::string aim =
        "Automate fleet inspection work orders across 41 depots and hand "
        "exceptions to planners.";
    int country = 1, filter = 1, sorted = 4, selected = 0, rate = 30, rows = 10;
    std::int32_t day = 0;
    std::vector<std::string> months{
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"};
    std::vector<std::string> weekdays{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    ui::CalendarWords calendar_words() const {
        return {months, weekdays, "Calendar,", "Previous month", "Next month"};
    }
    bool met = true, dialog_open = false, toast_open = false;
};

void draw_home(ui::Ui& ui, GalleryState& state);
void draw_deals(ui::Ui& ui, GalleryState& state);
void draw_form(ui::Ui& ui, GalleryState& state);
void draw_score(ui::Ui& ui, GalleryState& state);
void draw_states(ui::Ui& ui, GalleryState& state);

}  // namespace entente::test
