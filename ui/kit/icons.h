// The icons there are: code points of the Lucide font, of which the build keeps just these.
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
    learning = 0xe234,        // graduation-cap
    funds = 0xe204,           // wallet
    resources = 0xe247,       // folder-open
    scorecard = 0xe1bf,       // gauge
    support = 0xe101,         // life-buoy
    event_capture = 0xe258,   // scan-line
    settings = 0xe154,        // settings
    help = 0xe082,            // circle-question-mark
    people = 0xe1a4,          // users
    person = 0xe19f,          // user
    approvals = 0xe0f7,       // inbox
    conflicts = 0xe212,       // scale
    partners = 0xe290,        // building-2
    program = 0xe2a3,         // chart-column
    coverage = 0xe110,        // map
    enablement = 0xe05f,      // book-open
    investment = 0xe052,      // banknote
    launch_plan = 0xe286,     // rocket
    rules = 0xe45f,           // scroll-text
    audit = 0xe1ff,           // shield-check
    view_as = 0xe0ba,         // eye
    search = 0xe151,          // search
    check = 0xe06c,           // check
    close = 0xe1b2,           // x
    plus = 0xe13d,            // plus
    minus = 0xe11c,           // minus
    chevron_down = 0xe06d,    // chevron-down
    chevron_right = 0xe06f,   // chevron-right
    chevron_left = 0xe06e,    // chevron-left
    chevron_up = 0xe070,      // chevron-up
    arrow_up = 0xe04a,        // arrow-up
    arrow_down = 0xe042,      // arrow-down
    arrow_right = 0xe049,     // arrow-right
    calendar = 0xe063,        // calendar
    bell = 0xe059,            // bell
    warning = 0xe193,         // triangle-alert
    danger = 0xe077,          // circle-alert
    info = 0xe0f9,            // info
    good = 0xe226,            // circle-check
    offline = 0xe08d,         // cloud-off
    online = 0xe088,          // cloud
    sync = 0xe145,            // refresh-cw
    document = 0xe0cc,        // file-text
    sign_out = 0xe10e,        // log-out
    menu = 0xe115,            // menu
    more = 0xe0b6,            // ellipsis
    filter = 0xe0dc,          // funnel
    download = 0xe0b2,        // download
    upload = 0xe19e,          // upload
    table = 0xe17d,           // table
    board = 0xe170,           // square-kanban
    clock = 0xe087,           // clock
    remove = 0xe18e,          // trash-2
    edit = 0xe1f9,            // pencil
    copy = 0xe09e,            // copy
    external = 0xe0b9,        // external-link
    camera = 0xe064,          // camera
    badge = 0xe1df,           // qr-code
    message = 0xe117,         // message-square
    star = 0xe176,            // star
    lock = 0xe10b,            // lock
    attachment = 0xe12d,      // paperclip
    phone = 0xe133,           // phone
    mail = 0xe10f,            // mail
    undo = 0xe2a1,            // undo-2
    language = 0xe0e8,        // globe
    light = 0xe178,           // sun
    dark = 0xe11e,            // moon
    keyboard = 0xe284,        // keyboard
    target = 0xe180,          // target
};

}  // namespace entente::ui
