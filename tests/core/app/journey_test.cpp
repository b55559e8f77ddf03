// Journeys through the whole program, played by Actions on real devices against the real service.
#include "tests/support/app_host.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

constexpr std::string_view seller = "maya.okafor@slalom.example";
constexpr std::string_view manager = "elena.ruiz@entente.example";

void fill(AppHost& host, FormField field, std::string text, std::string key = {}) {
    host.act(act::EditField{field, std::move(key), std::move(text)});
}

// A registration that the rules accept and that a person has to decide.
void fill_form(AppHost& host, const std::string& domain) {
    fill(host, FormField::customer_domain, domain);
    fill(host, FormField::customer_name, "Fjord Ferries AS");
    fill(host, FormField::customer_country, "US");
    fill(host, FormField::customer_sector, "transport");
    fill(
        host,
        FormField::objective,
        "Automate work orders of the maintenance crews across all forty-one depots."
    );
    fill(host, FormField::products, "1", "platform_licenses");
    fill(host, FormField::lines, "420,000", "software_licenses");
    fill(host, FormField::expected_close, "18 Jan 2027");
    fill(host, FormField::contact_name, "Priya Nair");
    fill(host, FormField::contact_email, "p.nair@fjordferries.com");
}

const Deal& deal_of(AppHost& host, const IdBytes& id) {
    const Record* record = host.app.session.view().find({Kind::deal, id});
    REQUIRE(record != nullptr);
    return body_of<Deal>(*record);
}

}  // namespace

TEST_CASE("journey: registered offline, kept, sent later, claimed and approved") {
    AppServer server;
    AppHost maya(server, seller);
    REQUIRE(maya.app.session.pill().state == PillState::synced);

    maya.set_online(false);
    maya.go("/deals/new");
    fill_form(maya, "fjordferries.com");
    const IdBytes deal = maya.app.form.typed.deal.bytes;
    maya.act(act::SubmitForm{});
    CHECK(maya.app.route.screen == entente::Screen::deal);
    CHECK(maya.pages().shell.toast == "Registration kept. Saved on this device.");
    CHECK(maya.page<DealsPage>().detail->customer == "Fjord Ferries AS");
    CHECK(maya.pages().shell.pill.text == "Offline · 1 change kept on this device");
    CHECK(deal_of(maya, deal).number.empty());

    server.now = server.now + 3 * ms_per_hour;
    maya.set_online(true);
    CHECK(deal_of(maya, deal).review == Review::submitted);
    CHECK(deal_of(maya, deal).number.substr(0, 8) == "DR-2026-");

    AppHost elena(server, manager);
    elena.go("/approvals/" + text_from_id(deal));
    REQUIRE(elena.page<ApprovalsPage>().open.has_value());
    elena.act(act::TakeCase{deal});
    CHECK(deal_of(elena, deal).review == Review::in_review);
    elena.act(act::OpenDialog{Dialog::approve, deal});
    elena.act(act::EditDialog{"text", "Good fit."});
    elena.act(act::CloseDialog{});
    elena.act(act::OpenDialog{Dialog::reject, deal});
    CHECK(elena.app.dialog.texts.empty());
    elena.act(act::CloseDialog{});
    elena.act(act::OpenDialog{Dialog::approve, deal});
    CHECK(elena.app.dialog.texts.empty());  // Only the last one closed is remembered.
    elena.act(act::EditDialog{"text", "Good fit."});
    elena.act(act::CloseDialog{});
    elena.act(act::OpenDialog{Dialog::approve, deal});
    CHECK(elena.app.dialog.texts["text"] == "Good fit.");
    elena.act(act::ConfirmDialog{});
    CHECK(deal_of(elena, deal).review == Review::approved);
    elena.act(act::OpenDialog{Dialog::approve, deal});
    CHECK(elena.app.dialog.texts.empty());

    server.now = server.now + 2 * 60'000;
    maya.tell({server.now, told::ForSession{input::Poked{}}});
    CHECK(deal_of(maya, deal).protection == Protection::active);
    CHECK(maya.page<DealsPage>().detail->review.text == "Approved");
}

TEST_CASE("journey: a form shows what is wrong where it was touched, and all of it on submit") {
    AppServer server;
    AppHost maya(server, seller, "/deals/new");
    CHECK(maya.page<RegisterPage>().domain.error.empty());
    fill(maya, FormField::expected_close, "soon");
    CHECK(maya.page<RegisterPage>().close.error.empty());  // Still being typed.
    fill(maya, FormField::objective, "Too short");
    CHECK(maya.page<RegisterPage>().close.error == "Write the day like 18 Jan 2027");
    CHECK(maya.page<RegisterPage>().domain.error.empty());
    maya.act(act::SubmitForm{});
    const RegisterPage& page = maya.page<RegisterPage>();
    CHECK(page.domain.error == "Fill in the customer’s web domain");
    CHECK(page.objective.error == "Describe it in at least 50 characters");
    CHECK(page.products.error == "Choose at least one product");
    CHECK(page.lines.front().error == "Fill in at least one amount");
    CHECK(maya.pages().shell.toast_danger);
}

TEST_CASE("journey: what is typed is there again after the app was closed") {
    AppServer server;
    Files files;
    {
        AppHost maya(server, seller, "/deals/new");
        fill(maya, FormField::customer_name, "Fjord Ferries AS");
        fill(maya, FormField::lines, "640,0", "software_licenses");
        files = maya.storage.files();
    }
    AppHost maya(server, seller, "/deals/new", files);
    const RegisterPage& page = maya.page<RegisterPage>();
    CHECK(page.name.value == "Fjord Ferries AS");
    CHECK(page.lines[1].value == "640,0");
    CHECK(page.notice.text == "Continued from before");
    maya.act(act::ForgetForm{});
    CHECK(maya.page<RegisterPage>().name.value.empty());
}

TEST_CASE("journey: an answer to a question is kept while it is typed, and sent with the form") {
    AppServer server;
    AppHost maya(server, seller, "/deals/new");
    fill_form(maya, "fjordferries.com");
    const IdBytes deal = maya.app.form.typed.deal.bytes;
    maya.act(act::SubmitForm{});
    AppHost elena(server, manager);
    elena.act(act::TakeCase{deal});
    elena.act(act::OpenDialog{Dialog::ask, deal});
    elena.act(act::EditDialog{"text", "Which depots are meant?"});
    elena.act(act::EditDialog{"objective", "1"});
    elena.act(act::ConfirmDialog{});
    REQUIRE(deal_of(elena, deal).review == Review::info_requested);

    maya.tell({server.now, told::ForSession{input::Poked{}}});
    const std::string edit = url_of(Screen::edit_deal, deal);
    maya.go(edit);
    REQUIRE(maya.page<RegisterPage>().asks_answer);
    fill(maya, FormField::answer, "All forty-one in the first year.");
    AppHost again(server, seller, edit, maya.storage.files());
    CHECK(again.page<RegisterPage>().answer.value == "All forty-one in the first year.");
    again.act(act::SubmitForm{});
    CHECK(deal_of(again, deal).review != Review::info_requested);
}

TEST_CASE("journey: a refused answer is sent again as an answer") {
    Deal asked;
    asked.review = Review::info_requested;
    Deal draft;
    draft.review = Review::draft;
    TypedForm again;
    again.purpose = FormPurpose::resend;
    CHECK(answers_question(again, &asked));
    CHECK_FALSE(answers_question(again, &draft));
    CHECK_FALSE(answers_question(again, nullptr));
    again.purpose = FormPurpose::answer;
    CHECK(answers_question(again, nullptr));
}

TEST_CASE("journey: a new build waits until everything is stored") {
    AppServer server;
    AppHost maya(server, seller, "/deals/new");
    maya.commit_outcome = CommitOutcome::quota;
    fill(maya, FormField::customer_name, "Fjord Ferries AS");
    REQUIRE(maya.app.session.is_storing());
    const auto reloads = [&] {
        return std::any_of(
            maya.host_effects.begin(),
            maya.host_effects.end(),
            [](const HostEffect& effect) {
                return std::holds_alternative<ask::ApplyUpdate>(effect);
            }
        );
    };
    maya.act(act::ApplyUpdate{});
    CHECK_FALSE(reloads());
    CHECK(maya.pages().shell.toast_danger);
    maya.commit_outcome = CommitOutcome::ok;
    server.now = server.now + ms_per_hour;
    maya.tell({server.now, told::ForSession{input::Tick{}}});
    REQUIRE_FALSE(maya.app.session.is_storing());
    maya.act(act::ApplyUpdate{});
    CHECK(reloads());
}

TEST_CASE("journey: the quote stands beside the form with the rule of every step") {
    AppServer server;
    AppHost maya(server, seller, "/deals/new");
    CHECK(maya.page<RegisterPage>().earn_problem == "Fill in the expected value to see it.");
    fill(maya, FormField::lines, "520,000", "software_licenses");
    const RegisterPage& page = maya.page<RegisterPage>();
    CHECK(page.earn_sum == "$104,000 – $156,000");
    REQUIRE(page.earn_lines.size() == 1);
    CHECK(page.earn_lines[0].rule == "System integrator · band 20–30%");
    CHECK(
        page.earn_lines[0].source.find("system_integrator.software_licenses") != std::string::npos
    );
}

TEST_CASE("journey: a refused registration stands in Needs attention until it is sent again") {
    AppServer server;
    AppHost maya(server, seller);
    AppHost other(server, seller);
    // The same customer and product from two devices: the second one is refused.
    for (AppHost* host : {&maya, &other}) {
        host->set_online(false);
        host->go("/deals/new");
        fill_form(*host, "fjordferries.com");
        host->act(act::SubmitForm{});
        CHECK(host->app.route.screen == entente::Screen::deal);
    }
    for (AppHost* host : {&maya, &other}) {
        host->set_online(true);
        host->act(act::SyncNow{});
    }
    CHECK(maya.app.session.attention().empty());
    REQUIRE(other.app.session.attention().size() == 1);
    other.go("/attention");
    const AttentionPage& page = other.page<AttentionPage>();
    REQUIRE(page.cards.size() == 1);
    CHECK(page.cards[0].title == "Registration of Fjord Ferries AS");
    CHECK(page.cards[0].problem == "You have already registered this customer for this product");
    CHECK(other.pages().shell.pill.text == "1 change needs attention");

    other.act(act::EditAndResend{other.app.session.attention()[0].id});
    CHECK(other.app.route.screen == entente::Screen::edit_deal);
    fill(other, FormField::customer_domain, "harborlines.com");
    fill(other, FormField::customer_name, "Harbor Lines Inc.");
    other.act(act::SubmitForm{});
    CHECK(other.app.session.attention().empty());
    CHECK(other.app.session.pill().state == PillState::synced);
}

TEST_CASE("journey: a device that cannot save says so and never says saved") {
    AppServer server;
    AppHost maya(server, seller);
    maya.set_online(false);
    maya.commit_outcome = CommitOutcome::quota;
    maya.go("/deals/new");
    fill_form(maya, "fjordferries.com");
    maya.act(act::SubmitForm{});
    CHECK(maya.pages().shell.toast == "Registration kept.");
    CHECK(maya.pages().shell.pill.text == "Not saved");
    CHECK(maya.pages().shell.notice.text == "Not saved on this device");
}

TEST_CASE("journey: signing out with unsent work is refused until it was exported") {
    AppServer server;
    AppHost maya(server, seller);
    maya.set_online(false);
    maya.go("/deals/new");
    fill_form(maya, "fjordferries.com");
    maya.act(act::SubmitForm{});
    maya.host_effects.clear();
    maya.act(act::OpenDialog{Dialog::sign_out, {}});
    CHECK(maya.pages().dialog.confirm.disabled);
    maya.act(act::ConfirmDialog{});
    for (const HostEffect& effect : maya.host_effects) {
        CHECK_FALSE(std::holds_alternative<ask::SignOut>(effect));
    }
    maya.act(act::ExportUnsent{});
    REQUIRE(std::holds_alternative<ask::Download>(maya.host_effects.back()));
    CHECK_FALSE(std::get<ask::Download>(maya.host_effects.back()).bytes.empty());
    maya.act(act::ConfirmDialog{});
    CHECK(std::holds_alternative<ask::SignOut>(maya.host_effects.back()));
}

TEST_CASE("journey: staff see what the partner sees, change nothing, and come back") {
    AppServer server;
    AppHost elena(server, manager, "/partners");
    const PersonId maya = server.person_with_email(seller);
    const PartnerId slalom = server.identity_of(maya).actor.partner;
    elena.act(act::OpenDialog{Dialog::preview, slalom.bytes});
    elena.act(act::ConfirmDialog{});
    CHECK(elena.app.preview == nullptr);
    CHECK(elena.pages().dialog.problem == "Give a reason");
    elena.act(act::EditDialog{"text", "Asked for help with a deal"});
    elena.act(act::ConfirmDialog{});
    REQUIRE(elena.app.preview != nullptr);
    CHECK(elena.pages().shell.stamp.text == "Viewing as Slalom · Maya Okafor");
    AppHost own(server, seller);
    const HomePage& seen = elena.page<HomePage>();
    const HomePage& real = own.page<HomePage>();
    REQUIRE(seen.figures.size() == real.figures.size());
    for (std::size_t i = 0; i < seen.figures.size(); i++) {
        CHECK(seen.figures[i].value == real.figures[i].value);
    }
    CHECK(seen.presses.size() == 1);  // No registering in a preview.
    elena.act(act::MoveDealStage{});
    CHECK(elena.app.session.pill().waiting == 0);
    elena.act(act::LeavePreview{});
    CHECK(elena.app.preview == nullptr);
    CHECK(std::holds_alternative<PartnersPage>(elena.pages().body));
    CHECK(elena.app.session.pill().state == PillState::synced);
}

TEST_CASE("journey: staff choose through whose eyes they look") {
    AppServer server;
    AppHost elena(server, manager, "/partners");
    const PartnerId slalom = server.identity_of(server.person_with_email(seller)).actor.partner;
    elena.act(act::OpenDialog{Dialog::preview, slalom.bytes});
    const DialogField people = elena.pages().dialog.fields[0];
    REQUIRE(people.options.size() == 14);
    CHECK(people.chosen == 0);
    CHECK(people.options[0].name == "Maya Okafor · Seller");
    const auto jonas =
        std::find_if(people.options.begin(), people.options.end(), [](const Option& option) {
            return option.name.rfind("Jonas Weber", 0) == 0;
        });
    REQUIRE(jonas != people.options.end());
    elena.act(act::EditDialog{"person", jonas->key});
    CHECK(elena.pages().dialog.fields[0].chosen == jonas - people.options.begin());
    elena.act(act::EditDialog{"text", "A question about the agreement"});
    elena.act(act::ConfirmDialog{});
    REQUIRE(elena.app.preview != nullptr);
    CHECK(elena.pages().shell.name == "Jonas Weber");
}
