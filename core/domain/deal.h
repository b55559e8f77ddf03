// A deal: one opportunity of one partner at one customer, on independent axes.
//
// `review` is the registration's machine, `protection` what an approval gives, `stage` the
// partner's own view of the sale. The fourth axis, sync, is per device and not stored here.
#pragma once

#include "core/domain/partner.h"

namespace entente {

enum class Review : std::uint8_t {
    draft,
    submitted,
    in_review,
    info_requested,
    conflict,
    approved,
    won_reported,
    expired,
    closed
};
std::span<const std::string_view> names_of(Review);

enum class DealOutcome : std::uint8_t {
    none,
    won,
    lost,
    rejected,
    duplicate,
    incomplete,
    withdrawn,
    revoked
};
std::span<const std::string_view> names_of(DealOutcome);

enum class Protection : std::uint8_t { none, active, extension_pending, lapsed };
std::span<const std::string_view> names_of(Protection);

enum class Stage : std::uint8_t {
    prospect,
    qualified,
    technical_validation,
    business_validation,
    committed
};
std::span<const std::string_view> names_of(Stage);

enum class DealSource : std::uint8_t { own, event, lead, referral };
std::span<const std::string_view> names_of(DealSource);

enum class DealType : std::uint8_t { new_business, renewal, expansion };
std::span<const std::string_view> names_of(DealType);

// The end customer as the partner named it; its match keys are frozen at submission.
struct Customer {
    std::string legal_name;
    std::string domain;  // As typed; the registrable part of it is a match key.
    std::string country;
    std::string tax_id;
    std::string sector;  // Key of a sector of the program.
    bool public_sector = false;

    void describe(FieldVisitor& v);
    friend bool operator==(const Customer&, const Customer&) = default;
};

struct Contact {
    std::string name;
    std::string email;

    void describe(FieldVisitor& v);
    friend bool operator==(const Contact&, const Contact&) = default;
};

// Part of the value of a deal, by category of the revenue model.
struct DealLine {
    std::string category;
    Money amount;
    std::int32_t term_months = 0;
    bool recurring = false;

    void describe(FieldVisitor& v);
    friend bool operator==(const DealLine&, const DealLine&) = default;
};

// The reviewer's question: which fields may be edited, why, and until when.
struct Question {
    std::vector<std::string> fields;
    std::string text;
    Moment asked_at;
    Date due_on{};
    Review came_from = Review::in_review;

    void describe(FieldVisitor& v);
    friend bool operator==(const Question&, const Question&) = default;
};

// The review's clock: business time used until `running_since`, which is not given while paused.
struct SlaClock {
    Moment started_at;
    Moment running_since;
    std::int64_t used_ms = 0;
    Moment target_at;  // While it runs.
    Moment limit_at;
    Moment remind_at;           // While it runs and a reminder is left.
    std::int32_t reminded = 0;  // Percent points of the target of the last reminder.
    Moment escalated_at;        // To the next person up,
    Moment taken_over_at;       // who has taken it since.

    void describe(FieldVisitor& v);
    friend bool operator==(const SlaClock&, const SlaClock&) = default;
};

// What a partner shows for a deal: added, never edited.
struct Evidence {
    std::string kind;  // Key of a kind of evidence of the program.
    Date on{};         // When it happened.
    std::string text;
    PersonId person;
    Moment added_at;

    void describe(FieldVisitor& v);
    friend bool operator==(const Evidence&, const Evidence&) = default;
};

// The extension of the protection that is asked for, by what it is asked for; nothing is given
// while none is.
struct Extension {
    Moment requested_at;
    PersonId requested_by;
    std::string text;
    std::string kind;  // Of the evidence.
    Date on{};

    void describe(FieldVisitor& v);
    friend bool operator==(const Extension&, const Extension&) = default;
};

struct WonReport {
    std::string order_number;
    Moment reported_at;
    PersonId reported_by;
    bool early = false;  // Sooner after the approval than a sale takes.
    Moment confirmed_at;

    void describe(FieldVisitor& v);
    friend bool operator==(const WonReport&, const WonReport&) = default;
};

struct Deal {
    PartnerId partner;
    PersonId owner;
    AgreementId agreement;
    std::string number;   // "DR-2026-004117", given by the server.
    std::string receipt;  // "7F3K-22QD", given by the server.
    Customer customer;
    std::string title;
    std::string objective;
    std::vector<std::string> products;  // Keys of products of the program.
    std::vector<DealLine> lines;
    Currency currency;
    DealSource source = DealSource::own;
    DealType type = DealType::new_business;
    Date expected_close{};
    std::string competitor;
    std::string rfx_number;
    Contact contact;
    std::string notes;

    Review review = Review::draft;
    DealOutcome outcome = DealOutcome::none;
    Stage stage = Stage::prospect;
    Protection protection = Protection::none;
    Date protected_until{};  // The last day, until 24:00 UTC.
    bool contested = false;  // Who the others are is the staff's to know: claims/contest.h.

    std::vector<std::string> match_keys;  // Frozen at submission.
    Moment submitted_at;                  // Server receipt.
    Moment priority_from;                 // The claim's interval; equal for a claim made online.
    Moment priority_until;
    PersonId reviewer;
    PersonId first_approver;
    Question question;
    SlaClock sla;
    Moment decided_at;
    std::string decision_rule;    // Key of the rule or empty for a person's decision.
    std::string decision_reason;  // Code.
    std::string decision_text;    // What the partner may read.
    std::string internal_note;    // Never leaves the server for a partner.
    std::string rules_version;    // Sticks at approval.

    Moment approved_at;
    std::vector<PersonId> decided_by;  // Of the last decision: an appeal needs somebody else.
    bool secondary = false;            // Approved beside another one's award, at a reduced margin.
    bool appealed = false;             // Until the appeal is granted; what it confirmed is final.
    Percent secondary_share;           // Of the margin, as it was when the award made it secondary.
    std::string appeal_text;
    DealId cloned_from;
    WonReport won;
    std::vector<Evidence> evidence;
    Extension extension;
    std::int32_t extensions_granted = 0;
    std::int32_t reminded_days = 0;  // Before the end of the protection, of the last reminder.
    Moment activity_at;              // The partner's last.
    Moment inactive_warned_at;
    Moment stage_moved_at;
    std::string joint_solution;  // Key of the one of the program's plan that it sells.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Deal&, const Deal&) = default;
};

// The index key of what somebody of the staff has taken and has to decide on.
std::string reviewed_by(PersonId reviewer);

// Registered and not closed: what counts against the cap of open registrations.
bool is_open(const Deal& deal);

// Received by the program. What was not is a partner's thinking and nobody else's, withdrawn or
// not.
bool is_received(const Deal& deal);

// A claim that another one can overlap with: submitted up to approved, or reported as won.
bool is_live(const Deal& deal);

// Won so lately that the customer's next deal for a product is its partner's to renew.
bool is_incumbent(const Deal& deal, Date today, std::int32_t months);

// The sum of the lines. amount_must_fit, currencies_must_match.
Result<Money> value_of(const Deal& deal);

}  // namespace entente
