#include "core/domain/commands/money.h"
#include "core/domain/project.h"
#include "tests/support/deal_world.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

const AgreementId first{id_of("first")};
const AgreementId later{id_of("next")};

// A partner in the program with one agreement, which ends in 100 days.
struct Agreeing : ProgramWorld {
    Agreeing() {
        Agreement agreement;
        agreement.partner = partner;
        agreement.number = "PA-0117";
        agreement.model = "system_integrator";
        agreement.rates = {{"software_licenses", Percent{26'00}}};
        agreement.valid_from = today() - Days{500};
        agreement.valid_until = today() + Days{100};
        records.put({.id = first.bytes, .version = 1, .body = agreement});
    }
    SignFurtherAgreement further() const {
        return {
            .partner = partner,
            .agreement = later,
            .replaces = first,
            .number = "PA-0118",
            .model = "system_integrator",
            .rates = {{"software_licenses", Percent{28'00}}},
            .territory = {},
            .valid_from = today() + Days{101},
            .valid_until = today() + Days{465},
            .text = "Another year"};
    }
    const Agreement& agreement(AgreementId id) const {
        return body<Agreement>(Kind::agreement, id.bytes);
    }
    std::vector<const HistoryLine*> told(AgreementId id) const {
        std::vector<const HistoryLine*> lines;
        for (const Record* record : records.under("history_of:" + text_from_id(id.bytes))) {
            lines.push_back(&body_of<HistoryLine>(*record));
        }
        return lines;
    }
};

}  // namespace

TEST_CASE("agreement: a renewal begins as the one before it ends") {
    Agreeing world;
    world.act(world.director, world.further());
    const Agreement& renewed = world.agreement(later);
    CHECK(renewed.partner == world.partner);
    CHECK(renewed.number == "PA-0118");
    CHECK(renewed.rates == std::vector<AgreedRate>{{"software_licenses", Percent{28'00}}});
    CHECK(renewed.rules_version == world.program.rules_version);
    CHECK(world.agreement(first).valid_until == world.today() + Days{100});
    REQUIRE(world.told(later).size() == 1);
    CHECK(world.told(later)[0]->event == "agreement_signed");
    CHECK(world.told(later)[0]->to == "PA-0118");
    CHECK(world.told(first).empty());
}

TEST_CASE("agreement: one that changes another makes it end the day before") {
    Agreeing world;
    SignFurtherAgreement change = world.further();
    change.valid_from = world.today();
    change.text = "A better rate";
    world.act(world.director, change);
    const Agreement& before = world.agreement(first);
    CHECK(before.valid_until == world.today() - Days{1});
    CHECK(before.rates == std::vector<AgreedRate>{{"software_licenses", Percent{26'00}}});
    REQUIRE(world.told(first).size() == 1);
    const HistoryLine& line = *world.told(first)[0];
    CHECK(line.event == "agreement_replaced");
    CHECK(line.from == text_from_date(world.today() + Days{100}));
    CHECK(line.to == text_from_date(world.today() - Days{1}));
    CHECK(line.text == "A better rate");
    CHECK(line.person == world.director.person);
}

TEST_CASE("agreement: a second model stands beside the first") {
    Agreeing world;
    SignFurtherAgreement beside = world.further();
    beside.replaces = {};
    beside.model = "technology_partner";
    beside.rates = {{"referral", Percent{12'00}}};
    beside.valid_from = world.today();
    world.act(world.director, beside);
    CHECK(world.agreement(first).valid_until == world.today() + Days{100});
    CHECK(world.agreement(later).model == "technology_partner");
}

TEST_CASE("agreement: who never had one signs one, however the partner came into the program") {
    Agreeing world;
    world.records.remove({Kind::agreement, first.bytes});
    SignFurtherAgreement imported = world.further();
    imported.replaces = {};
    CHECK(world.refusal(world.director, imported) == "accepted");
}

struct Refusal {
    const char* why;
    void (*spoil)(Agreeing&, SignFurtherAgreement&);
    std::string expected;
};

static const Refusal refusals[] = {
    {"whole", [](Agreeing&, SignFurtherAgreement&) {}, "accepted"},
    {"still being onboarded",
     [](Agreeing& world, SignFurtherAgreement&) {
         world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& p) {
             p.lifecycle = Lifecycle::onboarding;
         });
     },
     "partner_must_be_in_the_program partner onboarding"},
    {"gone",
     [](Agreeing& world, SignFurtherAgreement&) {
         world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& p) {
             p.lifecycle = Lifecycle::ended;
         });
     },
     "partner_must_be_in_the_program partner ended"},
    {"suspended",
     [](Agreeing& world, SignFurtherAgreement&) {
         world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& p) {
             p.lifecycle = Lifecycle::suspended;
         });
     },
     "accepted"},
    {"no such partner",
     [](Agreeing&, SignFurtherAgreement& f) { f.partner = {id_of("nobody")}; },
     "record_must_exist partner"},
    {"the same id again",
     [](Agreeing&, SignFurtherAgreement& f) { f.agreement = first; },
     "record_must_be_new agreement"},
    {"replaces nothing there is",
     [](Agreeing&, SignFurtherAgreement& f) { f.replaces = {id_of("none")}; },
     "record_must_exist replaces"},
    {"replaces another partner's",
     [](Agreeing& world, SignFurtherAgreement&) {
         Record record = *world.records.find({Kind::agreement, first.bytes});
         body_of<Agreement>(record).partner = {id_of("another")};
         world.records.put(record);
     },
     "record_must_exist replaces"},
    {"takes back days that have passed",
     [](Agreeing& world, SignFurtherAgreement& f) { f.valid_from = world.today() - Days{1}; },
     "value_must_be_in_range valid_from 2026-11-16"},
    {"changes the model",
     [](Agreeing& world, SignFurtherAgreement& f) {
         f.valid_from = world.today();
         f.model = "reseller";
         f.rates = {{"premium", Percent{40'00}}};
     },
     "accepted"},
    {"no first day",
     [](Agreeing&, SignFurtherAgreement& f) { f.valid_from = {}; },
     "date_must_be_valid valid_from"},
    {"beside one of its own model",
     [](Agreeing& world, SignFurtherAgreement& f) {
         f.replaces = {};
         f.valid_from = world.today() + Days{100};
     },
     "agreement_must_not_meet_another valid_from PA-0117"},
    {"a rate outside its band",
     [](Agreeing&, SignFurtherAgreement& f) { f.rates[0].rate = {30'01}; },
     "rate_must_lie_in_its_band rates[0].rate 20-30%"},
    {"a rate for experts",
     [](Agreeing&, SignFurtherAgreement& f) { f.rates[0].rate = {30'00}; },
     "rate_must_be_unlocked rates[0].rate Expert"},
    {"a long text",
     [](Agreeing&, SignFurtherAgreement& f) { f.text = std::string(4'001, 'x'); },
     "text_must_be_short_enough text 4000"},
};

TEST_CASE("agreement: what a further one is refused for") {
    for (const Refusal& row : refusals) {
        CAPTURE(row.why);
        Agreeing world;
        SignFurtherAgreement command = world.further();
        row.spoil(world, command);
        CHECK(world.refusal(world.director, command) == row.expected);
    }
    Agreeing world;
    CHECK(world.refusal(world.admin, world.further()) == "permission_must_be_held");
    world.manager.assigned_partners.clear();
    CHECK(world.refusal(world.manager, world.further()) == "record_must_exist partner");
}

TEST_CASE("agreement: a further one is not signed into another's exclusive territory") {
    Agreeing world;
    Agreement others = world.agreement(first);
    others.partner = {id_of("others")};
    others.model = "reseller";
    others.rates = {{"exclusive_territory", Percent{50'00}}};
    others.territory = {"AT"};
    world.records.put({.id = id_of("others"), .version = 1, .body = others});
    SignFurtherAgreement command = world.further();
    command.model = "reseller";
    command.rates = {};
    command.territory = {"AT"};
    command.valid_from = others.valid_until;
    CHECK(world.refusal(world.director, command) == "territory_must_be_open territory AT");
    command.valid_from += Days{1};
    CHECK(world.refusal(world.director, command) == "accepted");
}

TEST_CASE("agreement: it may end sooner, and never in the past") {
    struct Row {
        const char* why;
        std::int32_t in_days;
        const char* text;
        std::string expected;
    };
    const Row rows[] = {
        {"today", 0, "By both sides", "accepted"},
        {"the day before its last", 99, "By both sides", "accepted"},
        {"yesterday", -1, "By both sides", "value_must_be_in_range last_day 2026-11-16"},
        {"as agreed", 100, "By both sides", "value_must_be_in_range last_day 2027-02-23"},
        {"later", 101, "By both sides", "value_must_be_in_range last_day 2027-02-23"},
        {"without a reason", 10, " ", "reason_must_be_given text"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Agreeing world;
        const EndAgreement end{first, world.today() + Days{row.in_days}, row.text};
        CHECK(world.refusal(world.director, end) == row.expected);
    }
    Agreeing world;
    CHECK(
        world.refusal(
            world.director, EndAgreement{first, world.today(), std::string(4'001, 'x')}
        ) == "text_must_be_short_enough text 4000"
    );
    CHECK(
        world.refusal(world.director, EndAgreement{later, world.today(), "x"}) ==
        "record_must_exist agreement"
    );
    CHECK(
        world.refusal(world.seller, EndAgreement{first, world.today(), "x"}) ==
        "permission_must_be_held"
    );
    world.act(world.director, EndAgreement{first, world.today(), "By both sides"});
    CHECK(world.agreement(first).valid_until == world.today());
    REQUIRE(world.told(first).size() == 1);
    CHECK(world.told(first)[0]->event == "agreement_ended");
    CHECK(world.told(first)[0]->text == "By both sides");
    CHECK(
        world.refusal(world.director, EndAgreement{first, world.today(), "x"}) ==
        "agreement_must_not_have_ended last_day 2026-11-16"
    );
}

TEST_CASE("agreement: one that has not begun can be called off") {
    Agreeing world;
    world.act(world.director, world.further());
    world.act(world.director, EndAgreement{later, world.today(), "Not signed after all"});
    CHECK(world.agreement(later).valid_until < world.agreement(later).valid_from);
    SignFurtherAgreement again = world.further();
    again.agreement = {id_of("again")};
    CHECK(world.refusal(world.director, again) == "accepted");
}

TEST_CASE("agreement: a deal keeps the one that it was registered under") {
    DealWorld world;
    world.submit("a", world.form_worth(100'000));
    const AgreementId before = world.deal("a").agreement;
    const Date today = date_of(world.now);
    world.act(
        world.admin,
        SignFurtherAgreement{
            .partner = world.seller.partner,
            .agreement = later,
            .replaces = before,
            .number = "PA-0118",
            .model = "system_integrator",
            .rates = {},
            .territory = {},
            .valid_from = today + Days{1},
            .valid_until = today + Days{300},
            .text = {}}
    );
    world.pass_days(1);
    CHECK(world.deal("a").agreement == before);
    DealForm form = world.form_worth(100'000);
    form.customer.domain = "another.com";
    form.customer.legal_name = "Zebra Mills";
    world.submit("b", form);
    CHECK(world.deal("b").agreement == later);
}

TEST_CASE("agreement: no rate is read in what is told of it, and nothing by a member") {
    Agreeing world;
    SignFurtherAgreement change = world.further();
    change.valid_from = world.today();
    change.rates[0].rate = {27'53};
    world.act(world.director, change);
    const Viewer member{Audience::member, world.member.person, world.partner};
    const Viewer seller{Audience::seller, world.seller.person, world.partner};
    for (const AgreementId id : {first, later}) {
        for (const Record* record : world.records.under("history_of:" + text_from_id(id.bytes))) {
            CHECK_FALSE(is_visible(*record, member));
            CHECK(is_visible(*record, seller));
            const auto& line = body_of<HistoryLine>(*record);
            for (const std::string& text : {line.from, line.to, line.rule}) {
                CHECK(text.find("27.53") == std::string::npos);
                CHECK(text.find("2753") == std::string::npos);
            }
        }
    }
}

TEST_CASE("agreement: two about one partner wait for each other") {
    const Agreeing world;
    CountingNumbers numbers;
    const Context context{
        .actor = world.director, .now = world.now, .program = world.program, .numbers = numbers};
    const std::string guard = "agreements_of:" + text_from_id(world.partner.bytes);
    const auto guards_of = [&](const Command& command) {
        Needs wanted = needs(command, world.director);
        const Needs more = further_needs(command, world.records, context);
        wanted.guards.insert(wanted.guards.end(), more.guards.begin(), more.guards.end());
        return wanted.guards;
    };
    for (const Command& command :
         {Command{world.further()}, Command{EndAgreement{first, world.today(), "x"}}}) {
        CAPTURE(command_name(command));
        const std::vector<std::string> guards = guards_of(command);
        CHECK(std::find(guards.begin(), guards.end(), guard) != guards.end());
    }
}
