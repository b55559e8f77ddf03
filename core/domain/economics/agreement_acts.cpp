// The commands about agreements after the first: further ones, and an end sooner than agreed.
#include "core/base/text/bounds.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/money.h"
#include "core/domain/economics/signature.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

namespace entente {

void SignFurtherAgreement::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "agreement", agreement);
    field(v, "replaces", replaces);
    field(v, "number", number);
    field(v, "model", model);
    field(v, "rates", rates);
    field(v, "territory", territory);
    field(v, "valid_from", valid_from);
    field(v, "valid_until", valid_until);
    field(v, "text", text);
}

void EndAgreement::describe(FieldVisitor& v) {
    field(v, "agreement", agreement);
    field(v, "last_day", last_day);
    field(v, "text", text);
}

// In the program, or kept out of it for a while: who comes into it signs in the onboarding, and
// who has left it signs nothing.
static Outcome partner_signs(const Record& partner) {
    const Lifecycle lifecycle = body_of<Partner>(partner).lifecycle;
    if (lifecycle == Lifecycle::active || lifecycle == Lifecycle::suspended) return Done{};
    return Problem{
        ProblemCode::partner_must_be_in_the_program, "partner", std::string(name_of(lifecycle))};
}

// The one that makes way: the same partner's, and no day of it is taken back that has passed.
static Result<const Record*> replaced_by(
    const SignFurtherAgreement& command, const RecordSource& records, Date today
) {
    if (!command.replaces.given()) return static_cast<const Record*>(nullptr);
    const Record* record = records.find({Kind::agreement, command.replaces.bytes});
    if (record == nullptr || body_of<Agreement>(*record).partner != command.partner) {
        return Problem{ProblemCode::record_must_exist, "replaces", {}};
    }
    const bool holds_then = body_of<Agreement>(*record).valid_until >= command.valid_from;
    if (command.valid_from != Date{} && holds_then && command.valid_from < today) {
        return Problem{ProblemCode::value_must_be_in_range, "valid_from", text_from_date(today)};
    }
    return record;
}

Result<Changes> act(
    const SignFurtherAgreement& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* partner,
        record_in_reach({Kind::partner, command.partner.bytes}, records, context.actor));
    TRY_DONE(partner_signs(*partner));
    if (records.find({Kind::agreement, command.agreement.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "agreement", {}};
    }
    ChangeSet changes(context);
    TRY(const Record* replaced, replaced_by(command, records, changes.today()));
    Agreement agreement = agreement_from(command);
    TRY_DONE(may_be_signed(agreement, replaced, records, context));
    TRY_DONE(text_is_short_enough(command.text, "text"));
    const Date day_before = agreement.valid_from - Days{1};
    if (replaced != nullptr && body_of<Agreement>(*replaced).valid_until > day_before) {
        end_after(*replaced, day_before, "agreement_replaced", command.text, changes);
    }
    sign(command.agreement, std::move(agreement), changes);
    return changes.take();
}

Result<Changes> act(
    const EndAgreement& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* record,
        record_in_reach({Kind::agreement, command.agreement.bytes}, records, context.actor));
    ChangeSet changes(context);
    const Date until = body_of<Agreement>(*record).valid_until;
    if (until <= changes.today()) {
        return Problem{
            ProblemCode::agreement_must_not_have_ended, "last_day", text_from_date(until)};
    }
    if (command.last_day < changes.today()) {
        return Problem{
            ProblemCode::value_must_be_in_range, "last_day", text_from_date(changes.today())};
    }
    if (command.last_day >= until) {
        return Problem{
            ProblemCode::value_must_be_in_range, "last_day", text_from_date(until - Days{1})};
    }
    if (is_blank(command.text)) return Problem{ProblemCode::reason_must_be_given, "text", {}};
    TRY_DONE(text_is_short_enough(command.text, "text"));
    end_after(*record, command.last_day, "agreement_ended", command.text, changes);
    return changes.take();
}

static void need_signature(const Command& command, const Actor&, Needs& wanted) {
    const auto& args = command.get<SignFurtherAgreement>();
    need_for_signature(args.partner, args.territory, wanted);
    wanted.records.push_back({Kind::agreement, args.agreement.bytes});
}

static void need_guard(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* record = records.find(subject_of(command));
    if (record == nullptr) return;
    const PartnerId partner = body_of<Agreement>(*record).partner;
    wanted.guards.push_back(index_key("agreements_of", partner.bytes));
}

static constexpr Right signers[] = {{Side::staff, Permission::run_onboarding}};

constinit const CommandRule SignFurtherAgreement::registered = with_needs(
    command_rule<&SignFurtherAgreement::partner>("sign_further_agreement", Kind::partner, signers),
    need_signature,
    nullptr
);
constinit const CommandRule EndAgreement::registered = with_needs(
    command_rule<&EndAgreement::agreement>("end_agreement", Kind::agreement, signers),
    nullptr,
    need_guard
);

}  // namespace entente
