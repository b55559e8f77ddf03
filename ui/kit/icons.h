// The icons there are: code points of the Lucide font, of which the build keeps just these, as
// every one is fetched before the first screen.
#pragma once

#include <cstdint>

namespace entente::ui {

// The comment behind each is its name in Lucide; the build reads the subset from this list.
enum class Icon : std::uint16_t {
    none = 0,
    home = 0xe0f5,            // house
    deals = 0xe062,           // briefcase
    margins = 0xe1bc,         // calculator
    certifications = 0xe04f,  // award
    settings = 0xe154,        // settings
    help = 0xe082,            // circle-question-mark
    approvals = 0xe0f7,       // inbox
    partners = 0xe290,        // building-2
    search = 0xe151,          // search
    check = 0xe06c,           // check
    close = 0xe1b2,           // x
    chevron_down = 0xe06d,    // chevron-down
    chevron_right = 0xe06f,   // chevron-right
    chevron_left = 0xe06e,    // chevron-left
    arrow_up = 0xe04a,        // arrow-up
    arrow_down = 0xe042,      // arrow-down
    calendar = 0xe063,        // calendar
    warning = 0xe193,         // triangle-alert
    more = 0xe0b6,            // ellipsis
};

}  // namespace entente::ui
