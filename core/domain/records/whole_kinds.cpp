// The kinds that the server and the tests know: all.
#include "core/domain/administration/rule_set.h"
#include "core/domain/claims/contest.h"
#include "core/domain/csv/batch.h"
#include "core/domain/earnings/statement.h"
#include "core/domain/enablement/attempt.h"
#include "core/domain/enablement/course.h"
#include "core/domain/investment/fund.h"
#include "core/domain/leads/lead.h"
#include "core/domain/measurement/plan_measures.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/resource.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/pursuit.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/support/ticket.h"

namespace entente {

std::span<const KindRule* const> kind_rules() {
    static constexpr const KindRule* rules[] = {
        &Program::registered,       &Partner::registered,       &Person::registered,
        &Agreement::registered,     &Deal::registered,          &HistoryLine::registered,
        &Certificate::registered,   &Enrollment::registered,    &Earning::registered,
        &Statement::registered,     &Allocation::registered,    &FundRequest::registered,
        &Claim::registered,         &CompanyFigure::registered, &MilestoneWord::registered,
        &ImportBatch::registered,   &Pursuit::registered,       &CourseBook::registered,
        &Exam::registered,          &Attempt::registered,       &Project::registered,
        &PeerReview::registered,    &Onboarding::registered,    &Ticket::registered,
        &TicketMessage::registered, &Show::registered,          &Lead::registered,
        &VendorLead::registered,    &LeadOffer::registered,     &Survey::registered,
        &Campaign::registered,      &CaseStudy::registered,     &Resource::registered,
        &RuleSet::registered,       &Contest::registered,
    };
    return rules;
}

}  // namespace entente
