// What each Action does. One function an alternative; the visit at the end finds it.
#include "core/app/export.h"
#include "core/app/pages/pages.h"
#include "core/app/turn.h"

namespace entente {

namespace {

void take(Turn& turn, const act::Navigate& action) {
    turn.go_url(action.url);
}

void take(Turn& turn, const act::Back&) {
    Route route = turn.app().route;
    const bool in_case = route.screen == Screen::approval;
    route.screen = in_case ? Screen::approvals : Screen::deals;
    route.id = {};
    turn.go(std::move(route));
}

void take(Turn& turn, const act::ChooseFilter& action) {
    Route route = turn.app().route;
    route.screen = Screen::deals;
    route.id = {};
    route.filter = action.filter;
    turn.go(std::move(route), true);
}

void take(Turn& turn, const act::SortBy& action) {
    Route route = turn.app().route;
    const bool again = route.sort == action.column;
    // Amounts begin with the largest, names with A.
    const bool amount = action.column == DealColumn::value || action.column == DealColumn::margin;
    route.descending = again ? !route.descending : amount;
    route.sort = action.column;
    turn.go(std::move(route), true);
}

void take(Turn& turn, const act::SearchDeals& action) {
    Route route = turn.app().route;
    const bool listed = route.screen == Screen::deals || route.screen == Screen::deal;
    if (!listed) route.filter = DealFilter::all;  // From elsewhere everything is meant.
    route.screen = Screen::deals;
    route.id = {};
    route.search = action.text;
    turn.go(std::move(route), listed);
}

void take(Turn& turn, const act::SelectDeal& action) {
    Route route = turn.app().route;
    route.screen = Screen::deal;
    route.id = action.id;
    turn.go(std::move(route));
}

void take(Turn& turn, const act::CloseDetail&) {
    take(turn, act::Back{});
}

void take(Turn& turn, const act::EditField& action) {
    edit_field(turn, action);
}
void take(Turn& turn, const act::KeepFormAsDraft&) {
    keep_form(turn);
}
void take(Turn& turn, const act::SubmitForm&) {
    submit_form(turn);
}
void take(Turn& turn, const act::ForgetForm&) {
    forget_form(turn);
}

void take(Turn& turn, const act::OpenDialog& action) {
    App& app = turn.app();
    const DialogState& left = app.left_dialog;
    const bool again = left.dialog == action.dialog && left.subject == action.subject;
    app.dialog = {};
    if (again) app.dialog.texts = left.texts;
    app.dialog.dialog = action.dialog;
    app.dialog.subject = action.subject;
    turn.changed();
}

void take(Turn& turn, const act::CloseDialog&) {
    App& app = turn.app();
    // What had been exported says nothing about the work since.
    if (app.dialog.dialog != Dialog::sign_out) app.left_dialog = std::move(app.dialog);
    app.dialog = {};
    turn.changed();
}

void take(Turn& turn, const act::EditDialog& action) {
    turn.app().dialog.texts[action.key] = action.text;
    turn.changed();
}

void take(Turn& turn, const act::ConfirmDialog&) {
    confirm_dialog(turn);
}

void take(Turn& turn, const act::MoveDealStage& action) {
    const Record* record = turn.app().session.view().find({Kind::deal, action.deal});
    if (record == nullptr) return;
    const Stage from = body_of<Deal>(*record).stage;
    if (from == action.to) return;
    turn.act(input::Act{MoveStage{DealId{action.deal}, from, action.to}, {}}, "toast.stage");
}

void take(Turn& turn, const act::TakeCase& action) {
    turn.act(input::Act{ClaimDeal{DealId{action.deal}}, {}}, "toast.claimed");
}

void take(Turn& turn, const act::EditAndResend& action) {
    App& app = turn.app();
    for (const AttentionItem& item : app.session.attention()) {
        if (item.id != action.command_id || !item.command) continue;
        Command command = *item.command;
        const bool has_form =
            command.is<KeepDraft>() || command.is<SubmitDeal>() || command.is<AnswerQuestion>();
        if (has_form) {
            reopen_form(turn, item.id, command);
            return;
        }
        if (auto* move = command.as<MoveStage>()) {
            const Record* record = app.session.view().find({Kind::deal, move->deal.bytes});
            if (record != nullptr) move->from = body_of<Deal>(*record).stage;
        }
        turn.act(input::EditAndResend{item.id, std::move(command)}, "toast.resent");
        return;
    }
}

void take(Turn& turn, const act::TakeTheirs& action) {
    turn.act(input::TakeTheirs{action.command_id}, "toast.theirs");
}

void take(Turn& turn, const act::WithdrawWork& action) {
    turn.act(input::Withdraw{action.command_id}, "toast.withdrawn");
}

void take(Turn& turn, const act::EditMargin& action) {
    MarginState& margins = turn.app().margins;
    switch (action.field) {
        case MarginField::model:
            margins.model = action.text;
            margins.position = -1;
            break;
        case MarginField::volume:
            margins.volume = action.text;
            break;
        case MarginField::lines:
            margins.lines[action.key] = action.text;
            break;
        case MarginField::rate:
            margins.position = action.position;
            break;
    }
    turn.changed();
}

void take(Turn& turn, const act::SearchPartners& action) {
    turn.app().partner_search = action.text;
    turn.changed();
}

void take(Turn& turn, const act::LeavePreview&) {
    leave_preview(turn);
}

void take(Turn& turn, const act::ChooseTheme& action) {
    turn.app().settings.theme = action.theme;
    turn.ask(ask::KeepSettings{turn.app().settings});
    turn.changed();
}

void take(Turn& turn, const act::ChooseTextScale& action) {
    turn.app().settings.text_percent = action.percent;
    turn.ask(ask::KeepSettings{turn.app().settings});
    turn.changed();
}

void take(Turn& turn, const act::SyncNow&) {
    turn.step(input::SyncNow{});
}

void take(Turn& turn, const act::ExportUnsent&) {
    App& app = turn.app();
    const std::string day = text_from_date(date_of(app.now));
    turn.ask(ask::Download{
        "entente-unsent-" + day + ".entente",
        "application/octet-stream",
        app.session.export_unsent()});
    if (app.dialog.dialog == Dialog::sign_out) app.dialog.texts["exported"] = "1";
    turn.toast(app.words.text("toast.exported"));
}

void take(Turn& turn, const act::ExportDeals&) {
    App& app = turn.app();
    pages_of(app, app.now);  // The list as it is shown.
    const std::string csv = csv_of_deals(*app.cache);
    const ByteView bytes = bytes_from_text(csv);
    const std::string day = text_from_date(date_of(app.now));
    turn.ask(ask::Download{
        "entente-deals-" + day + ".csv", "text/csv", Bytes(bytes.begin(), bytes.end())});
}

void take(Turn& turn, const act::DismissToast&) {
    turn.app().toast = {};
    turn.changed();
}

void take(Turn& turn, const act::ApplyUpdate&) {
    // What only waits for its next try to be stored would be lost with the page.
    if (turn.app().session.is_storing()) {
        turn.toast(turn.app().words.text("toast.not_yet_saved"), true);
        return;
    }
    turn.ask(ask::ApplyUpdate{});
}

}  // namespace

AppEffects update(App& app, const Action& action, Moment now) {
    Turn turn(app, now);
    std::visit([&turn](const auto& alternative) { take(turn, alternative); }, action);
    return turn.finish();
}

}  // namespace entente
