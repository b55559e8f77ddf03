// What every view function is given: theme, fonts, the screen, what is told of it, and what a
// person did to it. One per ImGui context; there are no globals. Views use the fields at the top
// and the functions of layout.h and controls/; the rest belongs to the kit.
#pragma once

#include "ui/kit/fonts.h"
#include "ui/kit/function_ref.h"
#include "ui/kit/semantics.h"
#include "ui/kit/theme.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente::ui {

enum class WidthClass : std::uint8_t { phone, tablet, desktop };

// The page as the host found it, at the start of each frame. CSS pixels.
struct PageState {
    float width = 1280, height = 800;
    float pixel_ratio = 1;
    double seconds = 0;  // A clock that only grows.
    bool touch = false;  // The last pointer was a finger.
    bool reduced_motion = false;
    bool browser_edits = false;  // An input of the browser shows the text of the focused field.
};

struct LineSize {
    float width = 0, height = 0;
};

// One area that things are placed in, from the top down or from left to right.
struct Flow {
    float left = 0, top = 0, width = 0;
    float x = 0, y = 0;           // Where the next thing goes.
    float right = 0, bottom = 0;  // How far things reached.
    float gap = 0;
    float fill_height = 0;  // Above 0: a card grows to this.
    float align = 0;        // 0 left, 0.5 center, 1 right.
    bool across = false, wraps = true;
    bool hugs = false;            // Nothing stretches: the natural width is asked for.
    int placed = 0;               // Things so far.
    float line_height = 0;        // Across: of the line being filled.
    std::vector<LineSize> lines;  // Across: of every line, from the measuring pass.
    std::size_t line = 0;
    std::uint32_t told = 0;               // Texts so far.
    std::uint32_t path = 0, ordinal = 0;  // Which container this is, the same in each pass.
};

struct MeasuredSize {
    float width = 0, height = 0;
    int placed = 0;
    std::vector<LineSize> lines;
};

struct ScrollState {
    double offset = 0, content = 0;
    Rect area;
    float velocity = 0;
    bool dragging = false, thumb_held = false;
};

// A piece of one line of a laid out text.
struct TextPiece {
    std::uint32_t run = 0, begin = 0, end = 0;  // Bytes of the run.
    float x = 0, width = 0;
    std::uint32_t line = 0;
};

struct TextLayout {
    std::vector<TextPiece> pieces;
    std::vector<float> line_widths;
    float width = 0;
};

// A text that was drawn, for the lint of the tests: what it is, where it stood, what of it shows.
struct DrawnText {
    std::string text;
    Rect ink, clip;
    bool shortened = false;
};

// Words beside what they explain.
struct Tip {
    std::string words;
    Rect anchor;
};

// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): there is one, read by what it means.
struct Ui {
    Theme theme;
    Fonts fonts;
    Semantics semantics;
    PageState page;
    WidthClass width_class = WidthClass::desktop;

    std::uint32_t focus = 0;  // The control that has the focus; 0: none.
    bool focus_ring = false;  // It came there by keyboard or a reader: show it.
    std::uint32_t focus_wanted =
        0;                     // Set by the kit: the host moves the focus there after the frame.
    bool wants_frame = false;  // Something still moves: draw again soon.
    std::vector<DrawnText>* drawn_texts = nullptr;  // Filled when set.

    // The kit's own from here on.
    std::vector<SemanticEvent> pending, events;  // For the next frame; of this frame.
    std::vector<Flow> flows;
    std::uint32_t measuring = 0;
    std::unordered_map<std::uint64_t, MeasuredSize> measured;
    std::unordered_map<std::uint64_t, TextLayout> texts;
    std::unordered_map<std::uint32_t, ScrollState> scrolls;
    std::unordered_map<std::uint32_t, int> focused_rows;  // By table.
    std::vector<std::uint32_t> scroll_path;  // The scrolling areas around what is placed now.
    Rect free_area;                          // What docked areas have left of the page.
    std::uint32_t open_list = 0;             // The combo or menu that is open.
    bool open_list_seen = false;
    std::int32_t calendar_month = 0;
    bool list_cursor_moved = false;  // It is to be brought into view.
    std::int32_t list_cursor = -1;   // The option the keyboard stands on.
    std::uint32_t modal = 0, modal_before = 0, focus_before_modal = 0;
    Tip tip, tip_before;               // Of this frame and of the last.
    double pointer_moved = 0;          // When, on the clock of the page.
    std::uint32_t tip_kept = 0;        // Pressed open, as a finger must.
    std::uint32_t tip_pressed = 0;     // Was open when the press that goes on now began.
    bool escape = false;               // Was pressed, and nobody took it yet.
    float wheel = 0;                   // Likewise.
    std::string* cell_text = nullptr;  // Texts of a table cell gather here.
    bool cell_open = false;
    bool cell_wraps = false;  // Also words that elsewhere are one line.
    SemanticNode cell;
};

// Between these two a frame is drawn, after ImGui::NewFrame and before ImGui::Render. The host has
// fed ImGui its pointer and keys before, and reads semantics, focus_wanted and draw data after.
void begin_frame(Ui& ui, const PageState& page);
void end_frame(Ui& ui);

// What a person did through the mirror; controls answer to it in the next frame.
void push_event(Ui& ui, SemanticEvent event);

inline bool is_phone(const Ui& ui) {
    return ui.width_class == WidthClass::phone;
}
inline bool is_desktop(const Ui& ui) {
    return ui.width_class == WidthClass::desktop;
}

// Ids of everything inside differ by the key of the record it is about, never by its index.
class KeyScope {
public:
    explicit KeyScope(std::string_view key);
    explicit KeyScope(std::uint64_t key);
    ~KeyScope();
    KeyScope(const KeyScope&) = delete;
    KeyScope& operator=(const KeyScope&) = delete;
};

// The id a control with this key has, here.
std::uint32_t id_of(std::string_view key);

// The id of an area: another than that of a control with the same key.
std::uint32_t area_id(Role role, std::string_view key);

// Enter was pressed in the field with this key.
bool submitted(const Ui& ui, std::string_view key);

// True in the frame in which the key combination was pressed ("ctrl+k" is ImGuiMod_Ctrl |
// ImGuiKey_K).
bool shortcut(const Ui& ui, int key_chord);

// The keys that lead to the search from anywhere.
bool search_asked(const Ui& ui);

// The control after (before) `current` in reading order, as Tab goes: inside the modal dialog when
// there is one; from the last to the first. 0: nothing can have the focus.
std::uint32_t next_focus(const Semantics& semantics, std::uint32_t current, bool backwards);

bool can_have_focus(const SemanticNode& node);

}  // namespace entente::ui
