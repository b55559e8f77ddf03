// A question from 1 to 5 about working together: each quarter to the partner, after a deal to its
// customer, whose answer the vendor's people note.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

struct SurveyTag;
using SurveyId = Id<SurveyTag>;

enum class SurveyAbout : std::uint8_t { quarter, deal };
std::span<const std::string_view> names_of(SurveyAbout);

enum class SurveyState : std::uint8_t { planned, open, answered, unanswered };
std::span<const std::string_view> names_of(SurveyState);

struct Survey {
    PartnerId partner;
    SurveyAbout about = SurveyAbout::quarter;
    DealId deal;       // That it is about.
    Date asked_on{};   // Of a quarter: its first day, about the quarter before.
    Date answer_by{};  // The last day.
    SurveyState state = SurveyState::planned;
    std::int32_t score = 0;  // 1 to 5.
    std::string text;
    Moment answered_at;
    PersonId answered_by;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Survey&, const Survey&) = default;
};

// The next quarter's, which will plan the one after itself. Nothing when it is planned already.
void plan_quarter_survey(PartnerId partner, const RecordSource& records, ChangeSet& changes);

// The one about a deal that was just won. At most one a deal.
void plan_deal_survey(PartnerId partner, DealId deal, const RecordSource& records, ChangeSet&);

IdBytes quarter_survey_id(PartnerId partner, Date asked_on);
IdBytes deal_survey_id(DealId deal);

}  // namespace entente
