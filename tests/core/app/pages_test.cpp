#include "tests/support/app_host.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static constexpr std::string_view seller = "maya.okafor@slalom.example";
static constexpr std::string_view manager = "elena.ruiz@entente.example";

TEST_CASE("pages: home shows figures that name their rule and what needs the person") {
    AppServer server;
    AppHost maya(server, seller);
    const HomePage& page = maya.page<HomePage>();
    CHECK(page.greeting == "Good afternoon, Maya");
    CHECK(page.subtitle == "Slalom · Tier 2 regional integrator · North America");
    REQUIRE(page.figures.size() == 4);
    for (const Figure& figure : page.figures) {
        CHECK_FALSE(figure.value.empty());
        CHECK_FALSE(figure.rule.empty());
        CHECK(figure.about == "About " + figure.label);
    }
    CHECK(page.pipeline.size() == 5);
    for (std::size_t i = 1; i < page.tasks.size(); i++) {
        CHECK(page.tasks[i - 1].due_ms <= page.tasks[i].due_ms);
    }
}

TEST_CASE("pages: the calculator quotes the agreed rate and moves inside the band") {
    AppServer server;
    AppHost maya(server, seller, "/margins");
    REQUIRE_FALSE(maya.page<MarginsPage>().example.empty());
    maya.act(act::EditMargin{MarginField::lines, "software_licenses", "500000", -1});
    MarginsPage page = maya.page<MarginsPage>();
    CHECK(page.lines[1].settled == "500,000");
    CHECK(page.example.empty());
    CHECK(page.sum_note == "between $100,000 and $150,000 across your band");
    REQUIRE(page.steps.size() == 1);
    maya.act(act::EditMargin{MarginField::rate, {}, {}, 1000});
    CHECK(maya.page<MarginsPage>().sum == "$150,000");
    maya.act(act::EditMargin{MarginField::rate, {}, {}, 0});
    CHECK(maya.page<MarginsPage>().sum == "$100,000");
    const std::vector<ModelBar>& bars = maya.page<MarginsPage>().compare;
    CHECK(bars.size() == 7);
    const auto own = std::find_if(bars.begin(), bars.end(), [](const ModelBar& bar) {
        return bar.name == "System integrator";
    });
    REQUIRE(own != bars.end());
    CHECK(own->band == "20–30%");
    CHECK(own->amount == "$100,000 – $150,000");
    maya.act(act::EditMargin{MarginField::lines, "software_licenses", "lots", -1});
    CHECK(maya.page<MarginsPage>().lines[1].error == "Write the amount as a number");
}

TEST_CASE("pages: an amount below zero is told at its field and stops no page") {
    AppServer server;
    AppHost maya(server, seller, "/margins");
    maya.act(act::EditMargin{MarginField::lines, "software_licenses", "-100", -1});
    maya.act(act::EditMargin{MarginField::lines, "professional_services", "1000", -1});
    const MarginsPage& page = maya.page<MarginsPage>();
    CHECK(page.lines[1].error == "The amount must be more than zero");
    CHECK(page.steps.size() == 1);
    maya.go("/deals/new");
    maya.act(act::EditField{FormField::lines, "software_licenses", "-100"});
    CHECK_FALSE(maya.page<RegisterPage>().earn_problem.empty());
    CHECK(maya.page<RegisterPage>().earn_sum.empty());
}

TEST_CASE("pages: the rate card names the rule and version of every band") {
    AppServer server;
    AppHost maya(server, seller, "/margins/rate-card");
    const MarginsPage& page = maya.page<MarginsPage>();
    std::size_t categories = 0;
    for (const RevenueModel& model : shipped().program.models)
        categories += model.categories.size();
    CHECK(page.card.size() == categories);
    for (const RateRow& row : page.card)
        CHECK(row.rule.find(", version 2026-10") != std::string::npos);
}

TEST_CASE("pages: certifications count who holds what, and say the next step of each person") {
    AppServer server;
    AppHost maya(server, seller, "/certifications");
    const CertificationsPage& page = maya.page<CertificationsPage>();
    CHECK(page.levels.size() == 3);
    REQUIRE_FALSE(page.people.empty());
    for (const PersonRow& row : page.people) {
        CHECK(row.levels.size() == 3);
        CHECK_FALSE(row.next_step.empty());
    }
    CHECK_FALSE(page.unlocks.empty());
}

TEST_CASE("pages: the queue of approvals begins with the most urgent") {
    AppServer server;
    AppHost elena(server, manager);
    const ApprovalsPage& page = elena.page<ApprovalsPage>();
    REQUIRE(page.rows > 0);
    CHECK_FALSE(page.row(0).partner.empty());
    // What all wait for is not said again in each row, which on a phone has no room for it.
    std::size_t clocks = 0;
    for (std::size_t i = 0; i < page.rows; ++i) {
        const std::string clock = page.row(i).clock.text;
        CHECK(clock.find("decision due") == std::string::npos);
        if (clock.starts_with("due in ") || clock.starts_with("overdue by ")) ++clocks;
    }
    CHECK(clocks > 0);
    CHECK(elena.pages().shell.main.front().label == "Approvals");
}

TEST_CASE("pages: a partner finds no staff page and staff find no form") {
    AppServer server;
    AppHost maya(server, seller);
    for (const char* url : {"/approvals", "/partners", "/nowhere"}) {
        maya.go(url);
        CHECK(std::holds_alternative<MessagePage>(maya.pages().body));
    }
    AppHost elena(server, manager);
    for (const char* url : {"/deals/new", "/margins", "/certifications"}) {
        elena.go(url);
        CHECK(std::holds_alternative<MessagePage>(elena.pages().body));
    }
}

TEST_CASE("pages: settings tell whether this device is ready for days offline") {
    AppServer server;
    AppHost maya(server, seller, "/settings");
    const SettingsPage& page = maya.page<SettingsPage>();
    REQUIRE(page.ready.size() == 4);
    CHECK(page.ready[0].mark.tone == Tone::warning);  // Not installed.
    CHECK(page.ready[2].mark.tone == Tone::good);     // Synced.
    maya.act(act::ChooseTheme{Theme::dark});
    CHECK(maya.pages().theme == Theme::dark);
    CHECK(std::get<ask::KeepSettings>(maya.host_effects.back()).settings.theme == Theme::dark);
}
