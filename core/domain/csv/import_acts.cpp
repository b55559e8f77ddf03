// The commands that bring files in, and the one that takes a batch back.
#include "core/base/text/bounds.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/imports.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/form.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

void ImportDeals::describe(FieldVisitor& v) {
    field(v, "batch", batch);
    field(v, "file_name", file_name);
    field(v, "rows_before", rows_before);
    field(v, "deals", deals);
}

void ImportPartners::describe(FieldVisitor& v) {
    field(v, "batch", batch);
    field(v, "file_name", file_name);
    field(v, "rows_before", rows_before);
    field(v, "partners", partners);
}

void ImportFigures::describe(FieldVisitor& v) {
    field(v, "batch", batch);
    field(v, "file_name", file_name);
    field(v, "rows_before", rows_before);
    field(v, "figures", figures);
}

void ImportLeads::describe(FieldVisitor& v) {
    field(v, "batch", batch);
    field(v, "file_name", file_name);
    field(v, "rows_before", rows_before);
    field(v, "leads", leads);
}

void UndoImport::describe(FieldVisitor& v) {
    field(v, "batch", batch);
}

void TellMilestone::describe(FieldVisitor& v) {
    field(v, "milestone", milestone);
    field(v, "key", key);
    field(v, "done_on", done_on);
    field(v, "text", text);
}

// ---- Bringing in --------------------------------------------------------------------------------

// The batch with the rows of this command added: a part that was lost or came twice is refused.
template <typename Import>
static Result<Record> batch_with(
    const Import& command,
    ImportKind kind,
    std::size_t rows,
    const RecordSource& records,
    const ChangeSet& changes
) {
    const Context& context = changes.context();
    const auto added = static_cast<std::int64_t>(rows);
    if (rows == 0) return Problem{ProblemCode::field_must_be_given, "rows", {}};
    const RecordKey key{Kind::import_batch, command.batch.bytes};
    if (records.find(key) == nullptr) {
        if (command.rows_before != 0) {
            return Problem{ProblemCode::command_must_follow_the_last, "rows_before", "0"};
        }
        ImportBatch batch{.kind = kind, .file_name = command.file_name, .rows = added};
        batch.partner = context.actor.partner;
        batch.person = context.actor.person;
        return changes.created(key.id, std::move(batch));
    }
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    const auto& stands = body_of<ImportBatch>(*before);
    const bool follows = stands.kind == kind && stands.person == context.actor.person &&
                         stands.rows == command.rows_before && !stands.undone_at.given();
    if (!follows) {
        return Problem{
            ProblemCode::command_must_follow_the_last, "rows_before", std::to_string(stands.rows)};
    }
    Record record = changes.edited(*before);
    body_of<ImportBatch>(record).rows += added;
    return record;
}

static void tell_batch(const Record& batch, std::string_view event, ChangeSet& changes) {
    // History is kept by partner; what staff import names its batch itself.
    if (!place_of(batch).partner.given()) return;
    const auto& body = body_of<ImportBatch>(batch);
    changes.tell(
        batch,
        {.event = event,
         .from = body.file_name,
         .to = std::to_string(body.rows),
         .rule = {},
         .text = {},
         .internal_text = {}}
    );
}

static ImportKind kind_of_rows(const std::vector<DealForm>&) {
    return ImportKind::deals;
}
static ImportKind kind_of_rows(const std::vector<LeadForm>&) {
    return ImportKind::leads;
}
static ImportKind kind_of_rows(const std::vector<Partner>&) {
    return ImportKind::partners;
}
static ImportKind kind_of_rows(const std::vector<CompanyFigure>&) {
    return ImportKind::company_revenue;
}

// A record of every row, made by `body_from(row)`, and the batch that holds them. The first row
// that is refused refuses the command.
template <typename Import, typename Rows, typename Make>
static Result<Changes> bring_in(
    const Import& command,
    const Rows& rows,
    const RecordSource& records,
    const Context& context,
    const Make& body_from
) {
    ChangeSet changes(context);
    TRY(Record batch, batch_with(command, kind_of_rows(rows), rows.size(), records, changes));
    std::int64_t index = command.rows_before;
    for (const auto& row : rows) {
        TRY(auto body, body_from(row));
        changes.put(changes.created(imported_id(command.batch, index), std::move(body)));
        index++;
    }
    tell_batch(batch, "records_imported", changes);
    changes.put(std::move(batch));
    return changes.take();
}

Result<Changes> act(
    const ImportDeals& command, const RecordSource& records, const Context& context
) {
    const auto draft_from = [&context](const DealForm& form) -> Result<Deal> {
        if (auto problem = size_problem(form)) return *std::move(problem);
        Deal deal;
        deal.partner = context.actor.partner;
        deal.owner = context.actor.person;
        put_form(deal, form);
        return deal;
    };
    return bring_in(command, command.deals, records, context, draft_from);
}

// What a badge must hold, a row must hold too; the contact's consent among it.
Result<Changes> act(
    const ImportLeads& command, const RecordSource& records, const Context& context
) {
    const auto lead_from = [&context](const LeadForm& form) -> Result<Lead> {
        TRY_DONE(lead_is_sound(form, context.program));
        Lead lead;
        lead.partner = context.actor.partner;
        lead.owner = context.actor.person;
        lead.form = form;
        lead.captured_at = context.now;
        return lead;
    };
    return bring_in(command, command.leads, records, context, lead_from);
}

Result<Changes> act(
    const ImportPartners& command, const RecordSource& records, const Context& context
) {
    const auto applicant_from = [&context](Partner partner) -> Result<Partner> {
        if (partner.name.empty()) return Problem{ProblemCode::field_must_be_given, "name", {}};
        if (entry_with_key(context.program.regions, partner.region) == nullptr) {
            return Problem{ProblemCode::reference_must_exist, "region", partner.region};
        }
        partner.lifecycle = Lifecycle::applied;  // However far a file says they have come.
        return partner;
    };
    return bring_in(command, command.partners, records, context, applicant_from);
}

Result<Changes> act(
    const ImportFigures& command, const RecordSource& records, const Context& context
) {
    const auto figure_from = [&context](CompanyFigure figure) -> Result<CompanyFigure> {
        if (figure.until <= figure.from) {
            return Problem{ProblemCode::value_must_be_in_range, "until", {}};
        }
        figure.imported_on = date_of(context.now);
        return figure;
    };
    return bring_in(command, command.figures, records, context, figure_from);
}

// ---- Taking back --------------------------------------------------------------------------------

static Kind kind_of(ImportKind kind) {
    switch (kind) {
        case ImportKind::deals:
            return Kind::deal;
        case ImportKind::leads:
            return Kind::lead;
        case ImportKind::partners:
            return Kind::partner;
        case ImportKind::company_revenue:
            return Kind::company_figure;
    }
    check(false);
    return Kind::deal;
}

// Under what somebody would have built on a partner.
static constexpr std::string_view partner_keys[] = {"deals_of", "people_of", "agreements_of"};

static bool is_referred_to(Kind kind, const IdBytes& id, const RecordSource& records) {
    if (kind != Kind::partner) return false;
    return std::any_of(
        std::begin(partner_keys),
        std::end(partner_keys),
        [&](std::string_view name) { return !records.under(index_key(name, id)).empty(); }
    );
}

static std::vector<ImportedRecord> records_of(
    ImportBatchId id, const ImportBatch& batch, const RecordSource& records
) {
    std::vector<ImportedRecord> made;
    const Kind kind = kind_of(batch.kind);
    for (std::int64_t i = 0; i < batch.rows; i++) {
        const IdBytes record_id = imported_id(id, i);
        const Record* record = records.find({kind, record_id});
        if (record == nullptr) continue;
        made.push_back({record_id, record->version, is_referred_to(kind, record_id, records)});
    }
    return made;
}

Result<Changes> act(
    const UndoImport& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::import_batch, command.batch.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    const auto& batch = body_of<ImportBatch>(*before);
    if (batch.person != context.actor.person) {
        return Problem{ProblemCode::record_must_be_yours, "batch", {}};
    }
    TRY(const std::vector<IdBytes> removals,
        undo_of(batch, records_of(command.batch, batch, records)));
    ChangeSet changes(context);
    for (const IdBytes& id : removals) changes.remove({kind_of(batch.kind), id});
    Record record = changes.edited(*before);
    body_of<ImportBatch>(record).undone_at = context.now;
    tell_batch(record, "import_undone", changes);
    changes.put(std::move(record));
    return changes.take();
}

// ---- Milestones ---------------------------------------------------------------------------------

MilestoneId milestone_id(std::string_view key) {
    return {derived_id({}, "milestone." + std::string(key), 0)};
}

static const LaunchMilestone* milestone_with_key(const Program& program, std::string_view key) {
    for (const LaunchPhase& phase : program.plan.launch) {
        if (const LaunchMilestone* found = entry_with_key(phase.milestones, key)) return found;
    }
    return nullptr;
}

// Done is said of a day that has come.
static Outcome word_is_sound(const TellMilestone& command, const Context& context) {
    if (command.done_on == Date{}) return Problem{ProblemCode::date_must_be_valid, "done_on", {}};
    const Date today = date_of(context.now);
    if (command.done_on > today) {
        return Problem{
            ProblemCode::date_must_not_be_in_the_future, "done_on", text_from_date(today)};
    }
    return text_is_short_enough(command.text, "text");
}

Result<Changes> act(
    const TellMilestone& command, const RecordSource& records, const Context& context
) {
    const LaunchMilestone* milestone = milestone_with_key(context.program, command.key);
    if (milestone == nullptr || command.milestone != milestone_id(command.key)) {
        return Problem{ProblemCode::reference_must_exist, "key", command.key};
    }
    // Numbers are counted from records, whatever anybody says.
    if (milestone->target > 0) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "key", command.key};
    }
    TRY_DONE(word_is_sound(command, context));
    ChangeSet changes(context);
    const Record* before = records.find({Kind::milestone, command.milestone.bytes});
    Record record = before == nullptr ? changes.created(command.milestone.bytes, MilestoneWord{})
                                      : changes.edited(*before);
    Told told{.event = "milestone_told", .from = {}, .to = text_from_date(command.done_on)};
    if (before != nullptr) told.from = text_from_date(body_of<MilestoneWord>(*before).done_on);
    told.rule = command.key;
    told.text = command.text;
    body_of<MilestoneWord>(record) = {
        .milestone = command.key,
        .done_on = command.done_on,
        .person = context.actor.person,
        .text = command.text};
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

// ---- The rules ----------------------------------------------------------------------------------

static void need_imported_records(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    const auto& batch = body_of<ImportBatch>(*subject);
    const Kind kind = kind_of(batch.kind);
    for (std::int64_t i = 0; i < batch.rows; i++) {
        const IdBytes id = imported_id({subject->id}, i);
        wanted.records.push_back({kind, id});
        if (kind != Kind::partner) continue;
        for (const std::string_view name : partner_keys) {
            wanted.index_keys.push_back(index_key(name, id));
        }
    }
}

static constexpr Right registrars[] = {{Side::partner, Permission::register_deal}};
static constexpr Right importers[] = {{Side::staff, Permission::import_records}};
static constexpr Right capturers[] = {{Side::partner, Permission::capture_leads}};
static constexpr Right all_of_them[] = {
    {Side::partner, Permission::register_deal},
    {Side::partner, Permission::capture_leads},
    {Side::staff, Permission::import_records}};
static constexpr Right planners[] = {{Side::staff, Permission::edit_rules}};

constinit const CommandRule ImportDeals::registered =
    command_rule<&ImportDeals::batch>("import_deals", Kind::import_batch, registrars);
constinit const CommandRule ImportLeads::registered =
    command_rule<&ImportLeads::batch>("import_leads", Kind::import_batch, capturers);
constinit const CommandRule ImportPartners::registered =
    command_rule<&ImportPartners::batch>("import_partners", Kind::import_batch, importers);
constinit const CommandRule ImportFigures::registered =
    command_rule<&ImportFigures::batch>("import_figures", Kind::import_batch, importers);
constinit const CommandRule UndoImport::registered = with_needs(
    command_rule<&UndoImport::batch>("undo_import", Kind::import_batch, all_of_them),
    nullptr,
    need_imported_records
);
constinit const CommandRule TellMilestone::registered =
    command_rule<&TellMilestone::milestone>("tell_milestone", Kind::milestone, planners);

std::span<const CommandRule* const> import_commands() {
    static constexpr const CommandRule* rules[] = {
        &ImportDeals::registered,
        &ImportLeads::registered,
        &ImportPartners::registered,
        &ImportFigures::registered,
        &UndoImport::registered,
        &TellMilestone::registered,
    };
    return rules;
}

}  // namespace entente
