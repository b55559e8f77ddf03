// Screens of the whole program, pressed by role and name as a reader would, and looked at.
#include "tests/ui/views/app_screen.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;

namespace {

constexpr std::string_view seller = "maya.okafor@slalom.example";
constexpr std::string_view manager = "elena.ruiz@entente.example";

AppServer& server() {
    static AppServer shared;
    return shared;
}

struct Shown {
    const char* name;
    std::string_view who;
    const char* url;
};
constexpr Shown shown_pages[] = {
    {"home", seller, "/"},
    {"deals", seller, "/deals"},
    {"register", seller, "/deals/new"},
    {"margins", seller, "/margins"},
    {"rate-card", seller, "/margins/rate-card"},
    {"certifications", seller, "/certifications"},
    {"attention", seller, "/attention"},
    {"settings", seller, "/settings"},
    {"not-found", seller, "/nowhere"},
    {"approvals", manager, "/approvals"},
    {"partners", manager, "/partners"},
    {"staff-deals", manager, "/deals"},
};

struct Size {
    const char* name;
    ScreenOptions options;
};
const Size sizes[] = {
    {"1440", {.width = 1440, .height = 900}},
    {"1440-dark", {.width = 1440, .height = 900, .scheme = ui::Scheme::dark}},
    {"1440-150", {.width = 1440, .height = 900, .text_scale = 1.5F}},
    {"390", {.width = 390, .height = 844, .touch = true}},
    {"390-150", {.width = 390, .height = 844, .text_scale = 1.5F, .touch = true}},
};

std::string url_of_first_deal(AppHost& host) {
    return host.page<DealsPage>().row(0).url;
}

}  // namespace

TEST_CASE("views: every page has one first heading, named controls and no id twice") {
    for (const Shown& shown : shown_pages) {
        AppHost host(server(), shown.who, shown.url);
        for (const Size& size : sizes) {
            INFO(shown.name << " at " << size.name);
            AppScreen app(host, size.options);
            app.shot(std::string("app-") + shown.name + "-" + size.name);
            std::set<std::uint32_t> ids;
            int headings = 0;
            for (const ui::SemanticNode& node : app.screen.ui.semantics.nodes()) {
                headings += node.role == ui::Role::heading_1 ? 1 : 0;
                if (ui::can_have_focus(node)) {
                    INFO("control " << std::string(node.name));
                    CHECK_FALSE(node.name.empty());
                }
                CHECK(ids.insert(node.id).second);
            }
            CHECK(headings == 1);
        }
    }
}

TEST_CASE("views: no word is cut on a wide screen") {
    for (const Shown& shown : shown_pages) {
        INFO(shown.name);
        // A long list is not measured: what it cuts shows whole under the pointer.
        if (std::string_view(shown.name) == "staff-deals") continue;
        AppHost host(server(), shown.who, shown.url);
        AppScreen app(host, {.width = 1440, .height = 2400});
        for (const ui::DrawnText& drawn : app.screen.drawn_texts) {
            INFO(drawn.text);
            CHECK_FALSE(drawn.shortened);
        }
    }
}

TEST_CASE("views: no word is cut on a phone, also in larger letters") {
    for (const float scale : {1.0F, 1.5F}) {
        for (const Shown& shown : shown_pages) {
            INFO(shown.name << " at " << scale);
            AppHost host(server(), shown.who, shown.url);
            AppScreen app(host, {.width = 390, .height = 4800, .text_scale = scale, .touch = true});
            for (const ui::DrawnText& drawn : app.screen.drawn_texts) {
                INFO(drawn.text);
                CHECK_FALSE(drawn.shortened);
            }
        }
    }
}

TEST_CASE("views: on a phone a button in a card is within its own line") {
    AppHost host(server(), manager, "/partners");
    for (const float scale : {1.0F, 1.5F}) {
        AppScreen app(host, {.width = 390, .height = 2400, .text_scale = scale, .touch = true});
        int buttons = 0;
        const ui::SemanticNode* cell = nullptr;
        for (const ui::SemanticNode& node : app.screen.ui.semantics.nodes()) {
            if (node.role == ui::Role::cell) cell = &node;
            if (node.role != ui::Role::button || node.name != "View as partner…") continue;
            REQUIRE(cell != nullptr);
            CHECK(node.rect.y >= cell->rect.y);
            CHECK(node.rect.y + node.rect.height <= cell->rect.y + cell->rect.height);
            ++buttons;
        }
        CHECK(buttons > 0);
    }
}

TEST_CASE("views: nothing is drawn anew while nothing changes") {
    for (const Shown& shown : shown_pages) {
        INFO(shown.name);
        AppHost host(server(), shown.who, shown.url);
        AppScreen app(host, {.width = 1440, .height = 900});
        app.settle();
        const std::uint64_t told = app.screen.ui.semantics.hash();
        app.settle();
        CHECK(app.screen.ui.semantics.hash() == told);
    }
}

TEST_CASE("views: a deal is opened from the list, and its stage moved") {
    AppServer own;
    AppHost host(own, seller, "/deals");
    AppScreen app(host, {.width = 1440, .height = 900});
    const DealsPage& list = host.page<DealsPage>();
    const std::string customer = list.row(0).customer;
    host.act(act::Navigate{url_of_first_deal(host)});
    app.settle();
    CHECK(app.screen.find(ui::Role::heading_2, customer) != nullptr);
    app.shot("app-deal-1440");
    REQUIRE(host.page<DealsPage>().detail.has_value());
}

TEST_CASE("views: a deal is registered by typing into named fields and pressing named buttons") {
    AppServer own;
    AppHost host(own, seller);
    AppScreen app(host, {.width = 1440, .height = 1400});
    app.press(ui::Role::button, "Register a deal");
    app.type(ui::Role::text_input, "Customer’s web domain", "fjordferries.com");
    app.type(ui::Role::text_input, "Customer’s legal name", "Fjord Ferries AS");
    app.type(
        ui::Role::text_area,
        "What the customer wants to achieve",
        "Automate work orders of the maintenance crews across forty-one depots."
    );
    app.type(ui::Role::text_input, "Software Licenses", "420,000");
    app.type(ui::Role::text_input, "Expected close", "18 Jan 2027");
    app.type(ui::Role::text_input, "Your contact at the customer", "Priya Nair");
    app.type(ui::Role::text_input, "The contact’s e-mail", "p.nair@fjordferries.com");
    host.act(act::EditField{FormField::customer_country, {}, "US"});
    host.act(act::EditField{FormField::customer_sector, {}, "transport"});
    host.act(act::EditField{FormField::products, "platform_licenses", "1"});
    app.settle();
    app.shot("app-register-filled-1440");
    app.press(ui::Role::button, "Submit registration");
    CHECK(host.app.route.screen == entente::Screen::deal);
    CHECK(host.app.session.pill().state == PillState::synced);
    app.shot("app-registered-1440");
}

TEST_CASE("views: staff decide a case in its dialog") {
    AppServer own;
    AppHost host(own, manager);
    AppScreen app(host, {.width = 1440, .height = 900});
    const std::size_t waiting = host.page<ApprovalsPage>().rows;
    REQUIRE(waiting > 0);
    // The first that staff can take: it needs no answer of a partner and is no conflict.
    for (std::size_t i = 0; i < waiting; i++) {
        const ApprovalRow row = host.page<ApprovalsPage>().row(i);
        if (row.review.text != "Submitted") continue;
        host.go(row.url);
        break;
    }
    app.settle();
    REQUIRE(host.page<ApprovalsPage>().open.has_value());
    app.shot("app-case-1440");
    app.press(ui::Role::button, "Take the case");
    app.press(ui::Role::button, "Reject…");
    app.shot("app-reject-1440");
    app.press(ui::Role::button, "Reject");
    CHECK_FALSE(host.pages().dialog.problem.empty());
    app.choose(ui::Role::combo, "Reason", 0);
    app.type(
        ui::Role::text_area, "What the partner will read", "The customer has no budget this year."
    );
    app.press(ui::Role::button, "Reject");
    CHECK(host.pages().dialog.dialog == Dialog::none);
    CHECK(host.page<ApprovalsPage>().open->review.text == "Rejected");
}
