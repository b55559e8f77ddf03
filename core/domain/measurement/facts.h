// What is measured, taken from the records once: small rows in the program's currency, by partner.
//
// Every figure of this folder is a pure function of these and a period. A value that has no rate on
// its day cannot be added to anything: its deal is counted apart and named, never taken for zero.
#pragma once

#include "core/domain/certificate.h"
#include "core/domain/deal.h"
#include "core/domain/economics/quarter.h"
#include "core/domain/measurement/company_figure.h"
#include "core/domain/program.h"

namespace entente {

using PartnerIndex = std::uint32_t;  // Into Facts::partners.
using KeyIndex = std::uint16_t;      // Into a list of the program's; no_key for none.
inline constexpr KeyIndex no_key = 0xFFFF;

// Rows of one partner lie together: [first, first + count) of their list.
struct RowRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct PartnerFact {
    PartnerId id;
    std::string name;
    Tier tier = Tier::emerging;
    Lifecycle lifecycle = Lifecycle::applied;
    KeyIndex region = no_key;
    bool worldwide = false;
    bool has_live_solution = false;
    Date joined_on{};
    Date agreement_on{};  // Signed; the epoch's day: not yet.
    Date active_on{};
    std::int64_t quota_per_quarter = 0;  // In the program's currency, like every amount here.
    std::int64_t revenue_plan = 0;       // Of four quarters.
    std::string home_country;
    std::vector<std::string> countries;
    std::vector<CertificatePlan> certificate_plan;
    std::vector<Date> busy_days;  // Of a deal change, lesson, claim or ticket; ascending.
    RowRange deals, certificates, enrollments, answers, tickets, marketing;
};

struct DealFact {
    DealId id;
    PartnerIndex partner = 0;
    DealSource source = DealSource::own;
    bool approved = false;       // Approved and not decided yet: the open pipeline.
    bool valued = true;          // False: no rate of its currency on its day.
    KeyIndex region = no_key;    // Of the customer.
    KeyIndex solution = no_key;  // Of the plan's joint solutions that the deal names.
    std::int64_t value = 0;      // At the rate of the day it was won, else of today.
    Date approved_on{};          // First approval; the epoch's day: never.
    Date won_on{};
    Date expected_close{};
    Date rate_on{};  // Where the value was converted.
};

struct CertificateFact {
    PersonId person;
    PartnerIndex partner = 0;
    KeyIndex level = no_key;
    Date awarded_on{};
    Date expires_on{};
};

struct EnrollmentFact {
    IdBytes id{};
    PartnerIndex partner = 0;
    std::int32_t lessons_done = 0;
    std::int32_t lessons_total = 0;
};

struct AnswerFact {
    IdBytes id{};
    PartnerIndex partner = 0;
    Date on{};
    std::int32_t score = 0;  // 1 to 5.
};

struct TicketFact {
    IdBytes id{};
    PartnerIndex partner = 0;
    Date resolved_on{};         // The epoch's day: open.
    std::int64_t clock_ms = 0;  // From open to resolved without the waiting on the partner.
};

// A campaign with an outcome, a case study, a joint event, a claim settled in time.
struct MarketingFact {
    IdBytes id{};
    PartnerIndex partner = 0;
    Date on{};
    KeyIndex act = no_key;  // Of MeasurementRules::acts.
};

struct Facts {
    Currency currency;
    Date today{};
    std::vector<PartnerFact> partners;
    std::vector<DealFact> deals;  // This list and those below by partner.
    std::vector<CertificateFact> certificates;
    std::vector<EnrollmentFact> enrollments;
    std::vector<AnswerFact> answers;
    std::vector<TicketFact> tickets;
    std::vector<MarketingFact> marketing;
    std::vector<CompanyFigure> figures;  // Amounts converted at the rate of their last day.
    std::int64_t deals_without_rate = 0;
};

// The rows of a partner in one of the lists.
template <typename Row>
std::span<const Row> rows_of(const std::vector<Row>& rows, RowRange range) {
    return std::span<const Row>(rows).subspan(range.first, range.count);
}

}  // namespace entente
