#include "server-stub/sync_service.h"

#include "core/base/format/cbor.h"
#include "core/base/hash/hash.h"
#include "server-stub/problem_status.h"
#include "server-stub/sync_commands.h"
#include "server-stub/sync_pages.h"

#include <algorithm>

namespace entente {

static constexpr std::int64_t failures_max = 3;
static constexpr std::int64_t hand_over_ms = 14 * ms_per_day;
static constexpr std::size_t results_a_pull = 1'000;
static constexpr std::int64_t results_kept = 1'000;
static constexpr std::size_t dues_a_run = 100;

static SyncAnswer answer_from(const PushAnswer& said) {
    const int status = said.problem ? status_of(problem_from_wire(*said.problem).code) : 200;
    return {status, cbor_type, encode_push_answer(said)};
}

static SyncAnswer answer_from(const Problem& problem) {
    PushAnswer said;
    said.problem = wire_from_problem(problem);
    return answer_from(said);
}

SyncService::SyncService(Store& store, SyncServiceOptions options)
    : store_(store), options_(std::move(options)) {
    check(options_.secret.size() >= 32);
}

// What a push works on, from its first look at the store to its answer.
struct SyncService::PushJob {
    StoreWriter& writer;
    const PushRequest& request;
    const SyncCaller& caller;
    Moment now;
    std::shared_ptr<const Program> program;
    Actor actor;
    bool disabled = false;
    ClientState client;
    PushAnswer answer;
    std::set<std::string> scopes;

    void refuse(ProblemCode code) { answer.problem = wire_from_problem({code, {}, {}}); }
};

Actor SyncService::actor_of(
    StoreReader& reader, PersonId person, const Person& record, Moment now
) {
    const std::shared_ptr<const Program> program = options_.program(reader);
    Actor actor = grants_.actor(reader, person, record, *program, now);
    if (options_.faults.yesterdays_grants) {
        return grants_of_yesterday_.emplace(person, std::move(actor)).first->second;
    }
    return actor;
}

SyncAnswer SyncService::push(const SyncCaller& caller, ByteView body, Moment now) {
    if (caller.preview) return answer_from(Problem{ProblemCode::preview_must_be_read_only, {}, {}});
    const auto request = decode_push(body);
    if (!request.ok()) return answer_from(request.problem());
    PushAnswer answer;
    std::set<std::string> scopes;
    ClientState client;
    const auto job = [&](StoreWriter& writer) {
        PushJob push{writer, request.value(), caller, now, {}, {}, false, {}, {}, {}};
        Outcome outcome = take_push(push);
        answer = std::move(push.answer);
        scopes = std::move(push.scopes);
        client = std::move(push.client);
        return outcome;
    };
    try {
        const Outcome outcome = store_.write(Access::of_authority(), job);
        if (!outcome.ok()) return answer_from(outcome.problem());
        if (const auto& crash = options_.faults.last_id_outside_the_transaction; crash) {
            if (crash())
                return answer_from(Problem{ProblemCode::database_must_be_available, {}, {}});
            const auto note = [&client](StoreWriter& writer) -> Outcome {
                if (client.id.given()) writer.put_client(client);
                return Done{};
            };
            const Outcome noted = store_.write(Access::of_authority(), note);
            check(noted.ok());
        }
    } catch (const StoreFailure& failure) {
        return answer_from(Problem{failure.code(), {}, {}});
    }
    if (options_.changed && !scopes.empty()) {
        options_.changed(std::vector<std::string>(scopes.begin(), scopes.end()));
    }
    answer.time_token = time_token(now, request.value().client);
    return answer_from(answer);
}

// A page that was left open goes on with the session of whoever signed in since: nothing of theirs
// may mix with what is on it. Older apps do not say for whom they ask.
static bool is_for(PersonId person, const SyncCaller& caller) {
    return !person.given() || person == caller.person;
}

// Done also for an answer that refuses: what was noted on the way is then still committed.
Outcome SyncService::take_push(PushJob& job) {
    const PushRequest& request = job.request;
    job.answer.epoch = job.writer.epoch();
    const auto person = job.writer.record({Kind::person, job.caller.person.bytes});
    if (!person) return ProblemCode::person_must_be_signed_in;
    job.program = options_.program(job.writer);
    job.disabled = body_of<Person>(person->record).disabled;
    job.actor = actor_of(job.writer, job.caller.person, body_of<Person>(person->record), job.now);
    const bool in_time = job.now - person->record.changed_at <= hand_over_ms;
    if (job.disabled && !(request.hand_over && in_time))
        return ProblemCode::account_must_be_enabled;

    if (!is_for(request.person, job.caller)) return ProblemCode::record_must_be_yours;
    // Two processes may be given one batch.
    job.writer.guard("client:" + text_from_id(request.client.bytes));
    const auto known = job.writer.client(request.client);
    if (known && known->person != job.caller.person) return ProblemCode::record_must_be_yours;
    job.client = known.value_or(ClientState{
        .id = request.client,
        .person = job.caller.person,
        .last_id = 0,
        .last_hash = chain_start(request.client),
        .app_version = {},
        .schema = 0,
        .failed_id = 0,
        .failures = 0,
        .seen_at = {}});
    job.answer.last_id = job.client.last_id;
    if (request.epoch.number != 0 && request.epoch != job.answer.epoch) {
        job.refuse(ProblemCode::epoch_must_be_current);
        return Done{};
    }
    if (request.ack_results_upto > job.client.last_id) {
        // The device has answers that this database never gave: it was set back in silence.
        job.refuse(ProblemCode::client_must_not_be_ahead_of_the_server);
        note_alarm(job.writer, job.actor, "client_ahead", job.client.id.bytes, job.now);
        return Done{};
    }
    if (!request.commands.empty() && request.commands[0].id > job.client.last_id + 1) {
        job.refuse(ProblemCode::command_must_follow_the_last);
        return Done{};
    }
    // Acknowledged ones stay a while: by their hash a copied profile is told from a repeat.
    const std::int64_t old = job.client.last_id - results_kept;
    job.writer.prune_results(request.client, std::min(request.ack_results_upto, old));
    job.client.app_version = request.app_version;
    job.client.schema = request.schema;
    for (const PushedCommand& command : request.commands) {
        if (!take_command(job, command)) break;
    }
    if (!options_.faults.last_id_outside_the_transaction) job.writer.put_client(job.client);
    if (!job.answer.problem) job.answer.last_id = job.client.last_id;
    job.answer.durable_id = job.writer.durable_id(request.client);
    return Done{};
}

// False: the batch stops here.
bool SyncService::take_command(PushJob& job, const PushedCommand& command) {
    if (command.id <= job.client.last_id) return repeat(job, command);
    if (chain_hash(command, job.client.last_hash) != command.hash) {
        job.refuse(ProblemCode::client_must_not_be_forked);
        job.answer.last_id = command.id - 1;
        return false;
    }
    CommandResult result;
    try {
        result = run(job, command);
    } catch (const StoreFailure&) {
        throw;
    } catch (const std::exception&) {
        // A bug, or a check that failed. What the command did is undone; the others wait for it
        // until it has failed too often.
        if (stopped_by_failure(job, command)) return false;
        const Problem problem{ProblemCode::command_must_not_fail_repeatedly, {}, {}};
        result = not_applied(Verdict::quarantined, problem);
        keep_dead_letter(job.writer, job.client, command, result, job.now);
        note_alarm(job.writer, job.actor, "command_quarantined", job.client.id.bytes, job.now);
    }
    result.id = command.id;
    result.hash = command.hash;
    job.client.last_id = command.id;
    job.client.last_hash = command.hash;
    job.client.failures = 0;
    job.writer.put_result(job.client.id, result);
    job.answer.results.push_back(std::move(result));
    return true;
}

// What somebody may do follows from these: a certificate, an assignment, a changed program count
// from the next command on, not only from the next push.
void SyncService::note_new_grants(PushJob& job, const std::set<Kind>& changed) {
    static constexpr Kind granting[] = {
        Kind::program, Kind::partner, Kind::person, Kind::certificate};
    const bool any = std::any_of(std::begin(granting), std::end(granting), [&](Kind kind) {
        return changed.contains(kind);
    });
    if (!any) return;
    if (changed.contains(Kind::program)) {
        for (const Record& record : job.writer.under(program_key)) {
            job.program = std::make_shared<const Program>(body_of<Program>(record));
        }
    }
    const auto person = job.writer.record({Kind::person, job.caller.person.bytes});
    if (!person) return;
    job.disabled = job.disabled || body_of<Person>(person->record).disabled;
    job.actor = actor_from(
        job.writer, job.caller.person, body_of<Person>(person->record), *job.program, job.now
    );
}

// No earlier than anything its chain of commands has shown: an old token says nothing once a newer
// one has come. Without one that is ours nothing is proved.
Moment SyncService::proved_by(PushJob& job, const PushedCommand& command) const {
    const Moment seen = moment_of(command.seen, job.client.id);
    if (!seen.given()) return {};
    job.client.seen_at = std::max(job.client.seen_at, seen);
    return job.client.seen_at;
}

// A command that was taken before: the answer is the one it got, unless it is another command.
bool SyncService::repeat(PushJob& job, const PushedCommand& command) {
    const auto results = job.writer.results_after(job.client.id, command.id - 1, 1);
    const bool kept = !results.empty() && results[0].id == command.id;
    const bool last = command.id == job.client.last_id;
    const bool same =
        kept ? results[0].hash == command.hash : !last || job.client.last_hash == command.hash;
    if (!same) {
        job.refuse(ProblemCode::client_must_not_be_forked);
        job.answer.last_id = command.id - 1;
        return false;
    }
    if (kept) {
        job.answer.results.push_back(results[0]);
        return true;
    }
    // Acknowledged once, and asked for again by a device that lost what it had: told from what
    // stands in the store.
    CommandResult result;
    if (const auto letter = job.writer.dead_letter(job.client.id, command.id)) {
        result.verdict = letter->verdict;
        result.problem = letter->problem;
    }
    result.id = command.id;
    result.hash = command.hash;
    job.answer.results.push_back(std::move(result));
    return true;
}

CommandResult SyncService::run(PushJob& job, const PushedCommand& command) {
    const Moment proved = proved_by(job, command);
    if (command.abandoned) return {};  // Nothing to do, and that is done.
    CommandRun run{
        .writer = job.writer,
        .actor = job.actor,
        .program = *job.program,
        .suffixes = options_.suffixes ? options_.suffixes() : nullptr,
        .now = job.now,
        .seed = command_seed(job.client.id, command.id),
        .proved_not_before = proved,
        .foreseen = command.foreseen,
        .origin = hex_from_bytes(command.hash),
        .scopes = {},
        .kinds = {},
    };
    Savepoint part(job.writer);
    CommandResult result;
    auto decoded = command_from_args(command.name, command.version, command.args);
    if (job.disabled) {
        result = not_applied(Verdict::quarantined, {ProblemCode::account_must_be_enabled, {}, {}});
    } else if (!decoded.ok()) {
        result = not_applied(Verdict::quarantined, decoded.problem());
    } else {
        result = perform_command(run, decoded.value(), command.base);
    }
    part.keep();
    if (!result.accepted()) {
        keep_dead_letter(job.writer, job.client, command, result, job.now);
    } else {
        job.scopes.merge(run.scopes);
        note_new_grants(job, run.kinds);
        if (command.supersedes > 0) {
            job.writer.remove_dead_letter(job.client.id, command.supersedes);
        }
    }
    return result;
}

bool SyncService::stopped_by_failure(PushJob& job, const PushedCommand& command) {
    if (job.client.failed_id != command.id) job.client.failures = 0;
    job.client.failed_id = command.id;
    job.client.failures++;
    return job.client.failures < failures_max;
}

SyncAnswer SyncService::pull(const SyncCaller& caller, ByteView body, Moment now) {
    const auto decoded = decode_pull(body);
    if (!decoded.ok()) return answer_from(decoded.problem());
    const PullRequest& request = decoded.value();
    if (request.schema < options_.schema_min) {
        return answer_from(Problem{ProblemCode::version_must_be_supported, "schema", {}});
    }
    Outcome outcome = Done{};
    Bytes stream;
    try {
        // Who they are is asked first, because it says what the second look may reach.
        Access access;
        store_.read(Access::of_authority(), [&](StoreReader& reader) {
            const auto person = reader.record({Kind::person, caller.person.bytes});
            if (!person) {
                outcome = ProblemCode::person_must_be_signed_in;
            } else if (body_of<Person>(person->record).disabled) {
                outcome = ProblemCode::account_must_be_enabled;
            } else {
                const auto& record = body_of<Person>(person->record);
                access = access_from(actor_of(reader, caller.person, record, now));
            }
        });
        if (!outcome.ok()) return answer_from(outcome.problem());
        store_.read(access, [&](StoreReader& reader) {
            auto written = write_pull(reader, caller, request, now);
            if (written.ok()) {
                stream = std::move(written).value();
            } else {
                outcome = written.problem();
            }
        });
    } catch (const StoreFailure& failure) {
        return answer_from(Problem{failure.code(), {}, {}});
    }
    if (!outcome.ok()) return answer_from(outcome.problem());
    return {200, cbor_sequence_type, std::move(stream)};
}

// The buckets somebody holds at this moment.
static std::vector<Bucket> buckets_at(
    StoreReader& reader, const Actor& actor, const Program& program
) {
    std::vector<PartnerId> all_partners;
    if (actor.permissions.holds(Permission::read_all_partners)) {
        constexpr std::string_view prefix = "partner:";
        for (const std::string& scope : reader.scopes_beginning(prefix)) {
            const auto id = id_from_text(std::string_view(scope).substr(prefix.size()));
            if (id.ok()) all_partners.push_back({id.value()});
        }
    }
    return buckets_of(actor, program, all_partners);
}

Result<Bytes> SyncService::write_pull(
    StoreReader& reader, const SyncCaller& caller, const PullRequest& request, Moment now
) {
    const auto person = reader.record({Kind::person, caller.person.bytes});
    if (!person) return ProblemCode::database_must_be_available;  // Moved between the two looks.
    const Actor actor = actor_of(reader, caller.person, body_of<Person>(person->record), now);
    if (!is_for(request.person, caller)) return ProblemCode::record_must_be_yours;
    const auto client = reader.client(request.client);
    if (client && client->person != caller.person) return ProblemCode::record_must_be_yours;

    const Epoch epoch = reader.epoch();
    PullPlace place{.epoch = epoch, .person = caller.person, .buckets = {}};
    auto told = place_from(request.cookie, options_.secret);
    // A device keeps each person's records apart: in a preview its own are not to be replaced.
    if (told.ok() && told.value().person != caller.person) return ProblemCode::record_must_be_yours;
    const bool usable = told.ok() && told.value().epoch == epoch;
    if (usable) place = std::move(told).value();

    PullItem head;
    head.protocol = protocol_number;
    head.epoch = epoch;
    head.reset = !usable;
    Bytes stream;
    append_pull_item(stream, head);
    const std::vector<Bucket> buckets = buckets_at(reader, actor, *options_.program(reader));
    TRY(const Page page,
        page_of(
            reader,
            {.buckets = buckets,
             .place = std::move(place),
             .checksums = request.checksums,
             .refetch = request.refetch,
             .rows_max = options_.page_rows}
        ));
    stream.insert(stream.end(), page.stream.begin(), page.stream.end());
    const auto results =
        client ? reader.results_after(request.client, request.ack_results_upto, results_a_pull)
               : std::vector<CommandResult>{};
    for (const CommandResult& result : results) {
        PullItem item;
        item.type = PullItemType::result;
        item.result = result;
        append_pull_item(stream, item);
    }
    PullItem end;
    end.type = PullItemType::end;
    end.cookie = cookie_from(page.place, options_.secret);
    end.last_id = client ? client->last_id : 0;
    end.durable_id = reader.durable_id(request.client);
    end.sums = page.sums;
    end.more = page.more;
    end.rows_total = page.rows_total;
    end.time_token = time_token(now, request.client);
    append_pull_item(stream, end);
    return stream;
}

Result<CommandResult> SyncService::perform(
    PersonId person, const Command& command, const IdBytes& key, Moment now
) {
    CommandResult result;
    std::set<std::string> scopes;
    const Outcome outcome =
        store_.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            const auto record = writer.record({Kind::person, person.bytes});
            if (!record) return ProblemCode::person_must_be_signed_in;
            if (body_of<Person>(record->record).disabled)
                return ProblemCode::account_must_be_enabled;
            const std::shared_ptr<const Program> program = options_.program(writer);
            const Actor actor = actor_of(writer, person, body_of<Person>(record->record), now);
            CommandRun run{
                .writer = writer,
                .actor = actor,
                .program = *program,
                .suffixes = options_.suffixes ? options_.suffixes() : nullptr,
                .now = now,
                .seed = derived_id(key, "request", 0),
                .proved_not_before = {},
                .foreseen = 0,
                .origin = {},
                .scopes = {},
                .kinds = {},
            };
            result = perform_command(run, command, {});
            if (!result.accepted()) return problem_from_wire(*result.problem);
            scopes = std::move(run.scopes);
            return Done{};
        });
    if (!outcome.ok()) return outcome.problem();
    if (options_.changed) options_.changed(std::vector<std::string>(scopes.begin(), scopes.end()));
    return result;
}

std::size_t SyncService::run_due(Moment now) {
    std::vector<StoredDue> dues;
    store_.read(Access::of_authority(), [&](StoreReader& reader) {
        dues = reader.due_until(now, dues_a_run);
    });
    std::size_t acted = 0;
    for (const StoredDue& due : dues) {
        std::set<std::string> scopes;
        const auto job = [&](StoreWriter& writer) -> Outcome {
            scopes = perform_due(
                writer,
                due,
                {*options_.program(writer), options_.suffixes ? options_.suffixes() : nullptr},
                now
            );
            return Done{};
        };
        if (!store_.write(Access::of_authority(), job).ok()) continue;
        acted++;
        if (options_.changed && !scopes.empty()) {
            options_.changed(std::vector<std::string>(scopes.begin(), scopes.end()));
        }
    }
    return acted;
}

static Bytes token_signature(ByteView time, ClientId client, ByteView secret) {
    Bytes message{'t', 'i', 'm', 'e'};
    message.insert(message.end(), time.begin(), time.end());
    message.insert(message.end(), client.bytes.begin(), client.bytes.end());
    const Sha256 mac = hmac_sha256(secret, message);
    return {mac.begin(), mac.begin() + 16};
}

Bytes SyncService::time_token(Moment now, ClientId client) const {
    Bytes token;
    for (int shift = 0; shift < 64; shift += 8) {
        token.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(now.ms) >> shift));
    }
    const Bytes signature = token_signature(token, client, options_.secret);
    token.insert(token.end(), signature.begin(), signature.end());
    return token;
}

Moment SyncService::moment_of(ByteView token, ClientId client) const {
    if (token.size() != token_bytes) return {};
    const Bytes expected = token_signature(token.first(8), client, options_.secret);
    if (!equal_in_constant_time(token.last(16), expected)) return {};
    std::uint64_t ms = 0;
    for (std::size_t i = 8; i-- > 0;) ms = ms << 8 | token[i];
    return {static_cast<std::int64_t>(ms)};
}

}  // namespace entente
