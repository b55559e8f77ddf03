// One line of money that a partner is owed, from forecast to paid.
//
// What a line says never changes once it is written: only its state moves on. A refund is a further
// line that corrects the first.
#pragma once

#include "core/domain/agreement.h"
#include "core/domain/deal.h"
#include "core/domain/kind.h"

namespace entente {

struct EarningTag;
using EarningId = Id<EarningTag>;

enum class EarningState : std::uint8_t { forecast, accrued, payable, in_statement, paid };
std::span<const std::string_view> names_of(EarningState);

enum class EarningKind : std::uint8_t {
    margin,
    marketplace_cost,  // Negative: what the marketplace keeps.
    incentive,         // On the volume of a year, not of a deal.
    correction,
};
std::span<const std::string_view> names_of(EarningKind);

enum class CorrectionReason : std::uint8_t { none, refund, volume_fell };
std::span<const std::string_view> names_of(CorrectionReason);

struct Earning {
    PartnerId partner;
    PersonId owner;           // Of the deal.
    DealId deal;              // None for the incentive of a year.
    std::string deal_number;  // As people read it.
    std::string customer;
    EarningKind kind = EarningKind::margin;
    EarningState state = EarningState::forecast;
    std::string category;
    Money base;
    Percent rate;
    bool rate_agreed = false;      // Otherwise the least that the band gives.
    Percent part = percent_whole;  // Less for a secondary partner of the deal.
    Money amount;
    std::string rule;  // "system_integrator.software_licenses"
    std::string rule_version;
    Date effective_from{};  // Of the rule.
    std::string clause;     // Of the agreement.
    std::int32_t year = 0;  // Of an incentive.
    Date written_on{};
    Date payable_on{};      // From accrual on: when the holding period is over.
    std::string statement;  // The quarter's: "2026-Q4".
    Date paid_on{};
    EarningId corrects;
    CorrectionReason reason = CorrectionReason::none;
    Money refunded;             // Of the base, by this line and those before it.
    std::string text;           // What a person said of it.
    std::string statement_due;  // Of what is payable: the quarter whose statement is to hold it.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Earning&, const Earning&) = default;
};

// A line with what names it, as the rules below take and give them.
struct EarningLine {
    EarningId id;
    Earning earning;
};

}  // namespace entente
