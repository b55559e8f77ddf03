// Surveys, campaigns, case studies and resources: who says what, and who confirms it.
#include "core/base/hash/hash.h"
#include "core/base/text/bounds.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/outreach.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

static constexpr std::size_t long_text_length_max = 10'000;

static void tell_survey(
    ChangeSet& changes, const Record& survey, std::string_view event, SurveyState from
) {
    changes.tell(survey, told_step(event, from, body_of<Survey>(survey).state));
}

static Result<Changes> act(
    const AnswerSurvey& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        record_in_reach({Kind::survey, command.survey.bytes}, records, context.actor));
    const auto& stands = body_of<Survey>(*before);
    // A partner does not say how content its own customer is, nor the vendor how a partner is.
    const bool by_vendor = !context.actor.partner.given();
    if (by_vendor != (stands.about == SurveyAbout::deal)) {
        return ProblemCode::permission_must_be_held;
    }
    if (stands.state != SurveyState::open) return ProblemCode::survey_must_be_open;
    if (command.score < 1 || command.score > 5) {
        return Problem{ProblemCode::score_must_be_1_to_5, "score", {}};
    }
    TRY_DONE(text_is_short_enough(command.text, "text", long_text_length_max));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& survey = body_of<Survey>(record);
    survey.state = SurveyState::answered;
    survey.score = command.score;
    survey.text = command.text;
    survey.answered_at = context.now;
    survey.answered_by = context.actor.person;
    // The answer itself is not for everybody who may read the line.
    tell_survey(changes, record, "survey_answered", stands.state);
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const OpenSurvey& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        record_in_reach({Kind::survey, command.survey.bytes}, records, context.actor));
    const auto& stands = body_of<Survey>(*before);
    const Date today = date_of(context.now);
    if (stands.state != SurveyState::planned || today < stands.asked_on) {
        return ProblemCode::review_must_allow_this_step;
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& survey = body_of<Survey>(record);
    survey.state = SurveyState::open;
    survey.answer_by = today + Days{context.program.service.survey_answer_days};
    tell_survey(changes, record, "survey_opened", stands.state);
    changes.put(std::move(record));
    // A partner that has left is asked this once more, and then no longer.
    const Record* partner = records.find({Kind::partner, stands.partner.bytes});
    const bool active =
        partner != nullptr && body_of<Partner>(*partner).lifecycle == Lifecycle::active;
    if (active && stands.about == SurveyAbout::quarter) {
        plan_quarter_survey(stands.partner, records, changes);
    }
    return changes.take();
}

static Result<Changes> act(
    const CloseSurvey& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        record_in_reach({Kind::survey, command.survey.bytes}, records, context.actor));
    const auto& stands = body_of<Survey>(*before);
    if (stands.state != SurveyState::open || date_of(context.now) <= stands.answer_by) {
        return ProblemCode::review_must_allow_this_step;
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    body_of<Survey>(record).state = SurveyState::unanswered;
    tell_survey(changes, record, "survey_closed", stands.state);
    changes.put(std::move(record));
    return changes.take();
}

// Nothing, or an amount of some currency.
static Outcome money_is_whole(Money amount, std::string_view field) {
    if (amount.minor < 0) {
        return Problem{ProblemCode::amount_must_be_positive, std::string(field), {}};
    }
    if (amount.minor == 0 || amount.currency.given()) return Done{};
    return Problem{ProblemCode::currency_must_be_known, std::string(field), {}};
}

static Outcome campaign_is_sound(const CampaignForm& form) {
    TRY_DONE(text_is_given(form.name, "form.name", name_length_max));
    if (form.starts_on == Date{}) {
        return Problem{ProblemCode::date_must_be_valid, "form.starts_on", {}};
    }
    if (form.ends_on < form.starts_on) {
        return Problem{ProblemCode::date_must_be_valid, "form.ends_on", {}};
    }
    TRY_DONE(money_is_whole(form.budget, "form.budget"));
    return text_is_short_enough(form.text, "form.text", long_text_length_max);
}

static void tell_campaign(
    ChangeSet& changes,
    const Record& campaign,
    std::string_view event,
    CampaignState from,
    std::string text = {}
) {
    const CampaignState to = body_of<Campaign>(campaign).state;
    changes.tell(campaign, told_step(event, from, to, std::move(text)));
}

static Result<const Record*> campaign_in(
    CampaignState state, CampaignId id, const RecordSource& records, const Context& context
) {
    TRY(const Record* record, record_in_reach({Kind::campaign, id.bytes}, records, context.actor));
    if (body_of<Campaign>(*record).state != state) {
        return Problem{
            ProblemCode::campaign_must_allow_this_step,
            "state",
            std::string(name_of(body_of<Campaign>(*record).state))};
    }
    return record;
}

static Result<Changes> act(
    const PlanCampaign& command, const RecordSource& records, const Context& context
) {
    const bool is_new = records.find({Kind::campaign, command.campaign.bytes}) == nullptr;
    const Record* before = nullptr;
    if (!is_new) {
        TRY(before, campaign_in(CampaignState::planned, command.campaign, records, context));
    }
    TRY_DONE(campaign_is_sound(command.form));
    ChangeSet changes(context);
    Campaign campaign;
    campaign.partner = context.actor.partner;
    campaign.owner = context.actor.person;
    Record record = before == nullptr ? changes.created(command.campaign.bytes, campaign)
                                      : changes.edited(*before);
    body_of<Campaign>(record).form = command.form;
    const std::string_view event = is_new ? "campaign_planned" : "campaign_changed";
    tell_campaign(changes, record, event, CampaignState::planned);
    changes.put(std::move(record));
    return changes.take();
}

static Outcome outcome_is_whole(const CampaignOutcome& found) {
    TRY_DONE(text_is_given(found.text, "outcome.text", long_text_length_max));
    struct Row {
        std::string_view field;
        std::int32_t count;
    };
    const Row rows[] = {
        {"outcome.contacts", found.contacts},
        {"outcome.leads", found.leads},
        {"outcome.deals", found.deals},
    };
    for (const Row& row : rows) {
        if (row.count >= 0) continue;
        return Problem{ProblemCode::value_must_be_in_range, std::string(row.field), "0"};
    }
    return money_is_whole(found.pipeline, "outcome.pipeline");
}

static Result<Changes> act(
    const ReportCampaign& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        campaign_in(CampaignState::planned, command.campaign, records, context));
    const Date today = date_of(context.now);
    if (today < body_of<Campaign>(*before).form.ends_on) {
        return Problem{
            ProblemCode::campaign_must_have_ended,
            {},
            text_from_date(body_of<Campaign>(*before).form.ends_on)};
    }
    TRY_DONE(outcome_is_whole(command.outcome));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& campaign = body_of<Campaign>(record);
    campaign.state = CampaignState::reported;
    campaign.outcome = command.outcome;
    campaign.reported_on = today;
    tell_campaign(changes, record, "campaign_reported", CampaignState::planned);
    changes.put(std::move(record));
    return changes.take();
}

// Whoever says no says why.
static Outcome decision_is_complete(bool accepted, const std::string& text) {
    return accepted ? text_is_short_enough(text, "text") : reason_text_is_given(text);
}

static Result<Changes> act(
    const ConfirmCampaign& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        campaign_in(CampaignState::reported, command.campaign, records, context));
    TRY_DONE(decision_is_complete(command.accepted, command.text));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& campaign = body_of<Campaign>(record);
    campaign.state = command.accepted ? CampaignState::confirmed : CampaignState::planned;
    if (command.accepted) campaign.confirmed_on = changes.today();
    campaign.decision_text = command.text;
    const std::string_view event = command.accepted ? "campaign_confirmed" : "campaign_returned";
    tell_campaign(changes, record, event, CampaignState::reported, command.text);
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const CancelCampaign& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        campaign_in(CampaignState::planned, command.campaign, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Campaign>(record).state = CampaignState::cancelled;
    tell_campaign(changes, record, "campaign_cancelled", CampaignState::planned);
    changes.put(std::move(record));
    return changes.take();
}

static Outcome study_is_sound(
    const CaseStudyForm& form, const RecordSource& records, const Context& context
) {
    TRY_DONE(text_is_given(form.title, "form.title", name_length_max));
    TRY_DONE(text_is_given(form.customer, "form.customer", name_length_max));
    TRY_DONE(text_is_given(form.text, "form.text", long_text_length_max));
    if (form.deal.given()) {
        const RecordKey key{Kind::deal, form.deal.bytes};
        TRY(const Record* deal, record_in_reach(key, records, context.actor));
        if (body_of<Deal>(*deal).outcome != DealOutcome::won) {
            return Problem{ProblemCode::deal_must_be_won, "form.deal", {}};
        }
    }
    if (!form.customer_consent) {
        return Problem{ProblemCode::consent_must_be_given, "form.customer_consent", {}};
    }
    return Done{};
}

static Result<Changes> act(
    const SubmitCaseStudy& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::case_study, command.study.bytes};
    const Record* before = records.find(key);
    if (before != nullptr) {
        TRY(before, record_in_reach(key, records, context.actor));
        if (body_of<CaseStudy>(*before).state != CaseStudyState::returned) {
            return ProblemCode::case_study_must_be_returned_first;
        }
    }
    TRY_DONE(study_is_sound(command.form, records, context));
    ChangeSet changes(context);
    CaseStudy fresh;
    fresh.partner = context.actor.partner;
    fresh.owner = context.actor.person;
    Record record =
        before == nullptr ? changes.created(command.study.bytes, fresh) : changes.edited(*before);
    auto& study = body_of<CaseStudy>(record);
    study.form = command.form;
    study.state = CaseStudyState::submitted;
    study.submitted_on = changes.today();
    const std::string state(name_of(study.state));
    changes.tell(record, {.event = "case_study_submitted", .to = state});
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const DecideCaseStudy& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::case_study, command.study.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    if (body_of<CaseStudy>(*before).state != CaseStudyState::submitted) {
        return ProblemCode::case_study_must_be_submitted;
    }
    TRY_DONE(decision_is_complete(command.accepted, command.text));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& study = body_of<CaseStudy>(record);
    study.state = command.accepted ? CaseStudyState::published : CaseStudyState::returned;
    if (command.accepted) study.published_on = changes.today();
    study.decision_text = command.text;
    const std::string_view event =
        command.accepted ? "case_study_published" : "case_study_returned";
    changes.tell(record, told_step(event, CaseStudyState::submitted, study.state, command.text));
    changes.put(std::move(record));
    return changes.take();
}

static Outcome resource_is_sound(const ResourceForm& form, const Program& program) {
    constexpr std::size_t locale_length_max = 35;  // The longest tag that RFC 5646 speaks of.
    TRY_DONE(text_is_given(form.title, "form.title", name_length_max));
    TRY_DONE(text_is_short_enough(form.summary, "form.summary"));
    TRY_DONE(text_is_short_enough(form.locale, "form.locale", locale_length_max));
    TRY_DONE(list_is_short_enough(form.tiers.size(), "form.tiers", program.tiers.size()));
    TRY_DONE(list_is_short_enough(form.regions.size(), "form.regions", program.regions.size()));
    if (entry_with_key(program.resources, form.category) == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "form.category", {}};
    }
    const std::string& level = form.required_level;
    if (!level.empty() && entry_with_key(program.levels, level) == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "form.required_level", {}};
    }
    const auto grants = [&form](const Level& one) {
        return std::find(one.grants.begin(), one.grants.end(), *form.needs) != one.grants.end();
    };
    if (form.needs && std::none_of(program.levels.begin(), program.levels.end(), grants)) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "form.needs", {}};
    }
    for (const std::string& region : form.regions) {
        if (entry_with_key(program.regions, region) != nullptr) continue;
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "form.regions", region};
    }
    TRY_DONE(text_is_given(form.version, "form.version", name_length_max));
    TRY_DONE(text_is_given(form.file_name, "form.file_name", name_length_max));
    if (form.file_size <= 0) {
        return Problem{ProblemCode::value_must_be_in_range, "form.file_size", "1"};
    }
    if (form.file_sha256.size() != std::tuple_size_v<Sha256>) {
        return Problem{ProblemCode::checksum_must_match, "form.file_sha256", {}};
    }
    return Done{};
}

static Result<Changes> act(
    const PublishResource& command, const RecordSource& records, const Context& context
) {
    const ResourceForm& form = command.form;
    TRY_DONE(resource_is_sound(form, context.program));
    ChangeSet changes(context);
    const Record* before = records.find({Kind::resource, command.resource.bytes});
    Record record = before == nullptr ? changes.created(command.resource.bytes, Resource{})
                                      : changes.edited(*before);
    body_of<Resource>(record) = {
        .title = form.title,
        .summary = form.summary,
        .category = form.category,
        .required_level = form.required_level,
        .needs = form.needs,
        .tiers = form.tiers,
        .regions = form.regions,
        .locale = form.locale,
        .version = form.version,
        .co_branded = form.co_branded,
        .file_name = form.file_name,
        .file_size = form.file_size,
        .file_sha256 = form.file_sha256,
        .published_on = changes.today(),
        .withdrawn = false};
    changes.tell(record, {.event = "resource_published", .to = form.version});
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const WithdrawResource& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::resource, command.resource.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Resource>(record).withdrawn = true;
    changes.tell(record, {.event = "resource_withdrawn"});
    changes.put(std::move(record));
    return changes.take();
}

// The bytes themselves the server gives to whom this was allowed.
static Result<Changes> act(
    const TakeResource& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* record,
        record_in_reach({Kind::resource, command.resource.bytes}, records, context.actor));
    TRY(const HandedOut file, handed_out(body_of<Resource>(*record), records, context));
    // A resource is nobody's own: the line belongs to the partner that has the file now.
    HistoryLine line;
    line.partner = context.actor.partner;
    line.subject = record->id;
    line.owner = context.actor.person;
    line.person = context.actor.person;
    line.person_name = context.actor.name;
    line.at = context.now;
    line.event = "resource_taken";
    line.from = file.file_name;
    line.to = file.brand;
    ChangeSet changes(context);
    changes.put(changes.created(derived_id(context.command_seed, "taken", 0), std::move(line)));
    return changes.take();
}

static constexpr Right answerers[] = {
    {Side::partner, Permission::answer_surveys}, {Side::staff, Permission::answer_surveys}};
static constexpr Right marketers[] = {{Side::partner, Permission::run_marketing}};
static constexpr Right confirmers[] = {{Side::staff, Permission::confirm_marketing}};
static constexpr Right anybody_there[] = {{Side::partner, std::nullopt}};
static constexpr Right the_clock[] = {{Side::system, std::nullopt}};

static void need_won_deal(const Command& command, const Actor&, Needs& wanted) {
    const DealId deal = command.get<SubmitCaseStudy>().form.deal;
    if (deal.given()) wanted.records.push_back({Kind::deal, deal.bytes});
}

static void need_certificates(const Command&, const Actor& actor, Needs& wanted) {
    wanted.index_keys.push_back(index_key("certificates_of", actor.partner.bytes));
}

static void need_next_survey(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* record = records.find(subject_of(command));
    if (record == nullptr) return;
    const PartnerId partner = body_of<Survey>(*record).partner;
    wanted.index_keys.push_back(index_key("surveys_of", partner.bytes));
}

constinit const CommandRule AnswerSurvey::registered =
    command_rule<&AnswerSurvey::survey>("answer_survey", Kind::survey, answerers);
constinit const CommandRule OpenSurvey::registered = with_needs(
    command_rule<&OpenSurvey::survey>("open_survey", Kind::survey, the_clock),
    nullptr,
    need_next_survey
);
constinit const CommandRule CloseSurvey::registered =
    command_rule<&CloseSurvey::survey>("close_survey", Kind::survey, the_clock);
constinit const CommandRule PlanCampaign::registered =
    command_rule<&PlanCampaign::campaign>("plan_campaign", Kind::campaign, marketers);
constinit const CommandRule ReportCampaign::registered =
    command_rule<&ReportCampaign::campaign>("report_campaign", Kind::campaign, marketers);
constinit const CommandRule ConfirmCampaign::registered =
    command_rule<&ConfirmCampaign::campaign>("confirm_campaign", Kind::campaign, confirmers);
constinit const CommandRule CancelCampaign::registered =
    command_rule<&CancelCampaign::campaign>("cancel_campaign", Kind::campaign, marketers);
constinit const CommandRule SubmitCaseStudy::registered = with_needs(
    command_rule<&SubmitCaseStudy::study>("submit_case_study", Kind::case_study, marketers),
    need_won_deal,
    nullptr
);
constinit const CommandRule DecideCaseStudy::registered =
    command_rule<&DecideCaseStudy::study>("decide_case_study", Kind::case_study, confirmers);
constinit const CommandRule PublishResource::registered =
    command_rule<&PublishResource::resource>("publish_resource", Kind::resource, confirmers);
constinit const CommandRule TakeResource::registered = with_needs(
    command_rule<&TakeResource::resource>("take_resource", Kind::resource, anybody_there),
    need_certificates,
    nullptr
);
constinit const CommandRule WithdrawResource::registered =
    command_rule<&WithdrawResource::resource>("withdraw_resource", Kind::resource, confirmers);

std::span<const CommandRule* const> outreach_commands() {
    static constexpr const CommandRule* rules[] = {
        &AnswerSurvey::registered,
        &OpenSurvey::registered,
        &CloseSurvey::registered,
        &PlanCampaign::registered,
        &ReportCampaign::registered,
        &ConfirmCampaign::registered,
        &CancelCampaign::registered,
        &SubmitCaseStudy::registered,
        &DecideCaseStudy::registered,
        &PublishResource::registered,
        &TakeResource::registered,
        &WithdrawResource::registered,
    };
    return rules;
}

}  // namespace entente
