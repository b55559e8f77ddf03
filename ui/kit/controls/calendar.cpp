#include "ui/kit/controls/field.h"
#include "ui/kit/controls/field_frame.h"
#include "ui/kit/controls/text.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <chrono>
#include <imgui.h>
#include <string>

namespace entente::ui {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

// Months since January of year 0, which is how the open calendar remembers its page.
std::int32_t month_count(year_month_day date) {
    return static_cast<int>(date.year()) * 12 +
           static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

year_month month_at(std::int32_t count) {
    const std::int32_t year = count / 12;
    const auto month = static_cast<unsigned>(count - year * 12 + 1);
    return std::chrono::year(year) / std::chrono::month(month);
}

year_month_day date_of(std::int32_t day) {
    return sys_days(days(day));
}

std::string month_name(const CalendarWords& words, year_month month) {
    const auto index = static_cast<std::size_t>(static_cast<unsigned>(month.month()) - 1);
    std::string name = index < words.months.size() ? words.months[index] : std::string();
    return name.append(" ").append(std::to_string(static_cast<int>(month.year())));
}

void calendar_head(Ui& ui, const CalendarWords& words, year_month month) {
    const auto title = [&] {
        text(ui, month_name(words, month), {.font = type::body_strong, .wraps = false});
    };
    const auto turns = [&] {
        const IconButton back{
            .key = "previous",
            .label = words.previous,
            .icon = Icon::chevron_left,
            .size = Size::small};
        const IconButton on{
            .key = "next", .label = words.next, .icon = Icon::chevron_right, .size = Size::small};
        if (icon_button(ui, back)) ui.calendar_month -= 1;
        if (icon_button(ui, on)) ui.calendar_month += 1;
    };
    bar(ui, {.leading_min = 60}, title, turns);
}

struct DayCell {
    Rect box;
    std::int32_t day = 0;
    bool chosen = false;
};

bool calendar_day(Ui& ui, const DayCell& cell, const std::string& month) {
    const KeyScope scope(static_cast<std::uint64_t>(cell.day));
    const std::uint32_t id = id_of("day");
    const Interaction did = interact(ui, id, cell.box);
    show_hand(did);
    const Palette& color = ui.theme.color;
    if (cell.chosen) {
        paint_box(ui, cell.box, color.accent, radius::small);
    } else if (did.hovered) {
        paint_box(ui, cell.box, color.hovered, radius::small);
    }
    const std::string number = std::to_string(static_cast<unsigned>(date_of(cell.day).day()));
    const Color ink = cell.chosen ? color.on_accent : color.text;
    paint_text_in(
        ui, {.box = cell.box, .font = type::secondary, .color = ink, .align = 0.5F}, number
    );
    if (did.ring) paint_outline(ui, cell.box, color.focus, 2, radius::small);
    const std::string name = number + " " + month;
    tell(
        ui,
        {.id = id,
         .role = Role::button,
         .state = cell.chosen ? state_pressed : 0U,
         .rect = cell.box,
         .name = name}
    );
    return did.pressed;
}

// The weekdays and up to six weeks of the month.
std::optional<std::int32_t> calendar_days(
    Ui& ui, const DateField& style, year_month month, float side
) {
    std::optional<std::int32_t> picked;
    const sys_days first = month / std::chrono::day(1);
    const auto last = static_cast<unsigned>((month / std::chrono::last).day());
    const unsigned shift = std::chrono::weekday(first).iso_encoding() - 1;
    const Rect all = place(ui, side * 7, side * 7);
    const Color muted = ui.theme.color.muted;
    for (std::size_t i = 0; i < style.words.weekdays.size() && i < 7; ++i) {
        const Rect box{all.x + side * static_cast<float>(i), all.y, side, side};
        paint_text_in(
            ui,
            {.box = box, .font = type::small, .color = muted, .align = 0.5F},
            style.words.weekdays[i]
        );
    }
    const std::string name = month_name(style.words, month);
    for (unsigned i = 0; i < last; ++i) {
        const unsigned slot = i + shift;
        const unsigned week = slot / 7 + 1;
        const Rect box{
            all.x + side * static_cast<float>(slot % 7),
            all.y + side * static_cast<float>(week),
            side,
            side};
        const auto day = static_cast<std::int32_t>(
            first.time_since_epoch().count() + static_cast<std::int32_t>(i)
        );
        const bool chosen = style.has_day && day == style.day;
        if (calendar_day(ui, {.box = box, .day = day, .chosen = chosen}, name)) picked = day;
    }
    return picked;
}

std::optional<std::int32_t> open_calendar(
    Ui& ui, const DateField& style, std::uint32_t owner, const Rect& anchor
) {
    if (ui.open_list != owner) return std::nullopt;
    ui.open_list_seen = true;
    const float side = snap(ui, ui.theme.touch ? ui.theme.scaled(44) : ui.theme.scaled(34));
    const float padding = space::medium;
    const float width = side * 7 + 2 * padding;
    const float height = side * 7 + ui.theme.small_control_height() + space::tiny + 2 * padding;
    Rect box{anchor.x, anchor.y + anchor.height + 4, width, height};
    if (box.y + height > ui.page.height && anchor.y > height) box.y = anchor.y - height - 4;
    if (box.x + width > ui.page.width) box.x = std::max(0.0F, ui.page.width - width);
    std::optional<std::int32_t> picked;
    run_over(ui, "##calendar" + std::to_string(owner), box, [&] {
        paint_shadow(ui, box, radius::control);
        paint_framed(ui, box, ui.theme.color.surface, ui.theme.color.border, radius::control);
        const Rect inner{box.x + padding, box.y + padding, side * 7, height};
        const year_month month = month_at(ui.calendar_month);
        tell_open(
            ui, {.id = owner + 2, .role = Role::group, .rect = box, .name = style.field.label}
        );
        run_inside(ui, {.box = inner, .gap = space::tiny}, [&] {
            calendar_head(ui, style.words, month);
            picked = calendar_days(ui, style, month, side);
        });
        ui.semantics.close();
    });
    const ImVec2 at = ImGui::GetIO().MousePos;
    const auto inside = [&](const Rect& area) {
        return at.x >= area.x && at.x <= area.x + area.width && at.y >= area.y &&
               at.y <= area.y + area.height;
    };
    const bool left = ImGui::IsMouseClicked(0) && !inside(box) && !inside(anchor);
    if (ui.escape || picked || left) {
        ui.escape = false;
        ui.open_list = 0;
        ui.wants_frame = true;
    }
    return picked;
}

}  // namespace

DateChange date_field(Ui& ui, const DateField& style) {
    DateChange change;
    Field field = style.field;
    field.mode = InputMode::date;
    Rect last;
    const auto typed = text_field_with(ui, field, true, last);
    change.text = typed;
    if (ui.measuring != 0 || field.disabled || field.read_only) return change;
    // The icon at the right end opens the calendar; the rest of the field is typed into.
    const KeyScope scope(field.key);
    const std::uint32_t id = id_of("calendar");
    const float size = last.height;
    const Rect box{last.x + last.width - size, last.y, size, size};
    const Interaction did = interact(ui, id, box);
    show_hand(did);
    const float icon = ui.theme.scaled(18);
    const Rect at{box.x + (size - icon) / 2, box.y + (size - icon) / 2, icon, icon};
    const Color ink = did.hovered ? ui.theme.color.text : ui.theme.color.muted;
    paint_icon(ui, at, Icon::calendar, ink);
    if (did.ring) paint_focus(ui, box, radius::control);
    if (did.pressed) {
        ui.calendar_month = month_count(date_of(style.day));
        toggle_list(ui, id, 0);
    }
    const std::uint32_t state = ui.open_list == id ? state_expanded : state_collapsed;
    const std::string name = std::string(style.words.open) + " " + std::string(style.field.label);
    tell(ui, {.id = id, .role = Role::button, .state = state, .rect = box, .name = name});
    change.day = open_calendar(ui, style, id, last);
    return change;
}

}  // namespace entente::ui
