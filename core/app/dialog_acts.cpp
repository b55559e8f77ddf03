// What the one dialog over the page does when it is confirmed.
#include "core/app/pages/pages.h"
#include "core/app/turn.h"

namespace entente {

namespace {

std::string text_in(const DialogState& dialog, std::string_view key) {
    const auto found = dialog.texts.find(key);
    return found == dialog.texts.end() ? std::string() : found->second;
}

// The command a dialog makes; none for those that ask the host for something.
std::optional<Command> command_of(const DialogState& dialog) {
    const DealId deal{dialog.subject};
    const std::string text = text_in(dialog, "text");
    const std::string note = text_in(dialog, "note");
    switch (dialog.dialog) {
        case Dialog::withdraw:
            return WithdrawDeal{deal, text};
        case Dialog::discard:
            return DiscardDraft{deal};
        case Dialog::approve:
            return ApproveDeal{deal, text, note};
        case Dialog::reject:
            return RejectDeal{deal, text_in(dialog, "reason"), text, note};
        case Dialog::ask: {
            AskAboutDeal ask{deal, {}, text};
            for (const std::string_view field : askable_fields()) {
                if (!text_in(dialog, field).empty()) ask.fields.emplace_back(field);
            }
            return ask;
        }
        case Dialog::none:
        case Dialog::preview:
        case Dialog::sign_out:
            return std::nullopt;
    }
    return std::nullopt;
}

std::string_view done_key(Dialog dialog) {
    switch (dialog) {
        case Dialog::withdraw:
            return "toast.deal_withdrawn";
        case Dialog::discard:
            return "toast.discarded";
        case Dialog::approve:
            return "toast.approved";
        case Dialog::reject:
            return "toast.rejected";
        case Dialog::ask:
            return "toast.asked";
        case Dialog::none:
        case Dialog::preview:
        case Dialog::sign_out:
            return {};
    }
    return {};
}

void run_command(Turn& turn, const Command& command) {
    App& app = turn.app();
    const Dialog dialog = app.dialog.dialog;
    // A refusal is said in the dialog, where it can be put right.
    app.dialog.problem = turn.try_act(input::Act{command, {}}, done_key(dialog));
    turn.changed();
    if (app.dialog.problem) return;
    app.dialog = {};
    app.left_dialog = {};
    if (dialog != Dialog::discard) return;
    const ToastState toast = app.toast;
    turn.go_url(url_of(Screen::deals));
    app.toast = toast;
}

// Through whose eyes a partner is seen: whom the dialog names, else who stands first in it; not
// given when nobody there uses the portal.
PersonId seen_person(const App& app, PartnerId partner) {
    const SyncMarks none;
    const std::string wanted = text_in(app.dialog, "person");
    PersonId seen;
    for (const Record* record : people_to_see(source_of(app, none), partner)) {
        if (!seen.given() || text_from_id(record->id) == wanted) seen = PersonId{record->id};
    }
    return seen;
}

void ask_for_preview(Turn& turn) {
    DialogState& dialog = turn.app().dialog;
    const std::string reason = text_in(dialog, "text");
    turn.changed();
    if (reason.find_first_not_of(' ') == std::string::npos) {
        dialog.problem = Problem{ProblemCode::reason_must_be_given, {}, {}};
        return;
    }
    const PersonId person = seen_person(turn.app(), PartnerId{dialog.subject});
    if (!person.given()) {
        dialog.problem = Problem{ProblemCode::record_must_exist, {}, {}};
        return;
    }
    dialog.problem.reset();
    dialog.busy = true;
    turn.ask(ask::StartPreview{person, reason});
}

void sign_out(Turn& turn) {
    App& app = turn.app();
    if (has_unsent_work(app) && text_in(app.dialog, "exported").empty()) {
        turn.toast(app.words.text("toast.unsent"), true);
        return;
    }
    turn.ask(ask::SignOut{});
}

}  // namespace

void leave_preview(Turn& turn) {
    turn.app().preview.reset();
    turn.app().cache->records_key = {};  // What it pointed at is gone.
    turn.ask(ask::EndPreview{});
    turn.go_url(url_of(Screen::partners));
}

void confirm_dialog(Turn& turn) {
    const DialogState& dialog = turn.app().dialog;
    if (dialog.busy) return;
    if (const std::optional<Command> command = command_of(dialog)) {
        run_command(turn, *command);
    } else if (dialog.dialog == Dialog::preview) {
        ask_for_preview(turn);
    } else if (dialog.dialog == Dialog::sign_out) {
        sign_out(turn);
    }
}

}  // namespace entente
