#include "core/app/pages/pages.h"
#include "ui/views/draw_app.h"
#include "web/host.h"
#include "web/portal/state.h"

#include <imgui.h>
#include <utility>

namespace entente::web {

namespace {

Moment moment_of(std::int64_t ms) {
    return Moment{.ms = ms};
}

std::uint32_t rgb_of(ui::Color color) {
    return (color & 0xFFU) << 16U | (color & 0xFF00U) | (color >> 16U & 0xFFU);
}

std::string css_color(ui::Color color) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (int shift = 20; shift >= 0; shift -= 4) {
        text += digits[rgb_of(color) >> static_cast<unsigned>(shift) & 0xFU];
    }
    return text;
}

}  // namespace

Host::Host() : state_(std::make_unique<State>()) {}
Host::~Host() = default;

ui::Semantics& Host::semantics() {
    return state_->ui.semantics;
}

void Host::start(std::string_view route, std::int64_t now_ms) {
    state_->route = route;
    state_->now = moment_of(now_ms);
    begin(*state_);
}

void Host::receive(const ui::SemanticEvent& event) {
    ui::push_event(state_->ui, event);
}

void Host::receive(const Told& told) {
    take(*state_, told);
}

// Colors of the field that is being edited, and of what the browser draws itself.
void State::tell_look(const ui::Theme& theme) {
    if (look_scheme == theme.scheme && looked) return;
    looked = true;
    look_scheme = theme.scheme;
    const bool is_dark = theme.scheme != ui::Scheme::light;
    FieldWriter fields;
    fields.add("scheme").add(is_dark ? "dark" : "light");
    fields.add("background").add(css_color(theme.color.background));
    fields.add("surface").add(css_color(theme.color.surface));
    fields.add("border").add(css_color(theme.color.control_border));
    fields.add("text").add(css_color(theme.color.text));
    fields.add("muted").add(css_color(theme.color.muted));
    fields.add("accent").add(css_color(theme.color.accent));
    fields.add("selection").add(css_color(theme.tone(ui::Tone::accent).fill));
    perform(Effect::look, 0, fields.bytes());
}

ui::Theme State::theme_of(const FrameContext& frame) const {
    const Theme chosen = started ? app.settings.theme : settings.theme;
    const std::int32_t percent = started ? app.settings.text_percent : settings.text_percent;
    const ui::Scheme scheme = ui::scheme_of(chosen, dark, more_contrast);
    const float scale = frame.text_scale * static_cast<float>(percent) / 100;
    return ui::make_theme(scheme, scale, coarse || frame.touch);
}

Drawn Host::draw(const FrameContext& frame) {
    State& state = *state_;
    state.now = moment_of(frame.now_ms);
    state.ui.theme = state.theme_of(frame);
    state.tell_look(state.ui.theme);
    ImGui::NewFrame();
    ui::PageState page;
    page.width = frame.width;
    page.height = frame.height;
    page.pixel_ratio = frame.pixel_ratio;
    page.seconds = frame.seconds;
    page.touch = state.coarse || frame.touch;
    page.reduced_motion = state.reduced_motion;
    page.browser_edits = true;
    ui::begin_frame(state.ui, page);
    Actions actions;
    if (state.started) actions = ui::draw_app(state.ui, pages_of(state.app, state.now));
    ui::end_frame(state.ui);
    ImGui::Render();
    for (const Action& action : actions) run(state, update(state.app, action, state.now));
    if (state.ui.focus_wanted != 0) perform(Effect::focus, state.ui.focus_wanted, {});
    state.wake();
    Drawn drawn;
    drawn.animating = state.ui.wants_frame || !actions.empty();
    drawn.background = rgb_of(state.ui.theme.color.background);
    return drawn;
}

// One timer for both: what the sessions asked for, and the next change of what is shown.
void State::wake() {
    if (!started) return;
    Moment due = next_change(app);
    for (const std::optional<Moment>& asked : {session_wake, preview_wake}) {
        if (asked && *asked < due) due = *asked;
    }
    if (due == woken) return;
    woken = due;
    perform(Effect::wake_at, static_cast<double>(due.ms), {});
}

}  // namespace entente::web
