#include "core/domain/outreach/survey.h"

#include "core/domain/commands/outreach.h"
#include "core/domain/enablement/exam.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(SurveyAbout) {
    static constexpr std::array<std::string_view, 2> names{"quarter", "deal"};
    return names;
}

std::span<const std::string_view> names_of(SurveyState) {
    static constexpr std::array<std::string_view, 4> names{
        "planned", "open", "answered", "unanswered"};
    return names;
}

void Survey::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "about", about);
    field(v, "deal", deal);
    field(v, "asked_on", asked_on);
    field(v, "answer_by", answer_by);
    field(v, "state", state);
    field(v, "score", score);
    field(v, "text", text);
    field(v, "answered_at", answered_at);
    field(v, "answered_by", answered_by);
}

static constexpr FieldAccess fields[] = {
    {"partner", seen_by::all},
    {"about", seen_by::all},
    {"deal", seen_by::all},
    {"asked_on", seen_by::all},
    {"answer_by", seen_by::all},
    {"state", seen_by::all},
    {"score", seen_by::seller},
    {"text", seen_by::seller},
    {"answered_at", seen_by::seller},
    {"answered_by", seen_by::seller},
};

// A day counts to its end: what it limits falls due as the next one begins.
static void survey_dues(const Record& record, const Program&, std::vector<Due>& dues) {
    const auto& survey = body_of<Survey>(record);
    if (survey.state == SurveyState::planned) {
        dues.push_back({start_of(survey.asked_on), OpenSurvey{{record.id}}});
    }
    if (survey.state == SurveyState::open) {
        dues.push_back({start_of(survey.answer_by + Days{1}), CloseSurvey{{record.id}}});
    }
}

constinit const KindRule Survey::registered = {
    .kind = Kind::survey,
    .type = body_type<Survey>,
    .place = [](const Record& record) -> Place {
        return {.partner = body_of<Survey>(record).partner, .owner = {}};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& survey = body_of<Survey>(record);
        std::vector<std::string> keys{index_key("surveys_of", survey.partner.bytes)};
        if (survey.state == SurveyState::open) keys.emplace_back("surveys_open");
        return keys;
    },
    .fields = fields,
    .dues = survey_dues,
    .state_field = "state"};

IdBytes quarter_survey_id(PartnerId partner, Date asked_on) {
    return derived_id(partner.bytes, "survey:" + text_from_date(asked_on), 0);
}

IdBytes deal_survey_id(DealId deal) {
    return derived_id(deal.bytes, "survey", 0);
}

void plan_quarter_survey(PartnerId partner, const RecordSource& records, ChangeSet& changes) {
    const Date asked_on = first_day_of_next_quarter(changes.today());
    const IdBytes id = quarter_survey_id(partner, asked_on);
    if (records.find({Kind::survey, id}) != nullptr) return;
    Survey survey;
    survey.partner = partner;
    survey.about = SurveyAbout::quarter;
    survey.asked_on = asked_on;
    changes.put(changes.created(id, std::move(survey)));
}

void plan_deal_survey(
    PartnerId partner, DealId deal, const RecordSource& records, ChangeSet& changes
) {
    const IdBytes id = deal_survey_id(deal);
    if (records.find({Kind::survey, id}) != nullptr) return;
    Survey survey;
    survey.partner = partner;
    survey.about = SurveyAbout::deal;
    survey.deal = deal;
    survey.asked_on = changes.today();
    survey.state = SurveyState::open;
    survey.answer_by = survey.asked_on + Days{changes.context().program.service.survey_answer_days};
    changes.put(changes.created(id, std::move(survey)));
}

}  // namespace entente
