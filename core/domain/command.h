// What a person can ask for: a named, versioned act with its arguments, in the imperative.
//
// A command's meaning never changes in place: a changed one gets a new version and the old keeps an
// upcaster. Commands travel as {name, version, args}; args come from describe().
#pragma once

#include "core/domain/deal.h"

#include <variant>

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

    void describe(FieldVisitor& v);
    friend bool operator==(const DealForm&, const DealForm&) = default;
};

struct KeepDraft {  // Creates the draft, or replaces its form.
    DealId deal;
    DealForm form;
    void describe(FieldVisitor& v);
};
struct SubmitDeal {  // Creates and submits in one act, or submits the draft with this form.
    DealId deal;
    DealForm form;
    void describe(FieldVisitor& v);
};
struct DiscardDraft {
    DealId deal;
    void describe(FieldVisitor& v);
};
struct WithdrawDeal {
    DealId deal;
    std::string reason;
    void describe(FieldVisitor& v);
};
struct MoveStage {
    DealId deal;
    Stage from = Stage::prospect;  // As the person saw it: a wrong one is a conflict.
    Stage to = Stage::prospect;
    void describe(FieldVisitor& v);
};
struct ClaimDeal {
    DealId deal;
    void describe(FieldVisitor& v);
};
struct AskAboutDeal {
    DealId deal;
    std::vector<std::string> fields;  // Top-level names of DealForm.
    std::string text;
    void describe(FieldVisitor& v);
};
struct AnswerQuestion {
    DealId deal;
    DealForm form;  // Only the asked fields may differ.
    std::string text;
    void describe(FieldVisitor& v);
};
struct ApproveDeal {
    DealId deal;
    std::string text;
    std::string internal_note;
    void describe(FieldVisitor& v);
};
struct RejectDeal {
    DealId deal;
    std::string reason;  // Key of a reason of the program.
    std::string text;
    std::string internal_note;
    void describe(FieldVisitor& v);
};

// The actor `system` makes these from an index of due moments, or at receipt.
struct CloseUnanswered {
    DealId deal;
    void describe(FieldVisitor& v);
};
struct LapseProtection {
    DealId deal;
    void describe(FieldVisitor& v);
};

// In the order of command_names().
using Command = std::variant<
    KeepDraft,
    SubmitDeal,
    DiscardDraft,
    WithdrawDeal,
    MoveStage,
    ClaimDeal,
    AskAboutDeal,
    AnswerQuestion,
    ApproveDeal,
    RejectDeal,
    CloseUnanswered,
    LapseProtection>;

// What the form would hold for this deal.
DealForm form_from_deal(const Deal& deal);

// "keep_draft", "submit_deal", ...
std::span<const std::string_view> command_names();
std::string_view command_name(const Command& command);
std::int64_t command_version(const Command& command);
DealId deal_of(const Command& command);

Bytes args_from_command(const Command& command);

// command_must_be_known for an unknown name or a version outside the supported window; the reader's
// problems for damaged args. Upcasts old versions.
Result<Command> command_from_args(std::string_view name, std::int64_t version, ByteView args);

}  // namespace entente
