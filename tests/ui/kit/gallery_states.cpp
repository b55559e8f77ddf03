#include "tests/ui/kit/gallery.h"
#include "ui/kit/controls/feedback.h"

#include <array>

namespace entente::test {

using namespace entente::ui;

void draw_states(Ui& ui, GalleryState& state) {
    scroll_page(ui, {.key = "states", .label = "States"}, [&] {
        page_heading(ui, "States");
        const std::array<Choice, 3> choices{
            {{"t1", "Calculator"}, {"t2", "Rate card"}, {"t3", "Statements"}}};
        tabs(ui, "Margins", choices, 0);
        row(ui, {}, [&] {
            button(ui, {.key = "b1", .label = "Primary", .look = Look::primary});
            button(ui, {.key = "b2", .label = "Secondary"});
            button(ui, {.key = "b3", .label = "Quiet", .look = Look::quiet});
            button(ui, {.key = "b4", .label = "Remove", .look = Look::danger, .icon = Icon::close});
            button(ui, {.key = "b5", .label = "Disabled", .disabled = true});
            button(ui, {.key = "b6", .label = "In a table", .size = Size::table});
            icon_button(ui, {.key = "b7", .label = "Edit", .icon = Icon::search});
            link(ui, {.key = "l1", .label = "A link", .href = "/deals"});
            key_hint(ui, "Ctrl K");
            count_badge(ui, Tone::danger, "3");
        });
        row(ui, {.gap = space::small}, [&] {
            pill(ui, Tone::neutral, "Draft");
            pill(ui, Tone::accent, "Earlier claim");
            pill(ui, Tone::info, "In review");
            pill(ui, Tone::good, "Approved");
            pill(ui, Tone::warning, "Info requested");
            pill(ui, Tone::danger, "Conflict");
            pill(ui, Tone::preview, "Preview");
        });
        banner(
            ui,
            {.key = "b",
             .tone = Tone::warning,
             .title = "One change was refused",
             .words = "The close date is more than 18 months away",
             .action = "Look at it"}
        );
        card(ui, {.label = "Empty"}, [&] {
            const EmptyState empty{
                .key = "first",
                .icon = Icon::deals,
                .title = "No deals yet",
                .words = "Register the first one, online or offline",
                .action = "Register a deal"};
            if (empty_state(ui, empty)) state.pressed = "first";
        });
        card(ui, {.label = "Loading"}, [&] { skeleton(ui, 3); });
        const Button big{
            .key = "big",
            .label = "Scan a badge",
            .look = Look::primary,
            .size = Size::big,
            .wide = true};
        if (button(ui, big)) state.pressed = "scan";
    });
}

}  // namespace entente::test
