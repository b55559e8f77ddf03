#include "core/domain/command.h"

#include "core/base/format/cbor.h"
#include "core/base/format/field_bounds.h"
#include "core/base/format/field_walk.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/enablement/rollup.h"
#include "tests/support/commands/filling.h"
#include "tests/support/commands/naming_partner.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;

TEST_CASE("command: every one of the lists comes back from its bytes, about the same subject") {
    for (const std::string_view name : command_names()) {
        CAPTURE(name);
        const CommandRule* rule = command_rule_named(name);
        REQUIRE(rule != nullptr);
        Command command = rule->empty();
        CHECK(&command.rule() == rule);
        CHECK_FALSE(rule->rights.empty());
        Filling filling;
        command.describe(filling);
        CHECK(subject_of(command) == RecordKey{rule->subject, id_of("a")});
        const Bytes args = args_from_command(command);
        const auto back = command_from_args(name, rule->version, args);
        REQUIRE(back.ok());
        CHECK(args_from_command(back.value()) == args);
    }
}

TEST_CASE("command: every one's subject is guarded, so that none decides on what has changed") {
    const DealWorld world;
    for (const std::string_view name : command_names()) {
        CAPTURE(name);
        Command command = command_rule_named(name)->empty();
        Filling filling;
        command.describe(filling);
        for (const Actor* actor : {&world.seller, &world.manager, &world.system}) {
            const Needs wanted = needs(command, *actor);
            const std::string guard = guard_of(subject_of(command));
            CHECK(std::count(wanted.guards.begin(), wanted.guards.end(), guard) >= 1);
        }
    }
}

// Else it could be taken back with the file that brought it, while a record is made that names it.
TEST_CASE("command: a partner that any names is guarded") {
    const DealWorld world;
    const PartnerId partner{id_of("some partner")};
    // Of lines about its deals, without which there is none.
    constexpr std::string_view of_no_record[] = {"issue_statement"};
    std::size_t naming = 0;
    for (const std::string_view name : command_names()) {
        CAPTURE(name);
        const auto& others = of_no_record;
        if (std::count(std::begin(others), std::end(others), name) > 0) continue;
        Command command = command_rule_named(name)->empty();
        Filling filling;
        command.describe(filling);
        NamingPartner named(partner);
        command.describe(named);
        if (!named.named()) continue;
        const Needs wanted = needs(command, world.admin);
        const std::string guard = guard_of({Kind::partner, partner.bytes});
        CHECK(std::count(wanted.guards.begin(), wanted.guards.end(), guard) >= 1);
        naming++;
    }
    CHECK(naming > 10);
}

// Makes one text longer than any may be: the one with this number, counted from 0.
class Lengthening final : public FieldWalk {
public:
    explicit Lengthening(std::size_t number, std::size_t length)
        : number_(number), length_(length) {}

    std::size_t texts() const { return seen_; }

    void text(std::string_view, std::string& value) override {
        if (seen_++ == number_) value.assign(length_, 'x');
    }

private:
    std::size_t number_;
    std::size_t length_;
    std::size_t seen_ = 0;
};

TEST_CASE("command: no text of any is unbounded, whatever its act asks") {
    std::size_t texts = 0;
    for (const std::string_view name : command_names()) {
        CAPTURE(name);
        Command filled = command_rule_named(name)->empty();
        Filling filling;
        filled.describe(filling);
        CHECK(fields_are_bounded(filled).ok());
        Lengthening count(SIZE_MAX, 0);
        filled.describe(count);
        texts += count.texts();
        for (std::size_t i = 0; i < count.texts(); i++) {
            CAPTURE(i);
            for (const std::size_t length :
                 {std::size_t{10'000}, std::size_t{10'001}, std::size_t{100'000}}) {
                Command lengthened = filled;
                Lengthening longer(i, length);
                lengthened.describe(longer);
                const Outcome outcome = fields_are_bounded(lengthened);
                CHECK(outcome.ok() == (length == 10'000));
                if (outcome.ok()) continue;
                CHECK(outcome.problem().code == ProblemCode::text_must_be_short_enough);
                CHECK(outcome.problem().limit == "10000");
            }
        }
    }
    CHECK(texts > 100);
}

TEST_CASE("command: what is too large is named by its path") {
    const DealWorld world;
    SubmitDeal command{{id_of("a")}, world.form()};
    const auto problem_at = [&] { return fields_are_bounded(command).problem(); };
    command.form.lines[1].category.assign(10'001, 'x');
    CHECK(problem_at().field == "form.lines[1].category");
    command.form.products.assign(2, std::string(10'001, 'x'));
    CHECK(problem_at().field == "form.products[0]");
    command.form = world.form();
    // Characters, not bytes.
    for (int i = 0; i < 10'000; i++) command.form.notes += "\u00e9";
    CHECK(fields_are_bounded(command).ok());
    command.form.products.assign(10'000, "x");
    CHECK(fields_are_bounded(command).ok());
    command.form.products.emplace_back("x");
    CHECK(problem_at().code == ProblemCode::list_must_be_short_enough);
    CHECK(problem_at().field == "form.products");
}

TEST_CASE("command: no name stands twice, and nobody may who holds no permission") {
    std::vector<std::string_view> names = command_names();
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    Actor nobody;
    nobody.person = {id_of("nobody")};
    for (const std::string_view name : names) {
        CAPTURE(name);
        const auto rights = command_rule_named(name)->rights;
        const bool needs_permission =
            std::all_of(rights.begin(), rights.end(), [](const Right& right) {
                return right.permission.has_value() || right.side == Side::system;
            });
        if (needs_permission) CHECK_FALSE(may_do(*command_rule_named(name), nobody));
    }
}

TEST_CASE("command: whose partner is suspended or has left is told so, whatever else they lack") {
    struct Row {
        Lifecycle lifecycle;
        ProblemCode expected;
    };
    const Row rows[] = {
        {Lifecycle::onboarding, ProblemCode::permission_must_be_unlocked_by_certificates},
        {Lifecycle::active, ProblemCode::permission_must_be_unlocked_by_certificates},
        {Lifecycle::suspended, ProblemCode::partner_must_be_active},
        {Lifecycle::ended, ProblemCode::partner_must_be_active},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.lifecycle));
        DealWorld world;
        Record partner = *world.records.find({Kind::partner, world.seller.partner.bytes});
        body_of<Partner>(partner).lifecycle = row.lifecycle;
        world.records.put(partner);
        // Without a certificate.
        world.seller.permissions =
            effective_permissions(world.program, world.seller.permissions, {}, row.lifecycle);
        const auto changes = world.decide(world.seller, SubmitDeal{{id_of("a")}, world.form()});
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
    }
}

static std::vector<Command> one_of_each() {
    const DealId deal{id_of("a")};
    const DealForm form = DealWorld().form();
    return {
        KeepDraft{deal, form},
        SubmitDeal{deal, form},
        DiscardDraft{deal},
        WithdrawDeal{deal, "Postponed"},
        MoveStage{deal, Stage::prospect, Stage::committed},
        ClaimDeal{deal},
        AskAboutDeal{deal, {"lines"}, "Which term?"},
        AnswerQuestion{deal, form, "Three years."},
        ApproveDeal{deal, "Welcome", "checked"},
        RejectDeal{deal, "other", "No", "see mail"},
        CloseUnanswered{deal},
        LapseProtection{deal}};
}

TEST_CASE("command: every one comes back from its name, version and arguments") {
    for (const Command& command : one_of_each()) {
        CAPTURE(command_name(command));
        const Bytes args = args_from_command(command);
        const auto back = command_from_args(command_name(command), command_version(command), args);
        REQUIRE(back.ok());
        CHECK(&back.value().rule() == &command.rule());
        CHECK(args_from_command(back.value()) == args);
        CHECK(deal_of(back.value()) == DealId{id_of("a")});
    }
}

TEST_CASE("command: every area's are known by one name, and say what they are about") {
    std::set<std::string_view> names;
    for (const CommandArea area : command_areas()) {
        for (const CommandRule* rule : area()) {
            CAPTURE(rule->name);
            CHECK(names.insert(rule->name).second);
            CHECK(command_rule_named(rule->name) == rule);
            CHECK_FALSE(rule->rights.empty());
            const Command empty = rule->empty();
            CHECK(&empty.rule() == rule);
            const Bytes args = args_from_command(empty);
            const auto read = command_from_args(rule->name, rule->version, args);
            REQUIRE_FALSE(read.ok());
            CHECK(read.problem().code == ProblemCode::field_must_be_given);
        }
    }
    CHECK(names.size() == command_names().size());
}

TEST_CASE("command: what is not understood is refused") {
    const Bytes args = args_from_command(ClaimDeal{{id_of("a")}});
    struct Row {
        const char* why;
        const char* name;
        std::int64_t version;
        Bytes args;
        ProblemCode expected;
    };
    const Row rows[] = {
        {"an unknown name", "steal_deal", 1, args, ProblemCode::command_must_be_known},
        {"a version to come", "claim_deal", 2, args, ProblemCode::command_must_be_known},
        {"no version", "claim_deal", 0, args, ProblemCode::command_must_be_known},
        {"no deal",
         "claim_deal",
         1,
         args_from_command(ClaimDeal{}),
         ProblemCode::field_must_be_given},
        {"arguments of another",
         "claim_deal",
         1,
         args_from_command(WithdrawDeal{{id_of("a")}, "x"}),
         ProblemCode::field_must_be_known},
        {"half of them",
         "claim_deal",
         1,
         Bytes(args.begin(), args.begin() + 3),
         ProblemCode::bytes_must_be_complete},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto read = command_from_args(row.name, row.version, row.args);
        REQUIRE_FALSE(read.ok());
        CHECK(name_of(read.problem().code) == name_of(row.expected));
    }
}

TEST_CASE("command: a deal's form is what was submitted") {
    DealWorld world;
    world.submit("a", world.form());
    CHECK(form_from_deal(world.deal("a")) == world.form());
}
