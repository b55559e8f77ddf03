// The money a vendor invests in a partner: the year's allocation, requests, and claims on them.
#pragma once

#include "core/domain/kind.h"
#include "core/domain/partner.h"

namespace entente {

struct AllocationTag;
struct FundRequestTag;
struct ClaimTag;
using AllocationId = Id<AllocationTag>;
using FundRequestId = Id<FundRequestTag>;
using ClaimId = Id<ClaimTag>;

// One a partner and calendar year, so its id follows from both.
struct Allocation {
    PartnerId partner;
    std::int32_t year = 0;
    Money amount;
    std::string rules_version;
    std::string note;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Allocation&, const Allocation&) = default;
};
AllocationId allocation_id(PartnerId partner, std::int32_t year);

enum class FundState : std::uint8_t {
    draft,
    submitted,
    approved,
    rejected,
    active,    // The activity has begun.
    claiming,  // It is over; claims may have come in before.
    closed,    // What was not claimed is free again.
    withdrawn,
};
std::span<const std::string_view> names_of(FundState);

struct FundForm {
    std::string activity;  // Key of an activity of the program.
    std::string title;
    std::string description;
    Money amount;
    Date begins_on{};
    Date ends_on{};        // The last day.
    Money expected_value;  // Of the deals it is meant to bring.

    void describe(FieldVisitor& v);
    friend bool operator==(const FundForm&, const FundForm&) = default;
};

struct FundRequest {
    PartnerId partner;
    PersonId owner;
    AllocationId allocation;
    std::string number;  // "FR-2026-0042"
    FundForm form;
    FundState state = FundState::draft;
    Money approved;  // Perhaps less than was asked for.
    Moment submitted_at;
    PersonId decided_by;
    Moment decided_at;
    std::string decision_text;
    Date claims_until{};  // The last day for claims.
    std::string rules_version;
    std::vector<DealId> deals;  // What it is measured by: the deals it brought.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const FundRequest&, const FundRequest&) = default;
};

enum class ClaimState : std::uint8_t {
    draft,
    submitted,
    info,
    approved,
    partial,
    rejected,
    paid,
    withdrawn,
    lapsed,  // A question about it was never answered.
};
std::span<const std::string_view> names_of(ClaimState);

// A file that shows the money was spent; its bytes live apart, under their hash.
struct Proof {
    std::string name;
    Bytes hash;
    std::int64_t size = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const Proof&, const Proof&) = default;
};

struct Claim {
    PartnerId partner;
    PersonId owner;
    AllocationId allocation;  // The request's.
    FundRequestId request;
    std::string number;
    ClaimState state = ClaimState::draft;
    Money amount;
    std::vector<Proof> proof;
    std::string text;
    Money approved;  // The whole amount or less.
    Moment submitted_at;
    std::string question;  // While it is in info.
    Date answer_due_on{};
    bool answered_late = false;
    PersonId decided_by;
    Moment decided_at;
    std::string decision_text;
    Date paid_on{};
    std::string payment;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Claim&, const Claim&) = default;
};

}  // namespace entente
