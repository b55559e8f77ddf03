#include "tests/support/ui/screen.h"
#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field.h"
#include "ui/kit/controls/list.h"
#include "ui/kit/controls/table.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <imgui.h>

namespace entente::test {

using namespace entente::ui;

namespace {

Rect box_of(const SemanticNode& node) {
    return node.rect;
}

void on_page(Ui& ui, Body body) {
    scroll_page(ui, {.key = "page", .label = "Page"}, body);
}

}  // namespace

TEST_CASE("button: a pointer and a reader press it once each") {
    Screen screen;
    int presses = 0;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            if (button(ui, {.key = "go", .label = "Go"})) presses += 1;
        });
    };
    screen.draw(body);
    screen.click(box_of(screen.get(Role::button, "Go")), body);
    CHECK(presses == 1);
    screen.press(Role::button, "Go");
    screen.draw(body);
    screen.draw(body);
    CHECK(presses == 2);
}

TEST_CASE("button: a disabled one answers nobody and is passed over by Tab") {
    Screen screen;
    int presses = 0;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            if (button(ui, {.key = "no", .label = "No", .disabled = true})) presses += 1;
            if (button(ui, {.key = "yes", .label = "Yes"})) presses += 10;
        });
    };
    screen.draw(body);
    screen.click(box_of(screen.get(Role::button, "No")), body);
    screen.press(Role::button, "No");
    screen.draw(body);
    CHECK(presses == 0);
    screen.tab();
    screen.draw(body);
    CHECK(screen.ui.focus == screen.get(Role::button, "Yes").id);
}

TEST_CASE("button: pressed inside nested containers it acts once") {
    Screen screen;
    int presses = 0;
    Ui& on = screen.ui;
    const auto buttons = [&](int i) {
        const char* key = i == 0 ? "a" : "b";
        if (button(on, {.key = key, .label = key})) presses += 1;
    };
    const auto cell = [&](int i) { card(on, {}, [&] { row(on, {}, [&] { buttons(i); }); }); };
    const auto body = [&](Ui& ui) { on_page(ui, [&] { grid(ui, {.columns = 2}, 2, cell); }); };
    screen.draw(body);
    screen.press(Role::button, "b");
    screen.draw(body);
    CHECK(presses == 1);
}

TEST_CASE("text field: what the person makes of it comes back whole, once") {
    Screen screen;
    std::string value = "Northgate";
    int changes = 0;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            if (auto typed = text_field(ui, {.key = "n", .label = "Name", .value = value})) {
                value = *typed;
                changes += 1;
            }
        });
    };
    screen.draw(body);
    screen.type(Role::text_input, "Name", "Northgate Rail");
    screen.draw(body);
    screen.draw(body);
    CHECK(value == "Northgate Rail");
    CHECK(changes == 1);
    CHECK(screen.get(Role::text_input, "Name").value == "Northgate Rail");
    screen.type(Role::text_input, "Name", "Northgate Rail I");
    screen.type(Role::text_input, "Name", "Northgate Rail Inc");
    screen.draw(body);
    CHECK(value == "Northgate Rail Inc");
}

TEST_CASE("kit: an act comes after what was entered before it, wherever it stands") {
    Screen screen;
    std::string value;
    std::vector<std::string> acts;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            if (button(ui, {.key = "s", .label = "Send"})) acts.push_back(value);
            if (auto typed = text_field(ui, {.key = "n", .label = "Name", .value = value})) {
                value = *typed;
            }
        });
    };
    screen.draw(body);
    screen.press(Role::button, "Send");
    screen.type(Role::text_input, "Name", "Northgate");
    screen.press(Role::button, "Send");
    screen.press(Role::button, "Send");
    for (int frame = 0; frame < 4; frame++) screen.draw(body);
    CHECK(acts == std::vector<std::string>{"", "Northgate", "Northgate"});
}

TEST_CASE("text field: tells label, error, size and where its text stands") {
    Screen screen;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            text_field(
                ui,
                {.key = "v",
                 .label = "Value",
                 .value = "12",
                 .help = "in dollars",
                 .error = "too small",
                 .required = true}
            );
        });
    };
    screen.draw(body);
    const SemanticNode& node = screen.get(Role::text_input, "Value");
    CHECK(node.description == "too small");
    CHECK((node.state & state_invalid) != 0);
    CHECK((node.state & state_required) != 0);
    CHECK(node.font_size == 14.0F);
    CHECK(node.baseline > 0);
    CHECK(node.rect.width > 100);
}

TEST_CASE("text field: its text is left out while the browser shows it") {
    Screen screen;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] { text_field(ui, {.key = "n", .label = "Name", .value = "Visible"}); });
    };
    const auto shows = [&] {
        for (const DrawnText& drawn : screen.drawn_texts) {
            if (drawn.text == "Visible") return true;
        }
        return false;
    };
    screen.draw(body);
    CHECK(shows());
    screen.browser_edits = true;
    screen.focus(Role::text_input, "Name");
    screen.draw(body);
    CHECK_FALSE(shows());
}

TEST_CASE("combo: an option is chosen by the page, by pointer, and by keys") {
    Screen screen;
    int chosen = 0;
    const std::array<std::string_view, 3> names{"One", "Two", "Three"};
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const auto name = [&](int i) { return names[static_cast<std::size_t>(i)]; };
            const Combo style{.key = "c", .label = "Number", .chosen = chosen};
            if (const auto picked = combo(ui, style, 3, name)) chosen = *picked;
        });
    };
    screen.draw(body);
    CHECK(screen.get(Role::combo, "Number").value == "One");
    screen.choose(Role::combo, "Number", 2);
    screen.draw(body);
    CHECK(chosen == 2);

    screen.click(box_of(screen.get(Role::combo, "Number")), body);
    REQUIRE(screen.get(Role::option, "Two").rect.width > 0);
    screen.click(box_of(screen.get(Role::option, "Two")), body);
    CHECK(chosen == 1);
    CHECK((screen.get(Role::combo, "Number").state & state_collapsed) != 0);

    screen.click(box_of(screen.get(Role::combo, "Number")), body);
    screen.key(ImGuiKey_DownArrow, body);
    screen.key(ImGuiKey_Enter, body);
    CHECK(chosen == 2);
}

TEST_CASE("combo: an index that there is not is ignored") {
    Screen screen;
    int picks = 0;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const auto name = [](int) { return std::string_view("Only"); };
            if (combo(ui, {.key = "c", .label = "Number"}, 1, name)) picks += 1;
        });
    };
    screen.draw(body);
    for (const int wrong : {-1, 1, 1000}) {
        screen.choose(Role::combo, "Number", wrong);
        screen.draw(body);
    }
    CHECK(picks == 0);
}

TEST_CASE("money field: an amount settles when the field is left") {
    Screen screen;
    std::string value = "520000";
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const Field field{.key = "sum", .label = "Sum", .value = value, .settled = "520,000"};
            if (auto typed = money_field(ui, field)) value = *typed;
        });
    };
    screen.draw(body);
    screen.focus(Role::text_input, "Sum");
    screen.draw(body);
    CHECK(value == "520000");
    const std::uint32_t id = screen.get(Role::text_input, "Sum").id;
    push_event(screen.ui, {.kind = SemanticEventKind::blur, .id = id, .text = {}});
    screen.draw(body);
    CHECK(value == "520,000");
}

TEST_CASE("about: says why to readers, opens by a press, closes by Esc and by a press beside it") {
    Screen screen;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] { about(ui, {.key = "why", .label = "About it", .words = "Because."}); });
    };
    const auto shown = [&] {
        const auto& texts = screen.drawn_texts;
        return std::any_of(texts.begin(), texts.end(), [](const DrawnText& drawn) {
            return drawn.text == "Because.";
        });
    };
    screen.draw(body);
    CHECK(screen.get(Role::button, "About it").description == "Because.");
    CHECK_FALSE(shown());
    screen.press(Role::button, "About it");
    screen.draw(body);
    screen.draw(body);
    CHECK(shown());
    screen.escape();
    screen.draw(body);
    screen.draw(body);
    CHECK_FALSE(shown());
    const Rect sign = screen.get(Role::button, "About it").rect;
    screen.click(sign, body);
    CHECK(shown());
    screen.click({sign.x + 300, sign.y + 300, 10, 10}, body);
    CHECK_FALSE(shown());
}

TEST_CASE("tip: shows once the pointer rests on a text that was shortened") {
    Screen screen;
    const std::string words = "Words that are much too long for the room there is";
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] { text(ui, words, {.wraps = false, .width = 120}); });
    };
    screen.draw(body);
    const Rect box = screen.get(Role::text, words).rect;
    ImGui::GetIO().AddMousePosEvent(box.x + 5, box.y + 5);
    screen.draw(body);
    CHECK(screen.drawn_texts.size() == 1);
    for (int i = 0; i < 40; ++i) screen.draw(body);
    CHECK(screen.drawn_texts.size() > 1);
}

TEST_CASE("checkbox: a press and a change of the page both turn it, a repeat does not") {
    Screen screen;
    bool on = false;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            if (const auto now = checkbox(ui, {.key = "c", .label = "Met", .on = on})) on = *now;
        });
    };
    screen.draw(body);
    screen.press(Role::checkbox, "Met");
    screen.draw(body);
    CHECK(on);
    screen.choose(Role::checkbox, "Met", 1);
    screen.draw(body);
    CHECK(on);
    screen.choose(Role::checkbox, "Met", 0);
    screen.draw(body);
    CHECK_FALSE(on);
}

TEST_CASE("band slider: a position outside its steps is brought back inside") {
    Screen screen;
    int at = 50;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const BandSlider style{
                .key = "r",
                .label = "Rate",
                .value = "38%",
                .low = "35",
                .high = "45",
                .position = at};
            if (const auto moved = band_slider(ui, style)) at = *moved;
        });
    };
    screen.draw(body);
    screen.choose(Role::slider, "Rate", 400);
    screen.draw(body);
    CHECK(at == 100);
    screen.choose(Role::slider, "Rate", -3);
    screen.draw(body);
    CHECK(at == 0);
}

TEST_CASE("date field: a day is picked from the calendar") {
    Screen screen;
    const std::vector<std::string> months(12, "Month");
    const std::vector<std::string> days(7, "D");
    std::optional<std::int32_t> picked;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const DateField style{
                .field = {.key = "d", .label = "Close", .value = "18 Jan 2027"},
                .day = 20836,  // 2027-01-18
                .has_day = true,
                .words = {months, days, "Calendar for", "Back", "On"}};
            if (const auto change = date_field(ui, style); change.day) picked = change.day;
        });
    };
    screen.draw(body);
    screen.press(Role::button, "Calendar for Close");
    screen.draw(body);
    screen.draw(body);
    CHECK((screen.get(Role::button, "18 Month 2027").state & state_pressed) != 0);
    screen.press(Role::button, "On");
    screen.draw(body);
    screen.draw(body);
    screen.press(Role::button, "1 Month 2027");
    screen.draw(body);
    CHECK(picked == 20850);  // 2027-02-01
}

TEST_CASE("dialog: takes the focus, keeps it, closes by Esc and gives the focus back") {
    Screen screen;
    bool open = false;
    int behind = 0;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            if (button(ui, {.key = "open", .label = "Open"})) open = true;
            if (button(ui, {.key = "other", .label = "Other"})) behind += 1;
        });
        if (!open) return;
        const auto inside = [&] { text_field(ui, {.key = "why", .label = "Why"}); };
        const auto actions = [&] { button(ui, {.key = "ok", .label = "OK"}); };
        const Dialog style{.key = "d", .title = "Sure?", .close_label = "Close"};
        if (dialog(ui, style, inside, actions)) open = false;
    };
    screen.draw(body);
    screen.focus(Role::button, "Open");
    screen.draw(body);
    const std::uint32_t opener = screen.ui.focus;
    screen.press(Role::button, "Open");
    screen.draw(body);
    screen.draw(body);
    REQUIRE(open);
    screen.draw(body);
    CHECK((screen.get(Role::dialog, "Sure?").state & state_modal) != 0);
    CHECK(screen.ui.focus == screen.get(Role::button, "Close").id);
    for (int i = 0; i < 3; ++i) {
        screen.tab();
        screen.draw(body);
        CHECK(screen.ui.focus != screen.get(Role::button, "Other").id);
    }
    screen.click(box_of(screen.get(Role::button, "Other")), body);
    CHECK(behind == 0);
    open = true;
    screen.draw(body);
    screen.escape();
    screen.draw(body);
    CHECK_FALSE(open);
    screen.draw(body);
    screen.draw(body);
    CHECK(screen.ui.focus == opener);
}

TEST_CASE("table: a cell tells its words and the control among them") {
    Screen screen;
    const std::array<TableColumn, 1> columns{{{.title = "Rule"}}};
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const Table style{.key = "t", .label = "Steps", .columns = columns, .rows = 1};
            table(ui, style, [&](int, int) {
                text(ui, "band 20–30%");
                button(ui, {.key = "why", .label = "About the rule"});
            });
        });
    };
    screen.draw(body);
    screen.draw(body);
    CHECK(screen.find(Role::text, "band 20–30%") != nullptr);
    CHECK(screen.find(Role::button, "About the rule") != nullptr);
}

TEST_CASE("table: only rows in view are drawn, of a hundred thousand") {
    Screen screen;
    int cells = 0;
    const std::array<TableColumn, 2> columns{{{.title = "Name"}, {.title = "Value"}}};
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const Table style{.key = "t", .label = "Deals", .columns = columns, .rows = 100000};
            table(ui, style, [&](int row, int) {
                if (ui.measuring == 0) cells += 1;
                text(ui, std::to_string(row));
            });
        });
    };
    screen.draw(body);
    screen.draw(body);
    cells = 0;
    screen.draw(body);
    CHECK(cells > 20);
    CHECK(cells < 80);
    CHECK(screen.get(Role::table, "Deals").count == 100000);
    screen.key(ImGuiKey_End, body);
    screen.draw(body);
    CHECK(screen.find(Role::cell, "99999") != nullptr);
    CHECK(screen.find(Role::cell, "0") == nullptr);
}

TEST_CASE("table: the room goes to the columns whose words need it, each header told once") {
    Screen screen({.width = 800, .height = 600});
    const std::array<TableColumn, 3> columns{
        TableColumn{.title = "Short"},
        TableColumn{.title = "Long", .width_min = 60},
        TableColumn{.title = "Sorted", .sortable = true}};
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const Table style{.key = "t", .label = "Things", .columns = columns, .rows = 3};
            table(ui, style, [&](int, int column) {
                const char* words[] = {"a", "a sentence that asks for a good deal of room", "c"};
                text(ui, words[column], {.wraps = false});
            });
        });
    };
    screen.draw(body);
    screen.draw(body);
    for (const DrawnText& drawn : screen.drawn_texts) {
        INFO(drawn.text);
        CHECK_FALSE(drawn.shortened);
    }
    int named = 0;
    for (const SemanticNode& node : screen.ui.semantics.nodes()) {
        named += node.name == "Sorted" ? 1 : 0;
    }
    CHECK(named == 1);
}

TEST_CASE("table: a row opens by pointer, reader and keys; a header sorts") {
    Screen screen;
    int opened = -1;
    int sorted = -1;
    int pressed = 0;
    const std::array<std::string_view, 3> names{"Ada", "Ben", "Cy"};
    const std::array<TableColumn, 2> columns{
        {{.title = "Name", .sortable = true}, {.title = "Do"}}};
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            const Table style{
                .key = "t",
                .label = "People",
                .columns = columns,
                .rows = 3,
                .row_key = [](int row) { return static_cast<std::uint64_t>(row) + 70; },
                .row_name = [&](int row) { return names[static_cast<std::size_t>(row)]; }};
            const TableResult did = table(ui, style, [&](int row, int column) {
                if (column == 0) text(ui, names[static_cast<std::size_t>(row)]);
                if (column == 1 && button(ui, {.key = "b", .label = "Enroll"})) pressed += 1;
            });
            if (did.opened) opened = *did.opened;
            if (did.sorted) sorted = *did.sorted;
        });
    };
    screen.draw(body);
    screen.press(Role::link, "Ben");
    screen.draw(body);
    CHECK(opened == 1);
    screen.click(box_of(screen.get(Role::link, "Cy")), body);
    CHECK(opened == 2);
    screen.click(box_of(screen.get(Role::button, "Enroll")), body);
    CHECK(pressed == 1);
    CHECK(opened == 2);
    screen.press(Role::button, "Name");
    screen.draw(body);
    CHECK(sorted == 0);
    screen.focus(Role::link, "Ada");
    screen.draw(body);
    screen.key(ImGuiKey_DownArrow, body);
    screen.draw(body);
    CHECK(screen.ui.focus == screen.get(Role::link, "Ben").id);
}

TEST_CASE("focus: what has it is brought into view") {
    Screen screen({.width = 800, .height = 400});
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            for (int i = 0; i < 40; ++i) {
                const std::string name = "Button " + std::to_string(i);
                button(ui, {.key = name, .label = name});
            }
        });
    };
    screen.draw(body);
    CHECK((screen.get(Role::button, "Button 39").state & state_clipped) != 0);
    screen.focus(Role::button, "Button 39");
    screen.draw(body);
    screen.draw(body);
    CHECK((screen.get(Role::button, "Button 39").state & state_clipped) == 0);
}

TEST_CASE("page: the wheel scrolls to its end and not beyond") {
    Screen screen({.width = 800, .height = 400});
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            for (int i = 0; i < 40; ++i) text(ui, "Line " + std::to_string(i));
        });
    };
    screen.draw(body);
    for (int i = 0; i < 30; ++i) screen.wheel(400, 200, -1, body);
    const SemanticNode& last = screen.get(Role::text, "Line 39");
    CHECK((last.state & state_clipped) == 0);
    CHECK(last.rect.y > 340);
    const float y = last.rect.y;
    screen.wheel(400, 200, -1, body);
    CHECK(screen.get(Role::text, "Line 39").rect.y == y);
}

TEST_CASE("semantics: nothing changes while nothing changes") {
    Screen screen;
    const auto body = [&](Ui& ui) {
        on_page(ui, [&] {
            page_heading(ui, "Deals");
            stat_card(ui, {"Open", "12", "deals"});
        });
    };
    screen.draw(body);
    screen.draw(body);
    const std::uint64_t hash = screen.ui.semantics.hash();
    screen.draw(body);
    CHECK(screen.ui.semantics.hash() == hash);
}

}  // namespace entente::test
