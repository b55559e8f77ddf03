#include "core/app/turn.h"

#include "core/app/pages/pages.h"

namespace entente {

namespace {

template <typename Element>
void append(std::vector<Element>& to, std::vector<Element>& from) {
    for (Element& element : from) to.push_back(std::move(element));
}

void merge(Effects& all, Effects more) {
    append(all.commits, more.commits);
    append(all.reads, more.reads);
    append(all.sends, more.sends);
    append(all.given_up, more.given_up);
    if (more.wake_at) all.wake_at = more.wake_at;
    all.changed = all.changed || more.changed;
}

}  // namespace

Turn::Turn(App& app, Moment now) : app_(app) {
    app.now = now;
}

std::optional<Problem> Turn::step(InputBody body) {
    Effects effects = app_.session.step({app_.now, std::move(body)});
    std::optional<Problem> refused = effects.refused;
    accepted_ = effects.accepted;
    if (effects.changed) changed();
    merge(effects_.session, std::move(effects));
    return refused;
}

void Turn::step_preview(InputBody body) {
    if (app_.preview == nullptr) return;  // It was left; a late answer means nothing any more.
    Effects effects = app_.preview->step({app_.now, std::move(body)});
    if (effects.changed) changed();
    merge(effects_.preview, std::move(effects));
}

std::optional<Problem> Turn::try_act(InputBody body, std::string_view done_key) {
    if (app_.preview != nullptr) return Problem{ProblemCode::preview_must_be_read_only, {}, {}};
    if (std::optional<Problem> refused = step(std::move(body))) return refused;
    toast(app_.words.text(done_key));
    app_.toast.saving = accepted_.value_or(0);
    return std::nullopt;
}

bool Turn::act(InputBody body, std::string_view done_key) {
    const std::optional<Problem> refused = try_act(std::move(body), done_key);
    if (refused) toast(app_.words.problem(*refused), true);
    return !refused;
}

void Turn::go(Route route, bool replace) {
    app_.route = std::move(route);
    app_.dialog = {};
    app_.toast = {};
    open_form(*this, app_.route);
    changed();
    const SyncMarks none;
    const std::string page = screen_title(source_of(app_, none), app_.route);
    const std::string product = app_.words.text("product");
    const std::string title =
        app_.words.text("shell.title", {{"page", page}, {"product", product}});
    ask(entente::ask::ShowRoute{url_from_route(app_.route), title, replace});
}

void Turn::toast(std::string text, bool danger) {
    app_.toast = {std::move(text), danger, 0};
    changed();
}

void Turn::changed() {
    app_.screen_version++;
    effects_.redraw = true;
}

IdBytes Turn::new_id(std::string_view name) {
    IdBytes seed{};
    std::copy_n(app_.entropy.begin(), seed.size(), seed.begin());
    return derived_id(seed, name, ++app_.drawn_ids);
}

// "Saved on this device" is said only when the store has it.
void Turn::note_saved() {
    if (app_.toast.saving == 0 || !app_.session.saved(app_.toast.saving)) return;
    app_.toast.saving = 0;
    app_.toast.text += " " + app_.words.text("toast.saved");
    changed();
}

AppEffects Turn::finish() {
    note_saved();
    return std::move(effects_);
}

}  // namespace entente
