#include "server-stub/sync_commands.h"

#include "core/base/format/field_bounds.h"
#include "core/base/format/field_hash.h"
#include "core/base/format/field_walk.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

static constexpr int loads_max = 4;
static constexpr std::int64_t due_failures_max = 3;
static constexpr std::int64_t due_retry_ms = std::int64_t{10} * 60'000;

Access access_from(const Actor& actor) {
    const bool assigned = actor.permissions.holds(Permission::read_assigned_partners);
    return {
        .person = actor.person,
        .partner = actor.partner,
        .assigned_partners = assigned ? actor.assigned_partners : std::vector<PartnerId>{},
        .all_partners = actor.permissions.holds(Permission::read_all_partners),
        .authority = false,
    };
}

// Numbers that count for ever, and only for jobs that are committed.
class StoreNumbers final : public NumberSource {
public:
    explicit StoreNumbers(StoreWriter& writer) : writer_(writer) {}
    std::int64_t next(std::string_view name) override { return writer_.next_number(name); }

private:
    StoreWriter& writer_;
};

// What a command needs, as it stands while its guards are held.
//
// Which guards those are is known only once the first records are there. So everything is read once
// to learn of them; then they are taken in ascending order, and what others may have changed while
// we waited is read anew. That may bring a guard nobody knew of, hence the rounds.
class Loaded {
public:
    explicit Loaded(StoreWriter& writer) : writer_(writer) {}

    const RecordMap& records() const { return records_; }

    void load(const Command& command, const Context& context) {
        for (int i = 0; i < rounds_max; i++) {
            read_all(command, context);
            if (!take_guards()) return;
        }
        throw StoreFailure(ProblemCode::database_must_be_available, "records kept changing");
    }

private:
    static constexpr int rounds_max = 5;

    void read_all(const Command& command, const Context& context) {
        records_.clear();
        keys_.clear();
        index_keys_.clear();
        read(needs(command, context.actor));
        for (int i = 0; i < loads_max; i++) {
            if (!read(further_needs(command, records_, context))) return;
        }
    }

    // Whether there was anything that had not been read.
    bool read(const Needs& needs) {
        wanted_.insert(needs.guards.begin(), needs.guards.end());
        bool any = false;
        for (const RecordKey& key : needs.records) {
            if (!keys_.insert(key).second) continue;
            any = true;
            if (const auto row = writer_.record(key)) records_.put(row->record);
        }
        for (const std::string& key : needs.index_keys) {
            if (!index_keys_.insert(key).second) continue;
            any = true;
            for (Record& record : writer_.under(key)) records_.put(std::move(record));
        }
        return any;
    }

    // Whether what was read may be stale.
    bool take_guards() {
        bool stale = false;
        for (const std::string& guard : wanted_) {
            if (held_.insert(guard).second) stale = writer_.guard(guard) || stale;
        }
        return stale;
    }

    StoreWriter& writer_;
    RecordMap records_;
    std::set<std::string> wanted_;
    std::set<std::string> held_;
    std::set<RecordKey> keys_;
    std::set<std::string> index_keys_;
};

CommandResult not_applied(Verdict verdict, const Problem& problem) {
    CommandResult result;
    result.verdict = verdict;
    result.problem = wire_from_problem(problem);
    return result;
}

// A step that the record has already left behind is somebody else's doing, not a mistake.
static Verdict verdict_of(ProblemCode code) {
    const bool meanwhile = code == ProblemCode::review_must_allow_this_step ||
                           code == ProblemCode::field_must_not_have_changed_meanwhile;
    return meanwhile ? Verdict::conflict : Verdict::refused;
}

// Only the guarded fields of the command's own subject are compared: a hash of anything else would
// be a way to ask what it holds.
static std::optional<Problem> changed_meanwhile(
    const Command& command, const std::vector<FieldBase>& base, const RecordSource& records
) {
    const RecordKey key = subject_of(command);
    const Record* record = records.find(key);
    if (record == nullptr) return std::nullopt;
    for (const FieldBase& said : base) {
        const auto guarded = record->body.rule().guarded_fields;
        const bool ours = said.kind == key.kind && said.id == key.id;
        if (!ours || std::find(guarded.begin(), guarded.end(), said.field) == guarded.end())
            continue;
        const std::uint64_t hash = field_hash(record->body, said.field);
        if (static_cast<std::int64_t>(hash) == said.hash) continue;
        return Problem{ProblemCode::field_must_not_have_changed_meanwhile, said.field, {}};
    }
    return std::nullopt;
}

// Ids that stand in a record: everybody for whom it may have been their own.
class IdsWithin final : public FieldWalk {
public:
    std::set<IdBytes> ids;

    void id(std::string_view, IdBytes& value) override { ids.insert(value); }
};

static std::vector<Bucket> buckets_around(const Record& record) {
    const std::string scope = scope_of(record);
    constexpr std::string_view prefix = "partner:";
    std::vector<Bucket> buckets;
    if (scope.substr(0, prefix.size()) != prefix) return buckets;
    const auto id = id_from_text(std::string_view(scope).substr(prefix.size()));
    check(id.ok());
    const PartnerId partner{id.value()};
    buckets.push_back({scope, {Audience::seller, {}, partner}});
    buckets.push_back({scope, {Audience::admin, {}, partner}});
    buckets.push_back({scope, {Audience::staff, {}, {}}});
    Record walked = record;
    IdsWithin within;
    walked.describe(within);
    for (const IdBytes& person : within.ids) {
        // A keeper's row that is no own of theirs is a colleague, and people stay.
        buckets.push_back({scope, {Audience::member, {person}, partner}});
        buckets.push_back({scope, {Audience::keeper, {person}, partner}});
    }
    return buckets;
}

// A row that a projection showed and shows no longer, although it stays in its scope. A removed one
// (`after` is null) is noted as well: its tombstone gives way when the id is used again, perhaps by
// somebody whose row it then is.
static void note_left(StoreWriter& writer, const Record& before, const Record* after) {
    for (const Bucket& bucket : buckets_around(before)) {
        const bool stays = after != nullptr && is_visible(*after, bucket.viewer);
        if (is_visible(before, bucket.viewer) && !stays) {
            writer.put_left(bucket.name(), before.key());
        }
    }
}

static void write(CommandRun& run, const Changes& changes) {
    for (const Record& record : changes.puts) {
        const auto before = run.writer.record(record.key());
        // What was decided on is what stands there: a missing guard must not undo somebody's
        // change.
        check(record.version == (before ? before->record.version : 0) + 1);
        if (before) note_left(run.writer, before->record, &record);
        run.writer.put(record);
        run.scopes.insert(scope_of(record));
        run.kinds.insert(record.kind());
    }
    for (const RecordKey& key : changes.removals) {
        const auto before = run.writer.record(key);
        if (!before) continue;
        run.scopes.insert(before->scope);
        run.kinds.insert(key.kind);
        note_left(run.writer, before->record, nullptr);
        run.writer.remove(key);
    }
    for (const Due& due : changes.dues) {
        run.writer.put_due({due.at, subject_of(due.command), due.command, 0});
    }
}

// Where the command's subject lives; what else it changed may be somebody else's.
static std::string scope_of_subject(
    const CommandRun& run, const RecordKey& subject, const Changes& changes, const RecordMap& before
) {
    if (const Record* record = before.find(subject)) return scope_of(*record);
    for (const Record& record : changes.puts) {
        if (record.key() == subject) return scope_of(record);
    }
    return run.actor.partner.given() ? partner_scope(run.actor.partner) : "staff";
}

static void note(
    CommandRun& run, const Command& command, const Changes& changes, const RecordMap& before
) {
    AuditLine line;
    line.scope = scope_of_subject(run, subject_of(command), changes, before);
    line.at = run.now;
    line.person = run.actor.person;
    line.event = command_name(command);
    line.subject = subject_of(command).id;
    line.detail = run.origin;
    run.writer.append_audit(std::move(line));
}

// Whether the subject's state came out as the device showed it.
static bool as_foreseen(const CommandRun& run, const Command& command, const Changes& changes) {
    if (run.foreseen == 0) return true;
    for (const Record& record : changes.puts) {
        const std::string_view field = record.body.rule().state_field;
        if (record.key() != subject_of(command) || field.empty()) continue;
        return static_cast<std::int64_t>(field_hash(record.body, field)) == run.foreseen;
    }
    return true;
}

CommandResult perform_command(
    CommandRun& run, const Command& command, const std::vector<FieldBase>& base
) {
    const Outcome bounded = fields_are_bounded(command);
    if (!bounded.ok()) return not_applied(Verdict::refused, bounded.problem());
    StoreNumbers numbers(run.writer);
    const Context context{
        .actor = run.actor,
        .now = run.now,
        .program = run.program,
        .numbers = numbers,
        .command_seed = run.seed,
        .authority = true,
        .suffixes = run.suffixes,
        .proved_not_before = run.proved_not_before,
    };
    Loaded loaded(run.writer);
    loaded.load(command, context);
    // Numbers drawn by a refused command are given back.
    Savepoint part(run.writer);
    const Result<Changes> changes = decide(command, loaded.records(), context);
    if (!changes.ok()) return not_applied(verdict_of(changes.problem().code), changes.problem());
    if (const auto problem = changed_meanwhile(command, base, loaded.records())) {
        return not_applied(Verdict::conflict, *problem);
    }
    CommandResult result;
    if (!as_foreseen(run, command, changes.value())) result.verdict = Verdict::applied_modified;
    write(run, changes.value());
    note(run, command, changes.value(), loaded.records());
    part.keep();
    return result;
}

// What was refused because its subject has moved on is not due any more. But rules of today may ask
// for it later than those did that planned it: then it waits for its new moment.
static void plan_anew(
    StoreWriter& writer, const StoredDue& due, const Program& program, Moment now
) {
    const auto row = writer.record(due.subject);
    if (!row) return;
    for (const Due& asked : dues_of(row->record, program)) {
        if (command_name(asked.command) != command_name(due.command) || asked.at <= now) continue;
        writer.put_due({asked.at, due.subject, asked.command, 0});
    }
}

std::set<std::string> perform_due(
    StoreWriter& writer, const StoredDue& due, const RulesInForce& rules, Moment now
) {
    Actor system;
    system.system = true;
    CommandRun run{
        .writer = writer,
        .actor = system,
        .program = rules.program,
        .suffixes = rules.suffixes,
        .now = now,
        .seed = derived_id(
            due.subject.id, command_name(due.command), static_cast<std::uint64_t>(due.at.ms)
        ),
        .proved_not_before = {},
        .foreseen = 0,
        .origin = {},
        .scopes = {},
        .kinds = {},
    };
    const std::string_view name = command_name(due.command);
    writer.guard(guard_of(due.subject));
    const auto stands = writer.due(due.subject, name);
    // Done meanwhile, or moved: by what fell due before it, or by another process.
    if (!stands || stands->at != due.at) return {};
    try {
        Savepoint part(writer);
        writer.remove_due(due.subject, name);
        const bool done = perform_command(run, due.command, {}).accepted();
        if (!done) plan_anew(writer, due, rules.program, now);
        part.keep();
        if (done) return run.scopes;
    } catch (const StoreFailure&) {
        throw;
    } catch (const std::exception&) {
        StoredDue later = due;
        later.failures++;
        later.at = now + due_retry_ms;
        if (later.failures < due_failures_max) {
            writer.put_due(later);
        } else {
            writer.remove_due(due.subject, name);
            note_alarm(writer, system, "due_failed", due.subject.id, now);
        }
    }
    return {};
}

void keep_dead_letter(
    StoreWriter& writer,
    const ClientState& client,
    const PushedCommand& command,
    const CommandResult& result,
    Moment now
) {
    check(result.problem.has_value());
    writer.put_dead_letter({
        .client = client.id,
        .person = client.person,
        .command = command,
        .verdict = result.verdict,
        .problem = *result.problem,
        .at = now,
    });
}

void note_alarm(
    StoreWriter& writer,
    const Actor& actor,
    std::string_view event,
    const IdBytes& subject,
    Moment now
) {
    AuditLine line;
    line.scope = "staff";
    line.at = now;
    line.person = actor.person;
    line.event = event;
    line.subject = subject;
    writer.append_audit(std::move(line));
}

}  // namespace entente
