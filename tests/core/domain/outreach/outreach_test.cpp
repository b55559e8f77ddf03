#include "core/domain/commands/outreach.h"

#include "core/domain/commands/change_set.h"
#include "core/domain/project.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

const CampaignId campaign_id{derived_id({}, "campaign", 0)};
const CaseStudyId study_id{derived_id({}, "study", 0)};
const ResourceId resource_id{derived_id({}, "resource", 0)};
const DealId deal_id{derived_id({}, "deal", 0)};

CampaignForm campaign(const ProgramWorld& world) {
    return {
        .name = "Depots without paper",
        .kind = CampaignKind::joint_event,
        .starts_on = world.today() + Days{10},
        .ends_on = world.today() + Days{12},
        .budget = {1'500'000, usd},
        .text = "Three breakfasts."};
}

CampaignOutcome outcome() {
    return {
        .contacts = 84,
        .leads = 12,
        .deals = 2,
        .pipeline = {64'000'000, usd},
        .text = "Two registrations from it."};
}

CaseStudyForm study() {
    return {
        .title = "41 depots without paper",
        .customer = "Northgate Rail",
        .deal = {},
        .text = "What it was, what was done, what it is.",
        .customer_consent = true};
}

ResourceForm resource() {
    return {
        .title = "Pitch deck",
        .summary = "Twelve pages.",
        .category = "sales_enablement",
        .required_level = {},
        .tiers = {},
        .regions = {},
        .locale = "en",
        .version = "3",
        .co_branded = true,
        .file_name = "pitch.pdf",
        .file_size = 120'000,
        .file_sha256 = Bytes(32)};
}

// Puts the survey that a rule of another area plans.
template <typename Plan>
void plan(ProgramWorld& world, Plan plan_survey) {
    class None final : public NumberSource {
        std::int64_t next(std::string_view) override { return 0; }
    } none;
    const Context context{
        .actor = world.system, .now = world.now, .program = world.program, .numbers = none};
    ChangeSet changes(context);
    plan_survey(changes);
    for (const Record& record : changes.take().puts) world.records.put(record);
}

const Survey& survey(const ProgramWorld& world, const IdBytes& id) {
    return world.body<Survey>(Kind::survey, id);
}

}  // namespace

TEST_CASE("survey: a won deal's customer is asked, and the vendor notes the answer") {
    ProgramWorld world;
    const auto planned = [&](ChangeSet& changes) {
        plan_deal_survey(world.partner, deal_id, world.records, changes);
    };
    plan(world, planned);
    plan(world, planned);
    CHECK(world.records.under("surveys_of:" + text_from_id(world.partner.bytes)).size() == 1);
    const SurveyId id{deal_survey_id(deal_id)};
    CHECK(name_of(survey(world, id.bytes).state) == "open");
    CHECK(text_from_date(survey(world, id.bytes).answer_by) == "2026-11-30");
    CHECK(world.refusal(world.admin, AnswerSurvey{id, 5, {}}) == "permission_must_be_held");
    for (const std::int32_t score : {0, 6}) {
        CHECK(
            world.refusal(world.manager, AnswerSurvey{id, score, {}}) ==
            "score_must_be_1_to_5 score"
        );
    }
    CHECK(
        world.refusal(world.manager, AnswerSurvey{id, 5, std::string(10'001, 'a')}) ==
        "text_must_be_short_enough text 10000"
    );
    CHECK(world.refusal(world.system, CloseSurvey{id}) == "review_must_allow_this_step");
    world.act(world.manager, AnswerSurvey{id, 5, "They would again."});
    CHECK(survey(world, id.bytes).score == 5);
    CHECK(world.refusal(world.manager, AnswerSurvey{id, 1, {}}) == "survey_must_be_open");
    // What was answered stays so when its time is over.
    world.pass_days(30);
    CHECK(world.refusal(world.system, CloseSurvey{id}) == "review_must_allow_this_step");
    CHECK(name_of(survey(world, id.bytes).state) == "answered");
}

TEST_CASE("survey: each quarter the partner is asked once, and the next quarter again") {
    ProgramWorld world;
    plan(world, [&](ChangeSet& changes) {
        plan_quarter_survey(world.partner, world.records, changes);
    });
    const Date january = std::chrono::year{2027} / std::chrono::January / 1;
    const SurveyId id{quarter_survey_id(world.partner, january)};
    CHECK(name_of(survey(world, id.bytes).state) == "planned");
    CHECK(world.refusal(world.seller, AnswerSurvey{id, 4, {}}) == "survey_must_be_open");
    CHECK(world.refusal(world.system, OpenSurvey{id}) == "review_must_allow_this_step");
    world.now = start_of(january);
    world.act(world.system, OpenSurvey{id});
    CHECK(name_of(survey(world, id.bytes).state) == "open");
    CHECK(text_from_date(survey(world, id.bytes).answer_by) == "2027-01-15");
    const Date april = std::chrono::year{2027} / std::chrono::April / 1;
    const IdBytes next = quarter_survey_id(world.partner, april);
    CHECK(name_of(survey(world, next).state) == "planned");
    CHECK(world.refusal(world.manager, AnswerSurvey{id, 4, {}}) == "permission_must_be_held");
    CHECK(world.refusal(world.member, AnswerSurvey{id, 4, {}}) == "permission_must_be_held");
    world.pass_to(start_of(january + Days{15}) + -1);
    CHECK(name_of(survey(world, id.bytes).state) == "open");
    world.pass_to(start_of(january + Days{15}));
    CHECK(name_of(survey(world, id.bytes).state) == "unanswered");
    // The chain goes on by itself, and ends when the partner leaves.
    world.pass_to(start_of(april));
    CHECK(name_of(survey(world, next).state) == "open");
    world.act(world.seller, AnswerSurvey{{next}, 4, {}});
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& partner) {
        partner.lifecycle = Lifecycle::ended;
    });
    world.pass_days(400);
    CHECK(world.records.under("surveys_of:" + text_from_id(world.partner.bytes)).size() == 3);
}

TEST_CASE("survey: a score is seen by sellers, administrators and the vendor") {
    Survey body;
    body.partner = {derived_id({}, "partner", 0)};
    body.score = 3;
    const Record record{.id = derived_id({}, "survey", 0), .version = 1, .body = body};
    struct Row {
        Audience audience;
        bool row;
    };
    const Row rows[] = {
        {Audience::member, false},
        {Audience::seller, true},
        {Audience::admin, true},
        {Audience::staff, true},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.audience));
        const auto seen = project(
            record,
            {.audience = row.audience,
             .person = {derived_id({}, "somebody", 0)},
             .partner = body.partner}
        );
        CHECK(seen.has_value() == row.row);
        if (seen) CHECK(body_of<Survey>(*seen).score == 3);
    }
}

TEST_CASE("campaign: what is planned is whole") {
    ProgramWorld world;
    CHECK(
        world.refusal(world.seller, PlanCampaign{campaign_id, campaign(world)}) ==
        "permission_must_be_held"
    );
    struct Row {
        const char* why;
        void (*spoil)(CampaignForm&);
        std::string expected;
    };
    const Row rows[] = {
        {"whole", [](CampaignForm&) {}, "accepted"},
        {"no name", [](CampaignForm& f) { f.name.clear(); }, "field_must_be_given form.name"},
        {"no first day",
         [](CampaignForm& f) { f.starts_on = {}; },
         "date_must_be_valid form.starts_on"},
        {"ends before it begins",
         [](CampaignForm& f) { f.ends_on = f.starts_on - Days{1}; },
         "date_must_be_valid form.ends_on"},
        {"one day", [](CampaignForm& f) { f.ends_on = f.starts_on; }, "accepted"},
        {"a budget below nothing",
         [](CampaignForm& f) { f.budget.minor = -1; },
         "amount_must_be_positive form.budget"},
        {"a budget of nothing that is called something",
         [](CampaignForm& f) {
             f.budget = {5, {}};
         },
         "currency_must_be_known form.budget"},
        {"no budget", [](CampaignForm& f) { f.budget = {}; }, "accepted"},
        {"a long text",
         [](CampaignForm& f) { f.text.assign(10'001, 'a'); },
         "text_must_be_short_enough form.text 10000"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        PlanCampaign command{campaign_id, campaign(world)};
        row.spoil(command.form);
        CHECK(world.refusal(world.admin, command) == row.expected);
    }
}

TEST_CASE("campaign: reported once it has ended, confirmed or sent back") {
    ProgramWorld world;
    world.act(world.admin, PlanCampaign{campaign_id, campaign(world)});
    world.act(world.admin, PlanCampaign{campaign_id, campaign(world)});
    CHECK(
        world.refusal(world.admin, ReportCampaign{campaign_id, outcome()}) ==
        "campaign_must_have_ended 2026-11-28"
    );
    world.pass_to(start_of(world.today() + Days{12}));
    CampaignOutcome silent = outcome();
    silent.text.clear();
    CHECK(
        world.refusal(world.admin, ReportCampaign{campaign_id, silent}) ==
        "field_must_be_given outcome.text"
    );
    struct Row {
        void (*spoil)(CampaignOutcome&);
        const char* expected;
    };
    const Row rows[] = {
        {[](CampaignOutcome& o) { o.contacts = -1; }, "value_must_be_in_range outcome.contacts 0"},
        {[](CampaignOutcome& o) { o.leads = -1; }, "value_must_be_in_range outcome.leads 0"},
        {[](CampaignOutcome& o) { o.deals = -1; }, "value_must_be_in_range outcome.deals 0"},
        {[](CampaignOutcome& o) { o.pipeline.minor = -1; },
         "amount_must_be_positive outcome.pipeline"},
        {[](CampaignOutcome& o) {
             o.pipeline = {1, {}};
         },
         "currency_must_be_known outcome.pipeline"},
    };
    for (const Row& row : rows) {
        CampaignOutcome wrong = outcome();
        row.spoil(wrong);
        CHECK(world.refusal(world.admin, ReportCampaign{campaign_id, wrong}) == row.expected);
    }
    CHECK(
        world.refusal(world.manager, ConfirmCampaign{campaign_id, true, {}}) ==
        "campaign_must_allow_this_step state planned"
    );
    world.act(world.admin, ReportCampaign{campaign_id, outcome()});
    CHECK(
        world.refusal(world.admin, PlanCampaign{campaign_id, campaign(world)}) ==
        "campaign_must_allow_this_step state reported"
    );
    CHECK(
        world.refusal(world.admin, ConfirmCampaign{campaign_id, true, {}}) ==
        "permission_must_be_held"
    );
    CHECK(
        world.refusal(world.manager, ConfirmCampaign{campaign_id, false, {}}) ==
        "reason_must_be_given text"
    );
    for (const bool accepted : {true, false}) {
        const ConfirmCampaign longer{campaign_id, accepted, std::string(4'001, 'a')};
        CHECK(world.refusal(world.manager, longer) == "text_must_be_short_enough text 4000");
    }
    world.act(world.manager, ConfirmCampaign{campaign_id, false, "Which registrations?"});
    world.act(world.admin, ReportCampaign{campaign_id, outcome()});
    world.act(world.manager, ConfirmCampaign{campaign_id, true, {}});
    const auto& done = world.body<Campaign>(Kind::campaign, campaign_id.bytes);
    CHECK(name_of(done.state) == "confirmed");
    CHECK(done.confirmed_on == world.today());
    CHECK(
        world.refusal(world.admin, CancelCampaign{campaign_id}) ==
        "campaign_must_allow_this_step state confirmed"
    );
}

TEST_CASE("campaign: what is only planned can be cancelled, and no other partner reaches it") {
    ProgramWorld world;
    world.act(world.admin, PlanCampaign{campaign_id, campaign(world)});
    const PartnerId other = world.add_partner("Reply", "IT");
    const Actor rival = world.add_person("Ron Vale", "admin", other);
    CHECK(world.refusal(rival, CancelCampaign{campaign_id}) == "record_must_exist campaign");
    CHECK(
        world.refusal(rival, PlanCampaign{campaign_id, campaign(world)}) ==
        "record_must_exist campaign"
    );
    world.act(world.admin, CancelCampaign{campaign_id});
    CHECK(name_of(world.body<Campaign>(Kind::campaign, campaign_id.bytes).state) == "cancelled");
}

TEST_CASE("case study: of a won deal, with the customer's consent, published by the vendor") {
    ProgramWorld world;
    Deal deal;
    deal.partner = world.partner;
    deal.owner = world.admin.person;
    deal.review = Review::approved;
    world.records.put({.id = deal_id.bytes, .version = 1, .body = deal});
    struct Row {
        const char* why;
        void (*spoil)(CaseStudyForm&);
        std::string expected;
    };
    const Row rows[] = {
        {"whole", [](CaseStudyForm&) {}, "accepted"},
        {"no title", [](CaseStudyForm& f) { f.title.clear(); }, "field_must_be_given form.title"},
        {"no customer",
         [](CaseStudyForm& f) { f.customer.clear(); },
         "field_must_be_given form.customer"},
        {"no text", [](CaseStudyForm& f) { f.text.clear(); }, "field_must_be_given form.text"},
        {"a deal that is not there",
         [](CaseStudyForm& f) { f.deal = {IdBytes{7}}; },
         "record_must_exist deal"},
        {"a deal that is not won",
         [](CaseStudyForm& f) { f.deal = deal_id; },
         "deal_must_be_won form.deal"},
        {"no consent",
         [](CaseStudyForm& f) { f.customer_consent = false; },
         "consent_must_be_given form.customer_consent"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        SubmitCaseStudy command{study_id, study()};
        row.spoil(command.form);
        CHECK(world.refusal(world.admin, command) == row.expected);
    }
    world.change<Deal>(Kind::deal, deal_id.bytes, [](Deal& body) {
        body.review = Review::closed;
        body.outcome = DealOutcome::won;
    });
    SubmitCaseStudy command{study_id, study()};
    command.form.deal = deal_id;
    world.act(world.admin, command);
    CHECK(world.refusal(world.admin, command) == "case_study_must_be_returned_first");
    CHECK(
        world.refusal(world.manager, DecideCaseStudy{study_id, false, {}}) ==
        "reason_must_be_given text"
    );
    for (const bool accepted : {true, false}) {
        const DecideCaseStudy longer{study_id, accepted, std::string(4'001, 'a')};
        CHECK(world.refusal(world.manager, longer) == "text_must_be_short_enough text 4000");
    }
    world.act(world.manager, DecideCaseStudy{study_id, false, "Numbers, please."});
    CHECK(
        world.refusal(world.manager, DecideCaseStudy{study_id, true, {}}) ==
        "case_study_must_be_submitted"
    );
    world.act(world.admin, command);
    world.act(world.manager, DecideCaseStudy{study_id, true, {}});
    const auto& published = world.body<CaseStudy>(Kind::case_study, study_id.bytes);
    CHECK(name_of(published.state) == "published");
    CHECK(published.published_on == world.today());
}

struct ResourceRow {
    const char* why;
    void (*spoil)(ResourceForm&);
    std::string expected;
};

static const ResourceRow resources[] = {
    {"whole", [](ResourceForm&) {}, "accepted"},
    {"no title", [](ResourceForm& f) { f.title.clear(); }, "field_must_be_given form.title"},
    {"a long summary",
     [](ResourceForm& f) { f.summary.assign(4'001, 'a'); },
     "text_must_be_short_enough form.summary 4000"},
    {"a long locale",
     [](ResourceForm& f) { f.locale.assign(36, 'a'); },
     "text_must_be_short_enough form.locale 35"},
    {"a tier twice",
     [](ResourceForm& f) { f.tiers.assign(5, Tier::tier_1); },
     "list_must_be_short_enough form.tiers 4"},
    {"no such category",
     [](ResourceForm& f) { f.category = "x"; },
     "value_must_be_one_of_the_choices form.category"},
    {"no such level",
     [](ResourceForm& f) { f.required_level = "x"; },
     "value_must_be_one_of_the_choices form.required_level"},
    {"a right that no certificate opens",
     [](ResourceForm& f) { f.needs = Permission::register_deal; },
     "value_must_be_one_of_the_choices form.needs"},
    {"one that some open",
     [](ResourceForm& f) { f.needs = Permission::join_development; },
     "accepted"},
    {"no such region",
     [](ResourceForm& f) {
         f.regions = {"europe", "moon"};
     },
     "value_must_be_one_of_the_choices form.regions moon"},
    {"no version", [](ResourceForm& f) { f.version.clear(); }, "field_must_be_given form.version"},
    {"no file", [](ResourceForm& f) { f.file_name.clear(); }, "field_must_be_given form.file_name"},
    {"an empty file",
     [](ResourceForm& f) { f.file_size = 0; },
     "value_must_be_in_range form.file_size 1"},
    {"no hash",
     [](ResourceForm& f) { f.file_sha256.clear(); },
     "checksum_must_match form.file_sha256"},
};

TEST_CASE("resource: what is published is whole") {
    ProgramWorld world;
    for (const ResourceRow& row : resources) {
        CAPTURE(row.why);
        PublishResource command{resource_id, resource()};
        row.spoil(command.form);
        CHECK(world.refusal(world.director, command) == row.expected);
    }
    CHECK(
        world.refusal(world.admin, PublishResource{resource_id, resource()}) ==
        "permission_must_be_held"
    );
    CHECK(
        world.refusal(world.director, WithdrawResource{resource_id}) == "record_must_exist resource"
    );
    world.act(world.director, PublishResource{resource_id, resource()});
    world.act(world.director, WithdrawResource{resource_id});
    CHECK(world.body<Resource>(Kind::resource, resource_id.bytes).withdrawn);
    PublishResource newer{resource_id, resource()};
    newer.form.version = "4";
    world.act(world.director, newer);
    CHECK_FALSE(world.body<Resource>(Kind::resource, resource_id.bytes).withdrawn);
    CHECK(world.body<Resource>(Kind::resource, resource_id.bytes).version == "4");
}

TEST_CASE("resource: it is open by tier, region and certificate, and the first bar is named") {
    ProgramWorld world;
    Partner partner;
    partner.tier = Tier::tier_2;
    partner.region = "europe";
    Certificate foundation;
    foundation.level = "foundation";
    foundation.awarded_on = world.today() - Days{10};
    foundation.expires_on = world.today();
    const Certificates one{&foundation};
    struct Row {
        const char* why;
        void (*change)(Resource&);
        bool certified;
        std::int64_t days_later;
        ShutBy expected;
    };
    const Row rows[] = {
        {"open", [](Resource&) {}, true, 0, ShutBy::nothing},
        {"withdrawn", [](Resource& r) { r.withdrawn = true; }, true, 0, ShutBy::withdrawn},
        {"for tier 1",
         [](Resource& r) {
             r.tiers = {Tier::tier_1};
             r.regions = {"asia_pacific"};
         },
         true,
         0,
         ShutBy::tier},
        {"for tiers 1 and 2",
         [](Resource& r) {
             r.tiers = {Tier::tier_1, Tier::tier_2};
         },
         true,
         0,
         ShutBy::nothing},
        {"for another region",
         [](Resource& r) { r.regions = {"asia_pacific"}; },
         true,
         0,
         ShutBy::region},
        {"the category asks for Foundation", [](Resource&) {}, false, 0, ShutBy::certificate},
        {"the day after the certificate's last", [](Resource&) {}, true, 1, ShutBy::certificate},
        {"asks for more",
         [](Resource& r) { r.required_level = "professional"; },
         true,
         0,
         ShutBy::certificate},
        {"a category that asks for nothing",
         [](Resource& r) { r.category = "partner_university"; },
         false,
         0,
         ShutBy::nothing},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Resource body;
        body.category = "sales_enablement";
        row.change(body);
        const Certificates held = row.certified ? one : Certificates{};
        const Date day = world.today() + Days{row.days_later};
        CHECK(name_of(shut_by(body, partner, held, world.program, day)) == name_of(row.expected));
    }
    world.program.resources[2].tiers = {Tier::tier_3};
    Resource body;
    body.category = world.program.resources[2].key;
    CHECK(shut_by(body, partner, one, world.program, world.today()) == ShutBy::tier);
}

TEST_CASE("resource: it is handed out to whom it is open, and the history says to whom") {
    ProgramWorld world;
    world.act(world.director, PublishResource{resource_id, resource()});
    const TakeResource take{resource_id};
    CHECK(
        world.refusal(world.member, take) ==
        "permission_must_be_unlocked_by_certificates resource Foundation"
    );
    world.give_certificate(world.seller, "foundation", world.today());
    const Moment now = world.now;
    const Changes taken = world.act(world.member, take);
    REQUIRE(taken.puts.size() == 1);
    const auto& line = body_of<HistoryLine>(taken.puts[0]);
    CHECK(line.event == "resource_taken");
    CHECK(line.partner == world.partner);
    CHECK(line.subject == resource_id.bytes);
    CHECK(line.person == world.member.person);
    CHECK(line.at == now);
    CHECK(line.from == "pitch.pdf");
    CHECK(line.to == "Slalom");  // Co-branded: the partner's name is put on it.
    // Nobody at another partner learns that it was taken.
    CHECK(scope_of(taken.puts[0]) == partner_scope(world.partner));

    CHECK(world.refusal(world.director, take) == "permission_must_be_held");
    PublishResource narrower{resource_id, resource()};
    narrower.form.version = "4";
    narrower.form.co_branded = false;
    world.act(world.director, narrower);
    CHECK(body_of<HistoryLine>(world.act(world.seller, take).puts[0]).to.empty());
    narrower.form.version = "5";
    narrower.form.tiers = {Tier::tier_1};
    world.act(world.director, narrower);
    CHECK(world.refusal(world.seller, take) == "permission_must_be_held resource tier");
    world.act(world.director, WithdrawResource{resource_id});
    CHECK(world.refusal(world.seller, take) == "record_must_exist resource");
}

TEST_CASE("resource: the level that is missing is named, the highest of those it asks for") {
    ProgramWorld world;
    PublishResource publish{resource_id, resource()};
    publish.form.required_level = "professional";
    publish.form.needs = Permission::join_development;
    const TakeResource take{resource_id};
    struct Row {
        const char* level;  // That somebody holds by then.
        const char* expected;
    };
    const Row rows[] = {
        {"foundation", "permission_must_be_unlocked_by_certificates resource Expert"},
        {"professional", "permission_must_be_unlocked_by_certificates resource Expert"},
        {"expert", "accepted"},
    };
    world.act(world.director, publish);
    for (const Row& row : rows) {
        CAPTURE(row.level);
        world.give_certificate(world.seller, row.level, world.today());
        CHECK(world.refusal(world.member, take) == row.expected);
    }
    publish.form.needs = {};
    world.act(world.director, publish);
    ProgramWorld bare;
    bare.act(bare.director, publish);
    bare.give_certificate(bare.seller, "foundation", bare.today());
    CHECK(
        bare.refusal(bare.member, take) ==
        "permission_must_be_unlocked_by_certificates resource Professional"
    );
}

TEST_CASE("resource: nothing is handed out to a partner that is suspended or has left") {
    ProgramWorld world;
    world.act(world.director, PublishResource{resource_id, resource()});
    world.give_certificate(world.seller, "foundation", world.today());
    for (const Lifecycle lifecycle : {Lifecycle::suspended, Lifecycle::ended}) {
        Record record = *world.records.find({Kind::partner, world.partner.bytes});
        body_of<Partner>(record).lifecycle = lifecycle;
        world.records.put(record);
        CHECK(
            world.refusal(world.seller, TakeResource{resource_id}) ==
            "partner_must_be_active partner " + std::string(name_of(lifecycle))
        );
    }
}

TEST_CASE("resource: what is a benefit of a level is open to whose certificates bring it") {
    const ProgramWorld world;
    struct Row {
        Permission needs;
        const char* level;  // The first that opens it.
    };
    const Row rows[] = {
        {Permission::use_basic_marketing, "foundation"},
        {Permission::use_methodology, "professional"},
        {Permission::join_early_access, "expert"},
        {Permission::join_development, "expert"},
    };
    const Partner partner;
    for (const Row& row : rows) {
        CAPTURE(name_of(row.needs));
        Resource body;
        body.needs = row.needs;
        bool opens = false;
        for (const Level& level : world.program.levels) {
            opens = opens || level.key == row.level;
            Certificate certificate;
            certificate.level = level.key;
            certificate.awarded_on = certificate.expires_on = world.today();
            const Certificates held{&certificate};
            const Date today = world.today();
            const ShutBy expected = opens ? ShutBy::nothing : ShutBy::certificate;
            CHECK(shut_by(body, partner, held, world.program, today) == expected);
            CHECK(
                shut_by(body, partner, held, world.program, today + Days{1}) == ShutBy::certificate
            );
        }
    }
}

TEST_CASE("resource: partners learn that it exists, and not where its bytes are") {
    Resource body;
    body.title = "Pitch deck";
    body.file_sha256 = Bytes(32, 7);
    const Record record{.id = resource_id.bytes, .version = 1, .body = body};
    const Viewer member{
        .audience = Audience::member, .person = {}, .partner = {derived_id({}, "partner", 0)}};
    const auto seen = project(record, member);
    REQUIRE(seen.has_value());
    CHECK(body_of<Resource>(*seen).title == "Pitch deck");
    CHECK(body_of<Resource>(*seen).file_sha256.empty());
}
