// One act or event on its way through the program: what it does to the app, and what it asks for.
//
// update() and handle() make one, the parts of them fill it. Nothing outlives the call.
#pragma once

#include "core/app/app.h"

namespace entente {

class Turn {
public:
    Turn(App& app, Moment now);

    App& app() { return app_; }
    void ask(HostEffect effect) { effects_.host.push_back(std::move(effect)); }

    // Feeds the session; what it asks for is passed on. Why it refused, when it did.
    std::optional<Problem> step(InputBody body);
    void step_preview(InputBody body);
    // The act of a person: on success a toast says when it is saved. Why it was refused, otherwise.
    std::optional<Problem> try_act(InputBody body, std::string_view done_key);
    // The same, with the refusal as a toast. False when it was refused.
    bool act(InputBody body, std::string_view done_key);

    // Shows a screen; a form of its own is opened with it.
    void go(Route route, bool replace = false);
    void go_url(std::string_view url) { go(route_from_url(url)); }
    void toast(std::string text, bool danger = false);
    // What the screens show is out of date.
    void changed();

    IdBytes new_id(std::string_view name);
    AppEffects finish();

private:
    void note_saved();

    App& app_;
    AppEffects effects_;
    std::optional<std::int64_t> accepted_;
};

// Opens the form that a route asks for; leaves it closed where there is nothing to fill in.
void open_form(Turn& turn, const Route& route);
void edit_field(Turn& turn, const act::EditField& edit);
void keep_form(Turn& turn);
void submit_form(Turn& turn);
void forget_form(Turn& turn);
// A refused registration, opened as it was sent.
void reopen_form(Turn& turn, std::int64_t command, const Command& sent);

void confirm_dialog(Turn& turn);

void leave_preview(Turn& turn);

}  // namespace entente
