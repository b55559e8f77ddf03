// The numbers of deal registration: windows, limits, clocks, reasons, and where each applies.
#pragma once

#include "core/domain/deal.h"

namespace entente {

// A choice a person makes from a list of the program.
struct NamedKey {
    std::string key;
    std::string name;
    bool text_required = false;  // A reason that says nothing without its text.

    void describe(FieldVisitor& v);
    friend bool operator==(const NamedKey&, const NamedKey&) = default;
};

struct Sector {
    std::string key;
    std::string name;
    bool public_sector = false;  // All of its customers are; elsewhere it is said of each.

    void describe(FieldVisitor& v);
    friend bool operator==(const Sector&, const Sector&) = default;
};

struct StageRule {
    Stage stage = Stage::prospect;
    std::string name;
    Percent probability;

    void describe(FieldVisitor& v);
    friend bool operator==(const StageRule&, const StageRule&) = default;
};

// When somebody decides without a person: the decision names the rule's key.
struct AutoApproval {
    std::string key;
    std::vector<Tier> tiers;
    Money under;  // In the currency of the program; the deal's value is converted.

    void describe(FieldVisitor& v);
    friend bool operator==(const AutoApproval&, const AutoApproval&) = default;
};

struct CalendarRule {
    std::string key;
    std::string name;
    std::int32_t utc_offset_minutes = 0;
    std::int32_t opens_minute = 0;  // Of the local day.
    std::int32_t closes_minute = 0;
    std::vector<std::int32_t> weekend;  // ISO weekdays, 1 is Monday.
    std::vector<Date> holidays;

    void describe(FieldVisitor& v);
    friend bool operator==(const CalendarRule&, const CalendarRule&) = default;
};

struct Region {
    std::string key;
    std::string name;
    std::string calendar;
    std::vector<std::string> countries;

    void describe(FieldVisitor& v);
    friend bool operator==(const Region&, const Region&) = default;
};

// What a partner can show for a deal, and how much it says in a ranking of claims.
struct EvidenceKind {
    std::string key;
    std::string name;
    std::int32_t weight = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const EvidenceKind&, const EvidenceKind&) = default;
};

// Evidence that the deal itself holds: the stage was moved.
inline constexpr std::string_view stage_evidence = "stage_moved";

struct ReviewRules {
    std::int32_t close_within_months = 0;
    std::int32_t objective_characters_min = 0;
    Money second_approver_over;
    std::int32_t answer_business_days = 0;
    std::int32_t appeal_business_days = 0;
    std::int32_t sla_target_hours = 0;  // Business hours of the region's calendar.
    std::int32_t sla_limit_hours = 0;
    std::vector<std::int32_t> sla_reminders;  // Percent points of the target.
    std::int32_t offline_hours_max = 0;       // How far back an offline claim may reach.
    std::vector<AutoApproval> auto_approvals;
    std::int32_t won_early_hours = 0;  // Won sooner after approval is flagged.
    Percent secondary_share;
    Percent name_likeness;  // From which on two names may be one customer.
    std::int32_t extension_days = 0;
    std::int32_t extension_evidence_days = 0;
    std::int32_t extensions_max = 0;  // From the second on the program's administrator decides.
    std::vector<EvidenceKind> evidence_kinds;
    std::vector<std::int32_t> protection_reminders;  // Days before the end.
    std::int32_t inactive_warning_days = 0;
    std::int32_t inactive_lapse_days = 0;  // After the warning.
    std::int32_t incumbency_months = 0;
    std::int32_t earning_holding_days = 0;
    std::int32_t lead_answer_business_days = 0;
    std::int32_t online_minutes = 0;  // A claim that proves to be no older was made online.
    std::vector<std::string> extension_evidence;  // Kinds that count for one; empty: all.

    void describe(FieldVisitor& v);
    friend bool operator==(const ReviewRules&, const ReviewRules&) = default;
};

}  // namespace entente
