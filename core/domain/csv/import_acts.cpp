// The commands that bring files in, and the one that takes a batch back.
#include "core/base/text/bounds.h"
#include "core/domain/administration/applicant.h"
#include "core/domain/administration/organization.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/imports.h"
#include "core/domain/investment/fund.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/form.h"
#include "core/domain/view/reach.h"

#include <algorithm>
#include <set>

namespace entente {

void ImportDeals::describe(FieldVisitor& v) {
    field(v, "batch", batch);
    field(v, "file_name", file_name);
    field(v, "rows_before", rows_before);
    field(v, "deals", deals);
    field(v, "stages", stages);
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

// Under which every figure of the company is found; guarded, so that no days are counted twice.
static constexpr std::string_view company_figures = "company_figures";

// ---- Bringing in --------------------------------------------------------------------------------

// The batch with the rows of this command added.
template <typename Import>
static Result<Record> batch_with(
    const Import& command,
    ImportKind kind,
    std::size_t rows,
    const RecordSource& records,
    const ChangeSet& changes
) {
    const Actor& actor = changes.context().actor;
    constexpr std::size_t file_name_length_max = 255;
    if (rows == 0) return Problem{ProblemCode::field_must_be_given, "rows", {}};
    TRY_DONE(text_is_short_enough(command.file_name, "file_name", file_name_length_max));
    const RecordKey key{Kind::import_batch, command.batch.bytes};
    const auto added = static_cast<std::int64_t>(rows);
    if (records.find(key) == nullptr) {
        ImportBatch batch{.kind = kind, .file_name = command.file_name};
        batch.partner = actor.partner;
        batch.person = actor.person;
        TRY_DONE(add_rows(batch, command.rows_before, added));
        return changes.created(key.id, std::move(batch));
    }
    TRY(const Record* before, record_in_reach(key, records, actor));
    Record record = changes.edited(*before);
    auto& batch = body_of<ImportBatch>(record);
    if (batch.kind != kind || batch.person != actor.person || batch.undone_at.given()) {
        return Problem{
            ProblemCode::command_must_follow_the_last, "rows_before", std::to_string(batch.rows)};
    }
    TRY_DONE(add_rows(batch, command.rows_before, added));
    return record;
}

static void tell_batch(const Record& batch, std::string_view event, ChangeSet& changes) {
    const auto& body = body_of<ImportBatch>(batch);
    changes.tell(
        batch,
        {.event = event,
         .from = body.file_name,
         .to = std::to_string(rows_made(body)),
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
static ImportKind kind_of_rows(const std::vector<CompanyFigure>&) {
    return ImportKind::company_revenue;
}

// What the list of rows is called in its command.
static std::string_view list_named(ImportKind kind) {
    return kind == ImportKind::company_revenue ? "figures" : name_of(kind);
}

// The problem of a row, named by the row's place in the command.
static Problem problem_of_row(std::string_view list, std::size_t row, Problem problem) {
    constexpr std::string_view form = "form.";
    if (problem.field.starts_with(form)) problem.field.erase(0, form.size());
    std::string path = std::string(list) + "[" + std::to_string(row) + "]";
    if (!problem.field.empty()) path += "." + problem.field;
    problem.field = std::move(path);
    return problem;
}

// A record of every row of `list`, made by `body_from(row, its place)`, and the batch that holds
// them. The first row that is refused refuses the command.
template <typename Import, typename Row, typename Make>
static Result<Changes> bring_in(
    const Import& command,
    std::vector<Row> Import::*list,
    const RecordSource& records,
    const Context& context,
    const Make& body_from
) {
    const std::vector<Row>& rows = command.*list;
    ChangeSet changes(context);
    TRY(Record batch, batch_with(command, kind_of_rows(rows), rows.size(), records, changes));
    for (std::size_t i = 0; i < rows.size(); i++) {
        auto body = body_from(rows[i], i);
        if (!body.ok()) return problem_of_row(list_named(kind_of_rows(rows)), i, body.problem());
        const std::int64_t index = command.rows_before + static_cast<std::int64_t>(i);
        changes.put(changes.created(imported_id(command.batch, index), std::move(body).value()));
    }
    tell_batch(batch, "records_imported", changes);
    changes.put(std::move(batch));
    return changes.take();
}

Result<Changes> act(
    const ImportDeals& command, const RecordSource& records, const Context& context
) {
    const std::vector<Stage>& stages = command.stages;
    if (!stages.empty() && stages.size() != command.deals.size()) {
        const std::string limit = std::to_string(command.deals.size());
        return Problem{ProblemCode::value_must_be_in_range, "stages", limit};
    }
    const auto draft_from = [&](const DealForm& form, std::size_t row) -> Result<Deal> {
        if (auto problem = size_problem(form)) return *std::move(problem);
        Deal deal;
        deal.partner = context.actor.partner;
        deal.owner = context.actor.person;
        if (!stages.empty()) deal.stage = stages[row];
        put_form(deal, form);
        return deal;
    };
    return bring_in(command, &ImportDeals::deals, records, context, draft_from);
}

// What a badge must hold, a row must hold too; the contact's consent among it.
Result<Changes> act(
    const ImportLeads& command, const RecordSource& records, const Context& context
) {
    const auto lead_from = [&context](const LeadForm& form, std::size_t) -> Result<Lead> {
        TRY_DONE(lead_is_sound(form, context.program));
        Lead lead;
        lead.partner = context.actor.partner;
        lead.owner = context.actor.person;
        lead.form = form;
        lead.captured_at = context.now;
        return lead;
    };
    return bring_in(command, &ImportLeads::leads, records, context, lead_from);
}

// What a file may say of an organization; everything else is the vendor's to decide.
static Partner applicant_from(const Partner& row, const Program& program) {
    Partner partner;
    partner.name = row.name;
    partner.legal_name = row.legal_name;
    partner.domains = row.domains;
    partner.tax_id = row.tax_id;
    partner.tier = row.tier;
    partner.types = row.types;
    partner.region = row.region;
    partner.home_country = row.home_country;
    partner.countries = row.countries;
    partner.worldwide = row.worldwide;
    partner.specializations = row.specializations;
    complete_applicant(partner, program);
    return partner;
}

// Among those that come with this command, by what no other may have.
static Outcome is_the_first(const Partner& partner, std::set<std::string>& seen) {
    for (std::string& key : organization_keys(partner)) {
        if (seen.insert(std::move(key)).second) continue;
        return ProblemCode::row_must_not_repeat_another;
    }
    return Done{};
}

Result<Changes> act(
    const ImportPartners& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    const std::size_t rows = command.partners.size();
    TRY(Record batch, batch_with(command, ImportKind::partners, rows, records, changes));
    std::set<std::string> seen;
    for (std::size_t i = 0; i < rows; i++) {
        const std::int64_t index = command.rows_before + static_cast<std::int64_t>(i);
        const PartnerId id{imported_id(command.batch, index)};
        Partner partner = applicant_from(command.partners[i], context.program);
        Outcome welcome = applicant_is_welcome(partner, id, records, context);
        if (welcome.ok()) welcome = is_the_first(partner, seen);
        if (!welcome.ok()) return problem_of_row("partners", i, welcome.problem());
        receive_applicant(id, std::move(partner), {}, changes);
    }
    tell_batch(batch, "records_imported", changes);
    changes.put(std::move(batch));
    return changes.take();
}

Result<Changes> act(
    const ImportFigures& command, const RecordSource& records, const Context& context
) {
    CountedDays counted;
    for (const Record* record : records.under(company_figures)) {
        counted.take(body_of<CompanyFigure>(*record));
    }
    const auto figure_from = [&](CompanyFigure figure, std::size_t) -> Result<CompanyFigure> {
        TRY_DONE(figure_is_sound(figure, context.program));
        if (!counted.take(figure)) {
            return Problem{ProblemCode::days_must_be_counted_once, "from", {}};
        }
        figure.imported_on = date_of(context.now);
        return figure;
    };
    return bring_in(command, &ImportFigures::figures, records, context, figure_from);
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

// What lives with a partner, by the keys under which it is found: what somebody would have built on
// it.
static constexpr std::string_view partner_keys[] = {
    "agreements_of",
    "allocations_of",
    "campaigns_of",
    "case_studies_of",
    "certificates_of",
    "claims_of",
    "deals_of",
    "earnings_of",
    "enrollments_of",
    "fund_requests_of",
    "import_batches_of",
    "leads_of",
    "offers_of",
    "people_of",
    "projects_of",
    "statements_of",
    "surveys_of",
    "tickets_of"};

// The onboarding that began with a partner goes with it, as long as nobody has worked on it.
static constexpr std::string_view onboarding_key = "onboarding_of";

// What other records say of those of a batch.
class References {
public:
    References(const ImportBatch& batch, const RecordSource& records)
        : kind_(kind_of(batch.kind)), records_(records) {
        if (kind_ == Kind::partner) note_assigned();
        if (kind_ != Kind::deal) return;
        // A draft stays the first version of itself when an activity names it.
        const std::string key = index_key("fund_requests_of", batch.partner.bytes);
        for (const Record* record : records.under(key)) {
            for (const DealId& deal : body_of<FundRequest>(*record).deals) {
                named_.insert(deal.bytes);
            }
        }
    }

    bool hold(const IdBytes& id) const {
        if (named_.contains(id)) return true;
        if (kind_ != Kind::partner) return false;
        // Each step that is taken moves it on; that its owner is called otherwise is no work.
        for (const Record* record : records_.under(index_key(onboarding_key, id))) {
            const auto& begun = body_of<Onboarding>(*record);
            const bool runs = begun.state == OnboardingState::running;
            if (!runs || begun.step != OnboardingStep::due_diligence) return true;
        }
        return std::any_of(
            std::begin(partner_keys),
            std::end(partner_keys),
            [&](std::string_view name) { return !records_.under(index_key(name, id)).empty(); }
        );
    }

private:
    // A partner stays as it is made when somebody of the staff is to work with it.
    void note_assigned() {
        for (const Record* record : records_.under(people_key({}))) {
            for (const PartnerId partner : body_of<Person>(*record).assigned_partners) {
                named_.insert(partner.bytes);
            }
        }
    }

    Kind kind_;
    const RecordSource& records_;
    std::set<IdBytes> named_;
};

// Calls `visit(id)` for the id of every row that has come.
template <typename Visit>
static void for_rows(ImportBatchId id, const ImportBatch& batch, const Visit& visit) {
    auto gap = batch.gaps.begin();
    for (std::int64_t i = 0; i < batch.rows; i++) {
        if (gap != batch.gaps.end() && gap->from == i) {
            i = gap->until - 1;
            gap++;
            continue;
        }
        visit(imported_id(id, i));
    }
}

static std::vector<ImportedRecord> records_of(
    ImportBatchId id, const ImportBatch& batch, const RecordSource& records
) {
    std::vector<ImportedRecord> made;
    const Kind kind = kind_of(batch.kind);
    const References references(batch, records);
    for_rows(id, batch, [&](const IdBytes& record_id) {
        const Record* record = records.find({kind, record_id});
        if (record == nullptr) return;
        made.push_back({record_id, record->version, references.hold(record_id)});
    });
    return made;
}

Result<Changes> act(
    const UndoImport& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::import_batch, command.batch.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    const auto& batch = body_of<ImportBatch>(*before);
    // What belongs to no partner must not stay because who brought it in has left.
    if (batch.partner.given() && batch.person != context.actor.person) {
        return Problem{ProblemCode::record_must_be_yours, "batch", {}};
    }
    TRY(const std::vector<IdBytes> removals,
        undo_of(batch, records_of(command.batch, batch, records)));
    ChangeSet changes(context);
    const Kind kind = kind_of(batch.kind);
    for (const IdBytes& id : removals) {
        changes.remove({kind, id});
        if (kind != Kind::partner) continue;
        for (const Record* begun : records.under(index_key(onboarding_key, id))) {
            changes.remove(begun->key());
        }
    }
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

static void need_figures(const Command&, const Actor&, Needs& wanted) {
    wanted.index_keys.emplace_back(company_figures);
    wanted.guards.emplace_back(company_figures);
}

static void need_those_of_their_names(
    const Command& command, const RecordSource&, const Context& context, Needs& wanted
) {
    for (const Partner& row : command.get<ImportPartners>().partners) {
        Partner partner = applicant_from(row, context.program);
        if (settle_domains(partner, context.suffixes).ok()) need_namesakes(partner, wanted);
    }
}

// What begins with a partner, and what somebody would have built on it.
static void need_partner_alone(const IdBytes& id, Needs& wanted) {
    wanted.guards.push_back(index_key("onboarding", id));
    wanted.index_keys.push_back(index_key(onboarding_key, id));
    for (const std::string_view name : partner_keys) {
        wanted.index_keys.push_back(index_key(name, id));
    }
}

// What is taken back is nobody's to work on meanwhile.
static void need_imported_records(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    const auto& batch = body_of<ImportBatch>(*subject);
    const Kind kind = kind_of(batch.kind);
    if (kind == Kind::deal) {
        wanted.index_keys.push_back(index_key("fund_requests_of", batch.partner.bytes));
    }
    if (kind == Kind::partner) wanted.index_keys.push_back(people_key({}));
    for_rows({subject->id}, batch, [&](const IdBytes& id) {
        const RecordKey made{kind, id};
        wanted.records.push_back(made);
        wanted.guards.push_back(guard_of(made));
        if (kind == Kind::partner) need_partner_alone(id, wanted);
    });
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
constinit const CommandRule ImportPartners::registered = with_needs(
    command_rule<&ImportPartners::batch>("import_partners", Kind::import_batch, importers),
    nullptr,
    need_those_of_their_names
);
constinit const CommandRule ImportFigures::registered = with_needs(
    command_rule<&ImportFigures::batch>("import_figures", Kind::import_batch, importers),
    need_figures,
    nullptr
);
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
