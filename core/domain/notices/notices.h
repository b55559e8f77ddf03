// What needs somebody, in one list: each with its due time and the one act that settles it.
//
// Nothing is stored and nothing is sent: a notice is there as long as its record asks for it, on
// every device that has the record, and gone the moment it was acted on.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// In the order of names_of(); each is a key of its text.
enum class NoticeKind : std::uint8_t {
    // A partner's people.
    deal_question,
    protection_ends,
    deal_inactive,
    ticket_waits,
    ticket_rating,
    lead_offered,
    lead_captured,
    certificate_ends,
    attempt_open,
    project_open,
    survey_open,
    campaign_ended,
    case_study_returned,
    first_certificate,
    claim_question,
    claims_end,
    // The vendor's.
    deal_to_claim,
    deal_to_decide,
    won_to_confirm,
    ticket_open,
    project_to_review,
    onboarding_step,
    campaign_to_confirm,
    case_study_to_decide,
    funds_to_decide,
    claim_to_decide,
    claim_to_pay,
    statement_to_pay,
    lead_without_partner,
    deal_due_soon,   // A case, at a part of the time promised for it,
    deal_escalated,  // and when that is over: also the next person's up.
};
std::span<const std::string_view> names_of(NoticeKind);

struct Notice {
    NoticeKind kind{};
    RecordKey subject;
    PartnerId partner;
    std::string_view act;  // Name of the command that settles it; its state does not refuse it.
    Moment due_at;         // Not given: whenever.
    std::string about;     // What it is called: a title, a level's key.
};

// The nearest due first; what is not due after that. `records` is what the actor's device has, or
// all of it on the server.
std::vector<Notice> notices_for(
    const Actor& actor, const RecordSource& records, const Program& program, Moment now
);

bool is_overdue(const Notice& notice, Moment now);

}  // namespace entente
