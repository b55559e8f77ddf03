// What a person does with the registration form. Every change is kept on the device at once.
#include "core/app/pages/pages.h"
#include "core/app/turn.h"
#include "core/base/format/cbor.h"

#include <algorithm>

namespace entente {

namespace {

// What was typed under that key before, when it can be read.
std::optional<TypedForm> typed_before(const App& app, const std::string& key) {
    const Bytes bytes = app.session.typed(key);
    if (bytes.empty()) return std::nullopt;
    Result<TypedForm> typed = from_cbor<TypedForm>(bytes);
    if (!typed.ok()) return std::nullopt;  // Of another version: the form starts empty.
    return std::move(typed).value();
}

void open_with(App& app, TypedForm fresh) {
    app.form = {};
    app.form.open = true;
    const std::string key = typed_key(fresh);
    if (std::optional<TypedForm> before = typed_before(app, key)) {
        app.form.typed = std::move(*before);
        app.form.continued = true;
    } else {
        app.form.typed = std::move(fresh);
    }
}

void open_existing(App& app, const Route& route) {
    const bool already = app.form.open && app.form.typed.deal.bytes == route.id;
    if (already) return;
    const Record* record = app.session.view().find({Kind::deal, route.id});
    app.form = {};
    if (record == nullptr) return;
    const auto& deal = body_of<Deal>(*record);
    const bool asked = deal.review == Review::info_requested;
    if (deal.review != Review::draft && !asked) return;
    TypedForm typed = typed_from_form(form_from_deal(deal), app.words);
    typed.deal = DealId{route.id};
    typed.purpose = asked ? FormPurpose::answer : FormPurpose::draft;
    open_with(app, std::move(typed));
}

void keep_typing(Turn& turn) {
    App& app = turn.app();
    const std::optional<Problem> refused =
        turn.step(input::KeepTyping{typed_key(app.form.typed), cbor_from(app.form.typed)});
    if (refused) turn.toast(app.words.problem(*refused), true);
}

const Deal* deal_under(const App& app) {
    const Record* record = app.session.view().find({Kind::deal, app.form.typed.deal.bytes});
    return record == nullptr ? nullptr : &body_of<Deal>(*record);
}

// The form as it will be sent: what the screen does not show stays as it was, and an answer
// changes nothing that was not asked.
DealForm form_to_send(const App& app, const ReadForm& read) {
    DealForm form = read.form;
    const Deal* deal = deal_under(app);
    if (deal == nullptr) return form;
    form.notes = deal->notes;
    form.joint_solution = deal->joint_solution;
    if (!answers_question(app.form.typed, deal)) return form;
    DealForm answer = form_from_deal(*deal);
    for (const std::string& field : deal->question.fields) {
        if (field == "customer") answer.customer = form.customer;
        if (field == "title") answer.title = form.title;
        if (field == "objective") answer.objective = form.objective;
        if (field == "products") answer.products = form.products;
        if (field == "lines") answer.lines = form.lines;
        if (field == "currency") answer.currency = form.currency;
        if (field == "expected_close") answer.expected_close = form.expected_close;
        if (field == "competitor") answer.competitor = form.competitor;
        if (field == "rfx_number") answer.rfx_number = form.rfx_number;
        if (field == "contact") answer.contact = form.contact;
    }
    return answer;
}

Command command_of(const App& app, DealForm form) {
    const TypedForm& typed = app.form.typed;
    const DealId deal = typed.deal;
    if (answers_question(typed, deal_under(app))) {
        return AnswerQuestion{deal, std::move(form), std::string(typed.text(FormField::answer))};
    }
    return SubmitDeal{deal, std::move(form)};
}

void leave_form(Turn& turn) {
    App& app = turn.app();
    const DealId deal = app.form.typed.deal;
    const ToastState toast = app.toast;
    app.form = {};
    Route route;
    route.screen = Screen::deal;
    route.id = deal.bytes;
    turn.go(std::move(route));
    app.toast = toast;  // It tells of what was just sent.
}

void tell_problems(Turn& turn, std::size_t count) {
    const auto n = static_cast<std::int64_t>(count);
    turn.ask(ask::Announce{turn.app().words.count("form.problems", n), true});
    turn.toast(turn.app().words.count("form.problems", n), true);
}

}  // namespace

void open_form(Turn& turn, const Route& route) {
    App& app = turn.app();
    if (route.screen == Screen::edit_deal) {
        open_existing(app, route);
        return;
    }
    if (route.screen != Screen::register_deal) {
        app.form = {};
        return;
    }
    TypedForm fresh;
    fresh.deal = DealId{turn.new_id("deal")};
    open_with(app, std::move(fresh));
}

void edit_field(Turn& turn, const act::EditField& edit) {
    FormState& form = turn.app().form;
    if (!form.open) return;
    // Leaving a field is what makes its error show; typing in the next one says so.
    if (form.current && *form.current != edit.field) form.left.insert(*form.current);
    form.current = edit.field;
    form.typed.set(edit.field, edit.key, edit.text);
    keep_typing(turn);
    turn.changed();
}

void keep_form(Turn& turn) {
    App& app = turn.app();
    if (!app.form.open) return;
    const ReadForm read = read_form(app.form.typed, app.words, app.session.program().currency);
    if (!read.problems.empty()) {
        for (const Problem& problem : read.problems) {
            if (const std::optional<FormField> field = field_of(problem))
                app.form.left.insert(*field);
        }
        tell_problems(turn, read.problems.size());
        return;
    }
    const std::string key = typed_key(app.form.typed);
    const KeepDraft keep{app.form.typed.deal, form_to_send(app, read)};
    if (turn.act(input::Act{keep, key}, "toast.draft")) leave_form(turn);
}

void submit_form(Turn& turn) {
    App& app = turn.app();
    if (!app.form.open) return;
    app.form.sent_once = true;
    turn.changed();
    const SyncMarks none;
    const ReadForm read = read_form(app.form.typed, app.words, app.session.program().currency);
    const std::vector<Problem> problems = form_problems(source_of(app, none), read);
    if (!problems.empty()) {
        tell_problems(turn, problems.size());
        return;
    }
    Command command = command_of(app, form_to_send(app, read));
    const bool resends = app.form.typed.purpose == FormPurpose::resend;
    const InputBody body =
        resends ? InputBody{input::EditAndResend{app.form.typed.command, std::move(command)}}
                : InputBody{input::Act{std::move(command), typed_key(app.form.typed)}};
    if (!turn.act(body, "toast.submitted")) return;
    if (resends) turn.step(input::KeepTyping{typed_key(app.form.typed), {}});
    leave_form(turn);
}

void forget_form(Turn& turn) {
    App& app = turn.app();
    if (!app.form.open) return;
    turn.step(input::KeepTyping{typed_key(app.form.typed), {}});
    app.form = {};
    open_form(turn, app.route);
    turn.changed();
}

void reopen_form(Turn& turn, std::int64_t command, const Command& sent) {
    App& app = turn.app();
    const DealForm* form = nullptr;
    std::string_view said;
    if (const auto* keep = sent.as<KeepDraft>()) form = &keep->form;
    if (const auto* submit = sent.as<SubmitDeal>()) form = &submit->form;
    if (const auto* answer = sent.as<AnswerQuestion>()) {
        form = &answer->form;
        said = answer->text;
    }
    if (form == nullptr) return;
    TypedForm typed = typed_from_form(*form, app.words);
    if (!said.empty()) typed.set(FormField::answer, {}, std::string(said));
    typed.deal = deal_of(sent);
    typed.purpose = FormPurpose::resend;
    typed.command = command;
    open_with(app, std::move(typed));
    app.form.sent_once = true;
    Route route;
    route.screen = Screen::edit_deal;
    route.id = app.form.typed.deal.bytes;
    turn.go(std::move(route));
}

}  // namespace entente
