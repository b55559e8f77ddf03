#include "core/base/format/cbor.h"
#include "core/domain/administration/rule_set.h"
#include "core/domain/commands/administration.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/economics/exchange.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;

namespace {

// The world with its program among the records, and two who may change it.
struct RulesWorld : ProgramWorld {
    RulesWorld() {
        records.put({.id = program_id.bytes, .version = 1, .body = program});
        second = add_person("Priya Raman", "program_admin", {});
    }
    // The rules as they are, for the next year.
    Program next_year() const {
        Program next = program;
        next.rules_version = "2027-01";
        next.effective_from = Date{std::chrono::year{2027} / std::chrono::January / 1};
        next.effective_until = next.effective_from + Days{364};
        return next;
    }
    ProposeRules proposal(const Program& rules) const {
        return {rule_set_id(rules.rules_version), rules, "The year begins."};
    }
    const RuleSet& rules(std::string_view version) const {
        return body<RuleSet>(Kind::rule_set, rule_set_id(version).bytes);
    }
    const Program& stored() const { return body<Program>(Kind::program, program_id.bytes); }
    std::vector<std::string> events(std::string_view version) const {
        std::vector<std::string> found;
        const std::string key = index_key("history_of", rule_set_id(version).bytes);
        for (const Record* record : records.under(key)) {
            CHECK(scope_of(*record) == "staff");
            found.push_back(body_of<HistoryLine>(*record).event);
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    const ProgramId program_id{derived_id({}, "program", 0)};
    const RuleSetId next_id = rule_set_id("2027-01");
    Actor second;
};

Moment first_of_2027() {
    return start_of(Date{std::chrono::year{2027} / std::chrono::January / 1});
}

}  // namespace

TEST_CASE("rules: proposed by one, approved by another, in force on their day") {
    RulesWorld world;
    Program next = world.next_year();
    next.tiers[1].open_registrations = 60;
    world.act(world.director, world.proposal(next));
    CHECK(name_of(world.rules("2027-01").state) == "proposed");
    CHECK(world.rules("2027-01").proposed_by == world.director.person);
    CHECK(world.rules("2027-01").program.exchange_rates.empty());
    CHECK(
        world.refusal(world.director, ApproveRules{world.next_id, {}}) ==
        "second_approver_must_differ rule_set"
    );
    CHECK(
        world.refusal(world.system, PutRulesInForce{world.next_id}) ==
        "rules_must_allow_this_step state proposed"
    );
    world.act(world.second, ApproveRules{world.next_id, "Agreed."});
    CHECK(name_of(world.rules("2027-01").state) == "approved");
    CHECK(world.rules("2027-01").program.approved_by == "Priya Raman");
    CHECK(world.rules("2027-01").program.approved_on == world.today());
    CHECK(
        world.refusal(world.second, ApproveRules{world.next_id, {}}) ==
        "rules_must_allow_this_step state approved"
    );
    CHECK(
        world.refusal(world.director, PutRulesInForce{world.next_id}) == "permission_must_be_held"
    );
    CHECK(
        world.refusal(world.system, PutRulesInForce{world.next_id}) ==
        "rules_must_allow_this_step effective_from"
    );

    // A rate that comes meanwhile is there afterwards.
    world.act(world.director, AddRates{world.program_id, {{usd, world.today(), 1'060'000}}});
    const std::size_t rates = world.stored().exchange_rates.size();
    world.pass_to(first_of_2027() + -1);
    CHECK(world.stored().rules_version == world.program.rules_version);
    world.pass_to(first_of_2027());
    CHECK(world.stored().rules_version == "2027-01");
    CHECK(world.stored().tiers[1].open_registrations == 60);
    CHECK(world.stored().approved_by == "Priya Raman");
    CHECK(world.stored().exchange_rates.size() == rates);
    CHECK(name_of(world.rules("2027-01").state) == "in_force");
    CHECK(world.rules("2027-01").in_force_at == first_of_2027());
    // What ended is kept whole, with the rates that it had.
    const RuleSet& past = world.rules(world.program.rules_version);
    CHECK(name_of(past.state) == "past");
    CHECK(past.program.tiers == world.program.tiers);
    CHECK(past.program.exchange_rates.size() == rates);
    CHECK(past.ended_at == first_of_2027());
    CHECK(
        world.events("2027-01") ==
        std::vector<std::string>{"rules_approved", "rules_in_force", "rules_proposed"}
    );
}

TEST_CASE("rules: a deal approved before keeps the ones before") {
    RulesWorld world;
    Deal deal;
    deal.rules_version = world.program.rules_version;
    Program next = world.next_year();
    next.name = "Another name";
    world.act(world.director, world.proposal(next));
    world.act(world.second, ApproveRules{world.next_id, {}});
    world.pass_to(first_of_2027());
    const std::string name = world.program.name;
    world.program = world.stored();
    const Context context = world.context_for(world.director);
    CHECK(program_of(deal, world.records, context).name == name);
    deal.rules_version = "2027-01";
    CHECK(program_of(deal, world.records, context).name == "Another name");
    // The next change finds these rules as they were proposed, and ends them.
    Program third = world.program;
    third.rules_version = "2028-01";
    third.effective_from = Date{std::chrono::year{2028} / std::chrono::January / 1};
    third.effective_until = third.effective_from + Days{365};
    world.act(world.director, world.proposal(third));
    world.act(world.second, ApproveRules{rule_set_id("2028-01"), {}});
    world.pass_to(start_of(third.effective_from));
    CHECK(name_of(world.rules("2027-01").state) == "past");
    CHECK(world.rules("2027-01").proposed_by == world.director.person);
    CHECK(world.stored().rules_version == "2028-01");
}

namespace {

struct Spoiled {
    const char* why;
    void (*spoil)(Program&);
    const char* expected;
};
const Spoiled what_may_not_be[] = {
    {"as it is", [](Program&) {}, "accepted"},
    {"the version in force",
     [](Program& p) { p.rules_version = "2026-10"; },
     "name_must_be_unique rules_version 2026-10"},
    {"no version",
     [](Program& p) { p.rules_version.clear(); },
     "field_must_be_given rules_version"},
    {"a version of 41",
     [](Program& p) { p.rules_version.assign(41, 'a'); },
     "text_must_be_short_enough rules_version 40"},
    {"what a load would refuse",
     [](Program& p) { p.scorecard[0].weight++; },
     "weights_must_sum_to_100 scorecard"},
    {"today",
     [](Program& p) {
         p.effective_from = Date{std::chrono::year{2026} / std::chrono::November / 16};
     },
     "rule_must_not_change_the_past effective_from 2026-11-17"},
    {"tomorrow",
     [](Program& p) {
         p.effective_from = Date{std::chrono::year{2026} / std::chrono::November / 17};
     },
     "accepted"},
    {"a role less",
     [](Program& p) { p.roles.erase(p.roles.begin()); },
     "rule_must_not_change_the_past roles member"},
    {"a reason less",
     [](Program& p) { p.loss_reasons.erase(p.loss_reasons.begin()); },
     "rule_must_not_change_the_past loss_reasons price"},
    {"an activity less",
     [](Program& p) { p.investment.activities.pop_back(); },
     "rule_must_not_change_the_past investment.activities"},
    {"a kind of resources less",
     [](Program& p) { p.resources.erase(p.resources.begin()); },
     "rule_must_not_change_the_past resources"},
    {"a kind of evidence less",
     [](Program& p) { p.review.evidence_kinds.pop_back(); },
     "rule_must_not_change_the_past review.evidence_kinds"},
    {"a topic of tickets less",
     [](Program& p) { p.service.ticket_topics.pop_back(); },
     "rule_must_not_change_the_past service.ticket_topics"},
    {"a reason to decline a lead less",
     [](Program& p) { p.service.lead_decline_reasons.pop_back(); },
     "rule_must_not_change_the_past service.lead_decline_reasons"},
    {"a joint solution less",
     [](Program& p) { p.plan.joint_solutions.pop_back(); },
     "rule_must_not_change_the_past plan.joint_solutions"},
    {"nobody may change rules",
     [](Program& p) { p.roles.back().permissions = {Permission::edit_staff}; },
     "administrator_must_remain roles"},
    {"nobody may change the staff",
     [](Program& p) { p.roles.back().permissions = {Permission::edit_rules}; },
     "administrator_must_remain roles"},
    {"nobody at a partner may change its people",
     [](Program& p) { p.roles[2].permissions = {Permission::read_own_deals}; },
     "administrator_must_remain roles"},
};

}  // namespace

TEST_CASE("rules: what may not be proposed") {
    RulesWorld world;
    REQUIRE(world.program.roles.back().key == "program_admin");
    REQUIRE(world.program.roles[2].key == "admin");
    for (const Spoiled& row : what_may_not_be) {
        CAPTURE(row.why);
        Program next = world.next_year();
        row.spoil(next);
        const std::string refused = world.refusal(world.director, world.proposal(next));
        CHECK(refused.substr(0, std::string_view(row.expected).size()) == row.expected);
    }
    const ProposeRules proposal = world.proposal(world.next_year());
    CHECK(world.refusal(world.admin, proposal) == "permission_must_be_held");
    CHECK(world.refusal(world.manager, proposal) == "permission_must_be_held");
    ProposeRules elsewhere = proposal;
    elsewhere.rule_set = rule_set_id("2027-02");
    CHECK(world.refusal(world.director, elsewhere) == "reference_must_exist rule_set");
    ProposeRules wordy = proposal;
    wordy.note.assign(4'001, 'a');
    CHECK(world.refusal(world.director, wordy) == "text_must_be_short_enough note 4000");
}

TEST_CASE("rules: what records name keeps its key") {
    struct Row {
        const char* list;
        void (*rename)(Program&);
    };
    const Row rows[] = {
        {"models", [](Program& p) { p.models.back().key = "renamed"; }},
        {"products", [](Program& p) { p.products[0].key = "renamed"; }},
        {"sectors", [](Program& p) { p.sectors[0].key = "renamed"; }},
        {"regions",
         [](Program& p) {
             for (RegionPlan& plan : p.plan.regions) {
                 if (plan.region == p.regions[0].key) plan.region = "renamed";
             }
             p.regions[0].key = "renamed";
         }},
        {"reject_reasons", [](Program& p) { p.reject_reasons[0].key = "renamed"; }},
        {"revoke_reasons", [](Program& p) { p.revoke_reasons[0].key = "renamed"; }},
    };
    RulesWorld world;
    // One that has not begun: the past would be another with any of the others.
    RevenueModel later = world.program.models[0];
    later.key = "later";
    for (CategoryRule& category : later.categories) {
        category.bands = {category.bands.back()};
        category.bands[0].effective_from = Date{std::chrono::year{2030} / std::chrono::January / 1};
    }
    world.program.models.push_back(later);
    for (const Row& row : rows) {
        CAPTURE(row.list);
        Program next = world.next_year();
        row.rename(next);
        const std::string refused = world.refusal(world.director, world.proposal(next));
        const std::string expected = std::string("rule_must_not_change_the_past ") + row.list + " ";
        CHECK(refused.substr(0, expected.size()) == expected);
    }
}

TEST_CASE("rules: a version that has been in force comes back under another name only") {
    RulesWorld world;
    const std::string first = world.program.rules_version;
    world.act(world.director, world.proposal(world.next_year()));
    world.act(world.second, ApproveRules{world.next_id, {}});
    world.pass_to(first_of_2027());
    world.program = world.stored();
    Program again = world.next_year();
    again.rules_version = first;
    again.effective_from = world.today() + Days{30};
    again.effective_until = again.effective_from + Days{364};
    CHECK(
        world.refusal(world.director, world.proposal(again)) ==
        "name_must_be_unique rules_version " + first
    );
    again.rules_version = first + "-again";
    CHECK(world.refusal(world.director, world.proposal(again)) == "accepted");
}

TEST_CASE("rules: there are none to put others in the place of in a database without a program") {
    RulesWorld world;
    world.act(world.director, world.proposal(world.next_year()));
    world.act(world.second, ApproveRules{world.next_id, {}});
    world.records.remove({Kind::program, world.program_id.bytes});
    world.now = first_of_2027();
    CHECK(
        world.refusal(world.system, PutRulesInForce{world.next_id}) == "record_must_exist program"
    );
}

TEST_CASE("rules: one change at a time, and one that was withdrawn may come again") {
    RulesWorld world;
    world.act(world.director, world.proposal(world.next_year()));
    Program later = world.next_year();
    later.rules_version = "2027-06";
    const char* refused = "rules_must_not_be_pending rule_set 2027-01";
    CHECK(world.refusal(world.second, world.proposal(later)) == refused);
    world.act(world.second, ApproveRules{world.next_id, {}});
    CHECK(world.refusal(world.second, world.proposal(later)) == refused);
    CHECK(
        world.refusal(world.second, WithdrawRules{world.next_id, ""}) == "reason_must_be_given text"
    );
    CHECK(
        world.refusal(world.manager, WithdrawRules{world.next_id, "No."}) ==
        "permission_must_be_held"
    );
    world.act(world.second, WithdrawRules{world.next_id, "The bands are wrong."});
    CHECK(name_of(world.rules("2027-01").state) == "withdrawn");
    CHECK(world.rules("2027-01").ended_at.given());
    // What was due for it is nothing any more.
    world.pass_to(first_of_2027());
    CHECK(world.stored().rules_version == world.program.rules_version);

    Program again = world.next_year();
    again.effective_from = world.today() + Days{30};
    world.act(world.second, world.proposal(again));
    CHECK(name_of(world.rules("2027-01").state) == "proposed");
    CHECK(world.rules("2027-01").proposed_by == world.second.person);
    CHECK_FALSE(world.rules("2027-01").ended_at.given());
    CHECK(
        world.refusal(world.second, ApproveRules{world.next_id, {}}) ==
        "second_approver_must_differ rule_set"
    );
    CHECK(world.refusal(world.director, ApproveRules{world.next_id, {}}) == "accepted");
    // Approved too late, it would change what held before.
    world.now = start_of(again.effective_from);
    CHECK(
        world.refusal(world.director, ApproveRules{world.next_id, {}}) ==
        "rule_must_not_change_the_past effective_from " +
            text_from_date(again.effective_from + Days{1})
    );
}

TEST_CASE("rules: the whole program fits into a command that a device sends") {
    const RulesWorld world;
    Program next = world.next_year();
    CHECK(args_from_command(world.proposal(next)).size() < 48 * 1024);
    next.exchange_rates.clear();
    CHECK(args_from_command(world.proposal(next)).size() < 32 * 1024);
}

TEST_CASE("rates: further days are added, and a day that is there stays as it is") {
    RulesWorld world;
    const Date today = world.today();
    const ExchangeRate known = *std::find_if(
        world.program.exchange_rates.begin(),
        world.program.exchange_rates.end(),
        [](const ExchangeRate& rate) { return rate.currency == usd; }
    );
    struct Row {
        const char* why;
        std::vector<ExchangeRate> rates;
        const char* expected;
    };
    ExchangeRate moved = known;
    moved.per_euro_millionths++;
    const Row rows[] = {
        {"today's", {{usd, today, 1'060'000}}, "accepted"},
        {"one between", {{usd, known.on + Days{1}, 1'060'000}}, "accepted"},
        {"none", {}, "field_must_be_given rates"},
        {"tomorrow's",
         {{usd, today + Days{1}, 1'060'000}},
         "date_must_not_be_in_the_future rates[0].on 2026-11-16"},
        {"no day", {{usd, {}, 1'060'000}}, "date_must_be_valid rates[0].on"},
        {"no currency", {{{}, today, 1'060'000}}, "currency_must_be_known rates[0].currency"},
        {"the euro's own",
         {{usd, today, 1'060'000}, {{{'E', 'U', 'R'}}, today, 1'000'000}},
         "currency_must_be_known rates[1].currency"},
        {"nothing for a euro",
         {{usd, today, 0}},
         "value_must_be_in_range rates[0] 100000000000000"},
        {"a hundred million for a euro", {{usd, today, 100'000'000'000'000}}, "accepted"},
        {"more",
         {{usd, today, 100'000'000'000'001}},
         "value_must_be_in_range rates[0] 100000000000000"},
        {"what is there, again and alone", {known}, "row_must_not_repeat_another rates"},
        {"what is there, beside a new one", {known, {usd, today, 1'060'000}}, "accepted"},
        {"what is there, with another figure",
         {moved},
         "rule_must_not_change_the_past rates[0] USD 2024-12-31"},
        {"one day twice, with two figures",
         {{usd, today, 1'060'000}, {usd, today, 1'070'000}},
         "rule_must_not_change_the_past rates[1] USD 2026-11-16"},
        {"too many",
         std::vector<ExchangeRate>(3'001, ExchangeRate{usd, today, 1'060'000}),
         "list_must_be_short_enough rates 3000"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(world.refusal(world.director, AddRates{world.program_id, row.rates}) == row.expected);
    }
}

TEST_CASE("rates: read as the European Central Bank publishes them, and nothing else is changed") {
    RulesWorld world;
    const std::size_t there = world.program.exchange_rates.size();
    const auto read =
        reference_rates_from_csv("Date, USD, JPY,\n13 November 2026, 1.0612, 163.40,\n");
    REQUIRE(read.ok());
    const Bytes before = cbor_from(world.stored());
    CHECK(
        world.refusal(world.manager, AddRates{world.program_id, read.value()}) ==
        "permission_must_be_held"
    );
    world.act(world.director, AddRates{world.program_id, read.value()});
    CHECK(world.stored().exchange_rates.size() == there + 2);
    const Money dollars{100'00, usd};
    const auto euros = converted(world.stored(), dollars, Currency{{'E', 'U', 'R'}}, world.today());
    REQUIRE(euros.ok());
    CHECK(euros.value().minor == 94'23);
    for (const Record* record :
         world.records.under(index_key("history_of", world.program_id.bytes))) {
        CHECK(body_of<HistoryLine>(*record).event == "rates_added");
        CHECK(body_of<HistoryLine>(*record).to == "2026-11-13");
    }
    Program again = world.stored();
    again.exchange_rates = world.program.exchange_rates;
    CHECK(cbor_from(again) == before);
}

TEST_CASE("rates: what was converted by the rates there are comes to the same for ever") {
    RulesWorld world;
    const std::uint64_t seed = 20'261'130;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const std::vector<ExchangeRate> first = world.program.exchange_rates;
    const Date begin = first.front().on;
    for (int round = 0; round < 50; round++) {
        AddRates command{world.program_id, {}};
        for (int i = 0; i < 20; i++) {
            const ExchangeRate& of = first[random() % first.size()];
            const auto back = static_cast<std::int64_t>(random() % 60);
            const auto moved = static_cast<std::int64_t>(random() % 3);
            command.rates.push_back(
                {of.currency, begin + Days{back}, of.per_euro_millionths + moved}
            );
        }
        const std::vector<ExchangeRate> before = world.stored().exchange_rates;
        const auto changes = world.decide(world.director, command);
        if (!changes.ok()) continue;
        world.act(world.director, command);
        for (const ExchangeRate& rate : before) {
            const auto& now = world.stored().exchange_rates;
            CHECK(std::count(now.begin(), now.end(), rate) == 1);
        }
    }
}
