// What people ask for about deals, and what the clock does to them.
//
// The first field of a command is the id of its subject.
#pragma once

#include "core/domain/command.h"
#include "core/domain/deal.h"

namespace entente {

// The nine fields and what belongs to them, as the form holds them. Used by drafts too.
struct DealForm {
    Customer customer;
    std::string title;
    std::string objective;
    std::vector<std::string> products;
    std::vector<DealLine> lines;
    Currency currency;
    Date expected_close{};
    DealSource source = DealSource::own;
    DealType type = DealType::new_business;
    std::string competitor;
    std::string rfx_number;
    Contact contact;
    std::string notes;
    std::string joint_solution;  // Key of one of the program's plan, or empty.

    void describe(FieldVisitor& v);
    friend bool operator==(const DealForm&, const DealForm&) = default;
};

struct KeepDraft {  // Creates the draft, or replaces its form.
    DealId deal;
    DealForm form;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct SubmitDeal {  // Creates and submits in one act, or submits the draft with this form.
    DealId deal;
    DealForm form;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct DiscardDraft {
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct WithdrawDeal {
    DealId deal;
    std::string reason;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct MoveStage {
    DealId deal;
    Stage from = Stage::prospect;  // As the person saw it: a wrong one is a conflict.
    Stage to = Stage::prospect;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ClaimDeal {
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AskAboutDeal {
    DealId deal;
    std::vector<std::string> fields;  // Top-level names of DealForm.
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AnswerQuestion {
    DealId deal;
    DealForm form;  // Only the asked fields may differ.
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ApproveDeal {
    DealId deal;
    std::string text;
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RejectDeal {
    DealId deal;
    std::string reason;  // Key of a reason of the program.
    std::string text;
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

// The board's: two people say the same about the deal before them.
struct AwardConflict {
    DealId deal;                    // Wins against its rivals,
    bool to_vendor = false;         // unless the vendor keeps the customer: then all lose.
    std::vector<DealId> secondary;  // Rivals approved beside it, at a reduced margin.
    std::string text;               // The one reason that all sides read.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
// A reviewer's: two claims that may be one customer's are.
struct JoinClaims {
    DealId deal;
    IdBytes other{};   // A deal or a pursuit, one of those that may be the same customer's.
    std::string text;  // Between staff.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReportWon {
    DealId deal;
    std::string order_number;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ConfirmWon {
    DealId deal;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReturnWon {  // It was not won: the deal goes on.
    DealId deal;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReportLost {
    DealId deal;
    std::string reason;  // Key of a loss reason of the program.
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RevokeDeal {
    DealId deal;
    std::string reason;  // Key of a revoke reason of the program.
    std::string text;
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReviveDeal {
    DealId deal;
    Date expected_close{};
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AppealDecision {
    DealId deal;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct CloneDeal {
    DealId deal;  // The draft to be.
    DealId from;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RequestExtension {
    DealId deal;
    std::string kind;  // Of the evidence.
    Date on{};
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct DecideExtension {
    DealId deal;
    bool granted = false;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AddEvidence {
    DealId deal;
    std::string kind;
    Date on{};
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct CommentOnDeal {
    DealId deal;
    std::string text;
    bool internal = false;  // Between staff.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

// The actor `system` makes these from an index of due moments, or at receipt.
struct CloseUnanswered {
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct LapseProtection {
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

struct RemindOfReview {
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RemindOfProtection {
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct WarnInactive {
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

// The deal that a command is about; not given where it is about something else.
DealId deal_of(const Command& command);

// What the form would hold for this deal.
DealForm form_from_deal(const Deal& deal);

}  // namespace entente
