// What is measured, taken from the records once: small rows in the program's currency, by partner.
//
// Every figure of this folder is a pure function of these and a period. An amount that has no rate
// on its day cannot be added to anything: it is counted apart and named, never taken for zero.
#pragma once

#include "core/domain/certificate.h"
#include "core/domain/deal.h"
#include "core/domain/economics/quarter.h"
#include "core/domain/measurement/company_figure.h"
#include "core/domain/program.h"

#include <array>

namespace entente {

using PartnerIndex = std::uint32_t;  // Into Facts::partners.
using KeyIndex = std::uint16_t;      // Into a list of the program's; no_key for none.
inline constexpr KeyIndex no_key = 0xFFFF;

// Rows of one partner lie together: [first, first + count) of their list.
struct RowRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

// An amount in the program's currency, and how it came to be there.
struct FactAmount {
    std::int64_t minor = 0;
    Date rate_on{};      // Of the older rate it was converted by; the epoch's day: it was not.
    bool valued = true;  // False: its currency has no rate on its day, and `minor` says nothing.
};

// What a figure has to say of the amounts behind it.
struct Conversion {
    Date oldest_rate{};         // Of those that were converted; the epoch's day: none was.
    std::int64_t unvalued = 0;  // Amounts left out, as they have no rate.

    void note(const FactAmount& amount) {
        note({.oldest_rate = amount.rate_on, .unvalued = amount.valued ? 0 : 1});
    }
    void note(const Conversion& other) {
        unvalued += other.unvalued;
        if (other.oldest_rate == Date{}) return;
        const bool older = oldest_rate == Date{} || other.oldest_rate < oldest_rate;
        if (older) oldest_rate = other.oldest_rate;
    }
    friend bool operator==(const Conversion&, const Conversion&) = default;
};

using CountryCode = std::array<char, 2>;  // Zeros where it is not given.
CountryCode country_code(std::string_view country);

struct PartnerFact {
    PartnerId id;
    std::string name;
    std::vector<std::string> domains;
    Tier tier = Tier::emerging;
    Lifecycle lifecycle = Lifecycle::applied;
    KeyIndex region = no_key;
    bool worldwide = false;
    bool has_live_solution = false;
    Date joined_on{};
    Date agreement_on{};  // The first one signed; the epoch's day: not yet.
    Date active_on{};
    FactAmount quota_per_quarter;
    FactAmount revenue_plan;  // Of four quarters.
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
    bool secondary = false;      // Of a sale that another partner's deal stands for.
    CountryCode country{};       // Of the customer.
    KeyIndex region = no_key;    // The country's.
    KeyIndex solution = no_key;  // Of the plan's joint solutions that the deal names.
    FactAmount value;            // At the rate of the day it was won, else of today.
    Date approved_on{};          // First approval; the epoch's day: never.
    Date won_on{};
    Date expected_close{};
};

struct CertificateFact {
    Certificate certificate;
    PartnerIndex partner = 0;
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

// An imported figure; its amount at the rate of its last day.
struct FigureFact {
    CompanyFigure figure;
    FactAmount amount;
};

// What was approved to a partner for a year.
struct Invested {
    PartnerIndex partner = 0;
    FactAmount amount;
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
    std::vector<FigureFact> figures;
    std::int64_t resources = 0;  // Ever published in the library.
};

// The rows of a partner in one of the lists.
template <typename Row>
std::span<const Row> rows_of(const std::vector<Row>& rows, RowRange range) {
    return std::span<const Row>(rows).subspan(range.first, range.count);
}

}  // namespace entente
