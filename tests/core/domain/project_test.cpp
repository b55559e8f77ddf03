#include "core/domain/project.h"

#include "core/base/format/json.h"
#include "core/domain/demo.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

// Notes the top-level names of what it walks over.
class NameCollector final : public FieldVisitor {
public:
    std::vector<std::string> names;

    void boolean(std::string_view name, bool&) override { note(name); }
    void integer(std::string_view name, std::int64_t&) override { note(name); }
    void text(std::string_view name, std::string&) override { note(name); }
    void bytes(std::string_view name, Bytes&) override { note(name); }
    void id(std::string_view name, IdBytes&) override { note(name); }
    void date(std::string_view name, Date&) override { note(name); }
    void moment(std::string_view name, Moment&) override { note(name); }
    void currency(std::string_view name, Currency&) override { note(name); }
    void choice(std::string_view name, std::size_t&, std::span<const std::string_view>) override {
        note(name);
    }
    bool begin_group(std::string_view name) override {
        note(name);
        return false;
    }
    void end_group() override {}
    std::size_t begin_list(std::string_view name, std::size_t) override {
        note(name);
        depth_++;
        return 0;
    }
    void end_list() override { depth_--; }
    bool present(std::string_view name, bool) override {
        note(name);
        return false;
    }

private:
    void note(std::string_view name) {
        if (depth_ == 0) names.emplace_back(name);
    }
    int depth_ = 0;
};

static std::vector<std::string> fields_of(Kind kind) {
    RecordBody body = empty_body(kind);
    NameCollector names;
    body.describe(names);
    return names.names;
}

TEST_CASE("projection: the table has exactly the fields of each kind, in their order") {
    for (std::size_t i = 0; i < names_of(Kind{}).size(); i++) {
        const Kind kind = static_cast<Kind>(i);
        CAPTURE(name_of(kind));
        std::vector<std::string> in_table;
        for (const FieldAccess& row : rule_of(kind).fields) in_table.emplace_back(row.field);
        CHECK(in_table == fields_of(kind));
    }
}

TEST_CASE("projection: a field that stands in no row is seen by nobody") {
    for (std::size_t i = 0; i < names_of(Audience{}).size(); i++) {
        CHECK_FALSE(may_see_field(Kind::deal, "commission_of_the_manager", static_cast<Audience>(i))
        );
    }
}

// The fields of a body that have a value other than the default, as JSON shows them.
static std::string json_of(const Record& record) {
    return json_from(record.body);
}

static const std::vector<Record>& records() {
    static const std::vector<Record> demo = demo_records(
        shipped_program(),
        3,
        start_of(Date{2026y / std::chrono::November / 23}),
        {.deals = 300, .seller_deals = 40}
    );
    return demo;
}

static PartnerId partner_called(std::string_view name) {
    for (const Record& record : records()) {
        const auto* partner = record.body.as<Partner>();
        if (partner != nullptr && partner->name == name) return {record.id};
    }
    FAIL("no " << name);
    return {};
}

static Viewer viewer(Audience audience, std::string_view role) {
    const PartnerId slalom = partner_called("Slalom");
    for (const Record& record : records()) {
        const auto* person = record.body.as<Person>();
        if (person != nullptr && person->partner == slalom && person->role == role) {
            return {.audience = audience, .person = {record.id}, .partner = slalom};
        }
    }
    FAIL("nobody is " << role);
    return {};
}

static const Viewer& partner_viewer(std::size_t index) {
    static const Viewer viewers[] = {
        viewer(Audience::member, "member"),
        viewer(Audience::seller, "seller"),
        viewer(Audience::admin, "admin"),
    };
    return viewers[index];
}

TEST_CASE("projection: a partner receives nothing of another partner") {
    const PartnerId slalom = partner_called("Slalom");
    const std::string scope = partner_scope(slalom);
    for (const Record& record : records()) {
        for (std::size_t i = 0; i < 3; i++) {
            if (!project(record, partner_viewer(i))) continue;
            const std::string lives_in = scope_of(record);
            REQUIRE((lives_in == scope || lives_in == "program"));
        }
    }
}

TEST_CASE("projection: whoever belongs to no partner receives what is no partner's alone") {
    Deal deal;  // Of nobody, as no record should be.
    deal.review = Review::submitted;
    const Record orphan{.id = id_of("orphan"), .version = 1, .body = deal};
    for (const Audience audience : {Audience::member, Audience::seller, Audience::admin}) {
        CAPTURE(name_of(audience));
        const Viewer nobody{.audience = audience, .person = {}, .partner = {}};
        CHECK_FALSE(project(orphan, nobody).has_value());
        for (const Record& record : records()) {
            if (!project(record, nobody)) continue;
            REQUIRE(scope_of(record) == "program");
        }
    }
}

TEST_CASE("projection: a record that is given away is projected as one that is kept") {
    for (const Record& record : records()) {
        for (std::size_t i = 0; i < 3; i++) {
            Record given = record;
            const auto moved = project(std::move(given), partner_viewer(i));
            REQUIRE(moved == project(record, partner_viewer(i)));
        }
    }
}

TEST_CASE("projection: the program travels without the vendor's plan and its partners' names") {
    for (const Record& record : records()) {
        if (record.kind() != Kind::program) continue;
        const std::string seen = json_of(*project(record, partner_viewer(2)));
        CHECK(seen.find("Accenture") == std::string::npos);
        CHECK(seen.find("success_targets") == std::string::npos);
        CHECK(seen.find("software_licenses") != std::string::npos);
        CHECK(seen.find("Platform automation") == std::string::npos);
    }
}

TEST_CASE("projection: of the plan a partner's device holds what joint solutions are called") {
    const Program& whole = shipped_program().program;
    const Record record{.id = id_of("program"), .version = 1, .body = whole};
    ProgramPlan expected;
    for (const JointSolution& solution : whole.plan.joint_solutions) {
        JointSolution named;
        named.key = solution.key;
        named.name = solution.name;
        expected.joint_solutions.push_back(named);
    }
    REQUIRE(expected.joint_solutions.size() == 4);
    for (std::size_t i = 0; i < 3; i++) {
        const std::optional<Record> seen = project(record, partner_viewer(i));
        REQUIRE(seen.has_value());
        CHECK(body_of<Program>(*seen).plan == expected);
    }
    const Viewer staff{.audience = Audience::staff, .person = {id_of("staff")}, .partner = {}};
    CHECK(body_of<Program>(*project(record, staff)).plan == whole.plan);
}

TEST_CASE("projection: a member sees their own deals, and of colleagues only that a level is held"
) {
    const Viewer& member = partner_viewer(0);
    for (const Record& record : records()) {
        const std::optional<Record> seen = project(record, member);
        if (!seen) continue;
        if (const auto* deal = seen->body.as<Deal>()) CHECK(deal->owner == member.person);
        if (const auto* line = seen->body.as<HistoryLine>()) {
            CHECK(line->owner == member.person);
        }
        if (const auto* person = seen->body.as<Person>()) {
            CHECK(record.id == member.person.bytes);
            CHECK_FALSE(person->disabled);
        }
        if (const auto* agreement = seen->body.as<Agreement>()) {
            CHECK(agreement->rates.empty());
            CHECK(agreement->valid_until != Date{});
        }
        if (const auto* certificate = seen->body.as<Certificate>()) {
            CHECK((!certificate->person.given() || certificate->person == member.person));
        }
    }
}

TEST_CASE("projection: what staff keep among themselves of a history is theirs, the rest is told") {
    const Viewer& seller = partner_viewer(1);
    HistoryLine line;
    line.partner = seller.partner;
    line.owner = seller.person;
    line.event = "deal_commented";
    for (const bool internal : {false, true}) {
        CAPTURE(internal);
        line.internal = internal;
        const Record record{.id = id_of("line"), .version = 1, .body = line};
        CHECK(is_visible(record, {.audience = Audience::staff}));
        CHECK(is_visible(record, seller) != internal);
    }
}

TEST_CASE("projection: staff see no draft") {
    DealWorld world;
    world.act(world.seller, KeepDraft{DealWorld::id("a"), world.form()});
    const Record& draft = *world.records.find({Kind::deal, id_of("a")});
    CHECK_FALSE(project(draft, {.audience = Audience::staff}).has_value());
    CHECK(
        project(draft, {.audience = Audience::seller, .partner = world.seller.partner}).has_value()
    );
}

static std::vector<std::string> bucket_names(
    const Actor& actor, const std::vector<PartnerId>& all
) {
    std::vector<std::string> names;
    for (const Bucket& bucket : buckets_of(actor, shipped_program().program, all)) {
        names.push_back(bucket.name());
    }
    return names;
}

TEST_CASE("buckets: they follow from what somebody may do") {
    const DealWorld world;
    const auto text = [](const IdBytes& id) { return text_from_id(id); };
    const std::string slalom = "partner:" + text(world.seller.partner.bytes);
    const std::string other = "partner:" + text(world.rival.partner.bytes);
    const std::vector<PartnerId> all{world.seller.partner, world.rival.partner};
    struct Row {
        const char* why;
        const Actor* actor;
        std::vector<std::string> expected;
    };
    const auto own = [&text](const Actor& actor) {
        return "person:" + text(actor.person.bytes) + "@own";
    };
    Actor admin = world.seller;
    admin.permissions.grant(Permission::edit_people);
    Actor unlearned = admin;
    unlearned.permissions = {};
    unlearned.permissions.grant(Permission::edit_people);
    // Who may not read margins gets none: the column of sellers shows all of a seller's rights.
    Actor without_margins = admin;
    without_margins.permissions = world.member.permissions;
    for (const Permission right : rights_of_a_seller()) {
        if (right != Permission::read_margins) without_margins.permissions.grant(right);
    }
    without_margins.permissions.grant(Permission::edit_people);
    Actor of_two = world.manager;
    of_two.assigned_partners = all;
    const Row rows[] = {
        {"a seller", &world.seller, {slalom + "@seller", own(world.seller), "program@partner"}},
        {"an administrator", &admin, {slalom + "@admin", own(admin), "program@partner"}},
        {"an administrator before the first certificate",
         &unlearned,
         {slalom + "@keeper." + text(world.seller.person.bytes), own(admin), "program@partner"}},
        {"an administrator who may not read margins",
         &without_margins,
         {slalom + "@keeper." + text(world.seller.person.bytes), own(admin), "program@partner"}},
        {"a member",
         &world.member,
         {slalom + "@member." + text(world.member.person.bytes),
          own(world.member),
          "program@partner"}},
        {"staff of all partners",
         &world.second,
         {slalom + "@staff", other + "@staff", own(world.second), "program@staff", "staff@staff"}},
        {"staff of two",
         &of_two,
         {slalom + "@staff", other + "@staff", own(of_two), "program@staff", "staff@staff"}},
        {"staff of none", &world.outsider, {own(world.outsider), "program@staff", "staff@staff"}},
    };
    for (Row row : rows) {
        CAPTURE(row.why);
        std::sort(row.expected.begin(), row.expected.end());
        CHECK(bucket_names(*row.actor, all) == row.expected);
    }
    CHECK(bucket_names(world.system, all).empty());
}
