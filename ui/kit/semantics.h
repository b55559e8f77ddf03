// What the screen says, beside what it draws: one node for every control, heading, cell and region.
//
// Each control of the kit draws with ImGui and tells a node, in reading order. The page keeps real
// elements for them (web/mirror.js): screen readers, keyboard and tests see those. Nothing here
// knows of a browser: native tests read the same nodes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::ui {

enum class Role : std::uint8_t {
    // Regions; their children are deeper. `name` is the label of the region.
    banner,
    navigation,
    main,
    complementary,
    form,
    region,
    dialog,
    list,
    list_item,
    group,
    tab_list,
    tab_panel,
    table,
    row,
    column_header,
    cell,
    // Text.
    heading_1,
    heading_2,
    heading_3,
    paragraph,
    text,
    status,
    alert,
    image,
    // Controls.
    button,
    link,
    checkbox,
    radio,
    tab,
    slider,
    text_input,
    text_area,
    combo,
    option,
    progress,
    menu_item,
    separator,
};

// What a control is in, one bit each.
enum SemanticState : std::uint32_t {
    state_disabled = 1U << 0U,
    state_checked = 1U << 1U,
    state_selected = 1U << 2U,
    state_expanded = 1U << 3U,
    state_collapsed = 1U << 4U,
    state_invalid = 1U << 5U,
    state_required = 1U << 6U,
    state_read_only = 1U << 7U,
    state_current = 1U << 8U,  // The page one is on (aria-current).
    state_sorted_up = 1U << 9U,
    state_sorted_down = 1U << 10U,
    state_modal = 1U << 11U,          // Everything outside is inert.
    state_clipped = 1U << 12U,        // Not visible now: scrolled out or covered.
    state_right_aligned = 1U << 13U,  // Text fields: how the text stands.
    state_password = 1U << 14U,
    state_pressed = 1U << 15U,  // A toggle button that is on (aria-pressed).
};

// How a text field is typed into: keyboard of a phone, and what a browser may fill in.
enum class InputMode : std::uint8_t { text, decimal, email, url, search, date };

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;  // CSS pixels from the top left of the page.
};

struct SemanticNode {
    std::uint32_t id = 0;  // ImGuiID of the item; for texts a hash of what they stand under.
    Role role = Role::text;
    std::uint8_t depth = 0;  // 0 for regions of the page.
    InputMode input_mode = InputMode::text;
    std::uint32_t state = 0;
    Rect rect;
    // Tables: how many rows there are in all, and which this row is (from 1); 0: not said.
    // Sliders and progress: `position` of `count`. Headings and texts: 0.
    std::int32_t count = 0;
    std::int32_t position = 0;
    // Text fields, in CSS pixels: size of the text, where it starts from the left edge of `rect`
    // (from the right edge when right-aligned), and how far below the top edge its baseline is
    // drawn.
    float font_size = 0;
    float text_inset = 0;
    float baseline = 0;
    std::string_view name;         // The accessible name, never empty for a control.
    std::string_view value;        // Text of a field, chosen option of a combo.
    std::string_view description;  // Help or error, read after the name.
    std::string_view href;         // Links: the route, "/deals/01j...".
};

// Collects the nodes of one frame. The strings are copied, so callers may pass temporaries.
class Semantics {
public:
    void begin_frame();
    void add(const SemanticNode& node);

    // Everything told between open and close is a child of the region.
    void open(SemanticNode region);
    void close();

    // Changes whenever anything told differs from the frame before (FNV-1a over all that was told).
    std::uint64_t hash() const { return hash_; }

    // The nodes of this frame; their views stay valid until begin_frame.
    const std::vector<SemanticNode>& nodes() const { return nodes_; }

    // The nodes as bytes for the page: the grammar stands in ui/kit/FORMAT.md.
    const std::vector<std::uint8_t>& encoded();

private:
    std::string_view keep(std::string_view text);
    void mix(const void* bytes, std::size_t length);

    std::vector<SemanticNode> nodes_;
    std::vector<std::uint8_t> encoded_;
    std::vector<std::vector<char>> blocks_;  // Filled one after the other, never moved in a frame.
    std::size_t block_ = 0;
    std::uint64_t hash_ = 0;
    std::uint8_t depth_ = 0;
};

// What a person did to a node without a pointer: through the keyboard, a reader, or a field.
// A field is drawn by the page between its focus and its blur: the kit then leaves its text out.
// `submit` is Enter in a one-line field.
enum class SemanticEventKind : std::uint8_t {
    activate,
    input,
    change,
    focus,
    blur,
    escape,
    submit
};

struct SemanticEvent {
    SemanticEventKind kind = SemanticEventKind::activate;
    std::uint32_t id = 0;
    std::string text;  // input: the whole text of the field now.
    // change: the chosen option, 1 or 0 of a checkbox, or a slider's position.
    // focus: 1 when it came by keyboard or a reader, so that a ring is drawn; 0 by pointer.
    std::int32_t index = -1;
};

}  // namespace entente::ui
