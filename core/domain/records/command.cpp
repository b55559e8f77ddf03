#include "core/domain/command.h"

#include "core/base/format/cbor.h"

namespace entente {

// Every command is at its first version: an older client cannot know another meaning.
static constexpr std::int64_t version_now = 1;

std::span<const std::string_view> command_names() {
    static constexpr std::array<std::string_view, 12> names{
        "keep_draft",
        "submit_deal",
        "discard_draft",
        "withdraw_deal",
        "move_stage",
        "claim_deal",
        "ask_about_deal",
        "answer_question",
        "approve_deal",
        "reject_deal",
        "close_unanswered",
        "lapse_protection"};
    static_assert(names.size() == std::variant_size_v<Command>);
    return names;
}

void DealForm::describe(FieldVisitor& v) {
    field(v, "customer", customer);
    field(v, "title", title);
    field(v, "objective", objective);
    field(v, "products", products);
    field(v, "lines", lines);
    field(v, "currency", currency);
    field(v, "expected_close", expected_close);
    field(v, "source", source);
    field(v, "type", type);
    field(v, "competitor", competitor);
    field(v, "rfx_number", rfx_number);
    field(v, "contact", contact);
    field(v, "notes", notes);
}

DealForm form_from_deal(const Deal& deal) {
    return {
        .customer = deal.customer,
        .title = deal.title,
        .objective = deal.objective,
        .products = deal.products,
        .lines = deal.lines,
        .currency = deal.currency,
        .expected_close = deal.expected_close,
        .source = deal.source,
        .type = deal.type,
        .competitor = deal.competitor,
        .rfx_number = deal.rfx_number,
        .contact = deal.contact,
        .notes = deal.notes};
}

void KeepDraft::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "form", form);
}

void SubmitDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "form", form);
}

void DiscardDraft::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void WithdrawDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "reason", reason);
}

void MoveStage::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "from", from);
    field(v, "to", to);
}

void ClaimDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void AskAboutDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "fields", fields);
    field(v, "text", text);
}

void AnswerQuestion::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "form", form);
    field(v, "text", text);
}

void ApproveDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void RejectDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "reason", reason);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void CloseUnanswered::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void LapseProtection::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

std::string_view command_name(const Command& command) {
    return command_names()[command.index()];
}

std::int64_t command_version(const Command&) {
    return version_now;
}

DealId deal_of(const Command& command) {
    return std::visit([](const auto& any) { return any.deal; }, command);
}

Bytes args_from_command(const Command& command) {
    return std::visit([](const auto& any) { return cbor_from(any); }, command);
}

template <typename Args>
static Result<Command> read_args(ByteView bytes) {
    TRY(Args args, from_cbor<Args>(bytes));
    if (!args.deal.given()) return Problem{ProblemCode::field_must_be_given, "deal", {}};
    return Command{std::move(args)};
}

template <std::size_t index = 0>
static Result<Command> read_command(std::string_view name, ByteView args) {
    if constexpr (index < std::variant_size_v<Command>) {
        if (command_names()[index] == name) {
            return read_args<std::variant_alternative_t<index, Command>>(args);
        }
        return read_command<index + 1>(name, args);
    } else {
        return ProblemCode::command_must_be_known;
    }
}

Result<Command> command_from_args(std::string_view name, std::int64_t version, ByteView args) {
    if (version != version_now) return ProblemCode::command_must_be_known;
    return read_command(name, args);
}

}  // namespace entente
