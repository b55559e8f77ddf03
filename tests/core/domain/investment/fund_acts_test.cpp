#include "core/base/format/field_walk.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/deals.h"
#include "core/domain/commands/funds.h"
#include "core/domain/investment/fund_rules.h"
#include "core/domain/investment/outcome.h"
#include "core/domain/project.h"
#include "tests/support/commands/decided_twice.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr std::int32_t year = 2026;

static Money dollars(std::int64_t amount) {
    return {amount * 100, usd};
}

// Gives a command its subject, which is its first field, and nothing else.
class SubjectOnly final : public FieldWalk {
public:
    explicit SubjectOnly(const IdBytes& id) : id_(id) {}

    void id(std::string_view, IdBytes& value) override {
        if (!given_) value = id_;
        given_ = true;
    }

private:
    IdBytes id_;
    bool given_ = false;
};

class FundWorld : public DealWorld {
public:
    FundWorld() : administrator(seller), director(manager) {
        administrator.permissions = permissions_of(program, "admin");
        director.permissions = permissions_of(program, "program_admin");
    }

    AllocationId allocation() const { return allocation_id(seller.partner, year); }
    void allocate(std::int64_t amount) {
        act(director, AllocateFund{allocation(), seller.partner, year, dollars(amount), "Plan"});
    }
    FundForm fund_form(std::int64_t amount) const {
        FundForm fund;
        fund.activity = "joint_event";
        fund.title = "Rail day";
        fund.description = "A day for forty operators of railways at the depot of Northgate Rail.";
        fund.amount = dollars(amount);
        fund.begins_on = date_of(now) + Days{5};
        fund.ends_on = date_of(now) + Days{6};
        return fund;
    }
    static FundRequestId request(std::string_view name) { return {id_of(name)}; }
    void ask_for(std::string_view name, std::int64_t amount) {
        act(administrator, KeepFundRequest{request(name), year, fund_form(amount)});
        act(administrator, SubmitFundRequest{request(name)});
    }
    const FundRequest& fund(std::string_view name) {
        return body_of<FundRequest>(*records.find({Kind::fund_request, id_of(name)}));
    }
    const Claim& claim(std::string_view name) {
        return body_of<Claim>(*records.find({Kind::claim, id_of(name)}));
    }
    void claim_from(std::string_view of, std::string_view name, std::int64_t amount) {
        const Proof proof{.name = "invoice.pdf", .hash = Bytes(32, hashes_++), .size = 1};
        act(administrator,
            KeepClaim{{id_of(name)}, request(of), dollars(amount), {proof}, "Hall and catering"});
        act(administrator, SubmitClaim{{id_of(name)}});
    }

    Actor administrator;
    Actor director;

private:
    std::uint8_t hashes_ = 1;
};

static ProblemCode problem_of(Result<Changes> changes) {
    REQUIRE_FALSE(changes.ok());
    return changes.problem().code;
}

TEST_CASE("fund acts: an activity from its allocation to the money") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    CHECK(world.fund("a").state == FundState::submitted);
    CHECK(world.fund("a").number == "FR-2026-4117");
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(15'000), "Less"});
    CHECK(world.fund("a").approved == dollars(15'000));
    world.now = start_of(world.fund("a").form.begins_on);
    world.act(world.system, MoveFundRequestOn{FundWorld::request("a")});
    CHECK(world.fund("a").state == FundState::active);
    world.claim_from("a", "c", 12'000);
    CHECK(world.claim("c").allocation == world.allocation());
    world.act(world.manager, AskAboutClaim{{id_of("c")}, "Which hall?"});
    const Claim asked = world.claim("c");
    world.act(
        world.administrator,
        AnswerAboutClaim{{id_of("c")}, asked.amount, asked.proof, "The north hall"}
    );
    world.act(world.manager, SettleClaim{{id_of("c")}, dollars(11'000), "One receipt is missing"});
    // Who decides about money does not pay it.
    const auto paid = world.decide(world.manager, PayClaim{{id_of("c")}, "SEPA 4711"});
    CHECK(problem_of(paid) == ProblemCode::permission_must_be_held);
    world.act(world.director, PayClaim{{id_of("c")}, "SEPA 4711"});
    CHECK(world.claim("c").state == ClaimState::paid);
    CHECK(world.claim("c").approved == dollars(11'000));
    world.now = start_of(world.fund("a").form.ends_on + Days{1});
    world.act(world.system, MoveFundRequestOn{FundWorld::request("a")});
    CHECK(world.fund("a").state == FundState::claiming);
    const Result<Changes> early =
        world.decide(world.system, CloseFundRequest{FundWorld::request("a")});
    CHECK(problem_of(early) == ProblemCode::fund_request_must_allow_this_step);
    world.now = start_of(world.fund("a").claims_until + Days{1});
    world.act(world.system, CloseFundRequest{FundWorld::request("a")});
    CHECK(world.fund("a").state == FundState::closed);
}

// A deal of a customer of its own, approved by rule when it is small enough.
static DealForm deal_at(const DealWorld& world, const std::string& name, std::int64_t worth) {
    DealForm form = world.form_worth(worth);
    form.customer.legal_name = name;
    form.customer.domain = name + ".example";
    form.contact.email = "buyer@" + name + ".example";
    return form;
}

TEST_CASE("fund acts: an activity is measured by the deals that it names") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    const auto named = [&world](std::string_view deal, bool is) {
        return world.decide(
            world.administrator,
            NameDealOfActivity{FundWorld::request("a"), DealWorld::id(deal), is}
        );
    };
    world.submit("open", deal_at(world, "quarry", 640'000));
    world.submit("won", deal_at(world, "lumen", 100'000));
    CHECK(problem_of(named("open", true)) == ProblemCode::fund_request_must_allow_this_step);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    CHECK(problem_of(named("none", true)) == ProblemCode::record_must_exist);
    world.act(world.rival, SubmitDeal{DealWorld::id("theirs"), deal_at(world, "tern", 90'000)});
    CHECK(problem_of(named("theirs", true)) == ProblemCode::record_must_exist);

    // Registered when the activity has begun.
    world.now = start_of(world.fund("a").form.begins_on);
    world.act(world.system, MoveFundRequestOn{FundWorld::request("a")});
    world.submit("later", deal_at(world, "kestrel", 120'000));
    const auto name_it = [&world](std::string_view deal, bool is) {
        world.act(
            world.administrator,
            NameDealOfActivity{FundWorld::request("a"), DealWorld::id(deal), is}
        );
    };
    name_it("later", true);
    name_it("later", true);  // Once is enough.
    name_it("won", true);
    CHECK(world.fund("a").deals.size() == 2);
    const auto outcome = [&world] {
        const auto told =
            outcome_of(FundWorld::request("a"), world.records, world.program, date_of(world.now));
        REQUIRE(told.ok());
        return told.value();
    };
    REQUIRE(world.deal("later").review == Review::approved);
    CHECK(outcome().deals == 1);  // The other one was registered before.
    CHECK(outcome().pipeline.amount == dollars(120'000));
    CHECK(outcome().won == 0);

    world.act(world.seller, ReportWon{DealWorld::id("later"), "PO-1"});
    world.act(world.manager, ConfirmWon{DealWorld::id("later"), ""});
    CHECK(outcome().won == 1);
    CHECK(outcome().won_value.amount == dollars(120'000));
    CHECK(outcome().pipeline.amount == dollars(0));
    name_it("later", false);
    CHECK(outcome().deals == 0);
    CHECK_FALSE(
        outcome_of(FundWorld::request("z"), world.records, world.program, date_of(world.now)).ok()
    );
}

TEST_CASE("fund acts: a draft is named by no activity, and what is gone is taken back") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    const auto name_it = [&world](std::string_view deal, bool is) {
        return world.decide(
            world.administrator,
            NameDealOfActivity{FundWorld::request("a"), DealWorld::id(deal), is}
        );
    };
    world.act(world.seller, KeepDraft{DealWorld::id("draft"), world.form()});
    const auto draft = name_it("draft", true);
    CHECK(problem_of(draft) == ProblemCode::review_must_allow_this_step);
    CHECK(draft.problem().field == "deal");
    // One that was named once, and is there no more.
    Record record = *world.records.find({Kind::fund_request, id_of("a")});
    body_of<FundRequest>(record).deals = {DealWorld::id("undone"), DealWorld::id("draft")};
    world.records.put(record);
    const auto outcome =
        outcome_of(FundWorld::request("a"), world.records, world.program, date_of(world.now));
    REQUIRE(outcome.ok());
    CHECK(outcome.value().deals == 0);
    CHECK(name_it("undone", false).ok());
    CHECK(problem_of(name_it("undone", true)) == ProblemCode::record_must_exist);
}

TEST_CASE("fund acts: a deal that is lost was approved and is no pipeline") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    world.now = start_of(world.fund("a").form.begins_on);
    world.submit("lost", deal_at(world, "vantage", 120'000));
    world.act(world.seller, ReportLost{DealWorld::id("lost"), "price", ""});
    world.act(
        world.administrator,
        NameDealOfActivity{FundWorld::request("a"), DealWorld::id("lost"), true}
    );
    const auto told =
        outcome_of(FundWorld::request("a"), world.records, world.program, date_of(world.now));
    REQUIRE(told.ok());
    CHECK(told.value().approved == 1);
    CHECK(told.value().pipeline.amount == dollars(0));
}

TEST_CASE("fund acts: what falls due, and when") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    const Changes approved =
        world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    REQUIRE(approved.dues.size() == 1);
    CHECK(approved.dues[0].at == start_of(world.fund("a").form.begins_on));
    CHECK(command_name(approved.dues[0].command) == "move_fund_request_on");
    CHECK(subject_of(approved.dues[0].command) == RecordKey{Kind::fund_request, id_of("a")});
}

TEST_CASE("fund acts: the last decided claim closes what the deadline could not") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    world.claim_from("a", "c", 5'000);
    world.claim_from("a", "d", 5'000);
    world.now = start_of(world.fund("a").claims_until + Days{1});
    world.act(world.system, MoveFundRequestOn{FundWorld::request("a")});
    const auto open = world.decide(world.system, CloseFundRequest{FundWorld::request("a")});
    CHECK(problem_of(open) == ProblemCode::claim_must_allow_this_step);
    world.act(world.manager, SettleClaim{{id_of("c")}, dollars(5'000), ""});
    CHECK(world.fund("a").state == FundState::claiming);
    world.act(world.manager, RejectClaim{{id_of("d")}, "The same invoice"});
    CHECK(world.fund("a").state == FundState::closed);
}

TEST_CASE("fund acts: a question that nobody answers ends the claim, and the clock says when") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    world.claim_from("a", "c", 5'000);
    const Changes asked = world.act(world.manager, AskAboutClaim{{id_of("c")}, "Which hall?"});
    REQUIRE(asked.dues.size() == 1);
    CHECK(command_name(asked.dues[0].command) == "lapse_claim");
    const Date last = world.claim("c").answer_due_on + Days{30};
    CHECK(asked.dues[0].at == start_of(last + Days{1}));
    world.now = asked.dues[0].at + -1;
    const auto early = world.decide(world.system, LapseClaim{{id_of("c")}});
    CHECK(problem_of(early) == ProblemCode::claim_must_allow_this_step);
    world.now = asked.dues[0].at;
    CHECK(
        problem_of(world.decide(world.manager, LapseClaim{{id_of("c")}})) ==
        ProblemCode::permission_must_be_held
    );
    world.act(world.system, LapseClaim{{id_of("c")}});
    CHECK(world.claim("c").state == ClaimState::lapsed);
    // What was claimed then is free for another claim.
    world.claim_from("a", "d", 20'000);
}

TEST_CASE("fund acts: who decides is told that a file was claimed before") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    world.claim_from("a", "c", 5'000);
    const auto told = [&world](std::string_view claim) {
        for (const Record* row : world.records.under("history_of:" + text_from_id(id_of(claim)))) {
            const auto& line = body_of<HistoryLine>(*row);
            if (line.event == "claim_proof_repeated") return line;
        }
        return HistoryLine{};
    };
    CHECK(told("c").event.empty());
    const Proof again = world.claim("c").proof[0];
    world.act(
        world.administrator,
        KeepClaim{{id_of("d")}, FundWorld::request("a"), dollars(100), {again}, "Catering"}
    );
    world.act(world.administrator, SubmitClaim{{id_of("d")}});
    CHECK(told("d").from == world.claim("c").number);
    CHECK(told("d").to == "invoice.pdf");
    CHECK(told("d").internal);
}

TEST_CASE("fund acts: what was never submitted the vendor does not see, also once withdrawn") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    world.act(
        world.administrator,
        KeepFundRequest{FundWorld::request("draft"), year, world.fund_form(1'000)}
    );
    world.act(
        world.administrator,
        KeepClaim{{id_of("c")}, FundWorld::request("a"), dollars(100), {}, "Catering"}
    );
    const RecordKey keys[] = {{Kind::fund_request, id_of("draft")}, {Kind::claim, id_of("c")}};
    const Viewer staff{.audience = Audience::staff, .person = world.manager.person, .partner = {}};
    const auto check_hidden = [&] {
        for (const RecordKey& key : keys) {
            CAPTURE(name_of(key.kind));
            CHECK_FALSE(is_visible(*world.records.find(key), staff));
            CHECK(world.records.under("history_of:" + text_from_id(key.id)).empty());
        }
    };
    check_hidden();
    world.act(world.administrator, WithdrawFundRequest{FundWorld::request("draft")});
    world.act(world.administrator, WithdrawClaim{{id_of("c")}});
    check_hidden();
    world.claim_from("a", "d", 5'000);
    world.act(world.administrator, WithdrawClaim{{id_of("d")}});
    CHECK(is_visible(*world.records.find({Kind::claim, id_of("d")}), staff));
}

TEST_CASE("fund acts: a number has its zeros, and there is none before the server gives one") {
    struct Row {
        std::int64_t count;  // Of those given before.
        const char* number;
    };
    for (const Row& row :
         {Row{-1, ""},
          Row{0, "FR-2026-0001"},
          Row{9'998, "FR-2026-9999"},
          Row{9'999, "FR-2026-10000"}}) {
        CAPTURE(row.count);
        FundWorld world;
        world.allocate(300'000);
        world.numbers.count = row.count;
        world.ask_for("a", 20'000);
        CHECK(world.fund("a").number == row.number);
    }
}

TEST_CASE("fund acts: what was submitted is not written anew, and days alone move it on") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    const auto refusal = [&world](const Actor& actor, const Command& command) {
        return verdict_on(world.decide(actor, command));
    };
    CHECK(
        refusal(
            world.administrator,
            KeepFundRequest{FundWorld::request("a"), year, world.fund_form(21'000)}
        ) == "fund_request_must_allow_this_step state submitted"
    );
    CHECK(
        refusal(world.system, MoveFundRequestOn{FundWorld::request("a")}) ==
        "fund_request_must_allow_this_step state submitted"
    );
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    CHECK(
        refusal(world.system, MoveFundRequestOn{FundWorld::request("a")}) ==
        "fund_request_must_allow_this_step state approved"
    );
    world.claim_from("a", "c", 5'000);
    const Proof proof = world.claim("c").proof[0];
    const KeepClaim more{
        {id_of("c")}, FundWorld::request("a"), dollars(6'000), {proof}, "And the stand"};
    CHECK(refusal(world.administrator, more) == "claim_must_allow_this_step state submitted");
    CHECK(world.claim("c").amount == dollars(5'000));
}

TEST_CASE("fund acts: an allocation that is changed tells from what, and its note fits") {
    FundWorld world;
    world.allocate(300'000);
    world.allocate(310'000);
    const std::string key = "history_of:" + text_from_id(world.allocation().bytes);
    std::vector<std::string> told;
    for (const Record* row : world.records.under(key)) {
        told.push_back(body_of<HistoryLine>(*row).from + ">" + body_of<HistoryLine>(*row).to);
    }
    std::sort(told.begin(), told.end());
    CHECK(told == std::vector<std::string>{"300000.00>310000.00", ">300000.00"});
    const AllocateFund wordy{
        world.allocation(), world.seller.partner, year, dollars(300'000), std::string(4'001, 'x')};
    CHECK(
        problem_of(world.decide(world.director, wordy)) == ProblemCode::text_must_be_short_enough
    );
}

TEST_CASE("fund acts: what is written into a claim fits, also in an answer") {
    FundWorld world;
    world.allocate(300'000);
    world.ask_for("a", 20'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(20'000), ""});
    world.claim_from("a", "c", 5'000);
    world.act(world.manager, AskAboutClaim{{id_of("c")}, "Which hall?"});
    const Proof proof = world.claim("c").proof[0];
    const std::vector<Proof> many(21, proof);
    const std::string long_text(4'001, 'x');
    const auto of_answer = [&](const std::vector<Proof>& files, const std::string& text) {
        const AnswerAboutClaim answer{{id_of("c")}, dollars(5'000), files, text};
        const auto changes = world.decide(world.administrator, answer);
        return changes.ok() ? "accepted" : changes.problem().field;
    };
    CHECK(of_answer(many, "") == "proof");
    CHECK(of_answer({proof}, long_text) == "text");
    CHECK(of_answer({proof}, "The north hall") == "accepted");
    world.act(
        world.administrator, KeepClaim{{id_of("d")}, FundWorld::request("a"), dollars(1), {}, ""}
    );
    for (const char* name : {"d", "new"}) {
        CAPTURE(name);
        const KeepClaim claim{{id_of(name)}, FundWorld::request("a"), dollars(1), many, ""};
        const auto changes = world.decide(world.administrator, claim);
        REQUIRE(problem_of(changes) == ProblemCode::list_must_be_short_enough);
        CHECK(changes.problem().field == "proof");
    }
}

TEST_CASE("fund acts: no sum passes its limit, whoever asks first") {
    FundWorld world;
    world.allocate(250'000);
    world.ask_for("a", 200'000);
    world.ask_for("b", 100'000);
    const auto approve = [&](std::string_view name, std::int64_t amount) {
        return world.decide(
            world.manager, ApproveFundRequest{FundWorld::request(name), dollars(amount), "x"}
        );
    };
    world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(200'000), "x"});
    CHECK(
        problem_of(approve("b", 100'000)) == ProblemCode::requests_must_stay_within_the_allocation
    );
    CHECK(approve("b", 50'000).ok());
    const auto lower = world.decide(
        world.director,
        AllocateFund{world.allocation(), world.seller.partner, year, dollars(500'001), ""}
    );
    CHECK(problem_of(lower) == ProblemCode::allocation_must_lie_in_the_range_of_the_tier);
}

TEST_CASE("fund acts: each needs the fund's records and its guard") {
    FundWorld world;
    world.allocate(250'000);
    world.ask_for("a", 200'000);
    const std::string guard = fund_guard(world.allocation());
    const Context context{
        .actor = world.manager,
        .now = world.now,
        .program = world.program,
        .numbers = world.numbers};
    const auto holds = [&guard](const std::vector<std::string>& keys) {
        return std::find(keys.begin(), keys.end(), guard) != keys.end();
    };
    const Needs further = further_needs(
        ApproveFundRequest{FundWorld::request("a"), dollars(1), ""}, world.records, context
    );
    CHECK(holds(further.guards));
    CHECK(holds(further.index_keys));
    const Needs kept = needs(
        KeepFundRequest{FundWorld::request("new"), year, world.fund_form(1)}, world.administrator
    );
    CHECK(holds(kept.guards));
    const Needs allocated = needs(
        AllocateFund{world.allocation(), world.seller.partner, year, dollars(1), ""}, world.director
    );
    CHECK(holds(allocated.guards));
}

// What somebody may say about a request or a claim before a guard of it is known is not enough:
// every command of the program that touches money names the fund.
TEST_CASE("fund acts: every one of the area holds the guard of its fund") {
    FundWorld world;
    world.allocate(250'000);
    world.ask_for("r", 200'000);
    world.act(world.manager, ApproveFundRequest{FundWorld::request("r"), dollars(200'000), "x"});
    world.claim_from("r", "c", 1'000);
    const std::string guard = fund_guard(world.allocation());
    for (const CommandRule* rule : fund_commands()) {
        CAPTURE(rule->name);
        Command command = rule->empty();
        if (auto* allocate = command.as<AllocateFund>()) {
            *allocate = {world.allocation(), world.seller.partner, year, dollars(1), ""};
        } else if (auto* keep = command.as<KeepFundRequest>()) {
            *keep = {FundWorld::request("r"), year, world.fund_form(1)};
        } else {
            SubjectOnly subject(rule->subject == Kind::claim ? id_of("c") : id_of("r"));
            command.describe(subject);
        }
        const Context context{
            .actor = world.administrator,
            .now = world.now,
            .program = world.program,
            .numbers = world.numbers};
        std::vector<std::string> guards = needs(command, world.administrator).guards;
        const auto further = further_needs(command, world.records, context).guards;
        guards.insert(guards.end(), further.begin(), further.end());
        CHECK(std::count(guards.begin(), guards.end(), guard) >= 1);
    }
}

// Fifty people claim of one activity; whatever the order in which they are decided, no more is
// claimed than was approved.
TEST_CASE("fund acts: fifty claims on one activity keep its sum, in any order") {
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
        INFO("seed " << seed);
        std::mt19937 chance(seed);
        FundWorld world;
        world.allocate(250'000);
        world.ask_for("a", 100'000);
        world.act(world.manager, ApproveFundRequest{FundWorld::request("a"), dollars(100'000), ""});
        std::vector<std::string> names;
        for (int i = 0; i < 50; i++) {
            names.push_back("claim " + std::to_string(i));
            const Proof proof{
                .name = "invoice.pdf", .hash = Bytes(32, static_cast<std::uint8_t>(i)), .size = 1};
            const Money amount = dollars(static_cast<std::int64_t>(chance() % 9'000) + 1);
            world.act(
                world.administrator,
                KeepClaim{{id_of(names.back())}, FundWorld::request("a"), amount, {proof}, ""}
            );
        }
        for (int step = 0; step < 400; step++) {
            const ClaimId id{id_of(names[chance() % names.size()])};
            const Money asked = body_of<Claim>(*world.records.find({Kind::claim, id.bytes})).amount;
            const std::pair<const Actor*, Command> acts[] = {
                {&world.administrator, SubmitClaim{id}},
                {&world.manager, SettleClaim{id, asked, ""}},
                {&world.manager, SettleClaim{id, dollars(1), "A part"}},
                {&world.manager, RejectClaim{id, "Twice"}},
                {&world.manager, AskAboutClaim{id, "Which?"}},
                {&world.administrator, WithdrawClaim{id}},
                {&world.director, PayClaim{id, "SEPA 1"}},
            };
            const auto& [actor, command] = acts[chance() % std::size(acts)];
            if (world.decide(*actor, command).ok()) world.act(*actor, command);
            const FundBook book = book_of(world.allocation(), world.records);
            const Money claimed = claimed_of(book, FundWorld::request("a")).value();
            REQUIRE(claimed.minor <= dollars(100'000).minor);
            REQUIRE(position_of(book).value().left.minor >= 0);
        }
    }
}

TEST_CASE("fund acts: whose right each is, and whose partner") {
    FundWorld world;
    world.allocate(250'000);
    world.ask_for("a", 100'000);
    const ApproveFundRequest approve{FundWorld::request("a"), dollars(100'000), ""};
    struct Row {
        const char* why;
        const Actor& actor;
        Command command;
        ProblemCode problem;
    };
    const Row rows[] = {
        {"a seller asks",
         world.seller,
         SubmitFundRequest{FundWorld::request("a")},
         ProblemCode::permission_must_be_held},
        {"asked before",
         world.administrator,
         SubmitFundRequest{FundWorld::request("a")},
         ProblemCode::fund_request_must_allow_this_step},
        {"a partner approves", world.administrator, approve, ProblemCode::permission_must_be_held},
        {"a manager allocates",
         world.manager,
         AllocateFund{world.allocation(), world.seller.partner, year, dollars(250'000), ""},
         ProblemCode::permission_must_be_held},
        {"another's manager", world.outsider, approve, ProblemCode::record_must_exist},
        {"nothing there",
         world.manager,
         ApproveFundRequest{FundWorld::request("none"), dollars(1), ""},
         ProblemCode::record_must_exist},
        {"another year's id",
         world.director,
         AllocateFund{
             allocation_id(world.seller.partner, 2027),
             world.seller.partner,
             year,
             dollars(250'000),
             ""},
         ProblemCode::id_must_be_valid},
        {"a year long ago",
         world.director,
         AllocateFund{
             allocation_id(world.seller.partner, 2024),
             world.seller.partner,
             2024,
             dollars(250'000),
             ""},
         ProblemCode::value_must_be_in_range},
        {"no allocation",
         world.administrator,
         SubmitFundRequest{FundWorld::request("b")},
         ProblemCode::record_must_exist},
    };
    world.act(
        world.administrator, KeepFundRequest{FundWorld::request("b"), 2027, world.fund_form(1'000)}
    );
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(problem_of(world.decide(row.actor, row.command)) == row.problem);
    }
}

TEST_CASE("fund acts: a year is allocated to a partner that is there and in one's sight") {
    FundWorld world;
    const auto allocate = [&world](const Actor& actor, PartnerId partner) {
        const AllocationId id = allocation_id(partner, year);
        return world.decide(actor, AllocateFund{id, partner, year, dollars(250'000), ""});
    };
    Actor allocator = world.outsider;
    allocator.permissions.grant(Permission::allocate_funds);
    const PartnerId theirs = world.rival.partner;
    CHECK(problem_of(allocate(allocator, theirs)) == ProblemCode::record_must_exist);
    allocator.assigned_partners = {theirs};
    CHECK(allocate(allocator, theirs).ok());
    const auto nobody = allocate(world.director, PartnerId{id_of("nobody")});
    CHECK(problem_of(nobody) == ProblemCode::record_must_exist);
    CHECK(nobody.problem().field == "partner");
}

TEST_CASE("command: what an area offers comes back from its bytes, and names its subject") {
    for (const CommandArea area : command_areas()) {
        for (const CommandRule* rule : area()) {
            CAPTURE(rule->name);
            CHECK(command_rule_named(rule->name) == rule);
            CHECK_FALSE(rule->rights.empty());
            const Command empty = rule->empty();
            CHECK(&empty.rule() == rule);
            const auto back = command_from_args(rule->name, 1, args_from_command(empty));
            REQUIRE_FALSE(back.ok());  // It is about nothing.
            CHECK(back.problem().code == ProblemCode::field_must_be_given);
        }
    }
    const SettleClaim settle{{id_of("c")}, dollars(5), "All of it"};
    const auto back = command_from_args("settle_claim", 1, args_from_command(settle));
    REQUIRE(back.ok());
    REQUIRE(back.value().is<SettleClaim>());
    CHECK(back.value().as<SettleClaim>()->amount == dollars(5));
    CHECK(subject_of(back.value()) == RecordKey{Kind::claim, id_of("c")});
}
