// A small screen for the tests of the page: a few controls drawn by hand and told through
// Semantics, so that mirror, text editing, commit and idle are proven without the portal.
#include "web/browser_glyphs.h"
#include "web/host.h"

#include <array>
#include <cmath>
#include <imgui.h>
#include <imgui_internal.h>
#include <limits>
#include <string>
#include <vector>

namespace entente::web {

namespace {

using ui::InputMode;
using ui::Role;
using ui::SemanticEventKind;
using ui::SemanticNode;

constexpr float line_px = 48;
constexpr float text_px = 16;
constexpr float inset_px = 12;
constexpr int rows_in_all = 1000;
constexpr std::array<const char*, 3> choices = {"Partner", "Distributor", "Vendor"};

enum Id : std::uint32_t {
    id_main = 1,
    id_heading,
    id_form,
    id_name,
    id_notes,
    id_amount,
    id_agree,
    id_region,
    id_save,
    id_open,
    id_dialog,
    id_close,
    id_status,
    id_link,
    id_table,
    id_dialog_heading,
    id_pick,
    id_region_option = 100,
    id_row = 1000,
    id_cell = 100000,
};

Id id_at(Id first, int offset) {
    return static_cast<Id>(static_cast<int>(first) + offset);
}

ImVec2 corner(const ui::Rect& rect) {
    return {rect.x, rect.y};
}

ImVec2 far_corner(const ui::Rect& rect) {
    return {rect.x + rect.width, rect.y + rect.height};
}

}  // namespace

struct State {
    ui::Semantics told;
    std::vector<Bytes> fonts;
    ImFont* font = nullptr;
    std::vector<ui::SemanticEvent> events;
    std::string name = "Ada", notes = "One\nTwo", amount = "1234.50", status = "Ready", route = "/";
    std::uint32_t focus = 0;
    bool agreed = false, dialog = false, editing = false, many_rows = false;
    int region = 1, pressed = 0, commits = 0;
    float scroll = 0;
    FrameContext frame;
    std::uint32_t clicked = 0;

    float snap(float value) const {
        return std::floor(value * frame.pixel_ratio + 0.5F) / frame.pixel_ratio;
    }
    ImDrawList* canvas() const { return ImGui::GetForegroundDrawList(); }
    bool hit(const ui::Rect& rect) const {
        return ImGui::IsMouseHoveringRect(corner(rect), far_corner(rect), false) &&
               ImGui::IsMouseReleased(0);
    }
    void text(const ui::Rect& rect, const std::string& shown, float baseline, float inset) {
        if (font == nullptr) return;
        const ImFontBaked* baked = font->GetFontBaked(text_px);
        const float top = snap(rect.y + baseline) - std::round(baked->Ascent);
        const ImU32 ink = IM_COL32(20, 24, 31, 255);
        canvas()->AddText(font, text_px, {rect.x + inset, top}, ink, shown.c_str());
    }
    bool control(SemanticNode node, const std::string& shown) {
        const bool box = node.role == Role::text_input || node.role == Role::text_area;
        canvas()->AddRect(
            corner(node.rect),
            far_corner(node.rect),
            focus == node.id ? IM_COL32(15, 110, 102, 255) : IM_COL32(120, 130, 140, 255),
            8
        );
        node.font_size = text_px;
        node.text_inset = inset_px;
        node.baseline = node.role == Role::text_area ? 22 : std::round(node.rect.height / 2 + 6);
        if (!(box && editing && focus == node.id)) {
            text(node.rect, shown, node.baseline, node.text_inset);
        }
        node.role == Role::combo ? told.open(node) : told.add(node);
        const bool covered = dialog && node.id != id_close;
        return hit(node.rect) && !covered && !box;
    }
    SemanticNode node(Id id, Role role, const char* label, ui::Rect rect) const {
        SemanticNode made;
        made.id = id;
        made.role = role;
        made.name = label;
        made.rect = rect;
        return made;
    }
    bool acted(std::uint32_t id) const {
        for (const auto& event : events) {
            if (event.id == id && event.kind == SemanticEventKind::activate) return true;
        }
        return false;
    }
    void say(const std::string& text) { status = text; }
    void commit(const std::string& name_of_file, const std::string& contents, bool strict);
    void take_events();
    void fields();
    void buttons();
    void table();
    void modal();
};

void State::commit(const std::string& file, const std::string& contents, bool strict) {
    commits += 1;
    FieldWriter fields;
    fields.add(strict ? "strict" : "relaxed").add("put").add(file).add(contents);
    perform(Effect::commit, commits, fields.bytes());
}

void State::take_events() {
    for (const auto& event : events) {
        if (event.kind == SemanticEventKind::focus) {
            focus = event.id;
            editing = event.id == id_name || event.id == id_notes || event.id == id_amount;
        }
        if (event.kind == SemanticEventKind::blur && focus == event.id) {
            focus = 0;
            editing = false;
        }
        if (event.kind == SemanticEventKind::input) {
            if (event.id == id_name) name = event.text;
            if (event.id == id_notes) notes = event.text;
            if (event.id == id_amount) amount = event.text;
        }
        if (event.kind == SemanticEventKind::change && event.id == id_agree)
            agreed = event.index == 1;
        if (event.kind == SemanticEventKind::change && event.id == id_region) region = event.index;
        if (event.kind == SemanticEventKind::submit) say("Submitted " + name);
        if (event.kind == SemanticEventKind::escape && dialog) dialog = false;
    }
}

void State::fields() {
    auto form = node(id_form, Role::form, "Details", {0, 64, 400, 300});
    told.open(form);
    auto name_node = node(id_name, Role::text_input, "Name", {24, 72, 320, 40});
    name_node.value = name;
    name_node.description = name.empty() ? "Enter a name" : "";
    name_node.state = ui::state_required | (name.empty() ? ui::state_invalid : 0U);
    control(name_node, name);
    auto amount_node = node(id_amount, Role::text_input, "Amount", {24, 72 + line_px, 320, 40});
    amount_node.value = amount;
    amount_node.input_mode = InputMode::decimal;
    control(amount_node, amount);
    auto notes_node = node(id_notes, Role::text_area, "Notes", {24, 72 + 2 * line_px, 320, 88});
    notes_node.value = notes;
    control(notes_node, notes);
    auto agree = node(id_agree, Role::checkbox, "I agree", {24, 268, 160, 40});
    agree.state = agreed ? ui::state_checked : 0U;
    if (control(agree, agreed ? "[x] I agree" : "[ ] I agree")) agreed = !agreed;
    auto combo = node(id_region, Role::combo, "Region", {200, 268, 144, 40});
    combo.value = choices[static_cast<std::size_t>(region)];
    control(combo, choices[static_cast<std::size_t>(region)]);
    std::uint32_t option = id_region_option;
    for (const char* choice : choices)
        told.add(node(static_cast<Id>(option++), Role::option, choice, combo.rect));
    told.close();
    told.close();
}

void State::buttons() {
    if (control(node(id_save, Role::button, "Save", {24, 320, 120, 40}), "Save") ||
        acted(id_save)) {
        pressed += 1;
        say("Saving " + std::to_string(pressed));
        commit("o." + std::string(14, '0') + std::to_string(10 + pressed), name, true);
    }
    if (control(node(id_open, Role::button, "Open", {152, 320, 120, 40}), "Open") ||
        acted(id_open)) {
        dialog = true;
    }
    auto link = node(id_link, Role::link, "Deals", {280, 320, 120, 40});
    link.href = "/deals";
    if (control(link, "Deals") || acted(id_link)) {
        route = "/deals";
        FieldWriter fields;
        perform(Effect::navigate, 0, fields.add(route).add("Deals").add("push").bytes());
    }
    if (control(node(id_pick, Role::button, "Rows", {408, 320, 120, 40}), "Rows") ||
        acted(id_pick)) {
        many_rows = !many_rows;
    }
}

void State::table() {
    if (!many_rows) return;
    scroll = std::max(0.0F, scroll - ImGui::GetIO().MouseWheel * 100);
    auto table_node = node(id_table, Role::table, "Deals", {440, 64, 800, 240});
    table_node.count = rows_in_all;
    told.open(table_node);
    const int first = static_cast<int>(scroll / 24);
    for (int row = first; row < std::min(rows_in_all, first + 40); ++row) {
        const float y = 64 + static_cast<float>(row) * 24 - scroll;
        auto row_node = node(id_at(id_row, row), Role::row, "", {440, y, 800, 24});
        row_node.position = row + 1;
        told.open(row_node);
        for (int cell = 0; cell < 8; ++cell) {
            const auto shown = "r" + std::to_string(row) + "c" + std::to_string(cell);
            told.add(node(
                id_at(id_cell, row * 8 + cell),
                Role::cell,
                shown.c_str(),
                {440 + static_cast<float>(cell) * 100, y, 100, 24}
            ));
        }
        told.close();
    }
    told.close();
}

void State::modal() {
    if (!dialog) return;
    auto box = node(id_dialog, Role::dialog, "Sure", {200, 120, 300, 160});
    box.state = ui::state_modal;
    canvas()->AddRectFilled(
        corner(box.rect), far_corner(box.rect), IM_COL32(255, 255, 255, 255), 12
    );
    told.open(box);
    told.add(node(id_dialog_heading, Role::heading_2, "Sure", {216, 136, 200, 24}));
    if (control(node(id_close, Role::button, "Close", {216, 200, 120, 40}), "Close") ||
        acted(id_close)) {
        dialog = false;
    }
    told.close();
}

Host::Host() : state_(std::make_unique<State>()) {}
Host::~Host() = default;

void Host::start(std::string_view route, std::int64_t /*now_ms*/) {
    state_->route = route;
    perform(Effect::load, 0, FieldWriter().add("demo").bytes());
    perform(Effect::ready, 0, {});
}

void Host::receive(const Told& told) {
    State& state = *state_;
    FieldReader fields(told.payload);
    if (told.event == HostEvent::font) {
        if (told.number != 0) return;
        state.fonts.emplace_back(told.payload.begin(), told.payload.end());
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.SizePixels = -1;  // Sizes are CSS pixels of the em.
        config.GlyphMaxAdvanceX = -std::numeric_limits<float>::max();  // Multiplied by that -1.
        Bytes& file = state.fonts.back();
        state.font = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
            file.data(), static_cast<int>(file.size()), -1, &config
        );
        add_browser_glyphs(false);
        return;
    }
    if (told.event == HostEvent::loaded) {
        int files = 0;
        std::string last;
        while (!fields.at_end()) {
            const std::string_view name = fields.next_text();
            const std::string_view contents = fields.next_text();
            if (name.substr(0, 2) == "o.") last = contents;
            files += 1;
        }
        state.pressed = files;
        state.say("Loaded " + std::to_string(files) + " files, last " + last);
    }
    const std::string text(text_from_bytes(told.payload));
    if (told.event == HostEvent::load_failed) state.say("Load failed");
    if (told.event == HostEvent::committed) {
        state.say("Commit " + std::to_string(static_cast<int>(told.number)) + " " + text);
    }
    if (told.event == HostEvent::route) state.route = text;
    if (told.event == HostEvent::online) state.say("Online");
    if (told.event == HostEvent::offline) state.say("Offline");
    if (told.event == HostEvent::update_ready) state.say("Update ready");
}

void Host::receive(const ui::SemanticEvent& event) {
    state_->events.push_back(event);
}

Drawn Host::draw(const FrameContext& frame) {
    State& state = *state_;
    state.frame = frame;
    ImGui::NewFrame();
    state.told.begin_frame();
    state.take_events();
    state.told.open(state.node(id_main, Role::main, "", {0, 0, frame.width, frame.height}));
    const std::string heading = state.route == "/deals" ? "Deals" : "Demonstration";
    state.told.add(state.node(id_heading, Role::heading_1, heading.c_str(), {24, 16, 300, 32}));
    state.text({24, 16, 300, 32}, heading, 22, 0);
    state.fields();
    state.buttons();
    state.table();
    state.modal();
    state.told.close();
    state.told.add(state.node(id_status, Role::status, state.status.c_str(), {24, 380, 400, 24}));
    state.text({24, 380, 400, 24}, state.status, 18, 0);
    state.events.clear();
    ImGui::Render();
    return {};
}

ui::Semantics& Host::semantics() {
    return state_->told;
}

}  // namespace entente::web
