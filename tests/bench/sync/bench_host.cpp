// The portal's sync behind the real page, without its screens: the peer draws none either. A press
// of the one button keeps one more draft; the one status says how things stand.
#include "web/host.h"
#include "web/portal/state.h"

#include <algorithm>
#include <imgui.h>

namespace entente::web {

namespace {

enum Id : std::uint32_t { id_main = 1, id_keep, id_status };

IdBytes fresh_id() {
    const auto entropy = fresh_entropy();
    IdBytes id{};
    std::copy_n(entropy.begin(), id.size(), id.begin());
    return id;
}

// About 400 bytes, as the peer's documents are.
Command next_draft() {
    KeepDraft draft{.deal = DealId{fresh_id()}, .form = {}};
    draft.form.title = "Network renewal";
    draft.form.objective = std::string(160, 'o');
    draft.form.customer.legal_name = "Customer of the draft";
    draft.form.customer.domain = "customer.example";
    draft.form.contact.name = "A contact";
    draft.form.contact.email = "contact@customer.example";
    draft.form.notes = std::string(120, 'n');
    return draft;
}

std::string standing(const State& state) {
    if (!state.started) return "starting";
    const Pill pill = state.app.session.pill();
    return "rows " + std::to_string(state.app.session.base().rows().all().size()) + ", waiting " +
           std::to_string(pill.waiting) + ", attention " + std::to_string(pill.attention);
}

}  // namespace

Host::Host() : state_(std::make_unique<State>()) {}
Host::~Host() = default;

ui::Semantics& Host::semantics() {
    return state_->ui.semantics;
}

void Host::start(std::string_view route, std::int64_t now_ms) {
    state_->route = route;
    state_->now = Moment{.ms = now_ms};
    begin(*state_);
}

void Host::receive(const ui::SemanticEvent& event) {
    if (event.id != id_keep || !state_->started) return;
    run(*state_,
        handle(state_->app, {state_->now, told::ForSession{input::Act{next_draft(), {}}}}));
}

void Host::receive(const Told& told) {
    take(*state_, told);
}

Drawn Host::draw(const FrameContext& frame) {
    State& state = *state_;
    state.now = Moment{.ms = frame.now_ms};
    ImGui::NewFrame();
    ImGui::Render();
    const auto node = [](Id id, ui::Role role, std::string_view name) {
        ui::SemanticNode made;
        made.id = id;
        made.role = role;
        made.rect = {0, 0, 100, 24};
        made.name = name;
        return made;
    };
    ui::Semantics& told = state.ui.semantics;
    const std::string status = standing(state);
    told.begin_frame();
    told.open(node(id_main, ui::Role::main, {}));
    told.add(node(id_keep, ui::Role::button, "Keep one more draft"));
    told.add(node(id_status, ui::Role::status, status));
    told.close();
    if (state.session_wake && *state.session_wake != state.woken) {
        state.woken = *state.session_wake;
        perform(Effect::wake_at, static_cast<double>(state.woken.ms), {});
    }
    return {};
}

}  // namespace entente::web
